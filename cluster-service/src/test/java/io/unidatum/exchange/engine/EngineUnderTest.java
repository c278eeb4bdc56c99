package io.unidatum.exchange.engine;

import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** A state machine, its journal, and what it answered. */
final class EngineUnderTest {
    /** At an odd offset, so that nobody relies on where a message stands. */
    private static final int OFFSET = 3;

    final Tape tape = new Tape();
    final ExchangeStateMachine machine = new ExchangeStateMachine(tape, 7);

    /** Carries out what happens. {@return the answer, empty if it is no command} */
    byte[] apply(final StepWriter.Input input) {
        if (input.message() == null) {
            if (input.sessionCloses()) {
                machine.onSessionClosed(input.time(), input.sessionId());
            } else {
                machine.onTimer(input.time());
            }
            return new byte[0];
        }
        final byte[] message = input.message();
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[message.length + OFFSET]);
        buffer.putBytes(OFFSET, message);
        final int length =
                machine.onCommand(input.time(), input.sessionId(), input.key(), buffer, OFFSET, message.length);
        final byte[] response = new byte[length];
        machine.response().getBytes(0, response);
        if (!tape.hasCommandEnded()) {
            throw new AssertionError("the command's last frame does not say so");
        }
        return response;
    }

    List<byte[]> snapshot() {
        final List<byte[]> messages = new ArrayList<>();
        machine.takeSnapshot((buffer, offset, length) -> {
            final byte[] message = new byte[length];
            buffer.getBytes(offset, message);
            messages.add(message);
        });
        return messages;
    }

    /** Restores into this machine, which must be fresh. */
    void restore(final List<byte[]> messages) {
        for (final byte[] message : messages) {
            machine.onSnapshotMessage(new UnsafeBuffer(message), 0, message.length);
        }
        tape.startAt(machine);
    }
}

package io.unidatum.exchange.engine;

import static io.unidatum.exchange.engine.Exchange.accept;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.unidatum.exchange.sbe.common.MessageHeaderDecoder;
import io.unidatum.exchange.sbe.common.Side;
import io.unidatum.exchange.sbe.snapshot.SnapshotEndDecoder;
import io.unidatum.exchange.sbe.snapshot.SnapshotHeaderEncoder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A damaged snapshot is never taken for a good one. */
class SnapshotTest {
    private final Exchange exchange = Exchange.opened();

    @BeforeEach
    void trade() {
        exchange.fund(1001, "100", "10000");
        exchange.fund(1002, "100", "10000");
        exchange.limit(1001, Side.SELL, "3", "100");
        exchange.limit(1001, Side.SELL, "3", "101");
        exchange.limit(1002, Side.BUY, "1", "100");
        exchange.limit(1002, Side.BUY, "1", "99");
        accept(exchange.operate(1001, c -> c.setApiKey(77, 1, true)));
    }

    @Test
    void shouldWriteTheTemplatesInTheirOrderAndTheStateHashAtTheEnd() {
        final List<byte[]> messages = exchange.snapshot();
        int last = 0;
        for (final byte[] message : messages) {
            final int templateId = templateId(message);
            assertThat(templateId).isGreaterThanOrEqualTo(last);
            last = templateId;
        }
        final SnapshotEndDecoder end = new SnapshotEndDecoder()
                .wrapAndApplyHeader(new UnsafeBuffer(messages.get(messages.size() - 1)), 0, new MessageHeaderDecoder());
        assertThat(end.messageCount()).isEqualTo(messages.size() - 1);
        assertThat(end.checksum()).isEqualTo(exchange.machine.stateHash());
    }

    @Test
    void shouldRefuseAnyDamagedByte() {
        final List<byte[]> messages = exchange.snapshot();
        for (int i = 0; i < messages.size(); i++) {
            for (int at = 0; at < messages.get(i).length; at++) {
                // Nothing covers the end's own schema version, and nothing depends on it.
                if (i == messages.size() - 1 && (at == 6 || at == 7)) {
                    continue;
                }
                final List<byte[]> damaged = new ArrayList<>(messages);
                final byte[] message = messages.get(i).clone();
                message[at] ^= 0x10;
                damaged.set(i, message);
                assertThat(isRestorable(damaged))
                        .as("message %d byte %d", i, at)
                        .isFalse();
            }
        }
    }

    @Test
    void shouldRefuseAMissingARepeatedAndAMovedMessage() {
        final List<byte[]> messages = exchange.snapshot();
        for (int i = 0; i < messages.size(); i++) {
            final List<byte[]> missing = new ArrayList<>(messages);
            missing.remove(i);
            assertThat(isRestorable(missing)).as("without message %d", i).isFalse();
            final List<byte[]> repeated = new ArrayList<>(messages);
            repeated.add(i, messages.get(i));
            assertThat(isRestorable(repeated)).as("message %d twice", i).isFalse();
        }
    }

    @Test
    void shouldNotBeCompleteBeforeItsEnd() {
        final List<byte[]> messages = exchange.snapshot();
        final ExchangeStateMachine machine = newMachine();
        Exchange.restore(machine, messages.subList(0, messages.size() - 1));
        assertThat(machine.isSnapshotComplete()).isFalse();
    }

    @Test
    void shouldRefuseAVersionItDoesNotKnow() {
        final List<byte[]> messages = exchange.snapshot();
        new SnapshotHeaderEncoder().wrap(new UnsafeBuffer(messages.get(0)), 8).snapshotVersion(4);
        assertThatThrownBy(() -> Exchange.restore(newMachine(), messages))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("version 4");
    }

    @Test
    void shouldRefuseToRestoreOverAState() {
        final List<byte[]> messages = exchange.snapshot();
        assertThatThrownBy(() -> Exchange.restore(exchange.machine, messages))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("fresh");
    }

    @Test
    void shouldRestoreAnEmptyExchange() {
        final ExchangeStateMachine machine = newMachine();
        Exchange.restore(machine, Exchange.snapshotOf(newMachine()));
        assertThat(machine.isSnapshotComplete()).isTrue();
        assertThat(machine.isInitialised()).isFalse();
    }

    private static boolean isRestorable(final List<byte[]> messages) {
        final ExchangeStateMachine machine = newMachine();
        try {
            Exchange.restore(machine, messages);
        } catch (final IllegalStateException e) {
            return false;
        }
        return machine.isSnapshotComplete();
    }

    private static ExchangeStateMachine newMachine() {
        return new ExchangeStateMachine((buffer, offset, length, sequence, count, hash, position) -> {});
    }

    private static int templateId(final byte[] message) {
        return new MessageHeaderDecoder().wrap(new UnsafeBuffer(message), 0).templateId();
    }
}

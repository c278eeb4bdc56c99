package io.unidatum.exchange.client.view;

import io.unidatum.exchange.client.journal.JournalHandler;
import io.unidatum.exchange.client.journal.SnapshotMessageHandler;
import io.unidatum.exchange.engine.ExchangeStateMachine;
import io.unidatum.exchange.engine.JournalSink;
import io.unidatum.exchange.sbe.common.MessageHeaderDecoder;
import io.unidatum.exchange.sbe.event.JournalFrameDecoder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/** Passes the events of a state machine's frames on, as a journal reader would. */
final class FrameEvents implements JournalSink {
    private final List<JournalHandler> handlers = new ArrayList<>();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final JournalFrameDecoder frame = new JournalFrameDecoder();

    void to(final JournalHandler handler) {
        handlers.add(handler);
    }

    /** Passes a snapshot on, as a reader of state images would. */
    static void snapshot(final ExchangeStateMachine machine, final SnapshotMessageHandler handler) {
        final MessageHeaderDecoder header = new MessageHeaderDecoder();
        machine.takeSnapshot((buffer, offset, length) -> {
            header.wrap(buffer, offset);
            handler.onSnapshotMessage(
                    header.templateId(),
                    buffer,
                    offset + MessageHeaderDecoder.ENCODED_LENGTH,
                    header.blockLength(),
                    header.version());
        });
    }

    @Override
    public void onFrame(
            final DirectBuffer buffer,
            final int offset,
            final int length,
            final long firstSequence,
            final int count,
            final long chainHashAfter,
            final long positionAfter) {
        frame.wrapAndApplyHeader(buffer, offset, header);
        int at = offset + MessageHeaderDecoder.ENCODED_LENGTH + header.blockLength();
        for (int i = 0; i < count; i++) {
            header.wrap(buffer, at);
            at += MessageHeaderDecoder.ENCODED_LENGTH;
            for (final JournalHandler handler : handlers) {
                handler.onEvent(
                        firstSequence + i,
                        frame.time(),
                        header.templateId(),
                        buffer,
                        at,
                        header.blockLength(),
                        header.version());
            }
            at += header.blockLength();
        }
        for (final JournalHandler handler : handlers) {
            handler.onFrameEnd(
                    firstSequence + count - 1,
                    positionAfter,
                    chainHashAfter,
                    frame.flags().lastOfCommand());
        }
    }
}

package io.unidatum.exchange.engine.model;

import io.unidatum.exchange.sbe.common.MessageHeaderEncoder;
import io.unidatum.exchange.sbe.common.OriginEncoder;
import io.unidatum.exchange.sbe.event.JournalFrameEncoder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.sbe.MessageEncoderFlyweight;

/** Numbers events and keeps them. */
final class EventWriter {
    private static final int HEADER = MessageHeaderEncoder.ENCODED_LENGTH;
    private static final int MAX_FRAME = 8192 - 32;

    private final ModelState state;
    private final List<ModelEvent> events = new ArrayList<>();
    private ModelCommand origin;
    private long before;
    /** Of the events of the frame that is being filled, and in which term of the journal it goes. */
    private int frameLength;

    private long position;

    EventWriter(final ModelState state) {
        this.state = state;
    }

    /** What follows is caused by a command, or by the exchange itself if it is null. */
    void begin(final ModelCommand command) {
        endFrame();
        origin = command;
        before = state.lastSequence;
    }

    /** What follows is caused by the exchange itself; {@link #end} gives back what was before. */
    ModelCommand byItself() {
        final ModelCommand command = origin;
        origin = null;
        return command;
    }

    void end(final ModelCommand command) {
        origin = command;
    }

    long first() {
        return state.lastSequence == before ? 0 : before + 1;
    }

    long last() {
        return state.lastSequence == before ? 0 : state.lastSequence;
    }

    List<ModelEvent> take() {
        final List<ModelEvent> taken = List.copyOf(events);
        events.clear();
        return taken;
    }

    <T extends MessageEncoderFlyweight> T next(final T encoder) {
        encoder.wrap(new UnsafeBuffer(new byte[MessageHeaderEncoder.ENCODED_LENGTH + encoder.sbeBlockLength()]), 8);
        return encoder;
    }

    void origin(final OriginEncoder encoder) {
        if (origin != null) {
            encoder.requestIdHigh(origin.requestIdHigh)
                    .requestIdLow(origin.requestIdLow)
                    .actor(origin.actor);
        }
    }

    /** An event as schema version 0 knows it, or one of its fields' length. */
    void add(final MessageEncoderFlyweight encoder, final int blockLength) {
        add(encoder, blockLength, 0);
    }

    /** An event that says what version 1 added. */
    void addVersion1(final MessageEncoderFlyweight encoder) {
        add(encoder, encoder.sbeBlockLength(), 1);
    }

    /** An event that says what version 2 added. */
    void addVersion2(final MessageEncoderFlyweight encoder) {
        add(encoder, encoder.sbeBlockLength(), 2);
    }

    /** Where the journal was before the present command. */
    long journalPosition() {
        return position;
    }

    /** Where the journal is behind all that there is. */
    long endPosition() {
        endFrame();
        return position;
    }

    /** Terms of 16 MiB, frames with 32 bytes before them, in multiples of 32 bytes. */
    private void endFrame() {
        if (frameLength > 0) {
            final int whole = (HEADER + JournalFrameEncoder.BLOCK_LENGTH + frameLength + 32 + 31) / 32 * 32;
            final long rest = (1 << 24) - position % (1 << 24);
            position += whole > rest ? rest + whole : whole;
            frameLength = 0;
        }
    }

    private void add(final MessageEncoderFlyweight encoder, final int blockLength, final int version) {
        if (HEADER + JournalFrameEncoder.BLOCK_LENGTH + frameLength + HEADER + blockLength > MAX_FRAME) {
            endFrame();
        }
        frameLength += HEADER + blockLength;
        final byte[] bytes = new byte[MessageHeaderEncoder.ENCODED_LENGTH + blockLength];
        encoder.buffer().getBytes(0, bytes);
        new MessageHeaderEncoder()
                .wrap(new UnsafeBuffer(bytes), 0)
                .blockLength(blockLength)
                .templateId(encoder.sbeTemplateId())
                .schemaId(encoder.sbeSchemaId())
                .version(version);
        events.add(new ModelEvent(bytes));
        state.lastSequence++;
    }
}

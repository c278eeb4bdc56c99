package io.unidatum.exchange.engine;

import io.unidatum.exchange.sbe.common.MessageHeaderDecoder;
import io.unidatum.exchange.sbe.order.AmendOrderDecoder;
import io.unidatum.exchange.sbe.order.BatchDecoder;
import io.unidatum.exchange.sbe.order.CancelOrderDecoder;
import io.unidatum.exchange.sbe.order.NewOcoDecoder;
import io.unidatum.exchange.sbe.order.NewOrderDecoder;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;

/** Takes a batch apart, once all of it is known to be well formed. */
final class BatchReader {
    /** Most commands in a batch. */
    static final int MAX_COMMANDS = 64;

    private final BatchDecoder decoder = new BatchDecoder();
    private final Command probe = new Command();
    private final CommandRouter router;
    private DirectBuffer buffer;
    private int offset;
    private int count;

    BatchReader(final CommandRouter router) {
        this.router = router;
    }

    /**
     * Reads an envelope, and stands before its first command then.
     *
     * @return false if it is malformed: too short, not 1 to 64 commands, a command that may not be in a batch or would
     *     be malformed by itself, or anything behind the last.
     */
    boolean read(final Command envelope) {
        if (envelope.blockLength() < BatchDecoder.BLOCK_LENGTH) {
            return false;
        }
        buffer = envelope.buffer();
        decoder.wrap(buffer, envelope.blockOffset(), envelope.blockLength(), envelope.version());
        count = decoder.count();
        if (count < 1 || count > MAX_COMMANDS) {
            return false;
        }
        offset = envelope.tailOffset();
        final int first = offset;
        final int end = first + envelope.tailLength();
        for (int i = 0; i < count; i++) {
            if (!isCommand(end - offset)) {
                return false;
            }
            next();
        }
        final boolean isWhole = offset == end;
        offset = first;
        return isWhole;
    }

    int count() {
        return count;
    }

    DirectBuffer buffer() {
        return buffer;
    }

    /** Where the next command's SBE header begins. */
    int offset() {
        return offset;
    }

    /** Names as many of the next commands as there is room for, and passes over none. */
    void expect(final Lookahead lookahead, final int commands) {
        final int start = offset;
        boolean hasRoom = true;
        for (int i = 0; i < commands && hasRoom; i++) {
            final int at = offset;
            hasRoom = lookahead.add(buffer, at, next());
        }
        offset = start;
    }

    /** Passes over the next command. {@return its length, header included} */
    int next() {
        final int length = length();
        offset += length;
        return length;
    }

    private int length() {
        return MessageHeaderDecoder.ENCODED_LENGTH
                + (buffer.getShort(offset + MessageHeaderDecoder.blockLengthEncodingOffset(), ByteOrder.LITTLE_ENDIAN)
                        & 0xffff);
    }

    private boolean isCommand(final int room) {
        return room >= MessageHeaderDecoder.ENCODED_LENGTH
                && room >= length()
                && probe.read(buffer, offset, length(), 0)
                && mayBeBatched(probe.templateId())
                && router.isWellFormed(probe);
    }

    private static boolean mayBeBatched(final int templateId) {
        return templateId == NewOrderDecoder.TEMPLATE_ID
                || templateId == CancelOrderDecoder.TEMPLATE_ID
                || templateId == AmendOrderDecoder.TEMPLATE_ID
                || templateId == NewOcoDecoder.TEMPLATE_ID;
    }
}

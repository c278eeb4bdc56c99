package io.unidatum.exchange.client;

import io.unidatum.exchange.sbe.common.CommandHeaderDecoder;
import io.unidatum.exchange.sbe.common.MessageHeaderDecoder;
import io.unidatum.exchange.sbe.order.AmendOrderDecoder;
import io.unidatum.exchange.sbe.order.CancelOrderDecoder;
import io.unidatum.exchange.sbe.order.NewOcoDecoder;
import io.unidatum.exchange.sbe.order.NewOrderDecoder;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;

/** The form of commands that stand one behind the other. */
final class Batches {
    /** Longest command that may be part of a batch, in bytes. */
    static final int MAX_INNER_LENGTH = 256;

    private static final int MIN_INNER_LENGTH =
            MessageHeaderDecoder.ENCODED_LENGTH + CommandHeaderDecoder.ENCODED_LENGTH;

    private Batches() {}

    /** Length of the message that begins here, its header included. */
    static int messageLength(final DirectBuffer buffer, final int offset) {
        return MessageHeaderDecoder.ENCODED_LENGTH
                + unsigned(buffer, offset + MessageHeaderDecoder.blockLengthEncodingOffset());
    }

    /**
     * Counts the commands.
     *
     * @throws IllegalArgumentException if there are none or too many, or one is cut short or may not be in a batch.
     */
    static int count(final DirectBuffer commands, final int offset, final int length) {
        int position = offset;
        int count = 0;
        while (position < offset + length) {
            final int rest = offset + length - position;
            final int messageLength =
                    rest < MessageHeaderDecoder.ENCODED_LENGTH ? 0 : messageLength(commands, position);
            if (messageLength < MIN_INNER_LENGTH || messageLength > Math.min(rest, MAX_INNER_LENGTH)) {
                throw new IllegalArgumentException("command " + count + " of a batch has the wrong length");
            }
            requireKind(commands, position, count);
            position += messageLength;
            count++;
        }
        if (count < 1 || count > ClusterClient.MAX_BATCH_COMMANDS) {
            throw new IllegalArgumentException(
                    "a batch has 1 to " + ClusterClient.MAX_BATCH_COMMANDS + " commands, not " + count);
        }
        return count;
    }

    /** Checks that these are so many commands. */
    static void require(final DirectBuffer commands, final int offset, final int length, final int listeners) {
        final int count = count(commands, offset, length);
        if (count != listeners) {
            throw new IllegalArgumentException("a batch of " + count + " commands has " + listeners + " listeners");
        }
    }

    private static void requireKind(final DirectBuffer commands, final int position, final int index) {
        final int schemaId = unsigned(commands, position + MessageHeaderDecoder.schemaIdEncodingOffset());
        final int templateId = unsigned(commands, position + MessageHeaderDecoder.templateIdEncodingOffset());
        final boolean mayBeBatched = templateId == NewOrderDecoder.TEMPLATE_ID
                || templateId == CancelOrderDecoder.TEMPLATE_ID
                || templateId == AmendOrderDecoder.TEMPLATE_ID
                || templateId == NewOcoDecoder.TEMPLATE_ID;
        if (schemaId != NewOrderDecoder.SCHEMA_ID || !mayBeBatched) {
            throw new IllegalArgumentException(
                    "command " + index + " cannot be part of a batch: schema " + schemaId + ", template " + templateId);
        }
    }

    private static int unsigned(final DirectBuffer buffer, final int index) {
        return buffer.getShort(index, ByteOrder.LITTLE_ENDIAN) & 0xffff;
    }
}

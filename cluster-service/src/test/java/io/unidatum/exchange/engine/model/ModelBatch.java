package io.unidatum.exchange.engine.model;

import io.unidatum.exchange.sbe.common.GroupSizeEncodingDecoder;
import io.unidatum.exchange.sbe.common.MessageHeaderDecoder;
import io.unidatum.exchange.sbe.order.AmendOrderDecoder;
import io.unidatum.exchange.sbe.order.BatchDecoder;
import io.unidatum.exchange.sbe.order.CancelOrderDecoder;
import io.unidatum.exchange.sbe.order.MassQuoteDecoder;
import io.unidatum.exchange.sbe.order.NewOcoDecoder;
import io.unidatum.exchange.sbe.order.NewOrderDecoder;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** The form of messages that are more than a block. */
final class ModelBatch {
    private static final int MAX_COUNT = 64;
    private static final Set<Integer> WITHIN = Set.of(
            NewOrderDecoder.TEMPLATE_ID,
            CancelOrderDecoder.TEMPLATE_ID,
            AmendOrderDecoder.TEMPLATE_ID,
            NewOcoDecoder.TEMPLATE_ID);

    private ModelBatch() {}

    /** Takes an envelope apart. {@return whether it is whole} */
    static boolean split(final ModelCommand command, final List<byte[]> inner) {
        if (command.blockLength < BatchDecoder.BLOCK_LENGTH) {
            return false;
        }
        final int count = command.read(new BatchDecoder()).count();
        int at = ModelCommand.BLOCK + command.blockLength;
        for (int i = 0; i < count && i <= MAX_COUNT; i++) {
            if (at + ModelCommand.BLOCK > command.bytes.length) {
                return false;
            }
            final MessageHeaderDecoder header = new MessageHeaderDecoder().wrap(command.buffer, at);
            final int end = at + ModelCommand.BLOCK + header.blockLength();
            if (end > command.bytes.length || !WITHIN.contains(header.templateId())) {
                return false;
            }
            inner.add(Arrays.copyOfRange(command.bytes, at, end));
            at = end;
        }
        return count >= 1 && count <= MAX_COUNT && at == command.bytes.length;
    }

    /** Whether a mass quote's group ends where the message does. */
    static boolean hasWholeGroup(final ModelCommand command) {
        final int at = ModelCommand.BLOCK + command.blockLength;
        final int header = GroupSizeEncodingDecoder.ENCODED_LENGTH;
        if (at + header > command.bytes.length) {
            return false;
        }
        final GroupSizeEncodingDecoder group = new GroupSizeEncodingDecoder().wrap(command.buffer, at);
        return group.blockLength() >= MassQuoteDecoder.QuotesDecoder.sbeBlockLength()
                && at + header + group.blockLength() * group.numInGroup() == command.bytes.length;
    }
}

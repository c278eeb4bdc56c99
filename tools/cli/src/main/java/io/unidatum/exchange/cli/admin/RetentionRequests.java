package io.unidatum.exchange.cli.admin;

import io.unidatum.exchange.sbe.common.BooleanType;
import io.unidatum.exchange.sbe.common.MessageHeaderEncoder;
import io.unidatum.exchange.sbe.order.SetConsumerEncoder;
import io.unidatum.exchange.sbe.order.SetRetentionEncoder;

/** Makes the commands about the journal's retention. Stateless. */
final class RetentionRequests {
    private static final int HEADER = MessageHeaderEncoder.ENCODED_LENGTH;

    private RetentionRequests() {}

    static Request setConsumer(final String consumer, final boolean enabled, final String reason) {
        return (buffer, stamp) -> {
            final SetConsumerEncoder command =
                    new SetConsumerEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
            stamp.apply(command.header(), 0);
            command.consumer(consumer)
                    .enabled(enabled ? BooleanType.TRUE : BooleanType.FALSE)
                    .reason(reason);
            return HEADER + command.encodedLength();
        };
    }

    static Request setRetention(final long marginNs, final int scarceMembers, final String reason) {
        return (buffer, stamp) -> {
            final SetRetentionEncoder command =
                    new SetRetentionEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
            stamp.apply(command.header(), 0);
            command.marginNs(marginNs).scarceMembers((short) scarceMembers).reason(reason);
            return HEADER + command.encodedLength();
        };
    }
}

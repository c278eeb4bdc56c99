package io.unidatum.exchange.engine;

import io.unidatum.exchange.protocol.ChainHash;
import io.unidatum.exchange.sbe.common.MessageHeaderDecoder;
import io.unidatum.exchange.sbe.snapshot.RequestStateDecoder;
import io.unidatum.exchange.sbe.snapshot.SnapshotEndDecoder;
import io.unidatum.exchange.sbe.snapshot.SnapshotHeaderDecoder;
import java.util.List;

/** A digest of the state without what every command may change: the time and what is remembered of requests. */
record Business(long stateHash, List<Long> counters) {
    static Business of(final ExchangeStateMachine machine) {
        final MessageHeaderDecoder header = new MessageHeaderDecoder();
        final long[] hash = {ChainHash.INITIAL};
        machine.takeSnapshot((buffer, offset, length) -> {
            final int templateId = header.wrap(buffer, offset).templateId();
            if (templateId != SnapshotHeaderDecoder.TEMPLATE_ID
                    && templateId != RequestStateDecoder.TEMPLATE_ID
                    && templateId != SnapshotEndDecoder.TEMPLATE_ID) {
                hash[0] = ChainHash.extend(hash[0], buffer, offset, length);
            }
        });
        final ExchangeState state = machine.state();
        return new Business(
                hash[0],
                List.of(
                        machine.lastSequence(),
                        machine.chainHash(),
                        machine.journalPosition(),
                        state.nextOrderId,
                        state.nextTradeId,
                        (long) state.encodingVersion));
    }
}

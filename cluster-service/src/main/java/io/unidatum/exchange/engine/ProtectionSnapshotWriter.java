package io.unidatum.exchange.engine;

import io.unidatum.exchange.sbe.common.BooleanType;
import io.unidatum.exchange.sbe.snapshot.OpenConnectionStateEncoder;
import io.unidatum.exchange.sbe.snapshot.PositionStateEncoder;

/** Writes positions with their limits, and connections. There are none before encoding version 2. */
final class ProtectionSnapshotWriter {
    private final PositionStateEncoder positionState = new PositionStateEncoder();
    private final OpenConnectionStateEncoder connectionState = new OpenConnectionStateEncoder();
    private final SnapshotOutput output;

    ProtectionSnapshotWriter(final SnapshotOutput output) {
        this.output = output;
    }

    void position(final AccountPosition value) {
        final RiskLimits limits = value.limits;
        positionState
                .wrapAndApplyHeader(output.buffer(), 0, output.header())
                .account(value.account.id)
                .instrumentId(value.instrument.id)
                .quantity(value.position.quantity())
                .cost(value.position.cost())
                .realised(value.position.realised())
                .hasLimits(limits == null ? BooleanType.FALSE : BooleanType.TRUE)
                .maxOrderQuantity(limits == null ? 0 : limits.maxOrderQuantity())
                .maxOrderNotional(limits == null ? 0 : limits.maxOrderNotional())
                .maxPosition(limits == null ? 0 : limits.maxPosition());
        output.emit(PositionStateEncoder.BLOCK_LENGTH);
    }

    void connections(final Account account) {
        for (Connection each = account.firstConnection; each != null; each = each.next) {
            connectionState
                    .wrapAndApplyHeader(output.buffer(), 0, output.header())
                    .account(account.id)
                    .connectionId(each.id)
                    .sessionId(each.sessionId)
                    .gracePeriodNs(each.gracePeriodNs)
                    .deadline(each.deadline)
                    .clusterSessionId(each.clusterSessionId);
            output.emit(OpenConnectionStateEncoder.BLOCK_LENGTH);
        }
    }
}

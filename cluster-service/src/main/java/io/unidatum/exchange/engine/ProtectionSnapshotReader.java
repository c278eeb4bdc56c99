package io.unidatum.exchange.engine;

import static io.unidatum.exchange.engine.SnapshotReader.check;

import io.unidatum.exchange.sbe.common.BooleanType;
import io.unidatum.exchange.sbe.snapshot.OpenConnectionStateDecoder;
import io.unidatum.exchange.sbe.snapshot.PositionStateDecoder;
import org.agrona.DirectBuffer;

/** Restores positions with their limits, and connections. */
final class ProtectionSnapshotReader {
    private final PositionStateDecoder position = new PositionStateDecoder();
    private final OpenConnectionStateDecoder connection = new OpenConnectionStateDecoder();
    private final ExchangeState state;
    private final RiskRules rules;

    ProtectionSnapshotReader(final ExchangeState state) {
        this.state = state;
        this.rules = new RiskRules(state);
    }

    /** Least length of a message's block. {@return 0 if it is not one of these} */
    int blockLength(final int templateId) {
        return switch (templateId) {
            case PositionStateDecoder.TEMPLATE_ID -> PositionStateDecoder.BLOCK_LENGTH;
            case OpenConnectionStateDecoder.TEMPLATE_ID -> OpenConnectionStateDecoder.BLOCK_LENGTH;
            default -> 0;
        };
    }

    void read(
            final int templateId,
            final DirectBuffer buffer,
            final int block,
            final int blockLength,
            final int version) {
        if (templateId == PositionStateDecoder.TEMPLATE_ID) {
            position.wrap(buffer, block, blockLength, version);
            readPosition();
        } else {
            connection.wrap(buffer, block, blockLength, version);
            readConnection();
        }
    }

    private void readPosition() {
        final Account account = state.accounts.get(position.account());
        final Instrument instrument = state.instruments.get(position.instrumentId());
        check(account != null && instrument != null, "a position is of an unknown account or instrument");
        state.positions
                .obtain(account, instrument)
                .position
                .set(position.quantity(), position.cost(), position.realised());
        if (position.hasLimits() == BooleanType.TRUE) {
            rules.set(
                    account,
                    instrument,
                    RiskLimits.of(position.maxOrderQuantity(), position.maxOrderNotional(), position.maxPosition()));
        }
    }

    private void readConnection() {
        final Account account = state.accounts.get(connection.account());
        check(account != null, "a connection is of an unknown account");
        final Connection restored =
                state.connections.open(account, connection.connectionId(), connection.clusterSessionId());
        restored.sessionId = connection.sessionId();
        restored.gracePeriodNs = connection.gracePeriodNs();
        restored.deadline = connection.deadline();
        if (restored.isLost()) {
            state.deadlines.connections.set(restored, restored.deadline);
        }
    }
}

package io.unidatum.exchange.engine;

import io.unidatum.exchange.sbe.common.ConnectionState;
import io.unidatum.exchange.sbe.common.MessageHeaderEncoder;
import io.unidatum.exchange.sbe.event.AccountLimitsChangedEncoder;
import io.unidatum.exchange.sbe.event.ConnectionChangedEncoder;
import io.unidatum.exchange.sbe.event.DeadManTimerSetEncoder;

/** Writes what protects accounts: their limits, connections and dead-man timers. */
final class ProtectionEvents {
    private final JournalFramer framer;
    private final OriginWriter origin;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final AccountLimitsChangedEncoder limitsChanged = new AccountLimitsChangedEncoder();
    private final ConnectionChangedEncoder connectionChanged = new ConnectionChangedEncoder();
    private final DeadManTimerSetEncoder timerSet = new DeadManTimerSetEncoder();

    ProtectionEvents(final JournalFramer framer, final OriginWriter origin) {
        this.framer = framer;
        this.origin = origin;
    }

    /** Limits in an instrument, or with instrument id 0 those elsewhere; null: none. */
    void limitsChanged(
            final Account account, final long instrumentId, final RiskLimits limits, final FixedText reason) {
        limitsChanged
                .wrapAndApplyHeader(
                        framer.buffer(),
                        framer.next(AccountLimitsChangedEncoder.BLOCK_LENGTH, JournalFramer.VERSION_1),
                        header)
                .account(account.id)
                .accountSequence(account.nextSequence())
                .instrumentId(instrumentId)
                .maxOrderQuantity(limits == null ? 0 : limits.maxOrderQuantity())
                .maxOrderNotional(limits == null ? 0 : limits.maxOrderNotional())
                .maxPosition(limits == null ? 0 : limits.maxPosition());
        origin.write(limitsChanged.origin());
        reason.write(
                limitsChanged.buffer(), limitsChanged.offset() + AccountLimitsChangedEncoder.reasonEncodingOffset());
    }

    void connectionChanged(final Connection connection, final ConnectionState state) {
        connectionChanged
                .wrapAndApplyHeader(
                        framer.buffer(),
                        framer.next(ConnectionChangedEncoder.BLOCK_LENGTH, JournalFramer.VERSION_1),
                        header)
                .account(connection.account.id)
                .accountSequence(connection.account.nextSequence())
                .connectionId(connection.id)
                .sessionId(connection.sessionId)
                .gracePeriodNs(connection.gracePeriodNs)
                .deadline(connection.deadline)
                .state(state);
        origin.write(connectionChanged.origin());
    }

    void deadManTimerSet(final Account account, final long timeoutNs, final long deadline) {
        timerSet.wrapAndApplyHeader(
                        framer.buffer(),
                        framer.next(DeadManTimerSetEncoder.BLOCK_LENGTH, JournalFramer.VERSION_1),
                        header)
                .account(account.id)
                .accountSequence(account.nextSequence())
                .timeoutNs(timeoutNs)
                .deadline(deadline);
        origin.write(timerSet.origin());
    }
}

package io.unidatum.exchange.engine;

import io.unidatum.exchange.sbe.common.AccountStatus;
import io.unidatum.exchange.sbe.snapshot.AccountStateEncoder;
import io.unidatum.exchange.sbe.snapshot.BalanceStateEncoder;

/** Writes accounts, and those of their balances that are not zero. */
final class AccountSnapshotWriter {
    private final AccountStateEncoder accountState = new AccountStateEncoder();
    private final BalanceStateEncoder balanceState = new BalanceStateEncoder();
    private final SnapshotOutput output;

    AccountSnapshotWriter(final SnapshotOutput output) {
        this.output = output;
    }

    /** Writes an account, and when its dead-man timer runs out. */
    void account(final Account account, final long deadManDeadline) {
        final RiskLimits limits = account.limits;
        accountState
                .wrapAndApplyHeader(output.buffer(), 0, output.header())
                .account(account.id)
                .accountSequence(account.sequence)
                .status(account.blocked ? AccountStatus.BLOCKED : AccountStatus.ACTIVE)
                .feeTier((short) account.feeTier)
                .maxOpenOrders(account.maxOpenOrders)
                .maxOrdersPerSecond(account.maxOrdersPerSecond)
                .rateWindowStart(account.rateWindowStart)
                .rateWindowCount(account.rateWindowCount)
                .maxOrderQuantity(limits == null ? 0 : limits.maxOrderQuantity())
                .maxOrderNotional(limits == null ? 0 : limits.maxOrderNotional())
                .maxPosition(limits == null ? 0 : limits.maxPosition())
                .deadManTimeout(account.deadManTimeoutNs)
                .deadManDeadline(deadManDeadline == Deadlines.NEVER ? 0 : deadManDeadline);
        output.emit(AccountStateEncoder.maxOrderQuantityEncodingOffset(), AccountStateEncoder.BLOCK_LENGTH);
    }

    void balances(final Account account, final AssetRegistry assets) {
        for (final Asset asset : assets.sorted()) {
            final long available = account.available(asset);
            final long held = account.held(asset);
            if (available != 0 || held != 0) {
                balanceState
                        .wrapAndApplyHeader(output.buffer(), 0, output.header())
                        .account(account.id)
                        .assetId(asset.id)
                        .available(available)
                        .held(held);
                output.emit(BalanceStateEncoder.BLOCK_LENGTH);
            }
        }
    }
}

package io.unidatum.exchange.engine;

import io.unidatum.exchange.sbe.common.AccountStatus;
import io.unidatum.exchange.sbe.common.BalanceChangeKind;
import io.unidatum.exchange.sbe.common.BooleanType;
import io.unidatum.exchange.sbe.common.MessageHeaderEncoder;
import io.unidatum.exchange.sbe.event.AccountChangedEncoder;
import io.unidatum.exchange.sbe.event.ApiKeyChangedEncoder;
import io.unidatum.exchange.sbe.event.BalanceChangedEncoder;

/** Writes what is done to accounts by administration. */
final class AccountEvents {
    private final JournalFramer framer;
    private final OriginWriter origin;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final AccountChangedEncoder accountChanged = new AccountChangedEncoder();
    private final ApiKeyChangedEncoder apiKeyChanged = new ApiKeyChangedEncoder();
    private final BalanceChangedEncoder balanceChanged = new BalanceChangedEncoder();

    AccountEvents(final JournalFramer framer, final OriginWriter origin) {
        this.framer = framer;
        this.origin = origin;
    }

    void accountChanged(final Account account, final FixedText reason) {
        accountChanged
                .wrapAndApplyHeader(framer.buffer(), framer.next(AccountChangedEncoder.BLOCK_LENGTH), header)
                .account(account.id)
                .accountSequence(account.nextSequence())
                .status(account.blocked ? AccountStatus.BLOCKED : AccountStatus.ACTIVE)
                .feeTier((short) account.feeTier)
                .maxOpenOrders(account.maxOpenOrders)
                .maxOrdersPerSecond(account.maxOrdersPerSecond);
        origin.write(accountChanged.origin());
        reason.write(accountChanged.buffer(), accountChanged.offset() + AccountChangedEncoder.reasonEncodingOffset());
    }

    void apiKeyChanged(final Account account, final ApiKeys.ApiKey key) {
        apiKeyChanged
                .wrapAndApplyHeader(framer.buffer(), framer.next(ApiKeyChangedEncoder.BLOCK_LENGTH), header)
                .account(account.id)
                .accountSequence(account.nextSequence())
                .apiKeyId(key.id())
                .generation(key.generation())
                .enabled(key.enabled() ? BooleanType.TRUE : BooleanType.FALSE);
        apiKeyChanged
                .permissions()
                .clear()
                .read((key.permissions() & Permissions.READ) != 0)
                .trade((key.permissions() & Permissions.TRADE) != 0)
                .withdraw((key.permissions() & Permissions.WITHDRAW) != 0);
        origin.write(apiKeyChanged.origin());
    }

    /** The deposit's id is of zeros for an adjustment, the reason for a deposit. */
    void balanceChanged(
            final Account account,
            final Asset asset,
            final BalanceChangeKind kind,
            final long amount,
            final PrincipalKey depositId,
            final FixedText reason) {
        balanceChanged
                .wrapAndApplyHeader(framer.buffer(), framer.next(BalanceChangedEncoder.BLOCK_LENGTH), header)
                .account(account.id)
                .accountSequence(account.nextSequence())
                .assetId(asset.id)
                .kind(kind)
                .amount(amount)
                .available(account.available(asset))
                .held(account.held(asset));
        balanceChanged
                .depositId()
                .w0(depositId.w0())
                .w1(depositId.w1())
                .w2(depositId.w2())
                .w3(depositId.w3());
        origin.write(balanceChanged.origin());
        reason.write(balanceChanged.buffer(), balanceChanged.offset() + BalanceChangedEncoder.reasonEncodingOffset());
    }
}

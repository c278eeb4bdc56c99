package io.unidatum.exchange.engine;

import static io.unidatum.exchange.engine.SnapshotReader.check;

import io.unidatum.exchange.sbe.common.BooleanType;
import io.unidatum.exchange.sbe.snapshot.OpenWithdrawalStateDecoder;
import io.unidatum.exchange.sbe.snapshot.WithdrawalCounterStateDecoder;
import io.unidatum.exchange.sbe.snapshot.WithdrawalDayStateDecoder;
import io.unidatum.exchange.sbe.snapshot.WithdrawalRulesStateDecoder;
import org.agrona.DirectBuffer;

/** Restores withdrawals and their rules. */
final class WithdrawalSnapshotReader {
    private final WithdrawalRulesStateDecoder rules = new WithdrawalRulesStateDecoder();
    private final WithdrawalCounterStateDecoder counter = new WithdrawalCounterStateDecoder();
    private final OpenWithdrawalStateDecoder open = new OpenWithdrawalStateDecoder();
    private final WithdrawalDayStateDecoder day = new WithdrawalDayStateDecoder();
    private final ExchangeState state;

    WithdrawalSnapshotReader(final ExchangeState state) {
        this.state = state;
    }

    /** Least length of a message's block. {@return 0 if it is not one of these} */
    int blockLength(final int templateId) {
        return switch (templateId) {
            case WithdrawalRulesStateDecoder.TEMPLATE_ID -> WithdrawalRulesStateDecoder.BLOCK_LENGTH;
            case WithdrawalCounterStateDecoder.TEMPLATE_ID -> WithdrawalCounterStateDecoder.BLOCK_LENGTH;
            case OpenWithdrawalStateDecoder.TEMPLATE_ID -> OpenWithdrawalStateDecoder.BLOCK_LENGTH;
            case WithdrawalDayStateDecoder.TEMPLATE_ID -> WithdrawalDayStateDecoder.BLOCK_LENGTH;
            default -> 0;
        };
    }

    void read(
            final int templateId,
            final DirectBuffer buffer,
            final int block,
            final int blockLength,
            final int version) {
        switch (templateId) {
            case WithdrawalRulesStateDecoder.TEMPLATE_ID -> {
                rules.wrap(buffer, block, blockLength, version);
                state.withdrawals.rules(
                        asset(rules.assetId()),
                        new WithdrawalRules(
                                rules.fee(), rules.minimum(), rules.dailyLimit(), rules.enabled() == BooleanType.TRUE));
            }
            case WithdrawalCounterStateDecoder.TEMPLATE_ID -> {
                counter.wrap(buffer, block, blockLength, version);
                state.withdrawals.nextId = counter.nextWithdrawalId();
            }
            case OpenWithdrawalStateDecoder.TEMPLATE_ID -> {
                open.wrap(buffer, block, blockLength, version);
                readOpen(buffer);
            }
            default -> {
                day.wrap(buffer, block, blockLength, version);
                check(day.day() == WithdrawalDays.dayOf(state.time), "a day's withdrawals are of another day");
                account(day.account());
                asset(day.assetId());
                state.withdrawals.days.set(day.account(), day.assetId(), day.amount(), state.time);
            }
        }
    }

    private void readOpen(final DirectBuffer buffer) {
        check(
                open.withdrawalId() < state.withdrawals.nextId && state.withdrawals.get(open.withdrawalId()) == null,
                "a withdrawal's id is not its own");
        final FixedText address =
                new FixedText().read(buffer, open.offset() + OpenWithdrawalStateDecoder.addressEncodingOffset());
        state.withdrawals.add(new Withdrawal(
                open.withdrawalId(),
                account(open.account()),
                asset(open.assetId()),
                open.amount(),
                open.fee(),
                open.time(),
                address));
    }

    private Account account(final long id) {
        final Account account = state.accounts.get(id);
        check(account != null, "a withdrawal is of an unknown account");
        return account;
    }

    private Asset asset(final int id) {
        final Asset asset = state.assets.get(id);
        check(asset != null, "withdrawals are of an unknown asset");
        return asset;
    }
}

package io.unidatum.exchange.client.view;

import io.unidatum.exchange.sbe.common.BalanceChangeKind;
import io.unidatum.exchange.sbe.common.BooleanType;
import io.unidatum.exchange.sbe.common.WithdrawalState;
import io.unidatum.exchange.sbe.event.BalanceChangedDecoder;
import io.unidatum.exchange.sbe.event.WithdrawalEndedDecoder;
import io.unidatum.exchange.sbe.event.WithdrawalRequestedDecoder;
import io.unidatum.exchange.sbe.event.WithdrawalRulesChangedDecoder;
import org.agrona.DirectBuffer;

/** Deposits, adjustments, withdrawals and their rules. */
final class FundEvents {
    private static final long HOUSE_ACCOUNT = 2;

    private final ViewChanges changes;
    private final BalanceChangedDecoder balance = new BalanceChangedDecoder();
    private final WithdrawalRequestedDecoder requested = new WithdrawalRequestedDecoder();
    private final WithdrawalEndedDecoder ended = new WithdrawalEndedDecoder();
    private final WithdrawalRulesChangedDecoder rules = new WithdrawalRulesChangedDecoder();

    FundEvents(final ViewChanges changes) {
        this.changes = changes;
    }

    /** Takes an event. {@return false if it is not one of these} */
    boolean onEvent(
            final int templateId,
            final DirectBuffer buffer,
            final int offset,
            final int blockLength,
            final int version) {
        switch (templateId) {
            case BalanceChangedDecoder.TEMPLATE_ID -> {
                balance.wrap(buffer, offset, blockLength, version);
                onBalance();
            }
            case WithdrawalRequestedDecoder.TEMPLATE_ID -> {
                requested.wrap(buffer, offset, blockLength, version);
                onRequested();
            }
            case WithdrawalEndedDecoder.TEMPLATE_ID -> {
                ended.wrap(buffer, offset, blockLength, version);
                onEnded();
            }
            case WithdrawalRulesChangedDecoder.TEMPLATE_ID -> {
                rules.wrap(buffer, offset, blockLength, version);
                changes.state.withdrawalRules.put(
                        rules.assetId(),
                        new WithdrawalRulesView(
                                rules.assetId(),
                                rules.fee(),
                                rules.minimum(),
                                rules.dailyLimit(),
                                rules.enabled() == BooleanType.TRUE));
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private void onBalance() {
        changes.accountChanged(balance.account(), balance.accountSequence());
        changes.setBalance(balance.account(), balance.assetId(), balance.available(), balance.held());
        if (balance.kind() == BalanceChangeKind.DEPOSIT) {
            changes.listener.onDeposit(new DepositView(
                    balance.account(),
                    balance.assetId(),
                    balance.amount(),
                    Hashes.hex(balance.depositId()),
                    changes.time,
                    changes.sequence));
        }
    }

    private void onRequested() {
        final AccountView account = changes.accountChanged(requested.account(), requested.accountSequence());
        final WithdrawalView withdrawal = new WithdrawalView(
                requested.withdrawalId(),
                requested.account(),
                requested.assetId(),
                requested.amount(),
                requested.fee(),
                requested.address(),
                WithdrawalState.HELD,
                "",
                "",
                changes.time,
                0,
                changes.sequence);
        account.withdrawal(withdrawal);
        changes.setBalance(requested.account(), requested.assetId(), requested.available(), requested.held());
        changes.listener.onWithdrawal(withdrawal);
    }

    private void onEnded() {
        final AccountView account = changes.accountChanged(ended.account(), ended.accountSequence());
        final WithdrawalView before = account.withdrawal(ended.withdrawalId());
        final boolean completed = ended.state() == WithdrawalState.COMPLETED;
        final WithdrawalView withdrawal = new WithdrawalView(
                ended.withdrawalId(),
                ended.account(),
                ended.assetId(),
                ended.amount(),
                ended.fee(),
                before == null ? "" : before.address(),
                ended.state(),
                completed ? Hashes.hex(ended.transactionId()) : "",
                completed ? "" : ended.reason(),
                before == null ? 0 : before.requestedTime(),
                changes.time,
                changes.sequence);
        account.withdrawal(withdrawal);
        changes.setBalance(ended.account(), ended.assetId(), ended.available(), ended.held());
        if (completed) {
            changes.setBalance(HOUSE_ACCOUNT, ended.assetId(), ended.houseAvailable(), ended.houseHeld());
        }
        changes.listener.onWithdrawal(withdrawal);
    }
}

package io.unidatum.exchange.ledger;

import io.unidatum.exchange.protocol.ReservedAccounts;
import io.unidatum.exchange.sbe.common.BooleanType;
import io.unidatum.exchange.sbe.common.OriginDecoder;
import io.unidatum.exchange.sbe.common.WithdrawalState;
import io.unidatum.exchange.sbe.event.WithdrawalEndedDecoder;
import io.unidatum.exchange.sbe.event.WithdrawalRequestedDecoder;
import io.unidatum.exchange.sbe.event.WithdrawalRulesChangedDecoder;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.agrona.DirectBuffer;

/** Turns withdrawals and their rules into rows. Not thread safe. */
final class FundsTranslator {
    private static final String RULES = """
            INSERT INTO withdrawal_rules (asset_id, fee, minimum, daily_limit, enabled, sequence, updated_at)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (asset_id) DO UPDATE SET
              fee = excluded.fee, minimum = excluded.minimum, daily_limit = excluded.daily_limit,
              enabled = excluded.enabled, sequence = excluded.sequence, updated_at = excluded.updated_at
            """;
    private static final String REQUESTED = """
            INSERT INTO withdrawals (withdrawal_id, account_id, asset_id, amount, fee, address, requested_sequence,
              requested_at, request_id, actor)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;
    private static final String ENDED = """
            UPDATE withdrawals SET state = ?, network_fee = ?, transaction_id = ?, reason = ?, ended_sequence = ?,
              ended_at = ?
            WHERE withdrawal_id = ? AND state = 1
            """;

    private final WithdrawalRulesChangedDecoder rules = new WithdrawalRulesChangedDecoder();
    private final WithdrawalRequestedDecoder requested = new WithdrawalRequestedDecoder();
    private final WithdrawalEndedDecoder ended = new WithdrawalEndedDecoder();

    /** Adds an event's rows to a batch. {@return false if the event is unknown here} */
    boolean onEvent(
            final JournalBatch batch,
            final long sequence,
            final long time,
            final int templateId,
            final DirectBuffer buffer,
            final int offset,
            final int blockLength,
            final int version) {
        switch (templateId) {
            case WithdrawalRulesChangedDecoder.TEMPLATE_ID ->
                onRules(batch, sequence, time, rules.wrap(buffer, offset, blockLength, version));
            case WithdrawalRequestedDecoder.TEMPLATE_ID ->
                onRequested(batch, sequence, time, requested.wrap(buffer, offset, blockLength, version));
            case WithdrawalEndedDecoder.TEMPLATE_ID ->
                onEnded(batch, sequence, time, ended.wrap(buffer, offset, blockLength, version));
            default -> {
                return false;
            }
        }
        return true;
    }

    private static void onRules(
            final JournalBatch batch, final long sequence, final long time, final WithdrawalRulesChangedDecoder event) {
        final boolean enabled = event.enabled() == BooleanType.TRUE;
        batch.reference.add(
                RULES,
                event.assetId(),
                event.fee(),
                event.minimum(),
                event.dailyLimit(),
                enabled,
                sequence,
                ReferenceRows.time(time));
        final AuditDetails details = new AuditDetails("WithdrawalRulesChanged")
                .number("assetId", event.assetId())
                .amount("fee", event.fee())
                .amount("minimum", event.minimum())
                .amount("dailyLimit", event.dailyLimit())
                .flag("enabled", enabled)
                .text("reason", event.reason());
        batch.audit(sequence, time, null, event.origin(), details);
    }

    private static void onRequested(
            final JournalBatch batch, final long sequence, final long time, final WithdrawalRequestedDecoder event) {
        final OriginDecoder origin = event.origin();
        batch.balances.set(event.account(), event.assetId(), event.available(), event.held(), sequence);
        batch.reference.add(
                REQUESTED,
                event.withdrawalId(),
                event.account(),
                event.assetId(),
                event.amount(),
                event.fee(),
                event.address(),
                sequence,
                ReferenceRows.time(time),
                new UUID(origin.requestIdHigh(), origin.requestIdLow()),
                origin.actor());
    }

    private static void onEnded(
            final JournalBatch batch, final long sequence, final long time, final WithdrawalEndedDecoder event) {
        final long account = event.account();
        final int asset = event.assetId();
        final long networkFee = event.networkFee();
        final OffsetDateTime at = ReferenceRows.time(time);
        batch.balances.set(account, asset, event.available(), event.held(), sequence);
        if (event.state() == WithdrawalState.COMPLETED) {
            final long income = event.fee() - networkFee;
            if (income > 0) {
                batch.balances.set(ReservedAccounts.HOUSE, asset, event.houseAvailable(), event.houseHeld(), sequence);
            }
            final long paid = Math.addExact(event.amount(), networkFee);
            batch.ledger.move(sequence, time, LedgerKind.WITHDRAWAL, asset, account, CounterAccounts.WITHDRAWALS, paid);
            batch.ledger.move(sequence, time, LedgerKind.FEE, asset, account, ReservedAccounts.HOUSE, income);
            batch.reference.add(
                    ENDED,
                    event.stateRaw(),
                    networkFee,
                    AuditDetails.bytes(event.transactionId()),
                    null,
                    sequence,
                    at,
                    event.withdrawalId());
        } else if (event.state() == WithdrawalState.FAILED) {
            batch.reference.add(
                    ENDED, event.stateRaw(), null, null, event.reason(), sequence, at, event.withdrawalId());
        } else {
            throw new LedgerFault("Event " + sequence + " ends a withdrawal in a state (" + event.stateRaw()
                    + ") that this ledger adapter does not know. Nothing was written of it: start a newer version of"
                    + " the adapter, which goes on from there.");
        }
    }
}

package io.unidatum.exchange.ledger;

import io.unidatum.exchange.sbe.event.AccountLimitsChangedDecoder;
import io.unidatum.exchange.sbe.event.AuctionUncrossedDecoder;
import io.unidatum.exchange.sbe.event.ConnectionChangedDecoder;
import io.unidatum.exchange.sbe.event.DeadManTimerSetDecoder;
import io.unidatum.exchange.sbe.event.InstrumentRulesChangedDecoder;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import org.agrona.DirectBuffer;

/** Turns events of risk and of markets into rows: limits, rules, timers, connections, auctions. Not thread safe. */
final class RiskTranslator {
    private static final String RULES = """
            UPDATE instruments SET max_order_quantity = ?, protection_band = ?, collar = ?, halt_duration_ns = ?,
              auction_duration_ns = ?, sequence = ?, updated_at = ?
            WHERE instrument_id = ?
            """;
    private static final String LIMITS = """
            INSERT INTO account_limits (account_id, instrument_id, max_order_quantity, max_order_notional,
              max_position, sequence, updated_at)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (account_id, instrument_id) DO UPDATE SET
              max_order_quantity = excluded.max_order_quantity, max_order_notional = excluded.max_order_notional,
              max_position = excluded.max_position, sequence = excluded.sequence, updated_at = excluded.updated_at
            """;
    private static final String DEAD_MAN =
            "UPDATE accounts SET dead_man_timeout_ns = ?, dead_man_deadline = ? WHERE account_id = ?";

    private final InstrumentRulesChangedDecoder rules = new InstrumentRulesChangedDecoder();
    private final AccountLimitsChangedDecoder limits = new AccountLimitsChangedDecoder();
    private final ConnectionChangedDecoder connection = new ConnectionChangedDecoder();
    private final DeadManTimerSetDecoder deadMan = new DeadManTimerSetDecoder();
    private final AuctionUncrossedDecoder uncrossed = new AuctionUncrossedDecoder();
    /** Timers that run: setting one to what it is already is its renewal, which is nothing to be audited. */
    private final Map<Long, Long> deadManTimeouts;

    /**
     * Makes a translator.
     *
     * @param deadManTimeouts time-outs, ns, of the dead-man timers that run, by account.
     */
    RiskTranslator(final Map<Long, Long> deadManTimeouts) {
        this.deadManTimeouts = new HashMap<>(deadManTimeouts);
    }

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
            case InstrumentRulesChangedDecoder.TEMPLATE_ID ->
                onRules(batch, sequence, time, rules.wrap(buffer, offset, blockLength, version));
            case AccountLimitsChangedDecoder.TEMPLATE_ID ->
                onLimits(batch, sequence, time, limits.wrap(buffer, offset, blockLength, version));
            case ConnectionChangedDecoder.TEMPLATE_ID ->
                onConnection(batch, sequence, time, connection.wrap(buffer, offset, blockLength, version));
            case DeadManTimerSetDecoder.TEMPLATE_ID ->
                onDeadMan(batch, sequence, time, deadMan.wrap(buffer, offset, blockLength, version));
            case AuctionUncrossedDecoder.TEMPLATE_ID ->
                onUncrossed(batch, sequence, time, uncrossed.wrap(buffer, offset, blockLength, version));
            default -> {
                return false;
            }
        }
        return true;
    }

    private static void onRules(
            final JournalBatch batch, final long sequence, final long time, final InstrumentRulesChangedDecoder event) {
        batch.reference.add(
                RULES,
                event.maxOrderQuantity(),
                event.protectionBand(),
                event.collar(),
                event.haltDurationNs(),
                event.auctionDurationNs(),
                sequence,
                ReferenceRows.time(time),
                event.instrumentId());
        final AuditDetails details = new AuditDetails("InstrumentRulesChanged")
                .number("instrumentId", event.instrumentId())
                .amount("maxOrderQuantity", event.maxOrderQuantity())
                .amount("haltDurationNs", event.haltDurationNs())
                .amount("auctionDurationNs", event.auctionDurationNs())
                .number("protectionBand", event.protectionBand())
                .number("collar", event.collar())
                .text("reason", event.reason());
        batch.audit(sequence, time, null, event.origin(), details);
    }

    private static void onLimits(
            final JournalBatch batch, final long sequence, final long time, final AccountLimitsChangedDecoder event) {
        batch.reference.add(
                LIMITS,
                event.account(),
                event.instrumentId(),
                event.maxOrderQuantity(),
                event.maxOrderNotional(),
                event.maxPosition(),
                sequence,
                ReferenceRows.time(time));
        final AuditDetails details = new AuditDetails("AccountLimitsChanged")
                .number("instrumentId", event.instrumentId())
                .amount("maxOrderQuantity", event.maxOrderQuantity())
                .amount("maxOrderNotional", event.maxOrderNotional())
                .amount("maxPosition", event.maxPosition())
                .text("reason", event.reason());
        batch.audit(sequence, time, event.account(), event.origin(), details);
    }

    private static void onConnection(
            final JournalBatch batch, final long sequence, final long time, final ConnectionChangedDecoder event) {
        final AuditDetails details = new AuditDetails("ConnectionChanged")
                .amount("connectionId", event.connectionId())
                .amount("sessionId", event.sessionId())
                .text("state", event.state().name())
                .amount("gracePeriodNs", event.gracePeriodNs())
                .amount("deadline", event.deadline());
        batch.audit(sequence, time, event.account(), event.origin(), details);
    }

    private void onDeadMan(
            final JournalBatch batch, final long sequence, final long time, final DeadManTimerSetDecoder event) {
        final long account = event.account();
        final boolean runs = event.deadline() != 0;
        final long timeout = runs ? event.timeoutNs() : 0;
        final OffsetDateTime deadline = runs ? ReferenceRows.time(event.deadline()) : null;
        batch.reference.add(DEAD_MAN, timeout, deadline, account);
        final Long before = runs ? deadManTimeouts.put(account, timeout) : deadManTimeouts.remove(account);
        if (!runs || before == null || before != timeout) {
            final AuditDetails details = new AuditDetails("DeadManTimerSet")
                    .amount("timeoutNs", event.timeoutNs())
                    .amount("deadline", event.deadline());
            batch.audit(sequence, time, account, event.origin(), details);
        }
    }

    private static void onUncrossed(
            final JournalBatch batch, final long sequence, final long time, final AuctionUncrossedDecoder event) {
        batch.auctions
                .row()
                .putLong(sequence)
                .putLong(event.instrumentId())
                .putLong(event.instrumentSequence())
                .putLong(event.price())
                .putLong(event.volume())
                .putLong(event.surplus())
                .putTime(time);
    }
}

package io.unidatum.exchange.ledger;

import io.unidatum.exchange.client.journal.JournalPoint;
import io.unidatum.exchange.sbe.common.OriginDecoder;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.agrona.collections.LongHashSet;
import org.postgresql.PGConnection;

/**
 * The rows of some whole commands, and the journal points before and behind them. Filled by the follower, then sealed
 * and handed over to the writer; belongs to one thread at a time.
 */
final class JournalBatch {
    private static final long DAY_NS = TimeUnit.DAYS.toNanos(1);

    final OrderRows orders = new OrderRows();
    final BalanceRows balances = new BalanceRows();
    final LedgerRows ledger = new LedgerRows();
    final PositionRows positions = new PositionRows();
    final CandleRows candles = new CandleRows();
    final ReferenceRows reference = new ReferenceRows();
    final CopyRows trades = new CopyRows(
            "trades",
            "trade_id",
            "sequence",
            "instrument_id",
            "instrument_sequence",
            "price",
            "quantity",
            "notional",
            "maker_order_id",
            "taker_order_id",
            "maker_account",
            "taker_account",
            "maker_fee",
            "taker_fee",
            "traded_at",
            "taker_side",
            "kind");
    final CopyRows amendments = new CopyRows(
            "order_amendments",
            "sequence",
            "order_id",
            "account_id",
            "old_price",
            "new_price",
            "old_leaves",
            "new_leaves",
            "new_quantity",
            "actor",
            "amended_at",
            "request_id",
            "priority_kept",
            "new_stop_price");
    final CopyRows reductions = new CopyRows(
            "order_reductions", "sequence", "order_id", "account_id", "quantity", "leaves", "reduced_at", "reason");
    final CopyRows auctions = new CopyRows(
            "auctions",
            "sequence",
            "instrument_id",
            "instrument_sequence",
            "price",
            "volume",
            "surplus",
            "uncrossed_at");
    final CopyRows deposits = new CopyRows(
            "deposits",
            "deposit_id",
            "account_id",
            "asset_id",
            "amount",
            "sequence",
            "actor",
            "credited_at",
            "request_id");
    private final CopyRows audit = new CopyRows(
            "admin_audit", "sequence", "occurred_at", "event", "account_id", "actor", "request_id", "details");
    final CopyRows stateHashes = new CopyRows("state_hashes", "sequence", "state_hash", "algorithm", "recorded_at");

    private StartPoint origin;
    private JournalPoint start;
    private JournalPoint lastFrame;
    private JournalPoint end;
    private long lastTimeNs;
    private boolean isSealed;
    private final LongHashSet days = new LongHashSet();
    private long lastDay = Long.MIN_VALUE;

    /**
     * Empties the batch for what comes next.
     *
     * @param newOrigin that reading began from.
     * @param newStart everything before the batch's first event.
     */
    void begin(final StartPoint newOrigin, final JournalPoint newStart) {
        orders.clear();
        balances.clear();
        ledger.clear();
        positions.clear();
        candles.clear();
        days.clear();
        lastDay = Long.MIN_VALUE;
        reference.clear();
        trades.clear();
        amendments.clear();
        reductions.clear();
        auctions.clear();
        deposits.clear();
        audit.clear();
        stateHashes.clear();
        origin = newOrigin;
        start = newStart;
        lastFrame = newStart;
        end = newStart;
        lastTimeNs = 0;
        isSealed = false;
    }

    /** Notes that a frame's events are all in. */
    void frameEnd(final JournalPoint behindFrame, final long timeNs) {
        lastFrame = end;
        end = behindFrame;
        lastTimeNs = timeNs;
        final long day = Math.floorDiv(timeNs, DAY_NS);
        if (day != lastDay) {
            lastDay = day;
            days.add(day);
        }
    }

    /**
     * Adds a row to the audit.
     *
     * @param sequence of the event.
     * @param timeNs of the event.
     * @param accountId that it concerns; null if none.
     * @param origin who did it; zeros if the exchange itself did.
     * @param details of it.
     */
    void audit(
            final long sequence,
            final long timeNs,
            final Long accountId,
            final OriginDecoder origin,
            final AuditDetails details) {
        audit.row().putLong(sequence).putTime(timeNs).putText(details.event());
        if (accountId == null) {
            audit.putNull();
        } else {
            audit.putLong(accountId);
        }
        audit.putLong(origin.actor())
                .putUuid(origin.requestIdHigh(), origin.requestIdLow())
                .putJson(details.json());
    }

    /** Puts the rows into the form in which they are sent, when no more events come. Further calls change nothing. */
    void seal() {
        if (isSealed) {
            return;
        }
        isSealed = true;
        orders.seal();
        balances.seal();
        candles.seal();
    }

    /** Rows that the batch will touch. {@return a number} */
    int rows() {
        return orders.size()
                + balances.size()
                + ledger.size()
                + reference.size()
                + trades.size()
                + positions.size()
                + candles.size()
                + amendments.size()
                + reductions.size()
                + auctions.size()
                + deposits.size()
                + audit.size()
                + stateHashes.size();
    }

    /** Whether no frame has ended in it. {@return true if so} */
    boolean isEmpty() {
        return end.equals(start);
    }

    /** Where reading began. {@return the point given to {@link #begin}} */
    StartPoint origin() {
        return origin;
    }

    /** Everything before its first event. {@return the point} */
    JournalPoint start() {
        return start;
    }

    /** The point before its last frame. {@return the point} */
    JournalPoint lastFrame() {
        return lastFrame;
    }

    /** Everything up to its last event. {@return the point} */
    JournalPoint end() {
        return end;
    }

    /** Cluster time of its last frame. {@return ns} */
    long lastTimeNs() {
        return lastTimeNs;
    }

    /** Days since 1970, cluster time, that its rows belong to. {@return the days} */
    LongHashSet days() {
        return days;
    }

    /** Sends new trades and their entries. */
    void writeTrades(final Connection connection) throws SQLException {
        trades.copyTo(connection.unwrap(PGConnection.class));
    }

    /** Sends what is rare: amendments, reductions, auctions, deposits, audit. */
    void writeRecords(final Connection connection) throws SQLException {
        final PGConnection postgres = connection.unwrap(PGConnection.class);
        amendments.copyTo(postgres);
        reductions.copyTo(postgres);
        auctions.copyTo(postgres);
        deposits.copyTo(postgres);
        audit.copyTo(postgres);
        stateHashes.copyTo(postgres);
    }
}

package io.unidatum.exchange.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.agrona.collections.Long2ObjectHashMap;
import org.postgresql.PGConnection;

/** The orders that a batch creates and changes, each once, however many events concerned it. Not thread safe. */
final class OrderRows {
    private static final String UPDATE = """
            UPDATE orders o SET
              price = CASE WHEN d.price = 0 THEN o.price ELSE d.price END,
              quantity = CASE WHEN d.quantity = 0 THEN o.quantity - d.taken_off ELSE d.quantity END,
              reduced_quantity = o.reduced_quantity + d.reduced_quantity,
              stop_price = CASE WHEN d.stop_price = 0 THEN o.stop_price ELSE d.stop_price END,
              triggered_at = CASE WHEN d.triggered_at = 0 THEN o.triggered_at ELSE time_of_micros(d.triggered_at) END,
              filled_quantity = o.filled_quantity + d.filled_quantity,
              filled_notional = o.filled_notional + d.filled_notional,
              fee = o.fee + d.fee,
              status = CASE WHEN d.status = 0 THEN o.status ELSE d.status::smallint END,
              cancel_reason = CASE WHEN d.cancel_reason = 0 THEN o.cancel_reason ELSE d.cancel_reason::smallint END,
              last_sequence = d.sequence,
              updated_at = time_of_micros(d.updated_at)
            FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) AS d
              (order_id, price, quantity, taken_off, reduced_quantity, stop_price, triggered_at, filled_quantity,
               filled_notional, fee, status, cancel_reason, sequence, updated_at)
            WHERE o.order_id = d.order_id AND o.created_at >= time_of_micros(?) AND o.created_at < time_of_micros(?)
            """;

    private static final int CHANGED_COLUMNS = 14;

    private final Long2ObjectHashMap<OrderRow> rowByOrderId = new Long2ObjectHashMap<>();
    /** In the order of their first event, so that new rows lie on disk by order id. */
    private final List<OrderRow> rows = new ArrayList<>();

    private final Map<Partitions.Range, ColumnArrays> changedByRange = new HashMap<>();
    private final CopyRows created = new CopyRows(
            "orders",
            "order_id",
            "account_id",
            "instrument_id",
            "price",
            "quantity",
            "filled_quantity",
            "filled_notional",
            "fee",
            "accepted_sequence",
            "last_sequence",
            "created_at",
            "updated_at",
            "actor",
            "maker_rate",
            "taker_rate",
            "flags",
            "side",
            "order_type",
            "time_in_force",
            "self_trade_prevention",
            "status",
            "cancel_reason",
            "request_id",
            "client_order_id",
            "stop_price",
            "display_quantity",
            "quote_amount",
            "trailing_offset",
            "linked_order_id",
            "expire_time",
            "triggered_at",
            "reduced_quantity",
            "trailing_rate");

    /** Begins the row of an order just accepted. */
    OrderRow create(final long orderId) {
        final OrderRow row = new OrderRow(orderId, true);
        if (rowByOrderId.put(orderId, row) != null) {
            throw new LedgerFault("order " + orderId + " was accepted twice: the journal is damaged");
        }
        rows.add(row);
        return row;
    }

    /** The row, or the difference, of an order that an event concerns. */
    OrderRow change(final long orderId) {
        OrderRow row = rowByOrderId.get(orderId);
        if (row == null) {
            row = new OrderRow(orderId, false);
            rowByOrderId.put(orderId, row);
            rows.add(row);
        }
        return row;
    }

    int size() {
        return rows.size();
    }

    void clear() {
        rowByOrderId.clear();
        rows.clear();
        changedByRange.clear();
        created.clear();
    }

    /** Puts the rows into the form in which they are sent. Call once, when no more events come. */
    void seal() {
        for (final OrderRow row : rows) {
            if (row.isNew) {
                encodeCreated(row);
            }
        }
    }

    /** Sends all rows as part of the connection's transaction. */
    void write(final Connection connection, final Partitions partitions) throws SQLException {
        created.copyTo(connection.unwrap(PGConnection.class));
        changedByRange.clear();
        for (final OrderRow row : rows) {
            if (row.isNew) {
                partitions.created(row.orderId, TimeUnit.NANOSECONDS.toMicros(row.createdAtNs));
            } else {
                addChange(row, partitions.of(row.orderId));
            }
        }
        for (final Map.Entry<Partitions.Range, ColumnArrays> change : changedByRange.entrySet()) {
            final Partitions.Range range = change.getKey();
            change.getValue().execute(connection, range.fromMicros(), range.toMicros());
        }
    }

    private void addChange(final OrderRow row, final Partitions.Range range) {
        changedByRange
                .computeIfAbsent(range, key -> new ColumnArrays(CHANGED_COLUMNS, UPDATE))
                .add(
                        row.orderId,
                        row.price,
                        row.quantity,
                        row.quantityTakenOff,
                        row.reducedQuantity,
                        row.stopPrice,
                        TimeUnit.NANOSECONDS.toMicros(row.triggeredAtNs),
                        row.filledQuantity,
                        row.filledNotional,
                        row.fee,
                        row.status,
                        row.cancelReason,
                        row.lastSequence,
                        TimeUnit.NANOSECONDS.toMicros(row.updatedAtNs));
    }

    private void encodeCreated(final OrderRow row) {
        created.row()
                .putLong(row.orderId)
                .putLong(row.accountId)
                .putLong(row.instrumentId)
                .putLong(row.price)
                .putLong(row.quantity)
                .putLong(row.filledQuantity)
                .putLong(row.filledNotional)
                .putLong(row.fee)
                .putLong(row.acceptedSequence)
                .putLong(row.lastSequence)
                .putTime(row.createdAtNs)
                .putTime(row.updatedAtNs)
                .putLong(row.actor)
                .putInt(row.makerRate)
                .putInt(row.takerRate)
                .putInt(row.flags)
                .putShort(row.side)
                .putShort(row.orderType)
                .putShort(row.timeInForce)
                .putShort(row.selfTradePrevention)
                .putShort(row.status);
        if (row.cancelReason == 0) {
            created.putNull();
        } else {
            created.putShort(row.cancelReason);
        }
        created.putUuid(row.requestIdHigh, row.requestIdLow);
        if (row.clientOrderId.isEmpty()) {
            created.putNull();
        } else {
            created.putText(row.clientOrderId);
        }
        encodeTerms(row);
    }

    private void encodeTerms(final OrderRow row) {
        created.putLongOrNull(row.stopPrice, 0)
                .putLongOrNull(row.displayQuantity, 0)
                .putLongOrNull(row.quoteAmount, 0)
                .putLongOrNull(row.trailingOffset, 0)
                .putLongOrNull(row.linkedOrderId, 0)
                .putTimeOrNull(row.expireTimeNs)
                .putTimeOrNull(row.triggeredAtNs)
                .putLong(row.reducedQuantity);
        if (row.trailingRate == 0) {
            created.putNull();
        } else {
            created.putInt(row.trailingRate);
        }
    }
}

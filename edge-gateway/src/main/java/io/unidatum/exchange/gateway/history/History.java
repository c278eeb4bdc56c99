package io.unidatum.exchange.gateway.history;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.unidatum.exchange.client.view.OrderView;
import io.unidatum.exchange.client.view.SpecialTerms;
import io.unidatum.exchange.gateway.api.ApiError;
import io.unidatum.exchange.gateway.view.Fill;
import io.unidatum.exchange.gateway.view.Instrument;
import io.unidatum.exchange.gateway.view.InstrumentDirectory;
import io.unidatum.exchange.gateway.view.OrderDetails;
import io.unidatum.exchange.gateway.view.OrderFilter;
import io.unidatum.exchange.gateway.view.OrderRecord;
import io.unidatum.exchange.sbe.common.CancelReason;
import io.unidatum.exchange.sbe.common.OrderStatus;
import io.unidatum.exchange.sbe.common.OrderType;
import io.unidatum.exchange.sbe.common.SelfTradePrevention;
import io.unidatum.exchange.sbe.common.Side;
import io.unidatum.exchange.sbe.common.TimeInForce;
import io.unidatum.exchange.sbe.common.TradeKind;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Reads closed orders from PostgreSQL on a few threads of its own. Starts and goes on without the database: questions
 * fail until it is there. Thread safe.
 */
public final class History implements AutoCloseable {
    private static final int THREADS = 3;
    private static final int MAX_WAITING = 256;
    private static final int QUERY_TIMEOUT_SECONDS = 3;
    private static final int POST_ONLY = 1;
    private static final int REDUCE_ONLY = 2;
    private static final int MASS_QUOTE = 4;

    private static final String ORDERS =
            "SELECT order_id, account_id, client_order_id, instrument_id, side, order_type,"
                    + " time_in_force, price, quantity, filled_quantity, filled_notional, fee, status, cancel_reason,"
                    + " last_sequence, created_at, updated_at, flags, self_trade_prevention, stop_price,"
                    + " display_quantity, expire_time, quote_amount, trailing_offset, trailing_rate,"
                    + " linked_order_id, triggered_at FROM orders";
    private static final String FILLS = "SELECT trade_id, maker_order_id, taker_order_id, price, quantity, maker_fee,"
            + " taker_fee, traded_at, sequence, kind FROM trades WHERE maker_order_id = ANY (?)"
            + " OR taker_order_id = ANY (?) ORDER BY trade_id";

    private final HikariDataSource dataSource;
    private final ThreadPoolExecutor executor;
    private final InstrumentDirectory instruments;

    /**
     * Constructs a history.
     *
     * @param url JDBC URL of PostgreSQL.
     * @param user of PostgreSQL.
     * @param password of PostgreSQL.
     * @param instruments there are.
     */
    public History(final String url, final String user, final String password, final InstrumentDirectory instruments) {
        this.instruments = instruments;
        final HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setPassword(password);
        config.setPoolName("gateway-history");
        config.setReadOnly(true);
        config.setMaximumPoolSize(THREADS);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(1_500);
        config.setValidationTimeout(1_000);
        config.setInitializationFailTimeout(-1);
        config.addDataSourceProperty("ApplicationName", "edge-gateway");
        config.addDataSourceProperty("connectTimeout", "2");
        config.addDataSourceProperty("socketTimeout", "5");
        this.dataSource = new HikariDataSource(config);
        this.executor = new ThreadPoolExecutor(
                THREADS, THREADS, 30, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MAX_WAITING), task -> {
                    final Thread thread = new Thread(task, "gateway-history");
                    thread.setDaemon(true);
                    return thread;
                });
        executor.allowCoreThreadTimeOut(true);
    }

    /** Asks the database whether it is there. {@return true if it answers; fails if it does not} */
    public CompletableFuture<Boolean> probe() {
        return run(connection -> connection.isValid(1));
    }

    /**
     * An account's order.
     *
     * @param account whose.
     * @param orderId of the order.
     * @return null if there is none.
     */
    public CompletableFuture<OrderRecord> order(final long account, final long orderId) {
        return run(connection -> {
            try (PreparedStatement statement = prepare(connection, ORDERS + " WHERE order_id = ? AND account_id = ?")) {
                statement.setLong(1, orderId);
                statement.setLong(2, account);
                final List<OrderRecord> found = read(connection, statement);
                return found.isEmpty() ? null : found.get(0);
            }
        });
    }

    /**
     * An account's closed orders.
     *
     * @param filter which; open orders are left out, because the read model knows them all.
     * @return newest first, one more than the limit if there are more.
     */
    public CompletableFuture<List<OrderRecord>> closedOrders(final OrderFilter filter) {
        return run(connection -> {
            final String sql = ORDERS + " WHERE account_id = ? AND order_id < ? AND status = ANY (?)"
                    + (filter.instrumentId() == 0 ? "" : " AND instrument_id = ?")
                    + (filter.clientOrderId() == null ? "" : " AND client_order_id = ?")
                    + " ORDER BY order_id DESC LIMIT ?";
            final Object[] statuses = filter.statuses().stream()
                    .filter(OrderFilter.CLOSED::contains)
                    .map(OrderStatus::value)
                    .toArray();
            try (PreparedStatement statement = prepare(connection, sql)) {
                int index = 1;
                statement.setLong(index++, filter.account());
                statement.setLong(index++, filter.before());
                statement.setArray(index++, connection.createArrayOf("smallint", statuses));
                if (filter.instrumentId() != 0) {
                    statement.setLong(index++, Integer.toUnsignedLong(filter.instrumentId()));
                }
                if (filter.clientOrderId() != null) {
                    statement.setString(index++, filter.clientOrderId());
                }
                statement.setInt(index, filter.limit() + 1);
                return read(connection, statement);
            }
        });
    }

    @Override
    public void close() {
        executor.shutdownNow();
        dataSource.close();
    }

    private List<OrderRecord> read(final Connection connection, final PreparedStatement statement) throws SQLException {
        final List<Long> ids = new ArrayList<>();
        final List<OrderRecord> orders = new ArrayList<>();
        final Map<Long, List<Fill>> fills = new HashMap<>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                final long orderId = rows.getLong("order_id");
                ids.add(orderId);
                orders.add(order(rows, fills.computeIfAbsent(orderId, id -> new ArrayList<>())));
            }
        }
        if (!ids.isEmpty()) {
            readFills(connection, ids, fills);
        }
        return orders;
    }

    private OrderRecord order(final ResultSet rows, final List<Fill> fills) throws SQLException {
        final Instrument instrument = instruments.find((int) rows.getLong("instrument_id"));
        final String clientOrderId = rows.getString("client_order_id");
        final OrderStatus status = OrderStatus.get(rows.getShort("status"));
        final long quantity = rows.getLong("quantity");
        final long filled = rows.getLong("filled_quantity");
        final short reason = rows.getShort("cancel_reason");
        final CancelReason cancelReason = rows.wasNull() ? CancelReason.NULL_VAL : CancelReason.get(reason);
        return new OrderRecord(
                rows.getLong("order_id"),
                rows.getLong("account_id"),
                clientOrderId == null ? "" : clientOrderId,
                instrument == null ? null : instrument.symbol(),
                Side.get(rows.getShort("side")),
                OrderType.get(rows.getShort("order_type")),
                TimeInForce.get(rows.getShort("time_in_force")),
                details(rows),
                rows.getLong("price"),
                quantity,
                OrderFilter.OPEN.contains(status) ? quantity - filled : 0,
                filled,
                rows.getLong("filled_notional"),
                rows.getLong("fee"),
                status,
                cancelReason,
                fills,
                rows.getLong("last_sequence"),
                epochNs(rows, "created_at"),
                epochNs(rows, "updated_at"));
    }

    private static OrderDetails details(final ResultSet rows) throws SQLException {
        final int flags = rows.getInt("flags");
        final long triggeredNs = epochNs(rows, "triggered_at");
        return new OrderDetails(
                SelfTradePrevention.get(rows.getShort("self_trade_prevention")),
                (flags & POST_ONLY) != 0,
                (flags & REDUCE_ONLY) != 0,
                (flags & MASS_QUOTE) != 0,
                // Null, which reads as 0, is none.
                new SpecialTerms(
                        rows.getLong("stop_price"),
                        rows.getLong("display_quantity"),
                        epochNs(rows, "expire_time"),
                        rows.getLong("quote_amount"),
                        rows.getLong("trailing_offset"),
                        rows.getInt("trailing_rate"),
                        rows.getLong("linked_order_id")),
                triggeredNs == 0 && OrderView.isTriggerType(OrderType.get(rows.getShort("order_type"))),
                triggeredNs);
    }

    private static void readFills(final Connection connection, final List<Long> ids, final Map<Long, List<Fill>> fills)
            throws SQLException {
        try (PreparedStatement statement = prepare(connection, FILLS)) {
            final Array array = connection.createArrayOf("bigint", ids.toArray());
            statement.setArray(1, array);
            statement.setArray(2, array);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    addFill(fills.get(rows.getLong("maker_order_id")), rows, true);
                    addFill(fills.get(rows.getLong("taker_order_id")), rows, false);
                }
            }
        }
    }

    private static void addFill(final List<Fill> fills, final ResultSet rows, final boolean maker) throws SQLException {
        if (fills != null) {
            fills.add(new Fill(
                    rows.getLong("trade_id"),
                    rows.getLong("price"),
                    rows.getLong("quantity"),
                    rows.getLong(maker ? "maker_fee" : "taker_fee"),
                    maker,
                    rows.getShort("kind") == TradeKind.AUCTION.value(),
                    epochNs(rows, "traded_at"),
                    rows.getLong("sequence")));
        }
    }

    private static long epochNs(final ResultSet rows, final String column) throws SQLException {
        final OffsetDateTime time = rows.getObject(column, OffsetDateTime.class);
        return time == null ? 0 : ChronoUnit.NANOS.between(Instant.EPOCH, time.toInstant());
    }

    private static PreparedStatement prepare(final Connection connection, final String sql) throws SQLException {
        final PreparedStatement statement = connection.prepareStatement(sql);
        statement.setQueryTimeout(QUERY_TIMEOUT_SECONDS);
        return statement;
    }

    private <T> CompletableFuture<T> run(final Question<T> question) {
        final CompletableFuture<T> answer = new CompletableFuture<>();
        try {
            executor.execute(() -> {
                try (Connection connection = dataSource.getConnection()) {
                    answer.complete(question.ask(connection));
                } catch (final SQLException | RuntimeException ex) {
                    answer.completeExceptionally(ex);
                }
            });
        } catch (final RejectedExecutionException ex) {
            answer.completeExceptionally(
                    ApiError.unavailable("OVERLOADED", "too many questions about old orders at once: ask again"));
        }
        return answer;
    }

    private interface Question<T> {
        T ask(Connection connection) throws SQLException;
    }
}

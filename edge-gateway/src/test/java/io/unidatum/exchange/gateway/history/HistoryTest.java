package io.unidatum.exchange.gateway.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.unidatum.exchange.gateway.view.Instrument;
import io.unidatum.exchange.gateway.view.InstrumentDirectory;
import io.unidatum.exchange.gateway.view.OrderFilter;
import io.unidatum.exchange.gateway.view.OrderRecord;
import io.unidatum.exchange.sbe.common.InstrumentStatus;
import io.unidatum.exchange.sbe.common.OrderStatus;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Old orders from a real PostgreSQL with the ledger's own tables. */
class HistoryTest {
    private static final InstrumentDirectory INSTRUMENTS = new InstrumentDirectory();

    private static EmbeddedPostgres postgres;
    private static History history;

    @BeforeAll
    static void start() throws IOException, SQLException {
        postgres = EmbeddedPostgres.start();
        INSTRUMENTS.replace(List.of(
                new Instrument(
                        1,
                        "DEC/USD",
                        1,
                        2,
                        "DEC",
                        "USD",
                        1,
                        1,
                        1,
                        1,
                        InstrumentStatus.OPEN,
                        0,
                        Instrument.CollarRules.NONE),
                new Instrument(
                        2,
                        "BTC/USD",
                        3,
                        2,
                        "BTC",
                        "USD",
                        1,
                        1,
                        1,
                        1,
                        InstrumentStatus.OPEN,
                        0,
                        Instrument.CollarRules.NONE)));
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            for (final String name : new String[] {"V1__ledger", "V3__order_terms", "V4__partitions_and_withdrawals"}) {
                try (var migration = HistoryTest.class.getResourceAsStream("/db/migration/" + name + ".sql")) {
                    statement.execute(new String(migration.readAllBytes(), StandardCharsets.UTF_8));
                }
            }
            statement.execute("SELECT ensure_partitions(now()), ensure_partitions('2026-01-02')");
            order(statement, 10, 1001, 1, 3, 100, 100, "'old'");
            order(statement, 11, 1001, 1, 4, 100, 40, "NULL");
            order(statement, 12, 1001, 2, 4, 100, 0, "'old'");
            order(statement, 13, 1001, 1, 1, 100, 0, "NULL");
            order(statement, 14, 1002, 1, 3, 100, 100, "NULL");
            statement.execute("UPDATE orders SET order_type = 4, flags = 2, self_trade_prevention = 3, stop_price ="
                    + " 9900000000, linked_order_id = 15, expire_time = '2026-02-01T00:00:00Z', triggered_at ="
                    + " '2026-01-02T03:04:05Z' WHERE order_id = 11");
            statement.execute("INSERT INTO trades (trade_id, sequence, instrument_id, instrument_sequence, price,"
                    + " quantity, notional, maker_order_id, taker_order_id, maker_account, taker_account, maker_fee,"
                    + " taker_fee, traded_at, taker_side) VALUES (7, 70, 1, 5, 10000000000, 60, 60, 10, 14, 1001, 1002,"
                    + " 6, 12, '2026-01-02T03:04:05.678901Z', 1), (8, 71, 1, 6, 10000000000, 40, 40, 11, 10, 1001,"
                    + " 1001, 4, 8, '2026-01-02T03:04:06Z', 2)");
        }
        history = new History(postgres.getJdbcUrl("postgres", "postgres"), "postgres", "", INSTRUMENTS);
    }

    @AfterAll
    static void stop() throws IOException {
        history.close();
        postgres.close();
    }

    @Test
    void shouldReadAnOrderWithTheFillsOfEitherRole() {
        final JsonNode order = history.order(1001, 10).join().toJson();

        assertThat(order.get("order_id").asText()).isEqualTo("10");
        assertThat(order.get("client_order_id").asText()).isEqualTo("old");
        assertThat(order.get("symbol").asText()).isEqualTo("DEC/USD");
        assertThat(order.get("status").asText()).isEqualTo("filled");
        assertThat(order.get("fills")).hasSize(2);
        assertThat(order.get("fills").get(0).get("role").asText()).isEqualTo("maker");
        assertThat(order.get("fills").get(0).get("fee").asText()).isEqualTo("0.00000006");
        assertThat(order.get("fills").get(0).get("time").asText()).isEqualTo("2026-01-02T03:04:05.678901Z");
        assertThat(order.get("fills").get(1).get("role").asText()).isEqualTo("taker");
        assertThat(order.get("fills").get(1).get("fee").asText()).isEqualTo("0.00000008");
        assertThat(history.order(1002, 10).join()).as("another account's").isNull();
        assertThat(history.order(1001, 99).join()).isNull();
    }

    @Test
    void shouldReadWhatAnOrderHadBeyondPriceAndQuantity() {
        final JsonNode order = history.order(1001, 11).join().toJson();

        assertThat(order.get("type").asText()).isEqualTo("stop_limit");
        assertThat(order.get("reduce_only").asBoolean()).isTrue();
        assertThat(order.get("post_only").asBoolean()).isFalse();
        assertThat(order.get("self_trade_prevention").asText()).isEqualTo("cancel_both");
        assertThat(order.get("stop_price").asText()).isEqualTo("99");
        assertThat(order.get("linked_order_id").asText()).isEqualTo("15");
        assertThat(order.get("expire_time").asText()).isEqualTo("2026-02-01T00:00:00.000000Z");
        assertThat(order.get("triggered_at").asText()).isEqualTo("2026-01-02T03:04:05.000000Z");
        assertThat(history.order(1001, 10).join().toJson().has("stop_price")).isFalse();
    }

    @Test
    void shouldListClosedOrdersOfAnAccountNewestFirst() {
        assertThat(ids(OrderFilter.CLOSED, 0, null, Long.MAX_VALUE, 10)).containsExactly(12L, 11L, 10L);
        assertThat(ids(EnumSet.allOf(OrderStatus.class), 0, null, Long.MAX_VALUE, 10))
                .containsExactly(12L, 11L, 10L);
        assertThat(ids(EnumSet.of(OrderStatus.FILLED), 0, null, Long.MAX_VALUE, 10))
                .containsExactly(10L);
        assertThat(ids(OrderFilter.CLOSED, 1, null, Long.MAX_VALUE, 10)).containsExactly(11L, 10L);
        assertThat(ids(OrderFilter.CLOSED, 0, "old", Long.MAX_VALUE, 10)).containsExactly(12L, 10L);
        assertThat(ids(OrderFilter.CLOSED, 0, null, 12, 10)).containsExactly(11L, 10L);
        assertThat(ids(OrderFilter.CLOSED, 0, null, Long.MAX_VALUE, 1))
                .as("one more than asked")
                .hasSize(2);
    }

    @Test
    void shouldStartWithoutADatabaseAndSayThatItIsNotThere() {
        assertThat(history.probe().join()).isTrue();
        try (History none = new History("jdbc:postgresql://127.0.0.1:1/none", "nobody", "", INSTRUMENTS)) {
            assertThatThrownBy(() -> none.probe().join()).hasRootCauseInstanceOf(IOException.class);
        }
    }

    private static List<Long> ids(
            final Set<OrderStatus> statuses,
            final int instrumentId,
            final String clientOrderId,
            final long before,
            final int limit) {
        return history
                .closedOrders(new OrderFilter(1001, instrumentId, statuses, clientOrderId, before, limit))
                .join()
                .stream()
                .map(OrderRecord::orderId)
                .toList();
    }

    private static void order(
            final Statement statement,
            final long orderId,
            final long account,
            final int instrumentId,
            final int status,
            final long quantity,
            final long filled,
            final String clientOrderId)
            throws SQLException {
        statement.execute("INSERT INTO orders VALUES (" + orderId + ", " + account + ", " + instrumentId
                + ", 10000000000, " + quantity + ", " + filled + ", " + filled + ", 1, 1, 2, now(), now(), 0, 1000,"
                + " 2000, 0, 1, 1, 1, 1, " + status + ", " + (status == 4 ? "1" : "NULL")
                + ", gen_random_uuid(), " + clientOrderId + ")");
    }
}

package io.unidatum.exchange.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** Databases of before, with rows in them, brought up to date. */
class MigrationTest {
    private static final long SEEDS = 3;

    private final TestPostgres postgres = TestPostgres.shared();

    @Test
    void shouldCountThePositionsOfTradesThatAnOlderAdapterWroteBehindTheSwitch() throws SQLException {
        for (long seed = 1; seed <= SEEDS; seed++) {
            final String upToDate = write(seed);
            final List<String> positions = positions(upToDate);
            assertThat(positions).isNotEmpty();

            final String old = postgres.createDatabase();
            migrate(old, "2");
            copy(upToDate, old, "assets", "asset_id, name, sequence, created_at");
            copy(upToDate, old, "admin_audit", "*");
            copy(
                    upToDate,
                    old,
                    "trades",
                    "trade_id, sequence, instrument_id, instrument_sequence, price, quantity, notional,"
                            + " maker_order_id, taker_order_id, maker_account, taker_account, maker_fee, taker_fee,"
                            + " traded_at, taker_side");
            migrate(old, "latest");

            assertThat(positions(old)).isEqualTo(positions);
            assertThat(postgres.query(old, "SELECT DISTINCT kind FROM trades")).containsExactly("1");
        }
    }

    @Test
    void shouldHaveNoPositionsBeforeTheSwitch() throws SQLException {
        final String upToDate = write(1);
        final String old = postgres.createDatabase();
        migrate(old, "2");
        copy(
                upToDate,
                old,
                "trades",
                "trade_id, sequence, instrument_id, instrument_sequence, price, quantity, notional, maker_order_id,"
                        + " taker_order_id, maker_account, taker_account, maker_fee, taker_fee, traded_at, taker_side");
        migrate(old, "latest");
        assertThat(positions(old)).isEmpty();
        assertThat(postgres.query(old, "SELECT * FROM position_differences")).isEmpty();
    }

    /** All rows but those of new tables are copied into tables of V3, then migrated; they must be the same. */
    @Test
    void shouldKeepEveryRowWhenTablesAreCutIntoPartitions() throws SQLException {
        final String upToDate = write(5);
        final String old = postgres.createDatabase();
        migrate(old, "3");
        for (final String table : List.of(
                "assets",
                "instruments",
                "accounts",
                "fee_tiers",
                "principals",
                "orders",
                "trades",
                "ledger_entries",
                "balances",
                "positions",
                "order_amendments",
                "order_reductions",
                "auctions",
                "deposits",
                "admin_audit",
                "journal_position")) {
            copy(upToDate, old, table, "*");
        }
        migrate(old, "latest");

        for (final String table : List.of(
                "orders", "trades", "ledger_entries", "order_amendments", "order_reductions", "candles", "balances")) {
            assertThat(rows(old, table)).as(table).isEqualTo(rows(upToDate, table));
        }
        assertThat(rows(old, "trades")).isNotEmpty();
        assertThat(postgres.query(
                        old, "SELECT table_name FROM partitions WHERE from_time = '-infinity' ORDER BY table_name"))
                .contains("ledger_entries", "orders", "trades");
        for (final String view : List.of("ledger_imbalances", "balance_differences", "position_differences")) {
            assertThat(postgres.query(old, "SELECT * FROM " + view)).as(view).isEmpty();
        }
    }

    @Test
    void shouldGoOnWritingWhereTheRowsOfBeforeEnd() throws SQLException {
        final ScriptedMarket market = new ScriptedMarket();
        market.open();
        market.trade(50);
        final String old = postgres.createDatabase();
        catchUp(market, old);
        postgres.execute(old, "SELECT 1");
        final String migrated = postgres.createDatabase();
        migrate(migrated, "3");
        for (final String table : List.of(
                "assets",
                "instruments",
                "accounts",
                "fee_tiers",
                "principals",
                "orders",
                "trades",
                "ledger_entries",
                "balances",
                "deposits",
                "admin_audit",
                "journal_position")) {
            copy(old, migrated, table, "*");
        }
        market.script().later(TimeUnit.DAYS.toNanos(100));
        market.trade(50);
        market.cancelAll();
        catchUp(market, migrated);
        assertThat(ExpectedTables.differences(
                        market.journal(), market.journal().end().sequence(), postgres, migrated))
                .isEmpty();
        assertThat(postgres.query(migrated, "SELECT name FROM partitions WHERE table_name = 'orders' ORDER BY 1"))
                .containsExactly("orders_2024_02_01", "orders_2024_03_01", "orders_2024_04_01", "orders_before");
    }

    private void catchUp(final ScriptedMarket market, final String database) {
        try (StepwiseLedger ledger =
                new StepwiseLedger(postgres.context(database), market.journal(), WriteStep.Listener.NONE)) {
            ledger.catchUp(market.journal());
        }
    }

    private List<String> rows(final String database, final String table) throws SQLException {
        return postgres.query(database, "SELECT to_jsonb(t) FROM " + table + " t").stream()
                .sorted()
                .toList();
    }

    private String write(final long seed) throws SQLException {
        final RandomExchange exchange = new RandomExchange(seed);
        exchange.run(500);
        final String database = postgres.createDatabase();
        try (StepwiseLedger ledger =
                new StepwiseLedger(postgres.context(database), exchange.journal(), WriteStep.Listener.NONE)) {
            ledger.catchUp(exchange.journal());
        }
        return database;
    }

    private List<String> positions(final String database) throws SQLException {
        return postgres.query(database, "SELECT * FROM positions ORDER BY 1, 2");
    }

    private void migrate(final String database, final String target) {
        Flyway.configure()
                .dataSource("jdbc:postgresql://127.0.0.1:" + postgres.port() + "/" + database, "postgres", "")
                .target(target)
                .load()
                .migrate();
    }

    private void copy(final String from, final String to, final String table, final String columns)
            throws SQLException {
        final List<String> rows = postgres.query(
                from,
                "SELECT string_agg(format('(%s)', (SELECT string_agg(quote_nullable(value), ',' ORDER BY n)"
                        + " FROM jsonb_each_text(to_jsonb(t)) WITH ORDINALITY e (key, value, n))), ',') FROM (SELECT "
                        + columns + " FROM " + table + ") t");
        assertThat(rows).hasSize(1);
        if (!rows.get(0).equals("-")) {
            final List<String> names = postgres.query(
                    from,
                    "SELECT string_agg(key, ',' ORDER BY n) FROM jsonb_each_text((SELECT to_jsonb(t) FROM (SELECT "
                            + columns + " FROM " + table + ") t LIMIT 1)) WITH ORDINALITY e (key, value, n)");
            postgres.execute(to, "INSERT INTO " + table + " (" + names.get(0) + ") VALUES " + rows.get(0));
        }
    }
}

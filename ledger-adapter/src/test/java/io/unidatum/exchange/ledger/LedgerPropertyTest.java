package io.unidatum.exchange.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;

/** The tables against the state machine's own final state, over random flows and batch sizes. */
class LedgerPropertyTest {
    private static final int COMMANDS = 600;

    private final TestPostgres postgres = TestPostgres.shared();

    @Property(tries = 5, shrinking = ShrinkingMode.OFF)
    void shouldEndWithTheStateMachinesState(
            @ForAll final long seed,
            @ForAll @IntRange(min = 1, max = 2_000) final int maxBatchRows,
            @ForAll @IntRange(min = 1, max = 50) final int framesPerPoll)
            throws SQLException {
        final RandomExchange exchange = new RandomExchange(seed);
        final String database = write(exchange, maxBatchRows, framesPerPoll);

        assertThat(postgres.query(database, "SELECT * FROM trades")).hasSizeGreaterThan(50);
        assertThat(postgres.query(database, "SELECT * FROM order_amendments")).hasSizeGreaterThan(3);
        assertThat(postgres.query(database, "SELECT * FROM orders WHERE status = 4"))
                .hasSizeGreaterThan(20);
        assertSameState(exchange, database);
        assertSameTerms(exchange, database);
    }

    private void assertSameTerms(final RandomExchange exchange, final String database) throws SQLException {
        assertRows(
                database,
                "SELECT order_id, account_id, price, quantity, filled_quantity, filled_notional, fee, flags,"
                        + " coalesce(display_quantity, 0), coalesce(micros(expire_time), 0),"
                        + " waits_in"
                        + " FROM orders JOIN (SELECT order_id, waits_in FROM orders_decimal) d USING (order_id)"
                        + " WHERE status IN (1, 2)",
                exchange.openOrders());
        assertRows(
                database,
                "SELECT account_id, instrument_id, quantity, cost, realised FROM positions"
                        + " WHERE quantity <> 0 OR realised <> 0",
                exchange.positions());
        assertRows(
                database,
                "SELECT account_id, instrument_id, max_order_quantity, max_order_notional, max_position"
                        + " FROM account_limits WHERE instrument_id <> 0"
                        + " AND (max_order_quantity > 0 OR max_order_notional > 0 OR max_position > 0)",
                exchange.limits());
        assertRows(
                database,
                "SELECT instrument_id, status, coalesce(micros(status_until), 0), max_order_quantity,"
                        + " protection_band, collar, halt_duration_ns, auction_duration_ns FROM instruments",
                exchange.instruments());
    }

    @Property(tries = 2, shrinking = ShrinkingMode.OFF)
    void shouldWriteAJournalOfEncodingVersionOneAsEver(@ForAll final long seed) throws SQLException {
        final RandomExchange exchange = new RandomExchange(seed, 1);
        final String database = write(exchange, 500, 20);
        assertThat(postgres.query(database, "SELECT * FROM trades")).hasSizeGreaterThan(50);
        assertThat(postgres.query(database, "SELECT * FROM positions")).isEmpty();
        assertSameState(exchange, database);
    }

    private String write(final RandomExchange exchange, final int maxBatchRows, final int framesPerPoll)
            throws SQLException {
        final TestJournal journal = exchange.journal();
        journal.framesPerPoll(framesPerPoll);
        final String database = postgres.createDatabase();
        try (StepwiseLedger ledger = new StepwiseLedger(
                postgres.context(database).maxBatchRows(maxBatchRows), journal, WriteStep.Listener.NONE)) {
            exchange.run(COMMANDS / 2);
            ledger.catchUp(journal);
            exchange.run(COMMANDS / 2);
        }
        try (StepwiseLedger ledger = new StepwiseLedger(
                postgres.context(database).maxBatchRows(maxBatchRows), journal, WriteStep.Listener.NONE)) {
            ledger.catchUp(journal);
        }
        postgres.execute(
                database,
                "CREATE FUNCTION micros(t timestamptz) RETURNS bigint LANGUAGE sql AS"
                        + " 'SELECT (extract(epoch FROM t) * 1000000)::bigint'");
        return database;
    }

    private void assertSameState(final RandomExchange exchange, final String database) throws SQLException {
        final TestJournal journal = exchange.journal();
        assertThat(ExpectedTables.differences(journal, journal.end().sequence(), postgres, database))
                .isEmpty();
        assertRows(
                database,
                "SELECT account_id, asset_id, available, held FROM balances WHERE available <> 0 OR held <> 0",
                exchange.balances());
    }

    private void assertRows(final String database, final String query, final List<String> expected)
            throws SQLException {
        assertThat(postgres.query(database, query).stream().sorted().toList())
                .as(query)
                .isEqualTo(expected);
    }
}

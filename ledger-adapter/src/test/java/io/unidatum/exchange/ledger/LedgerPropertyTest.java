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

        assertThat(postgres.query(database, "SELECT * FROM trades")).hasSizeGreaterThan(50);
        assertThat(postgres.query(database, "SELECT * FROM order_amendments")).hasSizeGreaterThan(3);
        assertThat(postgres.query(database, "SELECT * FROM orders WHERE status = 4"))
                .hasSizeGreaterThan(20);
        assertThat(ExpectedTables.differences(journal, journal.end().sequence(), postgres, database))
                .isEmpty();
        assertThat(sorted(postgres.query(
                        database,
                        "SELECT account_id, asset_id, available, held FROM balances"
                                + " WHERE available <> 0 OR held <> 0")))
                .isEqualTo(exchange.balances());
        assertThat(sorted(postgres.query(
                        database,
                        "SELECT order_id, account_id, price, quantity, filled_quantity, filled_notional, fee"
                                + " FROM orders WHERE status IN (1, 2)")))
                .isEqualTo(exchange.openOrders());
    }

    private static List<String> sorted(final List<String> lines) {
        return lines.stream().sorted().toList();
    }
}

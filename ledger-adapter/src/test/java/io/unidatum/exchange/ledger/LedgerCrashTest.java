package io.unidatum.exchange.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever dies at whichever step: every event is in the database once. */
class LedgerCrashTest {
    private static final int OTHER_LOCK = 42;

    private final TestPostgres postgres = TestPostgres.shared();
    private final ScriptedMarket market = new ScriptedMarket();
    private final TestJournal journal = market.journal();
    private String database;

    @BeforeEach
    void createDatabase() throws SQLException {
        database = postgres.createDatabase();
        market.open();
    }

    @Test
    void shouldWriteEverythingOnceWhenTheAdapterDiesAtEachStep() throws SQLException {
        for (final WriteStep deadlyStep : WriteStep.values()) {
            market.trade(20);
            final StepwiseLedger dying = new StepwiseLedger(postgres.context(database), journal, step -> {
                if (step == deadlyStep) {
                    throw new SuddenDeath();
                }
            });
            assertThatThrownBy(() -> dying.catchUp(journal))
                    .as("%s", deadlyStep)
                    .isInstanceOf(SuddenDeath.class);
            assertThat(differences(storedSequence())).as("%s", deadlyStep).isEmpty();
            dropConnections();
        }
        catchUp();
        assertThat(differences(journal.end().sequence())).isEmpty();
    }

    @Test
    void shouldWriteEverythingOnceWhenTheConnectionBreaksAtEachStep() throws SQLException {
        final WriteStep[] breakAt = {null};
        try (StepwiseLedger ledger = new StepwiseLedger(postgres.context(database), journal, step -> {
            if (step == breakAt[0]) {
                breakAt[0] = null;
                dropConnections();
                throw new SQLException("the connection broke");
            }
        })) {
            for (final WriteStep breakingStep : WriteStep.values()) {
                market.trade(20);
                breakAt[0] = breakingStep;
                ledger.catchUp(journal);
                assertThat(breakAt[0]).as("%s", breakingStep).isNull();
                assertThat(differences(journal.end().sequence()))
                        .as("%s", breakingStep)
                        .isEmpty();
            }
            assertThat(ledger.writer.state().reloads()).isZero();
        }
    }

    @Test
    void shouldNotWriteWhenAnotherWriterWasFaster() throws SQLException {
        market.trade(20);
        final boolean[] interfere = {true};
        try (StepwiseLedger slower = new StepwiseLedger(postgres.context(database), journal, step -> {
            // Between reading the position and moving it another adapter writes that does not see this one's lock.
            if (step == WriteStep.BEFORE_POSITION && interfere[0]) {
                interfere[0] = false;
                journal.limit(journal.frames().size() / 2);
                try (StepwiseLedger faster =
                        new StepwiseLedger(postgres.context(database), journal, WriteStep.Listener.NONE, OTHER_LOCK)) {
                    faster.stepUntil(() -> faster.committed() == lastVisibleSequence());
                }
                journal.limit(Integer.MAX_VALUE);
            }
        })) {
            slower.catchUp(journal);
        }
        assertThat(interfere[0]).isFalse();
        assertThat(differences(journal.end().sequence())).isEmpty();
    }

    @Test
    void shouldStandByWhileAnotherAdapterWritesAndGoOnWhenItEnds() throws SQLException {
        market.trade(20);
        try (StepwiseLedger second = new StepwiseLedger(postgres.context(database), journal, WriteStep.Listener.NONE)) {
            try (StepwiseLedger first =
                    new StepwiseLedger(postgres.context(database), journal, WriteStep.Listener.NONE)) {
                first.catchUp(journal);
                second.stepUntil(() -> second.writer.state().role() == WriterState.Role.STANDBY);
                market.trade(20);
                first.catchUp(journal);
                assertThat(second.writer.state().batchesWritten()).isZero();
            }
            market.trade(20);
            second.catchUp(journal);
        }
        assertThat(differences(journal.end().sequence())).isEmpty();
    }

    @Test
    void shouldWriteAgainWhatARestoredBackupDoesNotHave() throws SQLException {
        market.trade(20);
        final String backup = database + "_backup";
        try (StepwiseLedger ledger = new StepwiseLedger(postgres.context(database), journal, WriteStep.Listener.NONE)) {
            ledger.catchUp(journal);
            ledger.writer.onClose();
            postgres.execute("postgres", "ALTER DATABASE " + database + " ALLOW_CONNECTIONS false");
            dropConnections();
            postgres.execute("postgres", "CREATE DATABASE " + backup + " TEMPLATE " + database);
            postgres.execute("postgres", "ALTER DATABASE " + database + " ALLOW_CONNECTIONS true");
            market.trade(20);
            ledger.catchUp(journal);
            dropConnections();
            postgres.execute("postgres", "DROP DATABASE " + database + " WITH (FORCE)");
            postgres.execute("postgres", "ALTER DATABASE " + backup + " RENAME TO " + database);
            market.trade(20);
            ledger.catchUp(journal);
        }
        assertThat(differences(journal.end().sequence())).isEmpty();
    }

    @Test
    void shouldStopOverADatabaseOfAnotherJournal() throws SQLException {
        market.trade(20);
        catchUp();
        final ScriptedMarket other = new ScriptedMarket();
        other.script().stateHash(1).end();
        other.open();
        other.trade(40);
        try (StepwiseLedger ledger =
                new StepwiseLedger(postgres.context(database), other.journal(), WriteStep.Listener.NONE)) {
            ledger.stepUntil(() -> ledger.fault() != null);
            assertThat(ledger.fault()).hasMessageContaining("right database");
        }
        assertThat(differences(journal.end().sequence())).isEmpty();
    }

    @Test
    void shouldStopAtAnEventItDoesNotKnow() throws SQLException {
        market.trade(5);
        final long known = journal.end().sequence();
        market.script().unknown().end();
        try (StepwiseLedger ledger = new StepwiseLedger(postgres.context(database), journal, WriteStep.Listener.NONE)) {
            ledger.stepUntil(() -> ledger.fault() != null);
            assertThat(ledger.fault()).hasMessageContaining("newer version");
        }
        assertThat(storedSequence()).isLessThanOrEqualTo(known);
    }

    @Test
    void shouldStopOverRowsThatSomebodyTookAway() throws SQLException {
        market.trade(20);
        catchUp();
        postgres.execute(database, "DELETE FROM orders");
        market.cancelAll();
        try (StepwiseLedger ledger = new StepwiseLedger(postgres.context(database), journal, WriteStep.Listener.NONE)) {
            ledger.stepUntil(() -> ledger.fault() != null);
            assertThat(ledger.fault()).hasMessageContaining("damaged");
        }
    }

    @Test
    void shouldRefuseToChangeWhatIsWrittenOnce() throws SQLException {
        market.trade(20);
        catchUp();
        for (final String table : List.of("trades", "ledger_entries", "deposits", "admin_audit")) {
            assertThatThrownBy(() -> postgres.execute(database, "DELETE FROM " + table))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("append-only");
        }
    }

    private void catchUp() {
        try (StepwiseLedger ledger = new StepwiseLedger(postgres.context(database), journal, WriteStep.Listener.NONE)) {
            ledger.catchUp(journal);
        }
    }

    private long lastVisibleSequence() {
        return journal.frames().get(journal.frames().size() / 2 - 1).after().sequence();
    }

    private long storedSequence() throws SQLException {
        return Long.parseLong(postgres.query(database, "SELECT sequence FROM journal_position")
                .get(0));
    }

    private List<String> differences(final long sequence) throws SQLException {
        return ExpectedTables.differences(journal, sequence, postgres, database);
    }

    private void dropConnections() throws SQLException {
        postgres.execute(
                "postgres",
                "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '" + database
                        + "' AND pid <> pg_backend_pid()");
    }

    /** As good as kill -9: nothing catches it. */
    private static final class SuddenDeath extends Error {
        private static final long serialVersionUID = 1L;
    }
}

package io.unidatum.exchange.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.agrona.concurrent.SystemNanoClock;
import org.junit.jupiter.api.Test;

/** PostgreSQL slow, full, failed over to its replica, restored: the adapter waits, says so, and loses nothing. */
class LedgerFaultTest {
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    private final ScriptedMarket market = new ScriptedMarket();
    private final TestJournal journal = market.journal();

    /** The server's own words and code for a full disk, raised in the middle of a batch. */
    @Test
    void shouldWaitWhileTheDiskIsFullAndGoOnWhenThereIsRoom() throws Exception {
        final TestPostgres postgres = TestPostgres.shared();
        final String database = postgres.createDatabase();
        market.open();
        market.trade(20);
        try (LedgerAdapter adapter = launch(postgres.context(database).maxBatchRows(100))) {
            awaitWritten(adapter);
            obstruct(
                    postgres,
                    database,
                    "RAISE EXCEPTION 'could not extend file \"base/1/2\": No space left on device' USING ERRCODE ="
                            + " 'disk_full'");
            market.trade(100);
            await().atMost(DEADLINE).until(() -> adapter.health()
                    .getOrDefault("postgresProblem", "")
                    .toString()
                    .contains("No space left"));
            assertThat(adapter.health()).containsEntry("postgres", "DOWN").containsEntry("status", "DEGRADED");
            assertThat(ExpectedTables.differences(journal, adapter.committedSequence(), postgres, database))
                    .isEmpty();
            postgres.execute(database, "DROP TRIGGER obstacle ON ledger_entries");
            awaitWritten(adapter);
            assertThat(adapter.health()).containsEntry("postgres", "UP").containsEntry("lag", 0L);
        }
        assertNoDifferences(postgres, database);
    }

    @Test
    void shouldSayThatPostgresIsSlowAndCatchUp() throws Exception {
        final TestPostgres postgres = TestPostgres.shared();
        final String database = postgres.createDatabase();
        market.open();
        market.trade(20);
        try (LedgerAdapter adapter = launch(postgres.context(database).maxBatchRows(100))) {
            awaitWritten(adapter);
            obstruct(postgres, database, "PERFORM pg_sleep(5)");
            market.trade(5);
            await().atMost(DEADLINE).until(() -> adapter.health()
                    .getOrDefault("postgresProblem", "")
                    .toString()
                    .contains("not been answered"));
            postgres.execute(database, "DROP TRIGGER obstacle ON ledger_entries");
            market.trade(100);
            awaitWritten(adapter);
            assertThat(adapter.health()).containsEntry("postgres", "UP");
        }
        assertNoDifferences(postgres, database);
    }

    @Test
    void shouldGoOnAtTheReplicaWithEverythingThatWasAcknowledged() throws Exception {
        try (TestPostgres primary = TestPostgres.own();
                TestPostgres replica = primary.synchronousReplica()) {
            final String database = primary.createDatabase();
            market.open();
            market.trade(20);
            final LedgerContext context = primary.context(database)
                    .postgresHost("127.0.0.1:" + primary.port() + ",127.0.0.1:" + replica.port())
                    .maxBatchRows(100);
            try (LedgerAdapter adapter = launch(context)) {
                awaitWritten(adapter);
                final long flushed = adapter.committedSequence();

                // Without the replica no commit is confirmed, so nothing may be built upon it.
                replica.kill();
                market.trade(20);
                await().atMost(DEADLINE)
                        .until(() -> "DOWN".equals(adapter.health().get("postgres")));
                assertThat(adapter.committedSequence()).isEqualTo(flushed);
                replica.restart();
                awaitWritten(adapter);

                final AtomicBoolean goesOn = new AtomicBoolean(true);
                final Thread trading = new Thread(() -> {
                    while (goesOn.get()) {
                        market.trade(1);
                    }
                });
                trading.start();
                final long before = adapter.committedSequence();
                await().atMost(DEADLINE).until(() -> adapter.committedSequence() > before + 200);
                primary.kill();
                final long acknowledged = adapter.committedSequence();
                goesOn.set(false);
                trading.join();
                replica.promote();
                assertThat(sequence(replica, database)).isGreaterThanOrEqualTo(acknowledged);
                awaitWritten(adapter);
                assertThat(adapter.fault()).isNull();
            }
            assertNoDifferences(replica, database);
        }
    }

    /** The journal is kept for longer than backups are old: rows and acknowledgements go back, and come again. */
    @Test
    void shouldFillUpADatabaseRestoredFromLastNight() throws Exception {
        final TestPostgres postgres = TestPostgres.shared();
        final String database = postgres.createDatabase();
        final String backup = database + "_night";
        market.open();
        market.trade(20);
        try (LedgerAdapter adapter = launch(postgres.context(database))) {
            awaitWritten(adapter);
        }
        final long night = journal.end().sequence();
        postgres.execute("postgres", "CREATE DATABASE " + backup + " TEMPLATE " + database);
        market.trade(50);
        final RecordingGateway cluster = new RecordingGateway();
        final StepwiseLedger ledger = new StepwiseLedger(postgres.context(database), journal, WriteStep.Listener.NONE);
        final JournalAcknowledger acknowledger =
                new JournalAcknowledger(cluster, ledger.writer::state, SystemNanoClock.INSTANCE);
        try (ledger) {
            ledger.catchUp(journal);
            acknowledger.doWork();
            postgres.execute("postgres", "DROP DATABASE " + database + " WITH (FORCE)");
            postgres.execute("postgres", "ALTER DATABASE " + backup + " RENAME TO " + database);
            journal.limit(0);
            ledger.stepUntil(() -> ledger.committed() == night);
            acknowledger.doWork();
            journal.limit(Integer.MAX_VALUE);
            market.trade(10);
            ledger.catchUp(journal);
            assertThat(ledger.writer.state().reloads()).isEqualTo(1);
        }
        assertThat(cluster.sequences).hasSize(2);
        assertThat(cluster.sequences.get(1)).isEqualTo(night);
        assertNoDifferences(postgres, database);
    }

    private static void obstruct(final TestPostgres postgres, final String database, final String what)
            throws SQLException {
        postgres.execute(
                database,
                "CREATE FUNCTION obstacle() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN " + what
                        + "; RETURN NULL; END $$;"
                        + " CREATE TRIGGER obstacle BEFORE INSERT ON ledger_entries FOR EACH STATEMENT EXECUTE FUNCTION"
                        + " obstacle()");
    }

    private LedgerAdapter launch(final LedgerContext context) {
        return LedgerAdapter.launch(context, journal, WriteStep.Listener.NONE);
    }

    private void awaitWritten(final LedgerAdapter adapter) {
        await().atMost(DEADLINE)
                .pollInterval(20, TimeUnit.MILLISECONDS)
                .until(() -> adapter.committedSequence() == journal.end().sequence());
    }

    private long sequence(final TestPostgres postgres, final String database) throws SQLException {
        return Long.parseLong(postgres.query(database, "SELECT sequence FROM journal_position")
                .get(0));
    }

    private void assertNoDifferences(final TestPostgres postgres, final String database) throws SQLException {
        assertThat(ExpectedTables.differences(journal, journal.end().sequence(), postgres, database))
                .isEmpty();
    }
}

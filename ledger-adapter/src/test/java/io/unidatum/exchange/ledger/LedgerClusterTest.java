package io.unidatum.exchange.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.unidatum.exchange.node.ExchangeTestCluster;
import io.unidatum.exchange.node.TestCommands;
import io.unidatum.exchange.node.TestSession;
import io.unidatum.exchange.sbe.common.Side;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** From a cluster of three real nodes through their archives into PostgreSQL. */
class LedgerClusterTest {
    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final int ACCOUNTS = 4;
    private static final long ONE = 100_000_000L;

    private final TestPostgres postgres = TestPostgres.shared();
    private final Random random = new Random(3);

    @Test
    void shouldWriteTheClustersJournalOnceOverTheDeathOfTheNodeItReads() throws SQLException {
        final String database = postgres.createDatabase();
        try (ExchangeTestCluster cluster = ExchangeTestCluster.launch(3)) {
            cluster.bootstrap(ACCOUNTS);
            try (TestSession gateway = cluster.connect(cluster.gatewayKey())) {
                final int victim;
                try (LedgerAdapter adapter = launch(cluster, database)) {
                    final long before = trade(gateway, 100);
                    awaitWritten(adapter, before);
                    victim = (Integer) ((List<?>) adapter.health().get("journalMembers")).get(0);
                    cluster.abort(victim);
                    awaitWritten(adapter, trade(gateway, 100));
                }
                final long whileAway = trade(gateway, 20);
                try (LedgerAdapter adapter = launch(cluster, database)) {
                    awaitWritten(adapter, whileAway);
                    assertThat(adapter.health()).containsEntry("journalVerified", true);
                }
                final TestJournal journal = journal(cluster, (victim + 1) % cluster.size());
                assertThat(journal.end().sequence()).isEqualTo(whileAway);
                assertThat(ExpectedTables.differences(journal, whileAway, postgres, database))
                        .isEmpty();
                assertThat(postgres.query(database, "SELECT * FROM trades")).isNotEmpty();
            }
        }
    }

    @Test
    void shouldTellTheClusterHowFarTheRowsReach() throws SQLException {
        final String database = postgres.createDatabase();
        try (ExchangeTestCluster cluster = ExchangeTestCluster.launch(1)) {
            cluster.bootstrap(ACCOUNTS);
            try (TestSession operator = cluster.connect(cluster.operatorKey())) {
                ExchangeTestCluster.accept(operator, TestCommands.setConsumer("ledger", true));
            }
            try (LedgerAdapter adapter = LedgerAdapter.launch(
                    postgres.context(database).members(cluster.members()).adapterKey(cluster.adapterKey()))) {
                await().atMost(DEADLINE).until(() -> (Long) adapter.health().get("acknowledgedSequence") > 0);
                // The acknowledgement is an event itself, and comes back by the journal.
                await().atMost(DEADLINE).until(() -> postgres.query(
                                database,
                                "SELECT count(*) FROM journal_consumers"
                                        + " WHERE consumer = 'ledger' AND sequence > 0 AND enabled")
                        .equals(List.of("1")));
            }
        }
    }

    private LedgerAdapter launch(final ExchangeTestCluster cluster, final String database) {
        return LedgerAdapter.launch(postgres.context(database).members(cluster.members()));
    }

    private static void awaitWritten(final LedgerAdapter adapter, final long sequence) {
        await().atMost(DEADLINE).until(() -> adapter.committedSequence() >= sequence);
    }

    /** Sends limit orders around 100 USD. {@return sequence of the last event} */
    private long trade(final TestSession gateway, final int orders) {
        long last = 0;
        for (int i = 0; i < orders; i++) {
            last = ExchangeTestCluster.accept(
                            gateway,
                            TestCommands.limitOrder(
                                    ExchangeTestCluster.FIRST_ACCOUNT + random.nextInt(ACCOUNTS),
                                    ExchangeTestCluster.DEC_USD,
                                    random.nextBoolean() ? Side.BUY : Side.SELL,
                                    (98 + random.nextInt(5)) * ONE,
                                    (1 + random.nextInt(5)) * ONE))
                    .lastSequence();
        }
        return last;
    }

    private static TestJournal journal(final ExchangeTestCluster cluster, final int memberId) {
        final TestJournal journal = new TestJournal();
        cluster.journal(memberId).forEach(frame -> {
            final ByteBuffer bytes = frame.bytes();
            journal.append(new UnsafeBuffer(bytes), 0, bytes.capacity());
        });
        return journal;
    }
}

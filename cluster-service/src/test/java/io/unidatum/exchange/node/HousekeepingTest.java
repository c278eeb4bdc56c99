package io.unidatum.exchange.node;

import static io.unidatum.exchange.node.ExchangeTestCluster.DEC_USD;
import static io.unidatum.exchange.node.ExchangeTestCluster.FIRST_ACCOUNT;
import static io.unidatum.exchange.node.ExchangeTestCluster.accept;
import static io.unidatum.exchange.node.ExchangeTestCluster.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.unidatum.exchange.sbe.common.Side;
import io.unidatum.exchange.sbe.order.RejectReason;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The disk stays bounded while consumers acknowledge; while one does not, order entry stops before it is full. */
@Timeout(300)
class HousekeepingTest {
    private static final long ONE = 100_000_000L;
    private static final long MIB = 1024 * 1024;
    private static final int SEGMENT = (int) (16 * MIB);
    private static final long LIMIT = 128 * MIB;

    @RegisterExtension
    final LoggedErrors errors = new LoggedErrors();

    private ExchangeTestCluster cluster;

    @BeforeEach
    void launch() {
        cluster = ExchangeTestCluster.launch(3, ctx -> {
            ctx.archiveSegmentLength(SEGMENT).logTermLength(128 * 1024);
            ctx.housekeeping()
                    .intervalNs(TimeUnit.MILLISECONDS.toNanos(100))
                    .snapshotLogBytes(MIB)
                    .diskLimitBytes(LIMIT);
        });
        cluster.bootstrap(2);
        try (TestSession operator = cluster.connect(cluster.operatorKey())) {
            accept(operator, TestCommands.setRetention(0, 2));
            accept(operator, TestCommands.setConsumer("ledger", true));
        }
    }

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void shouldKeepTheDiskBoundedWhileConsumersAcknowledge() {
        long most = 0;
        try (JournalLoad load = new JournalLoad(cluster)) {
            while (leader().facts().journalPosition() < 9L * SEGMENT) {
                load.quote();
                load.acknowledge("ledger");
                most = Math.max(most, leader().housekeepingFacts().diskUsedBytes());
            }
        }
        assertThat(most).isLessThan(LIMIT * 8 / 10);
        cluster.awaitSameJournals();
        for (int i = 0; i < cluster.size(); i++) {
            final ExchangeNode node = cluster.node(i);
            await("the journal to be trimmed", () -> node.housekeepingFacts().journalStart() >= 4L * SEGMENT);
            final HousekeepingFacts facts = node.housekeepingFacts();
            assertThat(facts.snapshotTime()).isPositive();
            assertThat(cluster.node(i).health())
                    .containsEntry("orderEntrySuspended", false)
                    .containsEntry("journalStart", facts.journalStart());
        }

        restartOneByAKill();
        restartAll();
        restartAllByAKill();
    }

    @Test
    void shouldSuspendOrderEntryWhileAConsumerDoesNotAcknowledgeAndResumeByItself() {
        final long resting;
        try (TestSession gateway = cluster.connect(cluster.gatewayKey())) {
            resting = accept(gateway, order(100)).orderId();
        }
        try (JournalLoad load = new JournalLoad(cluster)) {
            await("order entry to be suspended", () -> {
                if (!leader().facts().retention().orderEntrySuspended()) {
                    load.quote();
                }
                return leader().facts().retention().orderEntrySuspended();
            });
            try (TestSession gateway = cluster.connect(cluster.gatewayKey())) {
                assertThat(gateway.send(order(101)).reason()).isEqualTo(RejectReason.ORDER_ENTRY_SUSPENDED);
                accept(gateway, TestCommands.cancelOrder(FIRST_ACCOUNT + 1, resting));
                assertThat(leader().housekeepingFacts().diskUsedBytes()).isGreaterThan(LIMIT * 8 / 10);
                assertThat(leader().housekeepingFacts().journalStart()).isZero();

                load.acknowledge("ledger");
                await("order entry to go on", () -> gateway.send(order(102)).reason() == RejectReason.NONE);
            }
        }
        for (int i = 0; i < cluster.size(); i++) {
            final ExchangeNode node = cluster.node(i);
            await("the disk to be ample", () -> !node.housekeepingFacts().scarce());
        }
        cluster.awaitSameJournals();
    }

    @Test
    void shouldSayOfAMemberThatWasAwayForTooLongThatItCannotCatchUp() {
        final int away = (cluster.awaitLeader() + 1) % cluster.size();
        cluster.stop(away);
        try (JournalLoad load = new JournalLoad(cluster)) {
            await("the log to be trimmed", () -> {
                load.sendRejected();
                return leader().housekeepingFacts().logStart() > 0;
            });
        }
        errors.expected();
        cluster.start(away);
        final List<String> seen = new ArrayList<>();
        await("the member to say so", () -> {
            seen.addAll(errors.expected());
            return seen.stream().anyMatch(line -> line.contains("this node cannot catch up"));
        });
        trade();
        cluster.stop(away);
        errors.expected();
    }

    private void restartOneByAKill() {
        final int follower = (cluster.awaitLeader() + 1) % cluster.size();
        cluster.abort(follower);
        trade();
        cluster.start(follower);
        cluster.awaitSameJournals();
    }

    private void restartAll() {
        cluster.stopAll();
        cluster.startAll();
        trade();
        cluster.awaitSameJournals();
    }

    private void restartAllByAKill() {
        for (int i = 0; i < cluster.size(); i++) {
            cluster.abort(i);
        }
        cluster.startAll();
        trade();
        cluster.awaitSameJournals();
    }

    private void trade() {
        try (TestSession gateway = cluster.connect(cluster.gatewayKey())) {
            final long id = accept(gateway, order(100)).orderId();
            accept(gateway, TestCommands.cancelOrder(FIRST_ACCOUNT + 1, id));
        }
    }

    private ExchangeNode leader() {
        return cluster.node(cluster.awaitLeader());
    }

    private static TestCommands.Command order(final long price) {
        return TestCommands.limitOrder(FIRST_ACCOUNT + 1, DEC_USD, Side.SELL, price * ONE, ONE);
    }
}

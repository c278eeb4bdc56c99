package io.unidatum.exchange.node;

import static io.unidatum.exchange.node.ExchangeTestCluster.DEC_USD;
import static io.unidatum.exchange.node.ExchangeTestCluster.FIRST_ACCOUNT;
import static io.unidatum.exchange.node.ExchangeTestCluster.accept;
import static org.assertj.core.api.Assertions.assertThat;

import io.aeron.cluster.codecs.AdminResponseCode;
import io.unidatum.exchange.runtime.Ed25519Key;
import io.unidatum.exchange.sbe.common.OrderStatus;
import io.unidatum.exchange.sbe.common.Side;
import io.unidatum.exchange.sbe.order.RejectReason;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Three members, one state, one journal. */
@Timeout(120)
class ReplicationTest {
    private static final long ONE = 100_000_000L;
    private static ExchangeTestCluster cluster;

    @RegisterExtension
    final LoggedErrors errors = new LoggedErrors();

    @BeforeAll
    static void launch() {
        cluster = ExchangeTestCluster.launch(3);
        cluster.bootstrap(2);
    }

    @AfterAll
    static void close() {
        cluster.close();
    }

    @AfterEach
    void shouldHaveTheSameJournalEverywhere() {
        cluster.awaitSameJournals();
        final List<TestJournal.Frame> first = cluster.journal(0);
        assertThat(cluster.journal(1)).isEqualTo(first);
        assertThat(cluster.journal(2)).isEqualTo(first);
        assertThat(first).isNotEmpty();
    }

    @Test
    void shouldAnswerOrdersThatTrade() {
        try (TestSession gateway = cluster.connect(cluster.gatewayKey())) {
            final TestOutcome sell = accept(gateway, sell(10));
            final TestOutcome buy = accept(gateway, buy(4));

            assertThat(sell.status()).isEqualTo(OrderStatus.NEW);
            assertThat(buy.status()).isEqualTo(OrderStatus.FILLED);
            assertThat(buy.filledQuantity()).isEqualTo(4 * ONE);
            assertThat(buy.firstSequence()).isEqualTo(sell.lastSequence() + 1);
            accept(gateway, TestCommands.cancelOrder(FIRST_ACCOUNT, sell.orderId()));
        }
    }

    @Test
    void shouldTakeNoOrderFromAKeyWithoutARole() {
        try (TestSession stranger = cluster.connect(Ed25519Key.generate())) {
            assertThat(stranger.send(sell(1)).reason()).isEqualTo(RejectReason.NOT_AUTHORISED);
        }
    }

    @Test
    void shouldTakeASnapshotForAnOperatorOnly() {
        try (TestSession gateway = cluster.connect(cluster.gatewayKey())) {
            assertThat(gateway.requestSnapshot()).isEqualTo(AdminResponseCode.UNAUTHORISED_ACCESS);
        }
        cluster.takeSnapshot();
    }

    @Test
    void shouldAnswerOthersWhileAClientDoesNotListen() {
        final int leader = cluster.awaitLeader();
        final long droppedBefore = cluster.node(leader).facts().egressDropped();
        try (TestSession deaf = cluster.connect(cluster.gatewayKey());
                TestSession gateway = cluster.connect(cluster.gatewayKey())) {
            ExchangeTestCluster.await("answers that cannot be sent", () -> {
                deaf.offer(TestCommands.cancelOrder(FIRST_ACCOUNT, Long.MAX_VALUE));
                return cluster.node(leader).facts().egressDropped() > droppedBefore;
            });
            accept(gateway, sell(1));
            accept(gateway, buy(1));
        }
    }

    @Test
    void shouldGiveTheFirstOutcomeAgainAfterALeaderChange() {
        final int leader = cluster.awaitLeader();
        final TestCommands.Command command = sell(3);
        try (TestSession gateway = cluster.connect(cluster.gatewayKey())) {
            final TestOutcome first = accept(gateway, command);
            cluster.stop(leader);

            final TestOutcome again = gateway.send(command);

            assertThat(cluster.awaitLeader()).isNotEqualTo(leader);
            assertThat(again.replayed()).isTrue();
            assertThat(again.asFirst()).isEqualTo(first);
            accept(gateway, TestCommands.cancelOrder(FIRST_ACCOUNT, first.orderId()));
        }
        cluster.start(leader);
    }

    @Test
    void shouldResumeTheJournalOfAMemberThatWasKilled() {
        final int follower = (cluster.awaitLeader() + 1) % cluster.size();
        trade(20);
        cluster.abort(follower);
        trade(20);
        cluster.start(follower);
        trade(5);
    }

    @Test
    void shouldResumeAllJournalsAfterARestartOfAllMembers() {
        trade(20);
        cluster.stopAll();
        cluster.startAll();
        trade(20);
    }

    @Test
    void shouldResumeAllJournalsFromASnapshotWithTheSameState() {
        trade(20);
        cluster.takeSnapshot();
        trade(20);
        final int follower = (cluster.awaitLeader() + 1) % cluster.size();
        cluster.stop(follower);
        cluster.start(follower);
        cluster.awaitSameJournals();
        // Its event holds the hash of the state: of that which came from the snapshot, and of that which did not.
        recordStateHash();
        cluster.stopAll();
        cluster.startAll();
        recordStateHash();
        trade(10);
    }

    private static void recordStateHash() {
        try (TestSession operator = cluster.connect(cluster.operatorKey())) {
            accept(operator, TestCommands.recordStateHash());
        }
    }

    private static void trade(final int orders) {
        try (TestSession gateway = cluster.connect(cluster.gatewayKey())) {
            for (int i = 0; i < orders; i++) {
                accept(gateway, sell(1 + i % 3));
                accept(gateway, buy(1 + i % 3));
            }
        }
    }

    private static TestCommands.Command sell(final long quantity) {
        return TestCommands.limitOrder(FIRST_ACCOUNT, DEC_USD, Side.SELL, 100 * ONE, quantity * ONE);
    }

    private static TestCommands.Command buy(final long quantity) {
        return TestCommands.limitOrder(FIRST_ACCOUNT + 1, DEC_USD, Side.BUY, 100 * ONE, quantity * ONE);
    }
}

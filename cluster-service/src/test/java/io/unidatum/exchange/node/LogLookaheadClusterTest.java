package io.unidatum.exchange.node;

import static io.unidatum.exchange.node.ExchangeTestCluster.DEC_USD;
import static io.unidatum.exchange.node.ExchangeTestCluster.FIRST_ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import io.unidatum.exchange.sbe.common.Side;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The log of a real cluster does hand its fragments over where the commands that come next can be found. */
@Timeout(120)
class LogLookaheadClusterTest {
    private static final long ONE = 100_000_000L;
    private static final int COMMANDS = 3_000;

    @RegisterExtension
    final LoggedErrors errors = new LoggedErrors();

    @Test
    void shouldFindCommandsAheadUnderLoadAndInAReplay() {
        try (ExchangeTestCluster cluster = ExchangeTestCluster.launch(1)) {
            cluster.bootstrap(2);
            try (TestSession gateway = cluster.connect(cluster.gatewayKey())) {
                for (int i = 0; i < COMMANDS; i++) {
                    final TestCommands.Command order = TestCommands.limitOrder(
                            FIRST_ACCOUNT + i % 2,
                            DEC_USD,
                            i % 2 == 0 ? Side.SELL : Side.BUY,
                            100 * ONE,
                            (1 + i % 5) * ONE);
                    ExchangeTestCluster.await("room in the ingress", () -> {
                        gateway.poll();
                        return gateway.offer(order);
                    });
                }
                ExchangeTestCluster.await("all answers", () -> gateway.poll() >= COMMANDS);
            }
            final ServiceFacts live = cluster.node(0).facts();
            assertThat(live.commandsAhead()).isGreaterThan(COMMANDS / 10);

            cluster.stopAll();
            cluster.startAll();
            cluster.awaitLeader();
            ExchangeTestCluster.await(
                    "the replay", () -> cluster.node(0).facts().lastSequence() >= live.lastSequence());
            final ServiceFacts replayed = cluster.node(0).facts();
            assertThat(replayed.chainHash()).isEqualTo(live.chainHash());
            assertThat(replayed.commandsAhead()).isGreaterThan(COMMANDS / 2);
        }
    }
}

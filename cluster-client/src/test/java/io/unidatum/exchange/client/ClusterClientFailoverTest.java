package io.unidatum.exchange.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.unidatum.exchange.client.journal.JournalHandler;
import io.unidatum.exchange.client.journal.JournalPoint;
import io.unidatum.exchange.client.journal.JournalReader;
import io.unidatum.exchange.client.journal.JournalReaderContext;
import io.unidatum.exchange.node.ExchangeTestCluster;
import io.unidatum.exchange.node.TestCommands;
import io.unidatum.exchange.sbe.common.Side;
import io.unidatum.exchange.sbe.event.OrderAcceptedDecoder;
import io.unidatum.exchange.sbe.order.CommandOutcomeDecoder;
import io.unidatum.exchange.sbe.order.RejectReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClusterClientFailoverTest {
    private static final long ONE = 100_000_000L;
    private static final int ACCOUNTS = 2;
    private static final int COMMANDS = 600;
    private static final long TIMEOUT_NS = TimeUnit.SECONDS.toNanos(22);
    private static final Duration DEADLINE = Duration.ofSeconds(40);

    private ExchangeTestCluster cluster;
    private ClientDriver driver;
    private ClusterClient client;

    /** What the client told of one order. */
    private static final class Told implements CommandListener {
        private final long requestIdHigh;
        private final AtomicInteger calls = new AtomicInteger();
        private volatile CommandResult result;
        private volatile CommandFailure failure;

        Told(final long requestIdHigh) {
            this.requestIdHigh = requestIdHigh;
        }

        @Override
        public void onOutcome(final CommandOutcomeDecoder outcome) {
            result = CommandResult.of(outcome);
            calls.incrementAndGet();
        }

        @Override
        public void onFailure(final CommandFailure whatFailed) {
            failure = whatFailed;
            calls.incrementAndGet();
        }
    }

    @BeforeEach
    void launch() {
        cluster = ExchangeTestCluster.launch(3);
        cluster.bootstrap(ACCOUNTS);
        driver = ClientDriver.launch(new ClientDriverContext());
        client = ClusterClient.launch(new ClusterClientContext()
                .members(cluster.members())
                .aeronDirectoryName(driver.aeronDirectoryName())
                .key(cluster.gatewayKey()));
        await().atMost(DEADLINE).until(() -> client.status().connected());
    }

    @AfterEach
    void close() {
        CloseHelper.quietCloseAll(client, driver, cluster);
    }

    @Test
    void shouldTellEachCommandsTrueOutcomeOnceWhenTheLeaderDies() {
        final List<Told> told = new ArrayList<>();
        final int leader = cluster.awaitLeader();
        for (int i = 0; i < COMMANDS; i++) {
            if (i == COMMANDS / 3) {
                cluster.abort(leader);
            }
            told.add(submit(i));
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
        }
        await().atMost(DEADLINE).until(() -> told.stream().allMatch(each -> each.calls.get() > 0));
        assertThat(client.status().leaderMemberId()).isNotEqualTo(leader);
        assertThat(client.status().connected()).isTrue();
        assertThat(client.status().pendingCommands()).isZero();

        final Map<Long, Long> ordersByRequest = acceptedOrders(told);
        for (final Told each : told) {
            assertThat(each.calls).hasValue(1);
            assertThat(each.failure).isNull();
            assertThat(each.result.rejectReason()).isEqualTo(RejectReason.NONE);
            assertThat(ordersByRequest).containsEntry(each.requestIdHigh, each.result.orderId());
        }
        assertThat(ordersByRequest).hasSize(COMMANDS);
    }

    @Test
    void shouldSayThatTheClusterIsGoneAndCarryOnWhenItIsBack() {
        final Told before = submit(1);
        await().atMost(DEADLINE).until(() -> before.calls.get() == 1);
        cluster.stopAll();
        await().atMost(DEADLINE).until(() -> !client.status().connected());
        assertThat(client.status().problem()).isNotEmpty();

        final TestCommands.Command command = order(2);
        final Told hopeless = new Told(command.requestIdHigh());
        await().atMost(DEADLINE).until(() -> client.status().lastAnswerAgeNs() > TimeUnit.SECONDS.toNanos(8));
        assertThat(client.submit(
                        command.buffer(), 0, command.buffer().capacity(), TimeUnit.MILLISECONDS.toNanos(100), hopeless))
                .isTrue();
        await().atMost(DEADLINE).until(() -> hopeless.calls.get() == 1);
        assertThat(hopeless.failure).isEqualTo(CommandFailure.UNAVAILABLE);

        cluster.startAll();
        await().atMost(DEADLINE).until(() -> client.status().connected());
        final Told after = submit(3);
        await().atMost(DEADLINE).until(() -> after.calls.get() == 1);
        assertThat(after.result.accepted()).isTrue();
        assertThat(hopeless.calls).hasValue(1);
    }

    private Told submit(final int i) {
        final TestCommands.Command command = order(i);
        final Told told = new Told(command.requestIdHigh());
        assertThat(client.submit(command.buffer(), 0, command.buffer().capacity(), TIMEOUT_NS, told))
                .isTrue();
        return told;
    }

    private static TestCommands.Command order(final int i) {
        return TestCommands.limitOrder(
                ExchangeTestCluster.FIRST_ACCOUNT + i % ACCOUNTS,
                ExchangeTestCluster.DEC_USD,
                Side.BUY,
                ONE + i % 10 * (ONE / 100),
                ONE);
    }

    /** Order id by the upper half of the request id, from the journal; fails if an id has two orders. */
    private Map<Long, Long> acceptedOrders(final List<Told> told) {
        final long until = told.stream()
                .mapToLong(each -> each.result == null ? 0 : each.result.lastSequence())
                .max()
                .orElseThrow();
        final Map<Long, Long> orders = new HashMap<>();
        final OrderAcceptedDecoder accepted = new OrderAcceptedDecoder();
        final long[] sequence = new long[1];
        final JournalHandler handler = new JournalHandler() {
            @Override
            public void onEvent(
                    final long eventSequence,
                    final long time,
                    final int templateId,
                    final DirectBuffer buffer,
                    final int offset,
                    final int blockLength,
                    final int version) {
                if (templateId == OrderAcceptedDecoder.TEMPLATE_ID) {
                    accepted.wrap(buffer, offset, blockLength, version);
                    assertThat(orders.put(accepted.origin().requestIdHigh(), accepted.orderId()))
                            .isNull();
                }
            }

            @Override
            public void onFrameEnd(
                    final long lastSequence, final long position, final long hash, final boolean lastOfCommand) {
                sequence[0] = lastSequence;
            }
        };
        try (JournalReader reader = new JournalReader(new JournalReaderContext()
                .members(cluster.members())
                .aeronDirectoryName(driver.aeronDirectoryName())
                .startAfter(JournalPoint.START)
                .handler(handler))) {
            await().atMost(DEADLINE)
                    .pollInSameThread()
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> {
                        reader.doWork();
                        return sequence[0] >= until;
                    });
        }
        return orders;
    }
}

package io.unidatum.exchange.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.unidatum.exchange.client.journal.JournalPoint;
import io.unidatum.exchange.client.journal.JournalReader;
import io.unidatum.exchange.client.journal.JournalReaderContext;
import io.unidatum.exchange.client.journal.StateImage;
import io.unidatum.exchange.client.journal.StateImageContext;
import io.unidatum.exchange.client.view.ExchangeView;
import io.unidatum.exchange.client.view.ViewText;
import io.unidatum.exchange.node.ExchangeTestCluster;
import io.unidatum.exchange.node.TestCommands;
import io.unidatum.exchange.runtime.Ed25519Key;
import io.unidatum.exchange.sbe.common.CancelReason;
import io.unidatum.exchange.sbe.common.ConnectionState;
import io.unidatum.exchange.sbe.common.OrderStatus;
import io.unidatum.exchange.sbe.common.Side;
import io.unidatum.exchange.sbe.order.RejectReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.agrona.CloseHelper;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ClusterClientTest {
    private static final long ONE = 100_000_000L;
    private static final long ACCOUNT = ExchangeTestCluster.FIRST_ACCOUNT;
    private static final long TIMEOUT_NS = TimeUnit.SECONDS.toNanos(20);
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private static ExchangeTestCluster cluster;
    private static ClientDriver driver;

    @BeforeAll
    static void launch() {
        cluster = ExchangeTestCluster.launch(3);
        cluster.bootstrap(2);
        driver = ClientDriver.launch(new ClientDriverContext());
    }

    @AfterAll
    static void close() {
        CloseHelper.quietCloseAll(driver, cluster);
    }

    @Test
    void shouldTellOutcomesAndTheClustersState() {
        try (ClusterClient client = client(cluster.gatewayKey())) {
            final CommandResult rested = call(client, order(Side.BUY, ONE, ONE));
            assertThat(rested.accepted()).isTrue();
            assertThat(rested.orderStatus()).isEqualTo(OrderStatus.NEW);
            assertThat(rested.lastSequence()).isGreaterThanOrEqualTo(rested.firstSequence());

            final CommandResult refused = call(client, order(Side.BUY, 1_000_000 * ONE, 100 * ONE));
            assertThat(refused.rejectReason()).isEqualTo(RejectReason.INSUFFICIENT_BALANCE);

            final ClusterClientStatus status = client.status();
            assertThat(status.connected()).isTrue();
            assertThat(status.leaderMemberId()).isEqualTo(cluster.awaitLeader());
            assertThat(status.lastSequence()).isGreaterThanOrEqualTo(rested.lastSequence());
            assertThat(status.pendingCommands()).isZero();
            assertThat(status.problem()).isEmpty();
            final long wallNs = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
            assertThat(client.clusterTimeNs())
                    .isBetween(wallNs - TimeUnit.SECONDS.toNanos(5), wallNs + TimeUnit.SECONDS.toNanos(5));
        }
    }

    @Test
    void shouldCarryOutABatchOfManyDatagramsOnce() {
        final TestCommands.Command[] commands = new TestCommands.Command[ClusterClient.MAX_BATCH_COMMANDS];
        Arrays.setAll(commands, i -> order(Side.BUY, (1 + i) * ONE / 100, ONE));
        final UnsafeBuffer batch = behindEachOther(commands);
        assertThat(batch.capacity()).isGreaterThan(7 * 1408);
        try (ClusterClient client = client(cluster.gatewayKey())) {
            final List<CommandResult> first = sendBatch(client, batch);
            assertThat(first).hasSize(commands.length).allMatch(CommandResult::accepted);
            for (int i = 1; i < commands.length; i++) {
                assertThat(first.get(i).orderId()).isEqualTo(first.get(0).orderId() + i);
                assertThat(first.get(i).requestIdLow()).isEqualTo(commands[i].requestIdLow());
            }
            final List<CommandResult> again = sendBatch(client, batch);
            assertThat(again).allMatch(CommandResult::replayed);
            assertThat(again.stream().map(CommandResult::orderId))
                    .isEqualTo(first.stream().map(CommandResult::orderId).toList());
        }
    }

    @Test
    void shouldReplaceAsManyQuotesAsThereMayBe() {
        try (ClusterClient client = client(cluster.gatewayKey())) {
            final CommandResult placed = call(
                    client,
                    TestCommands.massQuote(
                            ACCOUNT, ExchangeTestCluster.DEC_USD, Side.SELL, ONE, 500 * ONE, ONE / 100, 64));
            assertThat(placed.accepted()).isTrue();
            assertThat(placed.lastSequence() - placed.firstSequence() + 1).isEqualTo(2 * 64);
            final CommandResult withdrawn = call(
                    client, TestCommands.massQuote(ACCOUNT, ExchangeTestCluster.DEC_USD, Side.SELL, ONE, ONE, ONE, 0));
            assertThat(withdrawn.lastSequence() - withdrawn.firstSequence() + 1).isEqualTo(64);
        }
    }

    @Test
    void shouldCancelAConnectionsOrdersOnceItsGatewayIsGoneForLongerThanItsGrace() {
        final CommandResult order;
        try (ClusterClient client = client(cluster.gatewayKey())) {
            assertThat(call(
                                    client,
                                    TestCommands.setConnection(
                                            ACCOUNT, 7, TimeUnit.SECONDS.toNanos(1), ConnectionState.OPEN))
                            .accepted())
                    .isTrue();
            order = call(client, TestCommands.under(7, order(Side.BUY, ONE, ONE)));
            assertThat(order.accepted()).isTrue();
        }
        try (ClusterClient client = client(cluster.gatewayKey())) {
            // No command brings the time: the cluster's own timer does.
            await().atMost(DEADLINE)
                    .until(() ->
                            client.status().connected() && client.status().lastSequence() >= order.lastSequence() + 3);
            final ExchangeView view = new ExchangeView();
            follow(JournalPoint.START, view, order.lastSequence() + 3);
            assertThat(view.order(order.orderId()).cancelReason()).isEqualTo(CancelReason.DISCONNECT);
        }
    }

    @Test
    void shouldAskByItselfWhenNobodyElseDoes() {
        try (ClusterClient client = client(cluster.gatewayKey())) {
            await().atMost(DEADLINE).until(() -> client.status().connected());
            await().during(Duration.ofSeconds(3))
                    .atMost(DEADLINE)
                    .until(() -> client.status().connected()
                            && client.status().lastAnswerAgeNs() < TimeUnit.SECONDS.toNanos(2));
        }
    }

    @Test
    void shouldGiveTheSameBytesTheSameOutcome() {
        try (ClusterClient client = client(cluster.gatewayKey())) {
            final TestCommands.Command command = order(Side.BUY, ONE, ONE);
            final List<CompletableFuture<CommandResult>> futures = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                futures.add(client.send(command.buffer(), 0, command.buffer().capacity(), TIMEOUT_NS));
            }
            final CommandResult first = futures.get(0).join();
            assertThat(first.accepted()).isTrue();
            assertThat(first.replayed()).isFalse();
            for (final CompletableFuture<CommandResult> future : futures.subList(1, 3)) {
                assertThat(future.join().replayed()).isTrue();
                assertThat(future.join().orderId()).isEqualTo(first.orderId());
            }
        }
    }

    @Test
    void shouldLetAStrangersCommandsBeRefused() {
        try (ClusterClient client = client(Ed25519Key.generate())) {
            assertThat(call(client, order(Side.BUY, ONE, ONE)).rejectReason()).isEqualTo(RejectReason.NOT_AUTHORISED);
        }
    }

    @Test
    void shouldSayBackPressuredWhenTheWindowIsFull() {
        try (ClusterClient client =
                ClusterClient.launch(context(cluster.gatewayKey()).windowSize(2))) {
            final List<CompletableFuture<CommandResult>> futures = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                final UnsafeBuffer buffer = order(Side.BUY, ONE, ONE).buffer();
                futures.add(client.send(buffer, 0, buffer.capacity(), TIMEOUT_NS));
            }
            int refused = 0;
            for (final CompletableFuture<CommandResult> future : futures) {
                try {
                    assertThat(future.get().accepted()).isTrue();
                } catch (final ExecutionException ex) {
                    assertThat(((CommandFailedException) ex.getCause()).failure())
                            .isEqualTo(CommandFailure.BACK_PRESSURED);
                    refused++;
                } catch (final InterruptedException ex) {
                    throw new AssertionError(ex);
                }
            }
            assertThat(refused).isBetween(1, 48);
        }
    }

    @Test
    void shouldRefuseWhatIsNoCommand() {
        try (ClusterClient client = client(cluster.gatewayKey())) {
            final UnsafeBuffer nonsense = new UnsafeBuffer(new byte[100]);
            assertThatThrownBy(() -> client.call(nonsense, 0, 100, TIMEOUT_NS))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> client.call(nonsense, 0, 10, TIMEOUT_NS))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void shouldLoadASnapshotThatAnOperatorAskedForAndFollowTheJournalBehindIt() throws Exception {
        try (ClusterClient gateway = client(cluster.gatewayKey());
                ClusterClient operator = client(cluster.operatorKey())) {
            assertThatThrownBy(() -> gateway.requestSnapshot(TIMEOUT_NS).get())
                    .hasCauseInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("UNAUTHORISED");

            final CommandResult before = call(gateway, order(Side.SELL, 100 * ONE, 3 * ONE));
            operator.requestSnapshot(TIMEOUT_NS).get();
            final ExchangeView view = new ExchangeView();
            final Optional<JournalPoint> point = await().atMost(DEADLINE)
                    .until(
                            () -> StateImage.load(imageContext(), view),
                            image -> image.isPresent() && image.get().sequence() >= before.lastSequence());
            final long imageSequence = point.orElseThrow().sequence();
            assertThat(view.sequence()).isEqualTo(imageSequence);
            assertThat(view.order(before.orderId()).leaves()).isEqualTo(3 * ONE);

            final CommandResult after = call(gateway, order(Side.SELL, 100 * ONE, 4 * ONE));
            final ExchangeView fromTheBeginning = new ExchangeView();
            follow(point.orElseThrow(), view, after.lastSequence());
            follow(JournalPoint.START, fromTheBeginning, after.lastSequence());
            assertThat(view.order(after.orderId()).leaves()).isEqualTo(4 * ONE);
            assertThat(ViewText.of(view)).isEqualTo(ViewText.of(fromTheBeginning));
        }
    }

    private static void follow(final JournalPoint from, final ExchangeView view, final long until) {
        try (JournalReader reader = new JournalReader(new JournalReaderContext()
                .members(cluster.members())
                .aeronDirectoryName(driver.aeronDirectoryName())
                .startAfter(from)
                .handler(view)
                .feeds(2))) {
            await().atMost(DEADLINE)
                    .pollInSameThread()
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> {
                        reader.doWork();
                        return view.sequence() >= until;
                    });
        }
    }

    private static StateImageContext imageContext() {
        return new StateImageContext().members(cluster.members()).aeronDirectoryName(driver.aeronDirectoryName());
    }

    private static ClusterClientContext context(final Ed25519Key key) {
        return new ClusterClientContext()
                .members(cluster.members())
                .aeronDirectoryName(driver.aeronDirectoryName())
                .key(key);
    }

    private static ClusterClient client(final Ed25519Key key) {
        return ClusterClient.launch(context(key));
    }

    private static TestCommands.Command order(final Side side, final long price, final long quantity) {
        return TestCommands.limitOrder(ACCOUNT, ExchangeTestCluster.DEC_USD, side, price, quantity);
    }

    private static UnsafeBuffer behindEachOther(final TestCommands.Command... commands) {
        final UnsafeBuffer buffer =
                new UnsafeBuffer(new byte[commands.length * commands[0].buffer().capacity()]);
        int length = 0;
        for (final TestCommands.Command command : commands) {
            buffer.putBytes(length, command.buffer(), 0, command.buffer().capacity());
            length += command.buffer().capacity();
        }
        return buffer;
    }

    private static List<CommandResult> sendBatch(final ClusterClient client, final UnsafeBuffer batch) {
        return client.sendBatch(batch, 0, batch.capacity(), TIMEOUT_NS).stream()
                .map(CompletableFuture::join)
                .toList();
    }

    private static CommandResult call(final ClusterClient client, final TestCommands.Command command) {
        return client.call(command.buffer(), 0, command.buffer().capacity(), TIMEOUT_NS);
    }
}

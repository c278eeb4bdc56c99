package io.unidatum.exchange.marketdata;

import static io.unidatum.exchange.node.ExchangeTestCluster.DEC_USD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aeron.Aeron;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.unidatum.exchange.node.ExchangeTestCluster;
import io.unidatum.exchange.node.TestCommands;
import io.unidatum.exchange.node.TestOutcome;
import io.unidatum.exchange.node.TestSession;
import io.unidatum.exchange.protocol.Decimal8;
import io.unidatum.exchange.sbe.common.Side;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.agrona.CloseHelper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MarketDataPublisherTest {
    private static final Duration DEADLINE = Duration.ofSeconds(30);
    private static final String SYMBOL = "DEC/USD";
    private static final int ACCOUNTS = 4;
    private static final long CENT = Decimal8.ONE / 100;

    private static ExchangeTestCluster cluster;
    private static TestSession trader;
    private static Aeron aeron;

    private final Random random = new Random(7);
    private final int feedPort = FreePorts.udp();
    private RedisRig redis;
    private MarketDataPublisher publisher;
    private FeedReceiver receiver;

    @BeforeAll
    static void startCluster() {
        cluster = ExchangeTestCluster.launch(1);
        cluster.bootstrap(ACCOUNTS);
        trader = cluster.connect(cluster.gatewayKey());
        aeron = Aeron.connect(new Aeron.Context().aeronDirectoryName(cluster.clientAeronDirectoryName()));
    }

    @AfterAll
    static void stopCluster() {
        CloseHelper.closeAll(aeron, trader, cluster);
    }

    @BeforeEach
    void start() throws IOException {
        redis = new RedisRig("");
        publisher = launch();
        receiver = new FeedReceiver(aeron, feedPort);
        awaitPublished();
    }

    @AfterEach
    void stop() {
        CloseHelper.closeAll(receiver, publisher, redis);
    }

    @Test
    void publishesWhatTheOrdersSayToTheFeedAndToRedis() {
        trade(200);
        awaitPublished();
        final JournalOracle oracle = oracle();
        assertThat(oracle.trades(DEC_USD)).isNotEmpty();
        assertThat(receiver.book(DEC_USD).gaps()).isZero();
        assertThat(publisher.health())
                .containsEntry("status", "UP")
                .containsEntry("redis", "UP")
                .containsEntry("journalMember", 0)
                .containsEntry("sequence", oracle.lastSequence());
    }

    @Test
    void goesOnWithoutRedisAndWritesEverythingAnewAfterItsReturn() {
        trade(50);
        awaitPublished();
        redis.stop();
        await().atMost(DEADLINE).until(() -> "DOWN".equals(publisher.health().get("redis")));
        trade(50);
        awaitFeed();
        assertThat(publisher.health()).containsEntry("status", "DEGRADED").containsEntry("journal", "UP");

        redis.start();
        awaitPublished();
        await().atMost(DEADLINE).until(() -> "UP".equals(publisher.health().get("status")));
    }

    @Test
    void tellsSubscribersOfRedisWhatHappens() {
        final List<String> channels = new ArrayList<>();
        final AtomicBoolean seen = new AtomicBoolean();
        try (var pubSub = redis.client().connectPubSub()) {
            pubSub.addListener(new RedisPubSubAdapter<>() {
                @Override
                public void message(final String channel, final String message) {
                    if (message.contains(SYMBOL)) {
                        synchronized (channels) {
                            channels.add(channel);
                            seen.set(channels.containsAll(
                                    List.of("md.book.DEC/USD", "md.ticker.DEC/USD", "md.trades.DEC/USD")));
                        }
                    }
                }
            });
            pubSub.sync().subscribe("md.book.DEC/USD", "md.ticker.DEC/USD", "md.trades.DEC/USD");
            trade(50);
            await().atMost(DEADLINE).untilTrue(seen);
        }
    }

    @Test
    void givesTheSameBooksAndTickersAfterARestartWithAnImageAndKeptTrades() throws IOException {
        trade(100);
        cluster.takeSnapshot();
        trade(100);
        awaitPublished();
        final Map<String, String> before = redisState();
        final WindowSummary window = receiver.book(DEC_USD).window();

        restart();

        assertThat(redisState()).isEqualTo(before);
        assertThat(receiver.book(DEC_USD).window()).isEqualTo(window);
    }

    @Test
    void catchesUpWithTradesThatHappenedWhileItWasAwayThoughTheImageIsNewer() throws IOException {
        trade(50);
        awaitPublished();
        publisher.close();
        trade(50);
        cluster.takeSnapshot();
        publisher = launch();
        receiver.close();
        receiver = new FeedReceiver(aeron, feedPort);
        awaitPublished();
        assertWindowHoldsAllTrades();
    }

    @Test
    void readsTheJournalFromItsStartWhenRedisWasErasedOrBelongsToAnotherExchange() throws IOException {
        trade(50);
        cluster.takeSnapshot();
        awaitPublished();
        publisher.close();
        redis.commands().flushall();
        publisher = launch();
        receiver.close();
        receiver = new FeedReceiver(aeron, feedPort);
        awaitPublished();
        assertWindowHoldsAllTrades();

        publisher.close();
        redis.commands().hset("md:status", "chain_hash", "1234");
        publisher = launch();
        receiver.close();
        receiver = new FeedReceiver(aeron, feedPort);
        awaitPublished();
        assertWindowHoldsAllTrades();
    }

    private MarketDataPublisher launch() throws IOException {
        return MarketDataPublisher.launch(new MarketDataContext()
                .members(cluster.members())
                .feedPort(feedPort)
                .statusPort(0)
                .redisPort(redis.port())
                .redisBookDepth(1_000));
    }

    private void restart() throws IOException {
        publisher.close();
        receiver.close();
        publisher = launch();
        receiver = new FeedReceiver(aeron, feedPort);
        awaitPublished();
    }

    private void trade(final int orders) {
        for (int i = 0; i < orders; i++) {
            final long account = ExchangeTestCluster.FIRST_ACCOUNT + random.nextInt(ACCOUNTS);
            final Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
            final TestOutcome outcome = ExchangeTestCluster.accept(
                    trader,
                    TestCommands.limitOrder(
                            account,
                            DEC_USD,
                            side,
                            (1_000 + random.nextInt(20)) * CENT,
                            (1 + random.nextInt(100)) * CENT));
            if (random.nextInt(4) == 0 && outcome.leavesQuantity() > 0) {
                ExchangeTestCluster.accept(trader, TestCommands.cancelOrder(account, outcome.orderId()));
            }
        }
    }

    private static JournalOracle oracle() {
        return new JournalOracle(cluster.journal(0));
    }

    private void awaitFeed() {
        final JournalOracle oracle = oracle();
        await().atMost(DEADLINE).pollInterval(Duration.ofMillis(2)).until(() -> {
            receiver.poll();
            final FeedReceiver.Book book = receiver.book(DEC_USD);
            return receiver.journalSequence() == oracle.lastSequence()
                    && book.sequence() == oracle.sequence(DEC_USD)
                    && book.tickerSequence() == book.sequence()
                    && book.window() != null;
        });
        assertThat(receiver.book(DEC_USD).bids()).containsExactlyEntriesOf(oracle.levels(DEC_USD, Side.BUY));
        assertThat(receiver.book(DEC_USD).asks()).containsExactlyEntriesOf(oracle.levels(DEC_USD, Side.SELL));
    }

    private void awaitPublished() {
        awaitFeed();
        final JournalOracle oracle = oracle();
        final String sequence = Long.toString(oracle.lastSequence());
        await().atMost(DEADLINE).until(() -> sequence.equals(redis.commands().hget("md:status", "sequence")));
        final List<LastTrade> listed = new ArrayList<>();
        for (final String trade : redis.commands().lrange("md:trades:" + SYMBOL, 0, -1)) {
            listed.add(0, withoutNanos(RedisDocuments.parseTrade(trade)));
        }
        final List<LastTrade> all = oracle.trades(DEC_USD);
        assertThat(listed)
                .isEqualTo(all.subList(Math.max(0, all.size() - 100), all.size()).stream()
                        .map(MarketDataPublisherTest::withoutNanos)
                        .toList());
        assertThat(redis.commands().get("md:book:" + SYMBOL)).contains("\"sequence\":" + oracle.sequence(DEC_USD));
        assertThat(redis.commands().get("md:ticker:" + SYMBOL)).contains("\"trade_count\":" + all.size() + "}");
    }

    private void assertWindowHoldsAllTrades() {
        final List<LastTrade> all = oracle().trades(DEC_USD);
        final WindowSummary window = receiver.book(DEC_USD).window();
        assertThat(window.tradeCount()).isEqualTo(all.size());
        assertThat(window.volume())
                .isEqualTo(all.stream().mapToLong(LastTrade::quantity).sum());
        assertThat(window.open()).isEqualTo(all.get(0).price());
        assertThat(receiver.book(DEC_USD).lastPrice())
                .isEqualTo(all.get(all.size() - 1).price());
    }

    private Map<String, String> redisState() {
        return Map.of(
                "book", redis.commands().get("md:book:" + SYMBOL),
                "ticker", redis.commands().get("md:ticker:" + SYMBOL),
                "trades", redis.commands().lrange("md:trades:" + SYMBOL, 0, -1).toString(),
                "minutes", redis.commands().hgetall("md:minutes:" + SYMBOL).toString());
    }

    private static LastTrade withoutNanos(final LastTrade trade) {
        return new LastTrade(
                trade.instrumentSequence(),
                trade.tradeId(),
                trade.price(),
                trade.quantity(),
                trade.takerSide(),
                trade.time() / 1_000 * 1_000,
                trade.kind());
    }
}

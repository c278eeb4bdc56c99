package io.unidatum.exchange.marketdata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aeron.Aeron;
import io.aeron.Publication;
import io.unidatum.exchange.client.ClientDriver;
import io.unidatum.exchange.client.ClientDriverContext;
import io.unidatum.exchange.client.journal.JournalHandler;
import io.unidatum.exchange.protocol.Decimal8;
import io.unidatum.exchange.protocol.FeedLayout;
import io.unidatum.exchange.sbe.common.Side;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FeedTest implements JournalHandler {
    private static final Duration DEADLINE = Duration.ofSeconds(30);
    private static final long TICK = Decimal8.ONE / 100;

    private final ModelExchange model = new ModelExchange(new EventScript());
    private final Random random = new Random(42);
    private final int port = FreePorts.udp();
    private ClientDriver driver;
    private Aeron aeron;
    private Feed feed;
    private Markets markets;

    @BeforeEach
    void start() {
        driver = ClientDriver.launch(new ClientDriverContext());
        aeron = Aeron.connect(new Aeron.Context().aeronDirectoryName(driver.aeronDirectoryName()));
        final Publication publication =
                aeron.addExclusivePublication(FeedLayout.publicationChannel("127.0.0.1", port), FeedLayout.STREAM_ID);
        feed = new Feed(
                publication,
                new ReceiverCount(aeron.countersReader(), "127.0.0.1:" + port),
                TimeUnit.MILLISECONDS.toNanos(250));
        markets = new Markets(feed);
        deliver(model.genesis());
    }

    @AfterEach
    void stop() {
        CloseHelper.closeAll(aeron, driver);
    }

    @Test
    void receiverSeesSnapshotThenUpdatesWithoutAGapAndEndsWithThePublishersBook() {
        feed.goLive(System.nanoTime());
        try (FeedReceiver receiver = new FeedReceiver(aeron, port)) {
            until(
                    receiver,
                    () -> receiver.book(1).sequence() >= 0
                            && receiver.book(2).sequence() >= 0
                            && receiver.book(3).sequence() >= 0);
            for (int i = 0; i < 5_000; i++) {
                deliver(model.randomCommand(random));
                step(receiver);
            }
            until(receiver, () -> isCaughtUp(receiver));
            assertSameMarkets(receiver);
            for (int i = 1; i <= ModelExchange.SYMBOLS.length; i++) {
                assertThat(receiver.book(i).updates()).isGreaterThan(100);
                assertThat(receiver.book(i).gaps()).isZero();
                assertThat(receiver.book(i).trades()).isEqualTo(model.trades(i));
            }
        }
    }

    @Test
    void receiverThatJoinsLaterGetsBooksTradesAndTickersSoon() {
        feed.goLive(System.nanoTime());
        try (FeedReceiver first = new FeedReceiver(aeron, port)) {
            for (int i = 0; i < 2_000; i++) {
                deliver(model.randomCommand(random));
                step(first);
            }
            try (FeedReceiver second = new FeedReceiver(aeron, port)) {
                until(second, () -> {
                    first.poll();
                    return isCaughtUp(second) && !second.book(1).trades().isEmpty();
                });
                assertSameMarkets(second);
                until(second, () -> second.book(3).trades().size() >= 50);
                final List<LastTrade> all = model.trades(3);
                assertThat(second.book(3).trades()).isEqualTo(all.subList(all.size() - 50, all.size()));
                assertThat(second.heartbeats()).isPositive();
            }
        }
    }

    @Test
    void saysNothingOfThePastBeforeItIsLive() {
        try (FeedReceiver receiver = new FeedReceiver(aeron, port)) {
            for (int i = 0; i < 2_000; i++) {
                deliver(model.randomCommand(random));
                step(receiver);
            }
            feed.goLive(System.nanoTime());
            until(
                    receiver,
                    () -> isCaughtUp(receiver) && receiver.book(1).trades().size() == 50);
            assertSameMarkets(receiver);
            assertThat(receiver.book(1).updates()).isZero();
        }
    }

    @Test
    void receiverThatStandsStillHoldsUpNobodyAndLosesNoUpdateWhenItGoesOn() {
        feed.goLive(System.nanoTime());
        try (FeedReceiver receiver = new FeedReceiver(aeron, port)) {
            until(receiver, () -> receiver.book(1).sequence() >= 0);
            final long sequenceBefore = receiver.book(1).sequence();
            // Far more than the receiver's window takes; it does not poll meanwhile.
            for (int i = 0; i < 20_000; i++) {
                deliver(model.order(
                        1, i % 2 == 0 ? Side.BUY : Side.SELL, (100 + i % 7) * TICK, Decimal8.ONE, i % 3 == 0));
                feed.doWork(System.nanoTime(), markets, model.script().sequence(), model.time());
            }
            assertThat(markets.market(1).flushedSequence())
                    .isLessThan(markets.market(1).sequence());

            until(receiver, () -> isCaughtUp(receiver));
            assertSameMarkets(receiver);
            assertThat(receiver.book(1).gaps()).isZero();
            assertThat(receiver.book(1).sequence()).isGreaterThan(sequenceBefore + 10_000);
        }
    }

    @Test
    void deepBookIsCutInSnapshotsAtTheBestLevels() {
        for (int i = 0; i < 1_500; i++) {
            deliver(model.order(2, Side.BUY, (10_000 - i) * TICK, Decimal8.ONE, false));
        }
        feed.goLive(System.nanoTime());
        try (FeedReceiver receiver = new FeedReceiver(aeron, port)) {
            until(receiver, () -> receiver.book(2).sequence() == 1_500);
            assertThat(receiver.book(2).bids()).hasSize(FeedLayout.MAX_SNAPSHOT_LEVELS);
            assertThat(receiver.book(2).bids().keySet())
                    .startsWith(10_000 * TICK)
                    .endsWith((10_000 - 999) * TICK);
        }
    }

    @Override
    public void onEvent(
            final long sequence,
            final long time,
            final int templateId,
            final DirectBuffer buffer,
            final int offset,
            final int blockLength,
            final int version) {
        markets.onEvent(sequence, time, templateId, buffer, offset, blockLength, version);
    }

    @Override
    public void onFrameEnd(
            final long lastSequence, final long position, final long chainHash, final boolean lastOfCommand) {
        markets.onFrameEnd(lastOfCommand);
    }

    private void deliver(final List<EventScript.Frame> frames) {
        frames.forEach(frame -> frame.deliver(this));
    }

    private void step(final FeedReceiver receiver) {
        feed.doWork(System.nanoTime(), markets, model.script().sequence(), model.time());
        receiver.poll();
    }

    private void until(final FeedReceiver receiver, final BooleanSupplier condition) {
        await().atMost(DEADLINE).pollInterval(Duration.ofMillis(1)).until(() -> {
            step(receiver);
            return condition.getAsBoolean();
        });
    }

    private boolean isCaughtUp(final FeedReceiver receiver) {
        for (int i = 1; i <= ModelExchange.SYMBOLS.length; i++) {
            final FeedReceiver.Book book = receiver.book(i);
            if (book.sequence() != model.sequence(i) || book.tickerSequence() != model.sequence(i)) {
                return false;
            }
        }
        return receiver.journalSequence() == model.script().sequence();
    }

    private void assertSameMarkets(final FeedReceiver receiver) {
        for (int i = 1; i <= ModelExchange.SYMBOLS.length; i++) {
            final FeedReceiver.Book book = receiver.book(i);
            assertThat(book.bids()).containsExactlyEntriesOf(model.levels(i, Side.BUY));
            assertThat(book.asks()).containsExactlyEntriesOf(model.levels(i, Side.SELL));
            assertThat(book.status()).isEqualTo(model.status(i));
            assertThat(book.window()).isEqualTo(markets.market(i).window().summary());
            assertThat(book.window().tradeCount()).isEqualTo(model.trades(i).size());
        }
    }
}

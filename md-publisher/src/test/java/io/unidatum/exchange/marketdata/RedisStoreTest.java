package io.unidatum.exchange.marketdata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettuce.core.RedisException;
import io.unidatum.exchange.client.journal.JournalPoint;
import io.unidatum.exchange.protocol.Decimal8;
import io.unidatum.exchange.sbe.common.Side;
import io.unidatum.exchange.sbe.common.TradeKind;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RedisStoreTest implements MarketListener {
    private static final String SYMBOL = "DEC/USD";
    private static final String PASSWORD = "not-a-secret";
    private static final long TIME = 1_790_000_040_000_000_000L;
    private static final JournalPoint POINT = new JournalPoint(77, 4096, -5L);

    private final RedisRig redis = new RedisRig(PASSWORD);
    private final MarketDataContext context =
            new MarketDataContext().redisPort(redis.port()).redisPassword(PASSWORD);
    private final RedisImager imager = new RedisImager(2);
    private final Markets markets = new Markets(this);
    private final Market market = markets.add(1, SYMBOL);
    private RedisStore store;

    @BeforeEach
    void connect() {
        store = RedisStore.connect(context);
        market.changeLevel(Side.BUY, 100 * Decimal8.ONE, 3 * Decimal8.ONE, 1);
        market.changeLevel(Side.BUY, 99 * Decimal8.ONE, 5 * Decimal8.ONE, 2);
        market.changeLevel(Side.BUY, 98 * Decimal8.ONE, 7 * Decimal8.ONE, 3);
        market.changeLevel(Side.SELL, 101 * Decimal8.ONE + 50, Decimal8.ONE / 2, 1);
        market.onBookEvent(1, TIME);
    }

    @AfterEach
    void close() {
        store.close();
        redis.close();
    }

    @Test
    void writesTheDocumentedKeys() {
        trade(2, 1, 100);
        write(true);

        assertThat(redis.commands().get("md:book:DEC/USD"))
                .isEqualTo("{\"symbol\":\"DEC/USD\",\"sequence\":2,\"time\":\"2026-09-21T14:14:00.000000Z\","
                        + "\"status\":\"open\",\"status_until\":null,\"bids\":[[\"100\",\"3\",1],[\"99\",\"5\",2]],"
                        + "\"asks\":[[\"101.0000005\",\"0.5\",1]]}");
        assertThat(redis.commands().get("md:ticker:DEC/USD"))
                .isEqualTo("{\"symbol\":\"DEC/USD\",\"sequence\":2,\"time\":\"2026-09-21T14:14:00.000000Z\","
                        + "\"status\":\"open\",\"status_until\":null,\"best_bid\":\"100\",\"best_bid_quantity\":\"3\","
                        + "\"best_ask\":\"101.0000005\",\"best_ask_quantity\":\"0.5\",\"last_price\":\"100\","
                        + "\"last_quantity\":\"2\",\"open\":\"100\",\"high\":\"100\",\"low\":\"100\",\"volume\":\"2\","
                        + "\"quote_volume\":\"200\",\"trade_count\":1}");
        assertThat(redis.commands().lrange("md:trades:DEC/USD", 0, -1))
                .containsExactly("{\"trade_id\":\"1\",\"symbol\":\"DEC/USD\",\"price\":\"100\",\"quantity\":\"2\","
                        + "\"side\":\"sell\",\"sequence\":2,\"time\":\"2026-09-21T14:14:00.000000Z\","
                        + "\"kind\":\"auction\"}");
        assertThat(redis.commands().hgetall("md:minutes:DEC/USD"))
                .containsOnly(Map.entry("29833334", "100,100,100,100,2,200,1"));
        assertThat(redis.commands().hgetall("md:status"))
                .containsEntry("sequence", "77")
                .containsEntry("position", "4096")
                .containsEntry("chain_hash", "fffffffffffffffb")
                .containsEntry("symbols", "DEC/USD");
    }

    @Test
    void listsTheNewestTradesFirstAndNoMoreThanAHundred() {
        write(true);
        for (int i = 0; i < 150; i++) {
            trade(2 + i, 1 + i, 100 + i);
            write(false);
        }
        final List<String> trades = redis.commands().lrange("md:trades:DEC/USD", 0, -1);
        assertThat(trades).hasSize(100);
        assertThat(RedisDocuments.parseTrade(trades.get(0)).tradeId()).isEqualTo(150);
        assertThat(RedisDocuments.parseTrade(trades.get(99)).tradeId()).isEqualTo(51);
    }

    @Test
    void loadsWhatItKept() {
        trade(2, 1, 100);
        trade(3, 2, 103);
        write(true);

        final KeptState kept = store.load().orElseThrow();

        assertThat(kept.point()).isEqualTo(POINT);
        final KeptState.KeptMarket keptMarket = kept.markets().get(SYMBOL);
        final List<LastTrade> newestFirst = market.tradesAfter(0, 10);
        assertThat(keptMarket.trades()).isEqualTo(newestFirst);
        assertThat(keptMarket.minutes()).containsExactly(market.window().minute(29_833_334));
    }

    @Test
    void dropsMinutesThatAreOlderThanADay() {
        trade(2, 1, 100);
        write(true);
        market.window().advance(29_833_334 + TradeWindow.MINUTES - 1);
        write(false);
        assertThat(redis.commands().hlen("md:minutes:DEC/USD")).isEqualTo(1);
        market.window().advance(29_833_334 + TradeWindow.MINUTES);
        write(false);
        assertThat(redis.commands().hlen("md:minutes:DEC/USD")).isZero();
        assertThat(redis.commands().get("md:ticker:DEC/USD")).contains("\"trade_count\":0", "\"open\":null");
    }

    @Test
    void loadsNothingFromARedisThatIsEmptyOrHoldsSomethingElse() {
        assertThat(store.load()).isEmpty();
        redis.commands().hset("md:status", "symbols", "DEC/USD");
        assertThat(store.load()).isEmpty();
    }

    @Test
    void healsKeysThatSomebodyElseHasSpoilt() {
        redis.commands().set("md:trades:DEC/USD", "spoilt");
        redis.commands().lpush("md:minutes:DEC/USD", "spoilt");
        trade(2, 1, 100);
        write(true);
        assertThat(store.load().orElseThrow().markets().get(SYMBOL).trades()).hasSize(1);
    }

    @Test
    void saysSoWhenRedisDoesNotTakeAWrite() {
        write(true);
        redis.commands().set("md:minutes:DEC/USD", "spoilt");
        trade(2, 1, 100);
        assertThatThrownBy(() -> write(false)).isInstanceOf(RedisException.class);
    }

    @Test
    void refusesAWrongPassword() {
        assertThatThrownBy(() -> RedisStore.connect(
                        new MarketDataContext().redisPort(redis.port()).redisPassword("wrong")))
                .isInstanceOf(RedisException.class);
    }

    @Override
    public void onTrade(final Market traded, final LastTrade trade) {}

    @Override
    public boolean onBookChange(final Market changed) {
        return true;
    }

    private void trade(final long sequence, final long tradeId, final long price) {
        market.onBookEvent(sequence, TIME);
        market.addTrade(
                new LastTrade(
                        sequence, tradeId, price * Decimal8.ONE, 2 * Decimal8.ONE, Side.SELL, TIME, TradeKind.AUCTION),
                2 * price * Decimal8.ONE);
    }

    private void write(final boolean complete) {
        store.write(imager.image(markets, complete, POINT, TIME), TIME + TimeUnit.SECONDS.toNanos(1));
    }
}

package io.unidatum.exchange.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.unidatum.exchange.drills.exchange.Await;
import io.unidatum.exchange.drills.exchange.Database;
import io.unidatum.exchange.drills.exchange.RunningExchange;
import io.unidatum.exchange.drills.exchange.Trader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** From REST to PostgreSQL, Redis, the WebSocket and the DeCoin chain; then all stopped and started again. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WholeSystemTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    private static Path folder;

    private static RunningExchange exchange;
    private static String buyId;
    private static String restingId;
    private static String book;
    private static String sellerBalances;
    private static long tradeSequence;

    @BeforeAll
    static void start() {
        exchange = new RunningExchange(Launcher.FILE, folder.resolve("data"), Map.of());
        exchange.start();
    }

    @AfterAll
    static void stop() {
        exchange.close();
    }

    @Test
    @Order(1)
    void shouldCarryATradeFromRestToEveryPlaceItBelongs() throws Exception {
        try (FeedClient feed = new FeedClient(exchange.http(), exchange.webSocketPort())) {
            feed.send("{\"type\":\"subscribe\",\"channel\":\"orderbook\",\"symbol\":\"DEC/USD\",\"depth\":20}");
            feed.send("{\"type\":\"subscribe\",\"channel\":\"trades\",\"symbol\":\"DEC/USD\"}");
            Await.until(
                    "subscribed",
                    SOON,
                    () -> feed.seen(m -> m.path("type").asText().equals("subscribed")));

            final Trader seller = exchange.trader(1001);
            final Trader buyer = exchange.trader(1002);
            final Trader.Answer sell = seller.place(Trader.limit("DEC/USD", "sell", "10", "100.00"));
            assertThat(sell.status()).as(sell.toString()).isEqualTo(201);
            assertThat(sell.text("status")).isEqualTo("new");
            restingId = sell.text("order_id");

            final Trader.Answer buy = buyer.place(Trader.limit("DEC/USD", "buy", "4", "101"));
            assertThat(buy.status()).as(buy.toString()).isEqualTo(201);
            buyId = buy.text("order_id");
            assertThat(buy.text("status")).isEqualTo("filled");
            assertThat(buy.text("filled_quantity")).isEqualTo("4");
            assertThat(buy.text("average_price")).isEqualTo("100");
            final JsonNode fill = buy.body().path("fills").path(0);
            assertThat(fill.path("price").asText()).isEqualTo("100");
            assertThat(fill.path("role").asText()).isEqualTo("taker");
            final String tradeId = fill.path("trade_id").asText();

            final Trader.Answer resting = seller.get("/api/v1/orders/" + restingId);
            assertThat(resting.text("status")).isEqualTo("partially_filled");
            assertThat(resting.text("remaining_quantity")).isEqualTo("6");

            Await.until(
                    "the trade on the WebSocket",
                    SOON,
                    () -> feed.seen(m -> m.toString().contains("\"" + tradeId + "\"")));
            Await.until("the book on the WebSocket", SOON, () -> feed.book().equals("|100x6 "));
            assertThat(FeedClient.restBook(
                            seller.get("/api/v1/market/DEC-USD/orderbook").body()))
                    .isEqualTo("|100x6 ");

            tradeSequence = Long.parseLong(buy.text("sequence"));
            final Database database = new Database(exchange);
            database.awaitSequence(tradeSequence, Duration.ofSeconds(90));
            assertThat(database.number("SELECT count(*) FROM trades WHERE trade_id = " + tradeId))
                    .isEqualTo(1);
            assertThat(database.pairs("SELECT order_id, filled_quantity FROM orders"))
                    .isEqualTo(Map.of(restingId, "400000000", buyId, "400000000"));
            assertThat(database.number("SELECT count(*) FROM ledger_imbalances"))
                    .isZero();
            assertThat(database.number("SELECT count(*) FROM balance_differences"))
                    .isZero();

            final RedisURI redis = RedisURI.builder()
                    .withHost("127.0.0.1")
                    .withPort(exchange.redisPort())
                    .withPassword(exchange.secret("redis.password").toCharArray())
                    .build();
            try (RedisClient client = RedisClient.create(redis);
                    StatefulRedisConnection<String, String> connection = client.connect()) {
                Await.until("the last price in Redis", SOON, () -> {
                    final String ticker = String.valueOf(connection.sync().get("md:ticker:DEC/USD"));
                    return ticker.contains("\"100\"");
                });
            }
        }
    }

    @Test
    @Order(2)
    void shouldSettleOnTheDecoinNode() {
        Await.until("custody equals the ledger", Duration.ofSeconds(90), () -> {
            final JsonNode decoin = exchange.health().at("/components/decoin");
            return decoin.path("custody_difference").asText("?").equals("0")
                    && decoin.path("pending_transfers").asInt(-1) == 0
                    && decoin.at("/settlement/journalSequence").asLong() >= tradeSequence;
        });
    }

    @Test
    @Order(3)
    void shouldRefuseWhatIsWrongWithAReason() {
        final Trader trader = exchange.trader(1003);
        final Trader.Answer poor = trader.place(Trader.limit("BTC/USD", "buy", "2000", "60000"));
        assertThat(poor.status()).isEqualTo(422);
        assertThat(poor.errorCode()).isEqualTo("INSUFFICIENT_BALANCE");
        assertThat(trader.place(Trader.limit("DEC/USD", "buy", "1", "100.00001"))
                        .errorCode())
                .isEqualTo("PRICE_NOT_ON_TICK");
        assertThat(trader.place(Trader.limit("XRP/USD", "buy", "1", "1")).errorCode())
                .isEqualTo("UNKNOWN_SYMBOL");
        assertThat(trader.cancel(restingId).status())
                .as("somebody else's order")
                .isEqualTo(404);
    }

    @Test
    @Order(4)
    void shouldBeAsItWasAfterAStopAndAStart() throws Exception {
        final Trader seller = exchange.trader(1001);
        book = FeedClient.restBook(
                seller.get("/api/v1/market/DEC-USD/orderbook").body());
        sellerBalances =
                seller.get("/api/v1/account/balance").body().path("balances").toString();

        exchange.stop();
        exchange.start();

        assertThat(FeedClient.restBook(
                        seller.get("/api/v1/market/DEC-USD/orderbook").body()))
                .isEqualTo(book)
                .isEqualTo("|100x6 ");
        assertThat(seller.get("/api/v1/account/balance").body().path("balances").toString())
                .isEqualTo(sellerBalances);
        final Trader.Answer history = exchange.trader(1002).get("/api/v1/orders/" + buyId);
        assertThat(history.status()).isEqualTo(200);
        assertThat(history.text("status")).isEqualTo("filled");
        final Trader.Answer cancel = seller.cancel(restingId);
        assertThat(cancel.status()).as(cancel.toString()).isEqualTo(200);
        assertThat(cancel.text("status")).isEqualTo("cancelled");
    }

    @Test
    @Order(5)
    void shouldEndTheLeftoversOfALauncherThatWasKilled() {
        final long oldNode = exchange.pid("node-0");
        exchange.killLauncher();
        assertThat(ProcessHandle.of(oldNode).map(ProcessHandle::isAlive)).contains(true);

        exchange.start();

        assertThat(ProcessHandle.of(oldNode).map(ProcessHandle::isAlive).orElse(false))
                .isFalse();
        assertThat(exchange.trader(1002).get("/api/v1/orders/" + buyId).status())
                .isEqualTo(200);
    }

    @Test
    @Order(6)
    void shouldTakeASnapshotAndStartFromIt() {
        exchange.run(0, "admin", "snapshot");
        final Trader seller = exchange.trader(1001);
        final Trader.Answer order = seller.place(Trader.limit("DEC/USD", "sell", "3", "105"));
        assertThat(order.status()).isEqualTo(201);

        exchange.stop();
        exchange.start();

        assertThat(FeedClient.restBook(
                        seller.get("/api/v1/market/DEC-USD/orderbook").body()))
                .isEqualTo("|105x3 ");
        assertThat(seller.cancel(order.text("order_id")).status()).isEqualTo(200);
    }
}

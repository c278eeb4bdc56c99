package io.unidatum.exchange.engine;

import static io.unidatum.exchange.engine.Exchange.accept;
import static io.unidatum.exchange.engine.Exchange.d;
import static io.unidatum.exchange.engine.Market.MAKER;
import static io.unidatum.exchange.engine.Market.TAKER;
import static io.unidatum.exchange.engine.OrderMessage.trailing;
import static io.unidatum.exchange.engine.OrderMessage.trailingBy;
import static io.unidatum.exchange.sbe.common.Side.BUY;
import static io.unidatum.exchange.sbe.common.Side.SELL;
import static org.assertj.core.api.Assertions.assertThat;

import io.unidatum.exchange.sbe.order.RejectReason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Trailing stops: their trigger follows the last price as long as it goes their way. */
class TrailingStopTest {
    private final Market market = new Market();

    @AfterEach
    void shouldHoldWhatOrdersNeed() {
        Invariants.check(market.exchange.machine.state(), "at the end");
    }

    @Test
    void shouldFollowTheLastPriceAtADistance() {
        market.lastPrice("100"); // 1, 2
        accept(send(MAKER, trailing(SELL, "1", "5"))); // 3
        market.assertEvents("accepted 3", "terms 3 stop 95 trailing 5");
        market.lastPrice("110"); // 4, 5: the trigger is 105 now
        market.lastPrice("106"); // 6, 7: not reached
        market.buy("9", "104"); // 8
        market.buy("0.01", "105"); // 9
        market.take();
        market.sell("0.01", "105"); // 10

        market.assertEvents(
                "accepted 10",
                "traded 9/10 0.01 @ 105 SELL fees 0.00105/0.0021",
                "triggered 3 at 105 -> 94.5",
                "traded 8/3 1 @ 104 SELL fees 0.104/0.208");
    }

    @Test
    void shouldFollowABuyersPriceDownwards() {
        market.lastPrice("100");
        accept(send(TAKER, trailing(BUY, "1", "5"))); // 3: 105
        market.lastPrice("90"); // 95
        market.lastPrice("94");
        market.take();
        market.sell("0.01", "95"); // 8
        market.buy("0.01", "95"); // 9

        market.assertEvents(
                "accepted 8",
                "rested 8 0.01 @ 95",
                "accepted 9",
                "traded 8/9 0.01 @ 95 BUY fees 0.00095/0.0019",
                "triggered 3 at 95 -> 104.5",
                "cancelled 3 1 NO_LIQUIDITY");
    }

    @Test
    void shouldRoundADistanceByRateTowardsThePeak() {
        market.lastPrice("100.05");
        // 2.5 % of 100.05 is 2.50125: 97.54875 is rounded up to the tick, 102.55125 down.
        accept(send(MAKER, trailingBy(SELL, "1", 25_000)));
        accept(send(TAKER, trailingBy(BUY, "1", 25_000)));
        market.assertEvents(
                "accepted 3",
                "terms 3 stop 97.55 trailing 25000 ppm",
                "accepted 4",
                "terms 4 stop 102.55 trailing 25000 ppm");
    }

    @Test
    void shouldElectByTheTriggersAsTheyWereBeforeTheExecution() {
        market.lastPrice("100");
        accept(send(MAKER, trailing(SELL, "1", "2"))); // 3: 98
        market.buy("1", "103"); // 4
        market.buy("1", "102"); // 5
        market.buy("1", "101"); // 6
        market.take();
        // One sale at 103, 102 and 101. It is elected by its trigger of before, 98; then the new high moves that to
        // 101, so that the next trade at 101 fires it.
        market.sell("3", "101"); // 7
        assertThat(market.take()).noneMatch(line -> line.startsWith("triggered"));
        market.sell("0.01", "101"); // 8
        market.buy("0.01", "101"); // 9
        assertThat(market.take()).contains("triggered 3 at 101 -> 90.9");
    }

    @Test
    void shouldLimitHowManyFollowAPrice() {
        market.lastPrice("100");
        for (int i = 0; i < TrailingStops.MAX_PER_INSTRUMENT; i++) {
            final long account = 5000 + i / TrailingStops.MAX_PER_ACCOUNT;
            if (i % TrailingStops.MAX_PER_ACCOUNT == 0) {
                market.exchange.fund(account, "1", "1000");
            }
            accept(send(account, trailing(i % 3 == 0 ? BUY : SELL, "0.01", "5")));
        }
        market.take();
        market.assertRejected(RejectReason.TOO_MANY_TRAILING_STOPS, send(MAKER, trailing(SELL, "0.01", "5")));
        market.lastPrice("101");
        assertThat(market.instrument().triggers.waiting())
                .filteredOn(order -> !order.isBuy())
                .allMatch(order -> order.stopTicks == 9_600);
        accept(market.exchange.cancel(5000, 3));
        accept(send(MAKER, trailing(SELL, "0.01", "5")));
    }

    @Test
    void shouldLimitHowManyAreOneAccounts() {
        market.lastPrice("100");
        for (int i = 0; i < TrailingStops.MAX_PER_ACCOUNT; i++) {
            accept(send(MAKER, trailing(i % 2 == 0 ? BUY : SELL, "0.01", "5")));
        }
        market.take();
        market.assertRejected(RejectReason.TOO_MANY_TRAILING_STOPS, send(MAKER, trailing(SELL, "0.01", "5")));
        accept(send(TAKER, trailing(SELL, "0.01", "5")));
    }

    @Test
    void shouldRefuseATriggerThatIsNoPrice() {
        market.lastPrice("100");
        market.assertRejected(RejectReason.INVALID_TRAILING_OFFSET, send(MAKER, trailing(SELL, "1", "100")));
        market.assertRejected(RejectReason.INVALID_TRAILING_OFFSET, send(MAKER, trailing(SELL, "1", "0.001")));
        market.assertRejected(RejectReason.INVALID_TRAILING_OFFSET, send(MAKER, trailing(SELL, "1", "-1")));
        market.assertRejected(RejectReason.INVALID_TRAILING_OFFSET, send(MAKER, trailing(SELL, "1", "0")));
        market.assertRejected(
                RejectReason.INVALID_TRAILING_OFFSET,
                send(MAKER, trailing(SELL, "1", "1").rate(1)));
        market.assertRejected(RejectReason.INVALID_TRAILING_OFFSET, send(MAKER, trailingBy(SELL, "1", 1_000_000)));
        market.assertRejected(RejectReason.INVALID_TRAILING_OFFSET, send(MAKER, trailingBy(SELL, "1", -1)));
        market.assertRejected(RejectReason.NOTIONAL_OVERFLOW, send(TAKER, trailing(BUY, "1", "92233720368.54")));
    }

    @Test
    void shouldTakeAnotherQuantityButNoStopPrice() {
        market.lastPrice("100");
        accept(send(MAKER, trailing(SELL, "1", "5"))); // 3
        market.take();
        assertThat(market.exchange
                        .trade(MAKER, c -> c.amendStop(3, 0, 0, d("94")))
                        .reason())
                .isEqualTo(RejectReason.INVALID_STOP_PRICE);
        accept(market.exchange.trade(MAKER, c -> c.amendStop(3, 0, d("2"), 0)));
        market.assertEvents("amended 3 2 @ 85.5");
        market.lastPrice("101");
        assertThat(market.instrument().triggers.waiting().get(0).stopTicks).isEqualTo(9_600);
    }

    private Answer send(final long account, final OrderMessage message) {
        return market.exchange.trade(account, message);
    }
}

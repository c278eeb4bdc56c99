package io.unidatum.exchange.engine;

import static io.unidatum.exchange.engine.Exchange.accept;
import static io.unidatum.exchange.engine.Exchange.d;
import static io.unidatum.exchange.engine.Market.MAKER;
import static io.unidatum.exchange.engine.Market.TAKER;
import static io.unidatum.exchange.engine.OrderMessage.limit;
import static io.unidatum.exchange.engine.OrderMessage.stop;
import static io.unidatum.exchange.engine.OrderMessage.stopLimit;
import static io.unidatum.exchange.engine.OrderMessage.takeProfit;
import static io.unidatum.exchange.engine.OrderMessage.waiting;
import static io.unidatum.exchange.sbe.common.Side.BUY;
import static io.unidatum.exchange.sbe.common.Side.SELL;
import static org.assertj.core.api.Assertions.assertThat;

import io.unidatum.exchange.sbe.common.InstrumentStatus;
import io.unidatum.exchange.sbe.common.OrderStatus;
import io.unidatum.exchange.sbe.common.OrderType;
import io.unidatum.exchange.sbe.common.TimeInForce;
import io.unidatum.exchange.sbe.order.RejectReason;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Stop and take-profit orders: when they are triggered, in which order, and what becomes of them. */
class StopOrderTest {
    private final Market market = new Market();

    @AfterEach
    void shouldHoldWhatOrdersNeed() {
        Invariants.check(market.exchange.machine.state(), "at the end");
    }

    @Test
    void shouldWaitForTheLastPriceAndThenTradeAsAMarketOrder() {
        market.lastPrice("100"); // orders 1 and 2
        market.buy("5", "94");
        market.take();
        final Answer answer = send(MAKER, stop(SELL, "2", "95"));

        assertThat(answer.status()).isEqualTo(OrderStatus.NEW);
        assertThat(answer.leavesQuantity()).isEqualTo(d("2"));
        market.assertEvents("accepted 4", "terms 4 stop 95");

        market.buy("1", "95"); // order 5
        market.sell("1", "95"); // order 6
        market.assertEvents(
                "accepted 5",
                "rested 5 1 @ 95",
                "accepted 6",
                "traded 5/6 1 @ 95 SELL fees 0.095/0.19",
                "triggered 4 at 95 -> 85.5",
                "traded 3/4 2 @ 94 SELL fees 0.188/0.376");
    }

    @Test
    void shouldTellOfAWaitingOrderAndItsTriggerExactly() {
        market.lastPrice("100");
        send(TAKER, stop(BUY, "2", "105"));
        // 105 + 10 % = 115.5 at worst, for 2, and 0.2 % of it: 231.462.
        final Account taker = market.exchange.machine.state().accounts.get(TAKER);
        final long available = d("99999998.998") - d("231.462");
        assertThat(market.exchange.journal.take())
                .containsExactly(
                        new Event.Accepted(
                                3,
                                TAKER,
                                6,
                                d("115.5"),
                                d("2"),
                                available,
                                d("231.462"),
                                Exchange.DEC_USD,
                                1000,
                                2000,
                                BUY,
                                OrderType.STOP,
                                TimeInForce.GTC,
                                ""),
                        new Event.Terms(3, TAKER, 7, d("105"), 0, 0, 0, 0, 0, 0));
        market.sell("1", "105"); // order 4
        market.sell("2", "106"); // order 5
        market.take();
        market.exchange.limit(TAKER, BUY, "1", "105"); // order 6: 105 and 0.21
        assertThat(market.exchange.journal.take().get(2))
                .isEqualTo(new Event.Triggered(
                        3,
                        TAKER,
                        10,
                        d("105"),
                        d("115.5"),
                        available - d("105.21"),
                        d("231.462"),
                        Exchange.DEC_USD,
                        BUY));
        assertThat(taker.sequence).isEqualTo(11);
    }

    @Test
    void shouldElectByPriceThenByAgeRisingOnesFirst() {
        market.lastPrice("100");
        send(MAKER, takeProfit(SELL, "1", "103")); // 3
        send(TAKER, stop(BUY, "1", "102")); // 4
        send(TAKER, stop(BUY, "1", "103")); // 5
        send(TAKER, stop(BUY, "1", "102")); // 6
        send(TAKER, takeProfit(BUY, "1", "98")); // 7
        send(MAKER, stop(SELL, "1", "99")); // 8
        market.take();

        // One execution at 103 and, before it, nothing else: rising by price and age.
        market.sell("1", "103"); // 9
        market.buy("1", "103"); // 10
        assertThat(market.take())
                .containsExactly(
                        "accepted 9",
                        "rested 9 1 @ 103",
                        "accepted 10",
                        "traded 9/10 1 @ 103 BUY fees 0.103/0.206",
                        "triggered 4 at 102 -> 112.2",
                        "cancelled 4 1 NO_LIQUIDITY",
                        "triggered 6 at 102 -> 112.2",
                        "cancelled 6 1 NO_LIQUIDITY",
                        "triggered 3 at 103 -> 92.7",
                        "cancelled 3 1 NO_LIQUIDITY",
                        "triggered 5 at 103 -> 113.3",
                        "cancelled 5 1 NO_LIQUIDITY");
        // Falling ones from the highest trigger down.
        market.buy("1", "98"); // 11
        market.sell("1", "98"); // 12
        assertThat(market.take())
                .endsWith(
                        "triggered 8 at 99 -> 89.1",
                        "cancelled 8 1 NO_LIQUIDITY",
                        "triggered 7 at 98 -> 107.8",
                        "cancelled 7 1 NO_LIQUIDITY");
    }

    @Test
    void shouldWorkOffACascadeInTheOrderOfElection() {
        market.lastPrice("100");
        market.buy("1", "98"); // 3
        market.buy("1", "96"); // 4
        market.buy("1", "94"); // 5
        send(MAKER, stop(SELL, "1", "98")); // 6
        send(MAKER, stop(SELL, "1", "96")); // 7
        send(MAKER, stop(SELL, "1", "97")); // 8
        market.take();

        // The sale at 98 triggers 6, whose sale at 96 triggers 8, then 7: by price. Nobody buys from 7 any more.
        market.sell("1", "98"); // 9
        market.assertEvents(
                "accepted 9",
                "traded 3/9 1 @ 98 SELL fees 0.098/0.196",
                "triggered 6 at 98 -> 88.2",
                "traded 4/6 1 @ 96 SELL fees 0.096/0.192",
                "triggered 8 at 97 -> 87.3",
                "traded 5/8 1 @ 94 SELL fees 0.094/0.188",
                "triggered 7 at 96 -> 86.4",
                "cancelled 7 1 NO_LIQUIDITY");
    }

    @Test
    void shouldSurviveAChainOfThousands() {
        market.lastPrice("100");
        final int length = 5000;
        for (int i = 1; i <= length; i++) {
            accept(market.buy("0.01", price(i)));
            accept(send(MAKER, stop(SELL, "0.01", price(i))));
        }
        market.take();
        market.sell("0.01", price(1));

        assertThat(market.take().stream().filter(line -> line.startsWith("triggered")))
                .hasSize(length);
        assertThat(market.instrument().lastPrice).isEqualTo(d(price(length)));
    }

    @Test
    void shouldRestOnceTriggeredIfItIsALimitOrder() {
        market.lastPrice("100");
        send(TAKER, stopLimit(BUY, "2", "102", "103")); // 3
        market.assertEvents("accepted 3", "terms 3 stop 102");
        market.sell("1", "102"); // 4
        market.sell("1", "102.5"); // 5
        market.take();
        market.buy("1", "102"); // 6

        market.assertEvents(
                "accepted 6",
                "traded 4/6 1 @ 102 BUY fees 0.102/0.204",
                "triggered 3 at 102 -> 103",
                "traded 5/3 1 @ 102.5 BUY fees 0.1025/0.205",
                "rested 3 1 @ 103");
    }

    @Test
    void shouldObeyTheTimeInForceOfALimitOrderOnceTriggered() {
        market.lastPrice("100");
        send(TAKER, stopLimit(BUY, "2", "102", "103").in(TimeInForce.IOC)); // 3
        send(TAKER, stopLimit(BUY, "2", "102", "103").in(TimeInForce.FOK)); // 4
        send(
                TAKER,
                waiting(OrderType.TAKE_PROFIT_LIMIT, BUY, "1", "98").price("97").postOnly()); // 5
        market.sell("1", "102"); // 6
        market.sell("1", "103"); // 7
        market.take();
        market.buy("1", "102"); // 8

        market.assertEvents(
                "accepted 8",
                "traded 6/8 1 @ 102 BUY fees 0.102/0.204",
                "triggered 3 at 102 -> 103",
                "traded 7/3 1 @ 103 BUY fees 0.103/0.206",
                "cancelled 3 1 IOC_REMAINDER",
                "triggered 4 at 102 -> 103",
                "cancelled 4 2 FILL_OR_KILL");

        market.buy("1", "98"); // 9
        market.sell("0.5", "98"); // 10
        assertThat(market.take()).endsWith("triggered 5 at 98 -> 97", "rested 5 1 @ 97");
    }

    @Test
    void shouldCancelATriggeredPostOnlyOrderThatWouldTake() {
        market.lastPrice("100");
        send(TAKER, stopLimit(BUY, "2", "102", "103").postOnly()); // 3
        market.sell("2", "102"); // 4
        market.take();
        market.buy("1", "102"); // 5

        assertThat(market.take()).endsWith("triggered 3 at 102 -> 103", "cancelled 3 2 POST_ONLY");
    }

    @Test
    void shouldElectAtOnceWhatTheLastPriceTriggersAlready() {
        market.lastPrice("100");
        market.buy("5", "99"); // 3
        market.take();
        final Answer answer = send(MAKER, stop(SELL, "1", "100"));

        // The answer is about the order as it began to wait.
        assertThat(answer.status()).isEqualTo(OrderStatus.NEW);
        assertThat(answer.filledQuantity()).isZero();
        market.assertEvents(
                "accepted 4",
                "terms 4 stop 100",
                "triggered 4 at 100 -> 90",
                "traded 3/4 1 @ 99 SELL fees 0.099/0.198");
    }

    @Test
    void shouldWaitForAFirstPriceIfNothingHasTraded() {
        send(MAKER, stop(SELL, "1", "1000"));
        market.assertEvents("accepted 1", "terms 1 stop 1000");
        assertThat(send(MAKER, OrderMessage.trailing(SELL, "1", "5")).reason()).isEqualTo(RejectReason.NO_LAST_PRICE);
    }

    @Test
    void shouldKeepTheQueueThroughAHaltAndGoOnInItsOrder() {
        market.lastPrice("100");
        market.buy("5", "99"); // 3
        market.set(InstrumentStatus.AUCTION);
        market.take();
        send(MAKER, stop(SELL, "1", "101")); // 4: triggered, but has to wait
        send(MAKER, stop(SELL, "2", "102")); // 5
        send(MAKER, stop(SELL, "3", "103")); // 6
        market.assertEvents(
                "accepted 4", "terms 4 stop 101", "accepted 5", "terms 5 stop 102", "accepted 6", "terms 6 stop 103");
        assertThat(amend(MAKER, 4, "0", "2", "0").reason()).isEqualTo(RejectReason.UNKNOWN_ORDER);
        accept(market.exchange.cancel(MAKER, 5));
        market.take();

        market.set(InstrumentStatus.OPEN);
        assertThat(market.take())
                .endsWith(
                        "triggered 4 at 101 -> 90.9",
                        "traded 3/4 1 @ 99 SELL fees 0.099/0.198",
                        "triggered 6 at 103 -> 92.7",
                        "traded 3/6 3 @ 99 SELL fees 0.297/0.594");
    }

    @Test
    void shouldCancelTriggeredOrdersThatWouldTakeWhileOnlyRestingIsAllowed() {
        market.lastPrice("100");
        market.buy("5", "99"); // 3
        market.set(InstrumentStatus.POST_ONLY);
        market.take();
        send(MAKER, stop(SELL, "1", "101")); // 4
        send(MAKER, stopLimit(SELL, "1", "101", "99")); // 5
        send(MAKER, stopLimit(SELL, "1", "101", "102")); // 6

        market.assertEvents(
                "accepted 4",
                "terms 4 stop 101",
                "triggered 4 at 101 -> 90.9",
                "cancelled 4 1 POST_ONLY",
                "accepted 5",
                "terms 5 stop 101",
                "triggered 5 at 101 -> 99",
                "cancelled 5 1 POST_ONLY",
                "accepted 6",
                "terms 6 stop 101",
                "triggered 6 at 101 -> 102",
                "rested 6 1 @ 102");
    }

    @Test
    void shouldAmendWhileItWaits() {
        market.lastPrice("100");
        send(TAKER, stop(BUY, "2", "105")); // 3
        send(TAKER, stopLimit(BUY, "2", "105", "106")); // 4
        market.exchange.journal.take();
        accept(amend(TAKER, 3, "0", "3", "110"));

        // 110 + 10 % = 121 for 3 and 0.2 %; 106 for 2 and 0.2 %.
        final long available = d("99999998.998") - d("363.726") - d("212.424");
        assertThat(market.exchange.journal.take())
                .containsExactly(new Event.Amended(
                        3,
                        TAKER,
                        10,
                        0,
                        d("115.5"),
                        d("2"),
                        d("121"),
                        d("3"),
                        d("3"),
                        available,
                        d("363.726") + d("212.424"),
                        Exchange.DEC_USD,
                        BUY,
                        false));
        assertThat(amend(TAKER, 3, "111", "0", "0").reason()).isEqualTo(RejectReason.INVALID_PRICE);
        assertThat(amend(TAKER, 3, "0", "0", "110").reason()).isEqualTo(RejectReason.NOTHING_TO_AMEND);
        assertThat(amend(TAKER, 3, "0", "0", "110.001").reason()).isEqualTo(RejectReason.INVALID_STOP_PRICE);
        assertThat(amend(TAKER, 3, "0", "0", "-1").reason()).isEqualTo(RejectReason.INVALID_STOP_PRICE);

        // To a trigger that the last price has reached.
        market.sell("5", "101"); // 5
        market.take();
        accept(amend(TAKER, 4, "107", "1", "100"));
        market.assertEvents(
                "amended 4 1 @ 107", "triggered 4 at 100 -> 107", "traded 5/4 1 @ 101 BUY fees 0.101/0.202");
    }

    @Test
    void shouldNotTakeAStopPriceForARestingOrder() {
        market.sell("1", "100");
        assertThat(amend(MAKER, 1, "0", "0", "99").reason()).isEqualTo(RejectReason.INVALID_STOP_PRICE);
    }

    @Test
    void shouldCancelAWaitingOrderWithItsWholeHold() {
        market.lastPrice("100");
        final Account taker = market.exchange.machine.state().accounts.get(TAKER);
        final Asset usd = market.exchange.machine.state().assets.get(Exchange.USD);
        final long before = taker.available(usd);
        accept(send(TAKER, stop(BUY, "2", "105").id("mine")));
        assertThat(send(TAKER, limit(BUY, "2", "90").id("mine")).reason())
                .isEqualTo(RejectReason.DUPLICATE_CLIENT_ORDER_ID);
        market.take();
        accept(market.exchange.trade(TAKER, c -> c.cancel(0, "mine")));

        market.assertEvents("cancelled 3 2 USER");
        assertThat(taker.available(usd)).isEqualTo(before);
        assertThat(taker.held(usd)).isZero();
        assertThat(taker.openOrders).isZero();
    }

    private static String price(final int steps) {
        return io.unidatum.exchange.protocol.Decimal8.format(d("100") - steps * d("0.01"));
    }

    private Answer amend(
            final long account, final long order, final String price, final String quantity, final String stopPrice) {
        return market.exchange.trade(account, c -> c.amendStop(order, d(price), d(quantity), d(stopPrice)));
    }

    private Answer send(final long account, final Function<Commands, byte[]> command) {
        return market.exchange.trade(account, command);
    }
}

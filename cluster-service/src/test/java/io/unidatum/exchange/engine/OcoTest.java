package io.unidatum.exchange.engine;

import static io.unidatum.exchange.engine.Exchange.accept;
import static io.unidatum.exchange.engine.Exchange.d;
import static io.unidatum.exchange.engine.Market.MAKER;
import static io.unidatum.exchange.engine.Market.TAKER;
import static io.unidatum.exchange.engine.OrderMessage.limit;
import static io.unidatum.exchange.sbe.common.Side.BUY;
import static io.unidatum.exchange.sbe.common.Side.SELL;
import static org.assertj.core.api.Assertions.assertThat;

import io.unidatum.exchange.sbe.common.CancelReason;
import io.unidatum.exchange.sbe.common.InstrumentStatus;
import io.unidatum.exchange.sbe.common.OrderStatus;
import io.unidatum.exchange.sbe.common.OrderType;
import io.unidatum.exchange.sbe.common.SelfTradePrevention;
import io.unidatum.exchange.sbe.common.TimeInForce;
import io.unidatum.exchange.sbe.order.RejectReason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One cancels the other. */
class OcoTest {
    private final Market market = new Market();

    @BeforeEach
    void trade() {
        market.lastPrice("100"); // 1 and 2
    }

    @AfterEach
    void shouldHoldWhatOrdersNeed() {
        Invariants.check(market.exchange.machine.state(), "at the end");
    }

    @Test
    void shouldHoldTheLargerNeedOnce() {
        final Answer answer = send(TAKER, OcoMessage.of(BUY, "2", "95", "105").ids("profit", "loss"));

        // The limit leg needs 190.38, the stop leg 2 x 115.5 and 0.2 %: 231.462.
        assertThat(answer.orderId()).isEqualTo(3);
        assertThat(answer.status()).isEqualTo(OrderStatus.NEW);
        final long available = d("99999998.998") - d("231.462");
        assertThat(market.exchange.journal.take())
                .containsExactly(
                        accepted(3, 6, "95", available, OrderType.LIMIT, "profit"),
                        new Event.Terms(3, TAKER, 7, 0, 0, 0, 0, 0, 4, 0),
                        accepted(4, 8, "115.5", available, OrderType.STOP, "loss"),
                        new Event.Terms(4, TAKER, 9, d("105"), 0, 0, 0, 0, 3, 0),
                        new Event.Rested(3, 3, d("95"), d("2"), Exchange.DEC_USD, BUY));
    }

    @Test
    void shouldCancelTheStopLegWithTheFirstTradeOfTheLimitLeg() {
        accept(send(MAKER, OcoMessage.of(SELL, "2", "105", "95"))); // 3, 4
        market.take();
        market.buy("1", "105"); // 5
        market.assertEvents("accepted 5", "traded 3/5 1 @ 105 BUY fees 0.105/0.21", "cancelled 4 2 OCO");
        market.buy("1", "105"); // 6
        market.assertEvents("accepted 6", "traded 3/6 1 @ 105 BUY fees 0.105/0.21");
    }

    @Test
    void shouldCancelTheLimitLegWhenTheStopLegIsTriggered() {
        accept(send(MAKER, OcoMessage.of(SELL, "2", "105", "95"))); // 3, 4
        market.buy("5", "94"); // 5
        market.buy("1", "95"); // 6
        market.take();
        market.sell("1", "95"); // 7
        market.assertEvents(
                "accepted 7",
                "traded 6/7 1 @ 95 SELL fees 0.095/0.19",
                "cancelled 3 2 OCO",
                "triggered 4 at 95 -> 85.5",
                "traded 5/4 2 @ 94 SELL fees 0.188/0.376");
    }

    @Test
    void shouldHandTheHoldOverToTheTriggeredLeg() {
        accept(send(TAKER, OcoMessage.of(BUY, "2", "95", "105").stopLimit("106"))); // 3, 4
        market.sell("1", "105"); // 5
        market.exchange.journal.take();
        market.exchange.limit(MAKER, BUY, "1", "105"); // 6 cancels itself: no trade
        market.exchange.deposit(1002, Exchange.USD, "1");
        accept(market.exchange.operate(1003, c -> c.createAccount(0)));
        market.exchange.deposit(1003, Exchange.USD, "1000");
        market.exchange.journal.take();
        market.exchange.limit(1003, BUY, "1", "105"); // 7

        // 106 for 2 and 0.2 %: 212.424, as was held for the larger leg.
        final long available = d("99999999.998") - d("212.424");
        assertThat(market.exchange.journal.take().subList(2, 5))
                .containsExactly(
                        new Event.Cancelled(
                                3,
                                TAKER,
                                11,
                                6,
                                d("95"),
                                d("2"),
                                available,
                                d("212.424"),
                                Exchange.DEC_USD,
                                BUY,
                                CancelReason.OCO),
                        new Event.Triggered(
                                4, TAKER, 12, d("105"), d("106"), available, d("212.424"), Exchange.DEC_USD, BUY),
                        new Event.Rested(4, 7, d("106"), d("2"), Exchange.DEC_USD, BUY));
    }

    @Test
    void shouldCancelTheOtherLegWithEither() {
        accept(send(MAKER, OcoMessage.of(SELL, "2", "105", "95"))); // 3, 4
        accept(send(MAKER, OcoMessage.of(SELL, "2", "105", "95"))); // 5, 6
        market.take();
        accept(market.exchange.cancel(MAKER, 3));
        market.assertEvents("cancelled 3 2 USER", "cancelled 4 2 OCO");
        accept(market.exchange.cancel(MAKER, 6));
        market.assertEvents("cancelled 6 2 USER", "cancelled 5 2 OCO");
        assertThat(market.exchange.machine.openOrderCount()).isZero();
    }

    @Test
    void shouldExpireTogether() {
        accept(send(MAKER, OcoMessage.of(SELL, "2", "105", "95").in(TimeInForce.GTD, market.at(10)))); // 3, 4
        market.assertEvents(
                "accepted 3",
                "terms 3 until 10000 ms linked to 4",
                "accepted 4",
                "terms 4 stop 95 until 10000 ms linked to 3",
                "rested 3 2 @ 105");
        market.timer(10);
        market.assertEvents("cancelled 3 2 EXPIRED", "cancelled 4 2 OCO");
        assertThat(market.exchange.machine.nextDeadline()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void shouldCancelTheStopLegAsSoonAsTheLimitLegTrades() {
        market.buy("1", "106"); // 3
        market.take();
        accept(send(MAKER, OcoMessage.of(SELL, "2", "105", "95"))); // 4, 5
        market.assertEvents(
                "accepted 4",
                "terms 4 linked to 5",
                "accepted 5",
                "terms 5 stop 95 linked to 4",
                "traded 3/4 1 @ 106 SELL fees 0.106/0.212",
                "cancelled 5 2 OCO",
                "rested 4 1 @ 105");
    }

    @Test
    void shouldCancelTheStopLegBehindTheRefillOfTheIcebergThatItTradedWith() {
        accept(market.exchange.trade(TAKER, limit(BUY, "5", "106").showing("1"))); // 3
        market.take();
        accept(send(MAKER, OcoMessage.of(SELL, "2", "105", "95"))); // 4, 5
        assertThat(market.take())
                .endsWith(
                        "traded 3/4 1 @ 106 SELL fees 0.106/0.212",
                        "refilled 3 1",
                        "cancelled 5 2 OCO",
                        "traded 3/4 1 @ 106 SELL fees 0.106/0.212",
                        "refilled 3 1");
    }

    @Test
    void shouldTriggerTheStopLegAtOnceIfTheLastPriceIsThere() {
        market.buy("5", "90"); // 3
        market.take();
        accept(send(MAKER, OcoMessage.of(SELL, "2", "105", "100"))); // 4, 5
        assertThat(market.take())
                .endsWith(
                        "rested 4 2 @ 105",
                        "cancelled 4 2 OCO",
                        "triggered 5 at 100 -> 90",
                        "traded 3/5 2 @ 90 SELL fees 0.18/0.36");
    }

    @Test
    void shouldEndTheStopLegIfTheLimitLegMeetsItsOwnAccount() {
        market.exchange.limit(MAKER, BUY, "1", "106"); // 3
        market.take();
        final Answer answer = send(MAKER, OcoMessage.of(SELL, "2", "105", "95")); // 4, 5
        assertThat(answer.cancelReason()).isEqualTo(CancelReason.SELF_TRADE);
        assertThat(market.take()).endsWith("cancelled 4 2 SELF_TRADE", "cancelled 5 2 OCO");
    }

    @Test
    void shouldKeepTheStopLegWhenTheLimitLegIsDecremented() {
        market.exchange.limit(MAKER, BUY, "1", "106"); // 3
        market.take();
        accept(send(
                MAKER,
                OcoMessage.of(SELL, "2", "105", "95").preventing(SelfTradePrevention.DECREMENT_AND_CANCEL))); // 4, 5
        assertThat(market.take())
                .endsWith("cancelled 3 1 SELF_TRADE", "reduced 4 by 1 to 1 SELF_TRADE", "rested 4 1 @ 105");
        final Account maker = market.exchange.machine.state().accounts.get(MAKER);
        final Asset dec = market.exchange.machine.state().assets.get(Exchange.DEC);
        assertThat(maker.held(dec)).isEqualTo(d("2"));
        market.buy("1", "105"); // 6: its own formula from the first trade on
        assertThat(maker.held(dec)).isZero();
    }

    @Test
    void shouldTradeInAnAuctionAndCancelTheStopLeg() {
        accept(send(MAKER, OcoMessage.of(SELL, "2", "105", "95"))); // 3, 4
        market.set(InstrumentStatus.AUCTION);
        market.buy("1", "105"); // 5
        market.take();
        market.set(InstrumentStatus.OPEN);
        assertThat(market.take()).contains("auction traded 3/5 1 @ 105 BUY fees 0.105/0.105", "cancelled 4 2 OCO");
    }

    @Test
    void shouldRefuseWhatMakesNoSense() {
        market.assertRejected(RejectReason.INVALID_OCO, send(MAKER, OcoMessage.of(SELL, "2", "95", "95")));
        market.assertRejected(RejectReason.INVALID_OCO, send(TAKER, OcoMessage.of(BUY, "2", "105", "95")));
        market.assertRejected(
                RejectReason.UNSUPPORTED,
                send(MAKER, OcoMessage.of(SELL, "2", "105", "95").in(TimeInForce.FOK, 0)));
        market.assertRejected(
                RejectReason.DUPLICATE_CLIENT_ORDER_ID,
                send(MAKER, OcoMessage.of(SELL, "2", "105", "95").ids("a", "a")));
        market.assertRejected(RejectReason.INVALID_PRICE, send(MAKER, OcoMessage.of(SELL, "2", "0", "95")));
        market.assertRejected(RejectReason.INVALID_STOP_PRICE, send(MAKER, OcoMessage.of(SELL, "2", "105", "0")));
        market.assertRejected(
                RejectReason.PRICE_NOT_ON_TICK,
                send(MAKER, OcoMessage.of(SELL, "2", "105", "95").stopLimit("0.001")));
        market.assertRejected(
                RejectReason.INVALID_EXPIRE_TIME,
                send(MAKER, OcoMessage.of(SELL, "2", "105", "95").in(TimeInForce.GTC, market.at(5))));
        market.assertRejected(
                RejectReason.INSUFFICIENT_BALANCE, send(MAKER, OcoMessage.of(SELL, "1000000", "105", "95")));
        market.assertRejected(
                RejectReason.NO_POSITION_TO_REDUCE,
                send(MAKER, OcoMessage.of(SELL, "2", "105", "95").flags(OrderFlag.REDUCE_ONLY)));
        market.buy("1", "106");
        market.take();
        market.assertRejected(
                RejectReason.POST_ONLY_WOULD_TAKE,
                send(MAKER, OcoMessage.of(SELL, "2", "105", "95").flags(OrderFlag.POST_ONLY)));
    }

    @Test
    void shouldNotBeAmended() {
        accept(send(MAKER, OcoMessage.of(SELL, "2", "105", "95"))); // 3, 4
        market.take();
        market.assertRejected(RejectReason.UNSUPPORTED, market.exchange.amend(MAKER, 3, "106", "0"));
        market.assertRejected(RejectReason.UNSUPPORTED, market.exchange.amend(MAKER, 4, "0", "1"));
    }

    @Test
    void shouldNeedTwoFreePlaces() {
        accept(market.exchange.operate(
                MAKER, c -> c.setAccount(io.unidatum.exchange.sbe.common.AccountStatus.ACTIVE, 0, 1, 0, "")));
        market.take();
        market.assertRejected(RejectReason.TOO_MANY_OPEN_ORDERS, send(MAKER, OcoMessage.of(SELL, "2", "105", "95")));
        accept(market.sell("1", "110"));
    }

    private static Event.Accepted accepted(
            final long id,
            final long sequence,
            final String price,
            final long available,
            final OrderType type,
            final String clientOrderId) {
        return new Event.Accepted(
                id,
                TAKER,
                sequence,
                d(price),
                d("2"),
                available,
                d("231.462"),
                Exchange.DEC_USD,
                1000,
                2000,
                BUY,
                type,
                TimeInForce.GTC,
                clientOrderId);
    }

    private Answer send(final long account, final OcoMessage message) {
        return market.exchange.trade(account, message);
    }
}

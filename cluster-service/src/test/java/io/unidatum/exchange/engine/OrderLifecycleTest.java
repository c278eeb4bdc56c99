package io.unidatum.exchange.engine;

import static io.unidatum.exchange.engine.Exchange.DEC_USD;
import static io.unidatum.exchange.engine.Exchange.accept;
import static io.unidatum.exchange.engine.Exchange.d;
import static io.unidatum.exchange.sbe.common.Side.BUY;
import static io.unidatum.exchange.sbe.common.Side.SELL;
import static org.assertj.core.api.Assertions.assertThat;

import io.unidatum.exchange.sbe.common.AccountStatus;
import io.unidatum.exchange.sbe.common.CancelReason;
import io.unidatum.exchange.sbe.common.OrderStatus;
import io.unidatum.exchange.sbe.common.OrderType;
import io.unidatum.exchange.sbe.common.TimeInForce;
import io.unidatum.exchange.sbe.order.RejectReason;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What orders do from acceptance to their end, with the money that moves. Maker 0.1 %, taker 0.2 %. */
class OrderLifecycleTest {
    private static final long ALICE = 1001;
    private static final long BOB = 1002;
    private final Exchange exchange = Exchange.opened();

    @BeforeEach
    void fund() {
        exchange.fund(ALICE, "100", "10000");
        exchange.fund(BOB, "100", "10000");
        exchange.journal.take();
    }

    @Test
    void shouldHoldTheWorstCaseOfABuyFeesIncluded() {
        final Answer answer = exchange.limit(ALICE, BUY, "10", "100");

        // 10 x 100 = 1000 and 0.2 % of it.
        assertThat(exchange.journal.take())
                .containsExactly(
                        new Event.Accepted(
                                1,
                                ALICE,
                                4,
                                d("100"),
                                d("10"),
                                d("8998"),
                                d("1002"),
                                DEC_USD,
                                1000,
                                2000,
                                BUY,
                                OrderType.LIMIT,
                                TimeInForce.GTC,
                                ""),
                        new Event.Rested(1, 1, d("100"), d("10"), DEC_USD, BUY));
        assertThat(answer.status()).isEqualTo(OrderStatus.NEW);
        assertThat(answer.orderId()).isEqualTo(1);
        assertThat(answer.leavesQuantity()).isEqualTo(d("10"));
        assertThat(answer.lastSequence())
                .isEqualTo(answer.firstSequence() + 1)
                .isEqualTo(exchange.machine.lastSequence());
    }

    @Test
    void shouldTradeAtTheMakersPriceAndReleaseTheImprovement() {
        exchange.limit(ALICE, SELL, "10", "100");
        exchange.journal.take();
        final Answer answer = exchange.limit(BOB, BUY, "4", "110");

        // Bob held 4 x 110 = 440 and 0.88; he pays 400 and 0.80; Alice gets 400 less 0.40.
        assertThat(exchange.journal.take())
                .containsExactly(
                        new Event.Accepted(
                                2,
                                BOB,
                                4,
                                d("110"),
                                d("4"),
                                d("9559.12"),
                                d("440.88"),
                                DEC_USD,
                                1000,
                                2000,
                                BUY,
                                OrderType.LIMIT,
                                TimeInForce.GTC,
                                ""),
                        new Event.Traded(
                                1,
                                DEC_USD,
                                2,
                                d("100"),
                                d("4"),
                                d("400"),
                                new Event.Leg(1, ALICE, 5, d("6"), d("0.4"), d("90"), d("6"), d("10399.6"), 0),
                                new Event.Leg(2, BOB, 5, 0, d("0.8"), d("104"), 0, d("9599.2"), 0),
                                BUY));
        assertThat(answer.status()).isEqualTo(OrderStatus.FILLED);
        assertThat(answer.filledNotional()).isEqualTo(d("400"));
        assertThat(answer.fee()).isEqualTo(d("0.8"));
        assertThat(answer.leavesQuantity()).isZero();
    }

    @Test
    void shouldHoldWhatASellLeavesOpenHoweverMuchItHasBrought() {
        // Bob's price for one lot is so good that proceeds and the rest's worth together exceed 64 bits.
        accept(exchange.operate(c -> c.setFeeTier(1, 0, 0)));
        accept(exchange.operate(c -> c.setFeeTier(2, 100_000, 100_000)));
        accept(exchange.operate(1003, c -> c.createAccount(1)));
        accept(exchange.operate(1004, c -> c.createAccount(2)));
        exchange.deposit(1004, Exchange.DEC, "100");
        final long fortune = Long.MAX_VALUE / 100 * 99;
        accept(exchange.adapt(1003, c -> c.deposit(Exchange.BTC, fortune, 900)));
        accept(exchange.trade(
                1003, c -> c.newOrder(Exchange.DEC_BTC, BUY, OrderType.LIMIT, TimeInForce.GTC, fortune, d("1"), "")));
        exchange.journal.take();

        final Answer answer = exchange.trade(
                1004,
                c -> c.newOrder(
                        Exchange.DEC_BTC, SELL, OrderType.LIMIT, TimeInForce.GTC, Long.MAX_VALUE / 111, d("100"), ""));

        assertThat(answer.status()).isEqualTo(OrderStatus.PARTIALLY_FILLED);
        final Account seller = exchange.machine.state().accounts.get(1004);
        final Asset dec = exchange.machine.state().assets.get(Exchange.DEC);
        assertThat(seller.held(dec)).isEqualTo(d("99"));
        accept(exchange.cancel(1004, answer.orderId()));
        assertThat(seller.available(dec)).isEqualTo(d("99"));
        Invariants.check(exchange.machine.state(), "after the cancel");
    }

    @Test
    void shouldReleaseTheWholeHoldOnCancel() {
        final long order = exchange.limit(ALICE, BUY, "10", "100").orderId();
        exchange.journal.take();
        final Answer answer = exchange.cancel(ALICE, order);

        assertThat(exchange.journal.take())
                .containsExactly(new Event.Cancelled(
                        1, ALICE, 5, 2, d("100"), d("10"), d("10000"), 0, DEC_USD, BUY, CancelReason.USER));
        assertThat(answer.status()).isEqualTo(OrderStatus.CANCELLED);
        assertThat(answer.cancelReason()).isEqualTo(CancelReason.USER);
        assertThat(exchange.cancel(ALICE, order).reason()).isEqualTo(RejectReason.UNKNOWN_ORDER);
    }

    @Test
    void shouldKeepThePlaceOfAReducedOrder() {
        final long order = exchange.limit(ALICE, SELL, "10", "100").orderId();
        exchange.journal.take();
        accept(exchange.amend(ALICE, order, "0", "3"));

        assertThat(exchange.journal.take())
                .containsExactly(new Event.Amended(
                        1, ALICE, 5, 2, d("100"), d("10"), d("100"), d("3"), d("3"), d("97"), d("3"), DEC_USD, SELL,
                        true));
    }

    @Test
    void shouldLetAnAmendedOrderTradeAtOnceAndRestAtTheBack() {
        exchange.limit(ALICE, SELL, "2", "101");
        final long order = exchange.limit(BOB, BUY, "5", "100").orderId();
        exchange.journal.take();
        final Answer answer = exchange.amend(BOB, order, "101", "0");

        // 5 x 101 = 505 and 1.01 held; 2 x 101 = 202 and 0.404 paid as taker.
        assertThat(exchange.journal.take())
                .containsExactly(
                        new Event.Amended(
                                2,
                                BOB,
                                5,
                                3,
                                d("100"),
                                d("5"),
                                d("101"),
                                d("5"),
                                d("5"),
                                d("9493.99"),
                                d("506.01"),
                                DEC_USD,
                                BUY,
                                false),
                        new Event.Traded(
                                1,
                                DEC_USD,
                                4,
                                d("101"),
                                d("2"),
                                d("202"),
                                new Event.Leg(1, ALICE, 5, 0, d("0.202"), d("98"), 0, d("10201.798"), 0),
                                new Event.Leg(2, BOB, 6, d("3"), d("0.404"), d("102"), 0, d("9493.99"), d("303.606")),
                                BUY),
                        new Event.Rested(2, 5, d("101"), d("3"), DEC_USD, BUY));
        assertThat(answer.status()).isEqualTo(OrderStatus.PARTIALLY_FILLED);
        assertThat(answer.filledQuantity()).isEqualTo(d("2"));
        assertThat(answer.leavesQuantity()).isEqualTo(d("3"));
    }

    @Test
    void shouldCancelTheRemainderOfImmediateOrCancel() {
        exchange.limit(ALICE, SELL, "2", "100");
        exchange.journal.take();
        final Answer answer = exchange.ioc(BOB, BUY, "5", "100");

        final List<Event> events = exchange.journal.take();
        assertThat(events).hasSize(3);
        assertThat(events.get(2))
                .isEqualTo(new Event.Cancelled(
                        2, BOB, 6, 0, d("100"), d("3"), d("9799.6"), 0, DEC_USD, BUY, CancelReason.IOC_REMAINDER));
        assertThat(answer.status()).isEqualTo(OrderStatus.CANCELLED);
        assertThat(answer.cancelReason()).isEqualTo(CancelReason.IOC_REMAINDER);
        assertThat(answer.filledQuantity()).isEqualTo(d("2"));
        assertThat(answer.leavesQuantity()).isZero();
    }

    @Test
    void shouldProtectAMarketOrderByABandRoundedTowardsTheBestPrice() {
        exchange.limit(ALICE, SELL, "1", "100.05");
        exchange.limit(ALICE, SELL, "1", "110.05");
        exchange.limit(ALICE, SELL, "1", "110.06");
        exchange.journal.take();
        final Answer answer = exchange.market(BOB, BUY, "3");

        // The band is 10 %: 110.055, on tick 110.05.
        final List<Event> events = exchange.journal.take();
        assertThat(((Event.Accepted) events.get(0)).price()).isEqualTo(d("110.05"));
        assertThat(answer.cancelReason()).isEqualTo(CancelReason.PROTECTION_PRICE);
        assertThat(answer.filledNotional()).isEqualTo(d("210.1"));
    }

    @Test
    void shouldRoundASellersProtectionPriceUp() {
        exchange.limit(BOB, BUY, "1", "100.05");
        exchange.limit(BOB, BUY, "1", "90.05");
        exchange.limit(BOB, BUY, "1", "90.04");
        exchange.journal.take();
        final Answer answer = exchange.market(ALICE, SELL, "3");

        // 90.045, on tick 90.05.
        assertThat(((Event.Accepted) exchange.journal.take().get(0)).price()).isEqualTo(d("90.05"));
        assertThat(answer.cancelReason()).isEqualTo(CancelReason.PROTECTION_PRICE);
        assertThat(answer.filledQuantity()).isEqualTo(d("2"));
    }

    @Test
    void shouldCancelWhatAMarketOrderFindsNoLiquidityFor() {
        exchange.limit(ALICE, SELL, "1", "100");
        final Answer answer = exchange.market(BOB, BUY, "3");

        assertThat(answer.status()).isEqualTo(OrderStatus.CANCELLED);
        assertThat(answer.cancelReason()).isEqualTo(CancelReason.NO_LIQUIDITY);
        assertThat(answer.filledQuantity()).isEqualTo(d("1"));
    }

    @Test
    void shouldCancelTheNewestInsteadOfASelfTrade() {
        exchange.limit(ALICE, SELL, "1", "100");
        final Answer answer = exchange.limit(ALICE, BUY, "1", "100");

        assertThat(answer.status()).isEqualTo(OrderStatus.CANCELLED);
        assertThat(answer.cancelReason()).isEqualTo(CancelReason.SELF_TRADE);
        assertThat(exchange.machine.openOrderCount()).isEqualTo(1);
    }

    @Test
    void shouldChargeManySmallFillsNoMoreThanOneLargeOne() {
        // 0.01 x 0.01 is a notional of 0.0001: 0.1 % of it is 0.0000001 for each of a hundred fills.
        exchange.limit(ALICE, SELL, "1", "0.01");
        Answer answer = null;
        for (int i = 0; i < 100; i++) {
            answer = exchange.ioc(BOB, BUY, "0.01", "0.01");
        }
        assertThat(answer.fee()).isEqualTo(20);
        final Account fees = exchange.machine.state().feeAccount();
        final Asset usd = exchange.machine.state().assets.get(Exchange.USD);
        // The maker's order pays ceil(0.01 x 0.1 %) = 1000 units once, the takers 20 each.
        assertThat(fees.available(usd)).isEqualTo(1000 + 100 * 20);
    }

    @Test
    void shouldRoundAFeeUpOverTheWholeOrderOnly() {
        accept(exchange.operate(c -> c.setFeeTier(1, 1, 1)));
        accept(exchange.operate(ALICE, c -> c.setAccount(AccountStatus.ACTIVE, 1, 0, 0, "")));
        exchange.limit(ALICE, SELL, "1", "0.01");
        exchange.ioc(BOB, BUY, "0.01", "0.01");
        exchange.ioc(BOB, BUY, "0.01", "0.01");
        exchange.journal.take();
        exchange.ioc(BOB, BUY, "0.98", "0.01");

        // One part per million of 10,000 units is 0.01 unit: the first fill pays 1, the second 0; all of it is 1.
        final Event.Traded last = (Event.Traded) exchange.journal.take().get(1);
        assertThat(last.maker().leaves()).isZero();
        assertThat(last.maker().fee()).isZero();
    }

    @Test
    void shouldKeepAnOrdersRatesWhenItsTierChanges() {
        exchange.limit(ALICE, SELL, "1", "100");
        accept(exchange.operate(c -> c.setFeeTier(0, 50_000, 60_000)));
        exchange.journal.take();
        exchange.limit(BOB, BUY, "1", "100");

        final Event.Traded trade = (Event.Traded) exchange.journal.take().get(1);
        assertThat(trade.maker().fee()).isEqualTo(d("0.1"));
        assertThat(trade.taker().fee()).isEqualTo(d("6"));
    }

    @Test
    void shouldCancelAndAmendByClientOrderId() {
        exchange.order(ALICE, SELL, OrderType.LIMIT, TimeInForce.GTC, "5", "100", "my order 1");
        final Answer amended = exchange.trade(ALICE, c -> c.amend(0, "my order 1", 0, d("4")));
        assertThat(amended.leavesQuantity()).isEqualTo(d("4"));
        final Answer cancelled = exchange.trade(ALICE, c -> c.cancel(0, "my order 1"));
        assertThat(cancelled.status()).isEqualTo(OrderStatus.CANCELLED);
        assertThat(exchange.machine.openOrderCount()).isZero();
    }
}

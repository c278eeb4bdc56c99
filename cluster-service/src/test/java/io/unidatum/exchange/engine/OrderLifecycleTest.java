package io.unidatum.exchange.engine;

import static io.unidatum.exchange.engine.Exchange.DEC_USD;
import static io.unidatum.exchange.engine.Exchange.accept;
import static io.unidatum.exchange.engine.Exchange.d;
import static io.unidatum.exchange.sbe.common.Side.BUY;
import static io.unidatum.exchange.sbe.common.Side.SELL;
import static org.assertj.core.api.Assertions.assertThat;

import io.unidatum.exchange.sbe.common.CancelReason;
import io.unidatum.exchange.sbe.common.OrderStatus;
import io.unidatum.exchange.sbe.common.OrderType;
import io.unidatum.exchange.sbe.common.TimeInForce;
import io.unidatum.exchange.sbe.order.RejectReason;
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
}

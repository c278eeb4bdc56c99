package io.unidatum.exchange.engine;

import static io.unidatum.exchange.engine.Exchange.SECOND;
import static io.unidatum.exchange.engine.Exchange.accept;
import static io.unidatum.exchange.engine.Market.MAKER;
import static io.unidatum.exchange.engine.Market.TAKER;
import static io.unidatum.exchange.engine.OrderMessage.limit;
import static io.unidatum.exchange.engine.OrderMessage.market;
import static io.unidatum.exchange.engine.OrderMessage.stop;
import static io.unidatum.exchange.sbe.common.Side.BUY;
import static io.unidatum.exchange.sbe.common.Side.SELL;
import static org.assertj.core.api.Assertions.assertThat;

import io.unidatum.exchange.sbe.common.CancelReason;
import io.unidatum.exchange.sbe.common.OrderStatus;
import io.unidatum.exchange.sbe.common.OrderType;
import io.unidatum.exchange.sbe.common.SelfTradePrevention;
import io.unidatum.exchange.sbe.common.TimeInForce;
import io.unidatum.exchange.sbe.order.RejectReason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Fill or kill, good till date, day; and which types go with which. */
class TimeInForceTest {
    private static final long DAY = 86_400 * SECOND;
    private final Market market = new Market();

    @AfterEach
    void shouldHoldWhatOrdersNeed() {
        Invariants.check(market.exchange.machine.state(), "at the end");
    }

    @Test
    void shouldFillOrKillWholeOrNotAtAll() {
        market.sell("1", "100"); // 1
        market.sell("1", "101"); // 2
        market.take();
        final Answer killed = send(TAKER, limit(BUY, "2", "100").in(TimeInForce.FOK));
        assertThat(killed.status()).isEqualTo(OrderStatus.CANCELLED);
        assertThat(killed.cancelReason()).isEqualTo(CancelReason.FILL_OR_KILL);
        market.assertEvents("accepted 3", "cancelled 3 2 FILL_OR_KILL");

        final Answer filled = send(TAKER, limit(BUY, "2", "101").in(TimeInForce.FOK));
        assertThat(filled.status()).isEqualTo(OrderStatus.FILLED);
        market.assertEvents(
                "accepted 4", "traded 1/4 1 @ 100 BUY fees 0.1/0.2", "traded 2/4 1 @ 101 BUY fees 0.101/0.202");
    }

    @Test
    void shouldFillOrKillAMarketOrderWithinItsBand() {
        market.sell("1", "100"); // 1
        market.sell("1", "111"); // 2: beyond 110
        market.take();
        assertThat(send(TAKER, market(BUY, "2").in(TimeInForce.FOK)).cancelReason())
                .isEqualTo(CancelReason.FILL_OR_KILL);
        assertThat(send(TAKER, market(BUY, "1").in(TimeInForce.FOK)).status()).isEqualTo(OrderStatus.FILLED);
    }

    @Test
    void shouldNotCountWhatItWouldNotTradeWith() {
        market.sell("1", "100"); // 1
        market.exchange.limit(TAKER, SELL, "1", "100"); // 2
        market.sell("1", "100"); // 3
        market.take();
        assertThat(send(TAKER, limit(BUY, "2", "100").in(TimeInForce.FOK)).cancelReason())
                .isEqualTo(CancelReason.FILL_OR_KILL);
        final Answer answer =
                send(TAKER, limit(BUY, "2", "100").in(TimeInForce.FOK).preventing(SelfTradePrevention.CANCEL_OLDEST));
        assertThat(answer.status()).isEqualTo(OrderStatus.FILLED);
    }

    @Test
    void shouldExpireWhenItsTimeHasComeBeforeAnythingElseHappens() {
        final long expiry = market.at(10);
        accept(send(MAKER, limit(SELL, "1", "100").until(expiry))); // 1
        accept(send(MAKER, stop(SELL, "1", "90").until(expiry))); // 2
        market.assertEvents(
                "accepted 1",
                "terms 1 until 10000 ms",
                "rested 1 1 @ 100",
                "accepted 2",
                "terms 2 stop 90 until 10000 ms");
        assertThat(market.exchange.machine.nextDeadline()).isEqualTo(expiry);
        market.waitUntil(10);
        market.buy("1", "100"); // 3

        market.assertEvents("cancelled 1 1 EXPIRED", "cancelled 2 1 EXPIRED", "accepted 3", "rested 3 1 @ 100");
        assertThat(market.exchange.machine.nextDeadline()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void shouldForgetTheExpiryOfAnOrderThatIsGone() {
        accept(send(MAKER, limit(SELL, "1", "100").until(market.at(10)))); // 1
        accept(send(MAKER, limit(SELL, "1", "100").until(market.at(11)))); // 2
        market.buy("1", "100");
        accept(market.exchange.cancel(MAKER, 2));
        assertThat(market.exchange.machine.nextDeadline()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void shouldExpireADayOrderAtMidnight() {
        accept(send(MAKER, limit(SELL, "1", "100").in(TimeInForce.DAY)));
        final long midnight = (market.exchange.now / DAY + 1) * DAY;
        assertThat(market.exchange.machine.nextDeadline()).isEqualTo(midnight);
        market.take();
        market.exchange.machine.onTimer(midnight - 1);
        market.assertEvents();
        market.exchange.machine.onTimer(midnight);
        market.assertEvents("cancelled 1 1 EXPIRED");
    }

    @Test
    void shouldRefuseAnExpiryThatMakesNoSense() {
        final RejectReason invalid = RejectReason.INVALID_EXPIRE_TIME;
        market.assertRejected(invalid, send(MAKER, limit(SELL, "1", "100").in(TimeInForce.GTD)));
        market.assertRejected(invalid, send(MAKER, limit(SELL, "1", "100").until(market.exchange.now)));
        market.assertRejected(invalid, send(MAKER, limit(SELL, "1", "100").until(-1)));
        market.assertRejected(invalid, send(MAKER, limit(SELL, "1", "100").expiring(market.at(10))));
        market.assertRejected(
                invalid, send(MAKER, limit(SELL, "1", "100").in(TimeInForce.DAY).expiring(market.at(10))));
    }

    @Test
    void shouldRefuseTypesAndTimesThatDoNotGoTogether() {
        final RejectReason unsupported = RejectReason.UNSUPPORTED;
        market.assertRejected(unsupported, send(MAKER, market(SELL, "1").in(TimeInForce.GTC)));
        market.assertRejected(unsupported, send(MAKER, market(SELL, "1").in(TimeInForce.DAY)));
        market.assertRejected(unsupported, send(MAKER, stop(SELL, "1", "90").in(TimeInForce.IOC)));
        market.assertRejected(unsupported, send(MAKER, stop(SELL, "1", "90").in(TimeInForce.FOK)));
        market.assertRejected(unsupported, send(MAKER, stop(SELL, "1", "90").postOnly()));
        market.assertRejected(unsupported, send(MAKER, market(SELL, "1").postOnly()));
        market.assertRejected(
                unsupported,
                send(MAKER, limit(SELL, "1", "90").in(TimeInForce.IOC).postOnly()));
        market.assertRejected(
                RejectReason.UNKNOWN_ENUM_VALUE,
                send(MAKER, limit(SELL, "1", "90").flags(4)));
        market.assertRejected(
                RejectReason.INVALID_PRICE, send(MAKER, stop(SELL, "1", "90").price("89")));
        market.assertRejected(RejectReason.INVALID_STOP_PRICE, send(MAKER, stop(SELL, "1", "0")));
        market.assertRejected(RejectReason.INVALID_STOP_PRICE, send(MAKER, stop(SELL, "1", "0.001")));
        market.assertRejected(
                RejectReason.INVALID_STOP_PRICE,
                send(MAKER, limit(SELL, "1", "90").stopPrice("80")));
        market.assertRejected(
                RejectReason.INVALID_TRAILING_OFFSET,
                send(MAKER, limit(SELL, "1", "90").offset("1")));
    }

    @Test
    void shouldKnowNothingOfAllThisBeforeItIsSwitchedOn() {
        final Exchange before = Exchange.opened();
        before.fund(MAKER, "100", "100");
        for (final OrderMessage message : new OrderMessage[] {
            stop(SELL, "1", "90"),
            limit(SELL, "1", "90").in(TimeInForce.FOK),
            limit(SELL, "1", "90").in(TimeInForce.DAY),
            limit(SELL, "2", "90").showing("1"),
            limit(SELL, "1", "90").postOnly(),
            limit(SELL, "1", "90").preventing(SelfTradePrevention.CANCEL_BOTH),
            limit(SELL, "1", "90").offset("1"),
            OrderMessage.waiting(OrderType.TAKE_PROFIT, SELL, "1", "90")
        }) {
            assertThat(before.trade(MAKER, message).reason()).isEqualTo(RejectReason.UNSUPPORTED);
        }
        accept(before.trade(MAKER, limit(SELL, "1", "90")));
        assertThat(before.trade(MAKER, c -> c.amendStop(1, 0, 0, 5)).reason()).isEqualTo(RejectReason.UNSUPPORTED);
        assertThat(before.trade(MAKER, OcoMessage.of(SELL, "1", "90", "80")).reason())
                .isEqualTo(RejectReason.UNSUPPORTED);
    }

    private Answer send(final long account, final OrderMessage message) {
        return market.exchange.trade(account, message);
    }
}

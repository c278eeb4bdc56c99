package io.unidatum.exchange.engine;

import static io.unidatum.exchange.engine.Exchange.accept;
import static io.unidatum.exchange.engine.Exchange.d;
import static io.unidatum.exchange.engine.Market.TAKER;
import static io.unidatum.exchange.engine.OrderMessage.limit;
import static io.unidatum.exchange.sbe.common.Side.BUY;
import static io.unidatum.exchange.sbe.common.Side.SELL;
import static org.assertj.core.api.Assertions.assertThat;

import io.unidatum.exchange.sbe.common.CancelReason;
import io.unidatum.exchange.sbe.common.OrderStatus;
import io.unidatum.exchange.sbe.common.SelfTradePrevention;
import io.unidatum.exchange.sbe.common.TimeInForce;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happens when an order meets one of its own account, by the setting of the one that comes. */
class SelfTradePreventionTest {
    private final Market market = new Market();

    /** The maker offers 1 at 99, the taker itself 1 at 100, the maker 5 at 100. */
    @BeforeEach
    void offer() {
        market.sell("1", "99"); // 1
        market.exchange.limit(TAKER, SELL, "1", "100"); // 2
        market.sell("5", "100"); // 3
        market.take();
    }

    @AfterEach
    void shouldHoldWhatOrdersNeed() {
        Invariants.check(market.exchange.machine.state(), "at the end");
    }

    @Test
    void shouldCancelTheNewest() {
        final Answer answer = buy(SelfTradePrevention.CANCEL_NEWEST, "4");
        market.assertEvents("accepted 4", "traded 1/4 1 @ 99 BUY fees 0.099/0.198", "cancelled 4 3 SELF_TRADE");
        assertThat(answer.cancelReason()).isEqualTo(CancelReason.SELF_TRADE);
    }

    @Test
    void shouldCancelTheOldestAndGoOn() {
        final Answer answer = buy(SelfTradePrevention.CANCEL_OLDEST, "4");
        market.assertEvents(
                "accepted 4",
                "traded 1/4 1 @ 99 BUY fees 0.099/0.198",
                "cancelled 2 1 SELF_TRADE",
                "traded 3/4 3 @ 100 BUY fees 0.3/0.6");
        assertThat(answer.status()).isEqualTo(OrderStatus.FILLED);
    }

    @Test
    void shouldCancelBoth() {
        final Answer answer = buy(SelfTradePrevention.CANCEL_BOTH, "4");
        market.assertEvents(
                "accepted 4",
                "traded 1/4 1 @ 99 BUY fees 0.099/0.198",
                "cancelled 2 1 SELF_TRADE",
                "cancelled 4 3 SELF_TRADE");
        assertThat(answer.status()).isEqualTo(OrderStatus.CANCELLED);
        assertThat(answer.filledQuantity()).isEqualTo(d("1"));
    }

    @Test
    void shouldDecrementBothAndGoOnWithTheRest() {
        final Answer answer = buy(SelfTradePrevention.DECREMENT_AND_CANCEL, "4");
        market.assertEvents(
                "accepted 4",
                "traded 1/4 1 @ 99 BUY fees 0.099/0.198",
                "cancelled 2 1 SELF_TRADE",
                "reduced 4 by 1 to 2 SELF_TRADE",
                "traded 3/4 2 @ 100 BUY fees 0.2/0.4");
        assertThat(answer.status()).isEqualTo(OrderStatus.FILLED);
        assertThat(answer.filledQuantity()).isEqualTo(d("3"));
    }

    @Test
    void shouldDecrementTheRestingOrderAndCancelTheOneThatHasNoneLeft() {
        market.exchange.limit(TAKER, SELL, "9", "98"); // 4
        market.exchange.journal.take();
        final Answer answer = buy(SelfTradePrevention.DECREMENT_AND_CANCEL, "4"); // 5

        final Account taker = market.exchange.machine.state().accounts.get(TAKER);
        final Asset dec = market.exchange.machine.state().assets.get(Exchange.DEC);
        assertThat(taker.held(dec)).isEqualTo(d("6"));
        assertThat(market.exchange.journal.take())
                .element(1)
                .isEqualTo(new Event.Reduced(
                        4,
                        TAKER,
                        7,
                        5,
                        d("98"),
                        d("4"),
                        d("4"),
                        d("5"),
                        d("999994"),
                        d("6"),
                        Exchange.DEC_USD,
                        SELL,
                        CancelReason.SELF_TRADE));
        assertThat(answer.status()).isEqualTo(OrderStatus.CANCELLED);
        assertThat(answer.cancelReason()).isEqualTo(CancelReason.SELF_TRADE);
        assertThat(answer.filledQuantity()).isZero();
        assertThat(answer.leavesQuantity()).isZero();
    }

    @Test
    void shouldKeepItsSettingForWhenItIsAmended() {
        accept(market.exchange.trade(TAKER, limit(BUY, "4", "90").preventing(SelfTradePrevention.CANCEL_OLDEST))); // 4
        market.take();
        accept(market.exchange.amend(TAKER, 4, "100", "0"));
        assertThat(market.take()).contains("cancelled 2 1 SELF_TRADE").endsWith("traded 3/4 3 @ 100 BUY fees 0.3/0.6");
    }

    private Answer buy(final SelfTradePrevention prevention, final String quantity) {
        return market.exchange.trade(
                TAKER, limit(BUY, quantity, "100").in(TimeInForce.GTC).preventing(prevention));
    }
}

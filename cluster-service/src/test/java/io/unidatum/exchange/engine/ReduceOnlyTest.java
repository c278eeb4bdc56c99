package io.unidatum.exchange.engine;

import static io.unidatum.exchange.engine.Exchange.DEC_USD;
import static io.unidatum.exchange.engine.Exchange.accept;
import static io.unidatum.exchange.engine.Exchange.d;
import static io.unidatum.exchange.engine.Market.MAKER;
import static io.unidatum.exchange.engine.Market.TAKER;
import static io.unidatum.exchange.engine.OrderMessage.limit;
import static io.unidatum.exchange.engine.OrderMessage.market;
import static io.unidatum.exchange.engine.OrderMessage.stop;
import static io.unidatum.exchange.sbe.common.Side.BUY;
import static io.unidatum.exchange.sbe.common.Side.SELL;
import static org.assertj.core.api.Assertions.assertThat;

import io.unidatum.exchange.protocol.Position;
import io.unidatum.exchange.sbe.common.TimeInForce;
import io.unidatum.exchange.sbe.order.RejectReason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Positions, and orders that may only make them smaller. */
class ReduceOnlyTest {
    private final Market market = new Market();

    /** The taker has bought 4 at 100 of the maker. */
    @BeforeEach
    void buy() {
        market.sell("4", "100"); // 1
        market.buy("4", "100"); // 2
        market.take();
    }

    @AfterEach
    void shouldHoldWhatOrdersNeed() {
        Invariants.check(market.exchange.machine.state(), "at the end");
    }

    @Test
    void shouldKeepBothSidesPositions() {
        assertPosition(TAKER, "4", "400", "0");
        assertPosition(MAKER, "-4", "400", "0");
        market.sell("1", "110");
        market.buy("1", "110");
        market.exchange.limit(TAKER, SELL, "2", "120");
        market.exchange.limit(MAKER, BUY, "2", "120");

        // 5 for 510; 2 of them cost 204 and brought 240. The maker received 204 for 2 and paid 240.
        assertPosition(TAKER, "3", "306", "36");
        assertPosition(MAKER, "-3", "306", "-36");
    }

    @Test
    void shouldNeedAPositionThatItCanReduce() {
        market.assertRejected(
                RejectReason.NO_POSITION_TO_REDUCE,
                send(TAKER, limit(BUY, "1", "90").reduceOnly()));
        market.assertRejected(
                RejectReason.NO_POSITION_TO_REDUCE,
                send(MAKER, stop(SELL, "1", "90").reduceOnly()));
        accept(send(MAKER, limit(BUY, "1", "90").reduceOnly()));
    }

    @Test
    void shouldTakeOffWhatExceedsThePosition() {
        market.buy("9", "99"); // 3
        market.take();
        accept(send(TAKER, limit(SELL, "6", "101").reduceOnly())); // 4
        market.assertEvents("accepted 4", "reduced 4 by 2 to 4 REDUCE_ONLY", "rested 4 4 @ 101");
    }

    @Test
    void shouldNotSellMoreThanThereIsWhenItTakes() {
        market.exchange.limit(MAKER, BUY, "9", "99"); // 3
        market.take();
        final Answer answer = send(TAKER, market(SELL, "6").reduceOnly());
        market.assertEvents("accepted 4", "reduced 4 by 2 to 4 REDUCE_ONLY", "traded 3/4 4 @ 99 SELL fees 0.396/0.792");
        assertThat(answer.filledQuantity()).isEqualTo(d("4"));
        assertPosition(TAKER, "0", "0", "-4");
    }

    @Test
    void shouldBeCutWhenItWouldTradeAsTheMaker() {
        accept(send(TAKER, limit(SELL, "4", "101").reduceOnly())); // 3
        accept(send(TAKER, limit(SELL, "3", "100").reduceOnly())); // 4
        market.take();
        // 4 trades first; then there is 1 left to reduce.
        market.exchange.limit(MAKER, BUY, "9", "101"); // 5
        market.assertEvents(
                "accepted 5",
                "traded 4/5 3 @ 100 BUY fees 0.3/0.6",
                "reduced 3 by 3 to 1 REDUCE_ONLY",
                "traded 3/5 1 @ 101 BUY fees 0.101/0.202",
                "rested 5 5 @ 101");
    }

    @Test
    void shouldBeCancelledWhenItWouldTradeAndThePositionIsGone() {
        accept(send(TAKER, limit(SELL, "4", "101").reduceOnly())); // 3
        market.exchange.limit(MAKER, BUY, "4", "99"); // 4
        market.exchange.limit(TAKER, SELL, "4", "99"); // 5
        market.take();
        market.exchange.limit(MAKER, BUY, "1", "101"); // 6
        market.assertEvents("accepted 6", "cancelled 3 4 REDUCE_ONLY", "rested 6 1 @ 101");
    }

    @Test
    void shouldBeCutWhenItIsTriggered() {
        accept(send(TAKER, stop(SELL, "6", "95").reduceOnly())); // 3
        market.assertEvents("accepted 3", "terms 3 stop 95");
        market.exchange.limit(MAKER, BUY, "9", "94"); // 4
        market.exchange.limit(MAKER, BUY, "1", "95"); // 5
        market.take();
        market.exchange.limit(TAKER, SELL, "1", "95"); // 6
        market.assertEvents(
                "accepted 6",
                "traded 5/6 1 @ 95 SELL fees 0.095/0.19",
                "triggered 3 at 95 -> 85.5",
                "reduced 3 by 3 to 3 REDUCE_ONLY",
                "traded 4/3 3 @ 94 SELL fees 0.282/0.564");
    }

    @Test
    void shouldBeCancelledWhenItIsTriggeredWithoutAPosition() {
        accept(send(TAKER, stop(SELL, "6", "95").reduceOnly())); // 3
        market.exchange.limit(MAKER, BUY, "4", "95"); // 4
        market.take();
        market.exchange.limit(TAKER, SELL, "4", "95"); // 5
        assertThat(market.take()).endsWith("triggered 3 at 95 -> 85.5", "cancelled 3 6 REDUCE_ONLY");
    }

    @Test
    void shouldBeCutAgainWhenItIsAmendedUpwards() {
        accept(send(TAKER, limit(SELL, "3", "101").reduceOnly())); // 3
        market.take();
        accept(market.exchange.amend(TAKER, 3, "0", "7"));
        market.assertEvents("amended 3 7 @ 101", "reduced 3 by 3 to 4 REDUCE_ONLY", "rested 3 4 @ 101");
    }

    @Test
    void shouldCountOnlyWhatItMayTradeForFillOrKill() {
        market.exchange.limit(MAKER, BUY, "5", "99"); // 3
        accept(send(TAKER, limit(SELL, "4", "101").reduceOnly())); // 4
        market.take();
        assertThat(send(TAKER, limit(SELL, "6", "99").in(TimeInForce.FOK).reduceOnly())
                        .filledQuantity())
                .isEqualTo(d("4"));
        // Order 4 could still sell 4, but there is nothing left to reduce: so it cannot fill anybody.
        assertThat(send(MAKER, limit(BUY, "4", "101").in(TimeInForce.FOK)).filledQuantity())
                .isZero();
    }

    private void assertPosition(final long account, final String quantity, final String cost, final String realised) {
        final ExchangeState state = market.exchange.machine.state();
        final Position position =
                state.positions.get(state.accounts.get(account), state.instruments.get(DEC_USD)).position;
        assertThat(position.quantity()).isEqualTo(d(quantity));
        assertThat(position.cost()).isEqualTo(d(cost));
        assertThat(position.realised()).isEqualTo(d(realised));
    }

    private Answer send(final long account, final OrderMessage message) {
        return market.exchange.trade(account, message);
    }
}

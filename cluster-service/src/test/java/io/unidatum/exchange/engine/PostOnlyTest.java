package io.unidatum.exchange.engine;

import static io.unidatum.exchange.engine.Exchange.accept;
import static io.unidatum.exchange.engine.Market.MAKER;
import static io.unidatum.exchange.engine.Market.TAKER;
import static io.unidatum.exchange.engine.OrderMessage.limit;
import static io.unidatum.exchange.sbe.common.Side.BUY;
import static org.assertj.core.api.Assertions.assertThat;

import io.unidatum.exchange.sbe.common.InstrumentStatus;
import io.unidatum.exchange.sbe.order.RejectReason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Orders that would rather be rejected than take. */
class PostOnlyTest {
    private final Market market = new Market();

    @AfterEach
    void shouldHoldWhatOrdersNeed() {
        Invariants.check(market.exchange.machine.state(), "at the end");
    }

    @Test
    void shouldRestOrBeRejected() {
        market.sell("1", "100"); // 1
        market.take();
        market.assertRejected(
                RejectReason.POST_ONLY_WOULD_TAKE,
                send(TAKER, limit(BUY, "1", "100").postOnly()));
        market.assertRejected(
                RejectReason.POST_ONLY_WOULD_TAKE,
                send(MAKER, limit(BUY, "1", "101").postOnly()));
        accept(send(TAKER, limit(BUY, "1", "99.99").postOnly()));
        market.assertEvents("accepted 2", "rested 2 1 @ 99.99");
    }

    @Test
    void shouldStayAsItIsIfAnAmendmentWouldTake() {
        market.sell("1", "100"); // 1
        accept(send(TAKER, limit(BUY, "2", "99").postOnly())); // 2
        market.take();
        market.assertRejected(RejectReason.POST_ONLY_WOULD_TAKE, market.exchange.amend(TAKER, 2, "100", "0"));
        accept(market.exchange.amend(TAKER, 2, "0", "1"));
        accept(market.exchange.amend(TAKER, 2, "99.5", "0"));
        market.assertEvents("amended 2 1 @ 99 in place", "amended 2 1 @ 99.5", "rested 2 1 @ 99.5");
    }

    @Test
    void shouldCrossInAnAuctionWhereNobodyTakes() {
        market.sell("1", "100"); // 1
        market.set(InstrumentStatus.AUCTION);
        market.take();
        accept(send(TAKER, limit(BUY, "1", "101").postOnly())); // 2
        assertThat(market.take()).containsExactly("accepted 2", "rested 2 1 @ 101");
    }

    private Answer send(final long account, final OrderMessage message) {
        return market.exchange.trade(account, message);
    }
}

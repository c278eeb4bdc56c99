package io.unidatum.exchange.engine;

import static io.unidatum.exchange.engine.Exchange.SECOND;
import static io.unidatum.exchange.engine.Exchange.accept;
import static io.unidatum.exchange.engine.Market.MAKER;
import static io.unidatum.exchange.engine.Market.TAKER;

import io.unidatum.exchange.sbe.common.InstrumentStatus;
import io.unidatum.exchange.sbe.common.OrderType;
import io.unidatum.exchange.sbe.common.Side;
import io.unidatum.exchange.sbe.common.TimeInForce;
import org.junit.jupiter.api.Test;

/** Waiting orders and icebergs where the market's status matters to them. */
class MarketTriggersTest {
    private final Market market = new Market();

    @Test
    void shouldElectWithAnAuctionsPriceAndFireOnceItIsOpen() {
        market.lastPrice("100");
        stop(TAKER, Side.SELL, "1", "98");
        market.set(InstrumentStatus.AUCTION);
        market.sell("2", "97");
        market.buy("3", "97");
        market.take();
        market.set(InstrumentStatus.OPEN);
        market.assertEvents(
                "uncrossed 1: 2 @ 97 surplus 1",
                "auction traded 4/5 2 @ 97 BUY fees 0.194/0.194",
                "status 1 OPEN (operator)",
                "triggered 3 at 98 -> 88.2",
                "cancelled 3 1 SELF_TRADE");
    }

    @Test
    void shouldLetWhatWasElectedWaitForTheEndOfAHalt() {
        market.lastPrice("100");
        market.rules(50_000, 10 * SECOND, 0);
        market.exchange.limit(TAKER, Side.BUY, "1", "96");
        market.exchange.limit(TAKER, Side.BUY, "5", "94");
        stop(MAKER, Side.SELL, "1", "97");
        market.take();
        market.sell("2", "94");
        market.assertEvents(
                "accepted 6",
                "traded 3/6 1 @ 96 SELL fees 0.096/0.192",
                "cancelled 6 1 PRICE_COLLAR",
                "status 1 HALTED until 10000 ms (price collar) by itself");
        market.timer(11);
        market.assertEvents(
                "status 1 OPEN (halt is over) by itself",
                "triggered 5 at 97 -> 87.3",
                "traded 4/5 1 @ 94 SELL fees 0.094/0.188");
    }

    @Test
    void shouldMeasureAWholeCascadeFromTheLastPriceBeforeIt() {
        market.lastPrice("100");
        market.rules(50_000, 0, 0);
        for (final String price : new String[] {"98", "96", "94"}) {
            market.exchange.limit(TAKER, Side.BUY, "1", price);
        }
        stop(MAKER, Side.SELL, "1", "98");
        stop(MAKER, Side.SELL, "1", "96");
        market.take();
        market.sell("1", "98");
        // 94 is within 5 % of 96 and of 98, but not of 100.
        market.assertEvents(
                "accepted 8",
                "traded 3/8 1 @ 98 SELL fees 0.098/0.196",
                "triggered 6 at 98 -> 88.2",
                "traded 4/6 1 @ 96 SELL fees 0.096/0.192",
                "triggered 7 at 96 -> 86.4",
                "cancelled 7 1 PRICE_COLLAR",
                "status 1 HALTED (price collar) by itself");
    }

    @Test
    void shouldMeasureFromTheAuctionsPriceWhatItTriggers() {
        market.lastPrice("100");
        market.rules(50_000, 0, 0);
        stop(MAKER, Side.SELL, "1", "85");
        market.set(InstrumentStatus.AUCTION);
        market.sell("1", "80");
        market.buy("1", "80");
        market.exchange.limit(TAKER, Side.BUY, "1", "79");
        market.take();
        market.set(InstrumentStatus.OPEN);
        market.assertEvents(
                "uncrossed 1: 1 @ 80 surplus 0",
                "auction traded 4/5 1 @ 80 BUY fees 0.08/0.08",
                "status 1 OPEN (operator)",
                "triggered 3 at 85 -> 76.5",
                "traded 6/3 1 @ 79 SELL fees 0.079/0.158");
    }

    @Test
    void shouldCancelWhatIsTriggeredAndWouldTakeWhilePostOnly() {
        market.lastPrice("100");
        market.buy("1", "99");
        stop(MAKER, Side.SELL, "1", "98");
        market.set(InstrumentStatus.AUCTION);
        market.sell("3", "97");
        market.buy("1", "97");
        market.take();
        market.set(InstrumentStatus.POST_ONLY);
        market.assertEvents(
                "uncrossed 1: 2 @ 97 surplus -1",
                "auction traded 3/5 1 @ 97 SELL fees 0.097/0.097",
                "auction traded 5/6 1 @ 97 BUY fees 0.097/0.097",
                "status 1 POST_ONLY (operator)",
                "triggered 4 at 98 -> 88.2",
                "cancelled 4 1 POST_ONLY");
    }

    @Test
    void shouldTakeAllOfAnIcebergInAnAuctionAndRefillIt() {
        market.set(InstrumentStatus.AUCTION);
        accept(market.order(
                MAKER, Side.SELL, OrderType.LIMIT, TimeInForce.GTC, "10", "100", o -> o.displayQuantity(200_000_000)));
        market.sell("1", "100");
        market.buy("5", "100");
        market.buy("1", "100");
        market.take();
        market.set(InstrumentStatus.OPEN);
        market.assertEvents(
                "uncrossed 1: 6 @ 100 surplus -5",
                "auction traded 1/3 5 @ 100 BUY fees 0.5/0.5",
                "refilled 1 2",
                "auction traded 2/4 1 @ 100 BUY fees 0.1/0.1",
                "status 1 OPEN (operator)");
    }

    @Test
    void shouldUncrossAgainIfReduceOnlyOrdersThatAreCutLeaveTheBookCrossed() {
        market.sell("2", "99");
        market.exchange.limit(TAKER, Side.BUY, "2", "99");
        market.set(InstrumentStatus.AUCTION);
        market.exchange.limit(TAKER, Side.SELL, "2", "98");
        accept(market.order(TAKER, Side.SELL, OrderType.LIMIT, TimeInForce.GTC, "2", "99", o -> o.flags()
                .reduceOnly(true)));
        market.sell("2", "99.5");
        market.exchange.limit(MAKER, Side.BUY, "4", "100");
        market.take();
        market.set(InstrumentStatus.OPEN);
        market.assertEvents(
                "uncrossed 1: 4 @ 99 surplus 0",
                "auction traded 3/6 2 @ 99 BUY fees 0.198/0.198",
                "cancelled 4 2 REDUCE_ONLY",
                "uncrossed 1: 2 @ 99.5 surplus 0",
                "auction traded 5/6 2 @ 99.5 BUY fees 0.199/0.199",
                "status 1 OPEN (operator)");
    }

    @Test
    void shouldExpireOrdersBeforeAnAuctionThatEndsAtTheSameTime() {
        accept(market.status(InstrumentStatus.AUCTION, 5 * SECOND));
        final long until = market.exchange.machine.nextDeadline();
        accept(market.order(MAKER, Side.SELL, OrderType.LIMIT, TimeInForce.GTD, "1", "100", o -> o.expireTime(until)));
        market.buy("1", "100");
        market.take();
        market.timer(6);
        market.assertEvents(
                "cancelled 1 1 EXPIRED", "uncrossed 1: 0 @ 0 surplus 0", "status 1 OPEN (auction is over) by itself");
    }

    private void stop(final long account, final Side side, final String quantity, final String stopPrice) {
        accept(market.order(
                account,
                side,
                OrderType.STOP,
                TimeInForce.GTC,
                quantity,
                "0",
                o -> o.stopPrice(Exchange.d(stopPrice))));
    }
}

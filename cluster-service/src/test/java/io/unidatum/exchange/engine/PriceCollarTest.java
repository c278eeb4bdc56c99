package io.unidatum.exchange.engine;

import static io.unidatum.exchange.engine.Exchange.SECOND;
import static io.unidatum.exchange.engine.Exchange.accept;
import static io.unidatum.exchange.engine.Exchange.d;
import static io.unidatum.exchange.engine.Market.MAKER;
import static io.unidatum.exchange.engine.Market.TAKER;
import static org.assertj.core.api.Assertions.assertThat;

import io.unidatum.exchange.sbe.common.CancelReason;
import io.unidatum.exchange.sbe.common.InstrumentStatus;
import io.unidatum.exchange.sbe.common.OrderStatus;
import io.unidatum.exchange.sbe.common.OrderType;
import io.unidatum.exchange.sbe.common.Side;
import io.unidatum.exchange.sbe.common.TimeInForce;
import io.unidatum.exchange.sbe.order.RejectReason;
import org.junit.jupiter.api.Test;

/** The price collar: how far it reaches, and what happens at its edge. */
class PriceCollarTest {
    /** 5 %. */
    private static final int COLLAR = 50_000;

    private final Market market = new Market();

    @Test
    void shouldHaltBeforeATradeOutsideTheCollar() {
        market.lastPrice("100");
        market.rules(COLLAR, 30 * SECOND, 0);
        market.sell("1", "105");
        market.sell("1", "105.01");
        market.take();
        final Answer answer = market.buy("3", "106");
        market.assertEvents(
                "accepted 5",
                "traded 3/5 1 @ 105 BUY fees 0.105/0.21",
                "cancelled 5 2 PRICE_COLLAR",
                "status 1 HALTED until 30000 ms (price collar) by itself");
        assertThat(answer.isAccepted()).isTrue();
        assertThat(answer.status()).isEqualTo(OrderStatus.CANCELLED);
        assertThat(answer.cancelReason()).isEqualTo(CancelReason.PRICE_COLLAR);
        assertThat(answer.filledQuantity()).isEqualTo(d("1"));
        market.timer(31);
        market.assertEvents("status 1 OPEN (halt is over) by itself");
        // Measured from 105 now.
        market.buy("1", "106");
        market.assertEvents("accepted 6", "traded 4/6 1 @ 105.01 BUY fees 0.10501/0.21002");
    }

    @Test
    void shouldMeasureDownwardsToo() {
        market.lastPrice("100");
        market.rules(COLLAR, 0, 0);
        market.exchange.limit(MAKER, Side.BUY, "1", "95");
        market.exchange.limit(MAKER, Side.BUY, "1", "94.99");
        market.take();
        market.exchange.limit(TAKER, Side.SELL, "2", "90");
        market.assertEvents(
                "accepted 5",
                "traded 3/5 1 @ 95 SELL fees 0.095/0.19",
                "cancelled 5 1 PRICE_COLLAR",
                "status 1 HALTED (price collar) by itself");
        assertThat(market.exchange.machine.nextDeadline()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void shouldNotTradeAtWhatIsOfferedTooCheaplyEither() {
        market.lastPrice("100");
        market.rules(COLLAR, 0, 0);
        market.sell("1", "94.99");
        market.take();
        market.buy("1", "100");
        market.assertEvents("accepted 4", "cancelled 4 1 PRICE_COLLAR", "status 1 HALTED (price collar) by itself");
    }

    @Test
    void shouldRestAnOrderThatOnlyItsOwnPriceStops() {
        market.lastPrice("100");
        market.rules(COLLAR, 0, 0);
        market.sell("1", "104");
        market.sell("1", "110");
        market.take();
        market.buy("2", "106");
        market.assertEvents("accepted 5", "traded 3/5 1 @ 104 BUY fees 0.104/0.208", "rested 5 1 @ 106");
    }

    @Test
    void shouldStopMarketOrdersAtWhateverComesFirst() {
        market.lastPrice("100");
        market.rules(COLLAR, 0, 0);
        market.sell("1", "100");
        market.sell("1", "104");
        market.sell("1", "112");
        market.take();
        // Its protection price is 110: what is beyond it is not the collar's.
        market.exchange.market(TAKER, Side.BUY, "3");
        market.assertEvents(
                "accepted 6",
                "traded 3/6 1 @ 100 BUY fees 0.1/0.2",
                "traded 4/6 1 @ 104 BUY fees 0.104/0.208",
                "cancelled 6 1 PROTECTION_PRICE");
        market.sell("1", "110");
        market.sell("1", "105");
        market.take();
        market.exchange.market(TAKER, Side.BUY, "3");
        market.assertEvents(
                "accepted 9",
                "traded 8/9 1 @ 105 BUY fees 0.105/0.21",
                "cancelled 9 2 PRICE_COLLAR",
                "status 1 HALTED (price collar) by itself");
    }

    @Test
    void shouldKillWhatMustBeFilledWithoutHalting() {
        market.lastPrice("100");
        market.rules(COLLAR, 0, 0);
        market.sell("1", "104");
        market.sell("1", "106");
        market.take();
        accept(market.order(TAKER, Side.BUY, OrderType.LIMIT, TimeInForce.FOK, "2", "106", o -> {}));
        market.assertEvents("accepted 5", "cancelled 5 2 FILL_OR_KILL");
        assertThat(market.instrument().status).isEqualTo(InstrumentStatus.OPEN);
    }

    @Test
    void shouldNotHaltWhatHasNeverTraded() {
        market.rules(COLLAR, 0, 0);
        market.sell("1", "1");
        market.sell("1", "1000");
        market.take();
        market.buy("2", "1000");
        market.assertEvents("accepted 3", "traded 1/3 1 @ 1 BUY fees 0.001/0.002", "traded 2/3 1 @ 1000 BUY fees 1/2");
    }

    @Test
    void shouldCountAnAmendedOrderAsItDoesANewOne() {
        market.lastPrice("100");
        market.rules(COLLAR, 0, 0);
        market.sell("1", "106");
        market.buy("1", "99");
        market.take();
        final Answer answer = market.exchange.amend(TAKER, 4, "107", "0");
        market.assertEvents(
                "amended 4 1 @ 107", "cancelled 4 1 PRICE_COLLAR", "status 1 HALTED (price collar) by itself");
        assertThat(answer.cancelReason()).isEqualTo(CancelReason.PRICE_COLLAR);
    }

    @Test
    void shouldNotApplyToAuctions() {
        market.lastPrice("100");
        market.rules(COLLAR, 0, 0);
        market.set(InstrumentStatus.AUCTION);
        market.sell("1", "150");
        market.buy("1", "150");
        market.take();
        market.set(InstrumentStatus.OPEN);
        market.assertEvents(
                "uncrossed 1: 1 @ 150 surplus 0",
                "auction traded 3/4 1 @ 150 BUY fees 0.15/0.15",
                "status 1 OPEN (operator)");
    }

    @Test
    void shouldReachToTheTickInsideIt() {
        // 0.03 of 100.03 is 3.0009: it trades from 97.0291 to 103.0309.
        market.lastPrice("100.03");
        market.rules(30_000, 0, 0);
        market.sell("1", "103.03");
        market.exchange.limit(MAKER, Side.BUY, "1", "97.03");
        market.take();
        market.buy("1", "104");
        assertThat(market.take()).contains("traded 3/5 1 @ 103.03 BUY fees 0.10303/0.20606");
        // From 103.03 it is 99.9391 to 106.1209.
        market.exchange.limit(TAKER, Side.SELL, "1", "97");
        assertThat(market.take()).contains("cancelled 6 1 PRICE_COLLAR");
    }

    @Test
    void shouldCheckTheRules() {
        final Exchange exchange = market.exchange;
        final long day = 86_400 * SECOND;
        reject(RejectReason.UNKNOWN_INSTRUMENT, 0, 1_000_000, 1, 0, 0, 0, "");
        reject(RejectReason.UNKNOWN_INSTRUMENT, 77, 1_000_000, 1, 0, 0, 0, "");
        reject(RejectReason.INVALID_NAME, 1, 1_000_000, 1, 0, 0, 0, "\u0001");
        for (final long quantity : new long[] {Long.MIN_VALUE, -1, 0, 999_999}) {
            reject(RejectReason.INVALID_LIMIT, 1, quantity, 1, 0, 0, 0, "");
        }
        for (final int band : new int[] {Integer.MIN_VALUE, -1, 0, 1_000_000, Integer.MAX_VALUE}) {
            reject(RejectReason.INVALID_LIMIT, 1, 1_000_000, band, 0, 0, 0, "");
        }
        for (final int collar : new int[] {Integer.MIN_VALUE, -1, 1_000_000, Integer.MAX_VALUE}) {
            reject(RejectReason.INVALID_LIMIT, 1, 1_000_000, 1, collar, 0, 0, "");
        }
        for (final long duration : new long[] {Long.MIN_VALUE, -1, day + 1, Long.MAX_VALUE}) {
            reject(RejectReason.INVALID_DURATION, 1, 1_000_000, 1, 0, duration, 0, "");
            reject(RejectReason.INVALID_DURATION, 1, 1_000_000, 1, 0, 0, duration, "");
        }
        exchange.journal.take();
        accept(exchange.operate(
                c -> c.setInstrumentRules(1, Long.MAX_VALUE, 999_999, 999_999, day, day, "as far as it goes")));
        accept(exchange.operate(c -> c.setInstrumentRules(1, 1_000_000, 1, 0, 0, 0, "as little")));
        assertThat(exchange.journal.take())
                .containsExactly(
                        new Event.RulesChanged(1, 1, Long.MAX_VALUE, 999_999, 999_999, day, day, "as far as it goes"),
                        new Event.RulesChanged(1, 2, 1_000_000, 1, 0, 0, 0, "as little"));
        assertThat(market.sell("0.02", "100").reason()).isEqualTo(RejectReason.QUANTITY_TOO_LARGE);
    }

    @Test
    void shouldTradeAtTheLargestPricesThereAre() {
        // The upper edge is beyond 63 bits.
        final Exchange exchange = market.exchange;
        final String price = "92233720368";
        accept(exchange.limit(MAKER, Side.SELL, "0.01", price));
        exchange.deposit(TAKER, Exchange.USD, "5000000000");
        accept(exchange.limit(TAKER, Side.BUY, "0.01", price));
        market.rules(999_999, 0, 0);
        accept(exchange.limit(MAKER, Side.SELL, "0.01", price));
        market.take();
        exchange.limit(TAKER, Side.BUY, "0.01", price);
        assertThat(market.take()).hasSize(2);
        exchange.limit(MAKER, Side.BUY, "0.01", "1");
        market.take();
        exchange.limit(TAKER, Side.SELL, "0.01", "1");
        market.assertEvents("accepted 6", "cancelled 6 0.01 PRICE_COLLAR", "status 1 HALTED (price collar) by itself");
    }

    private void reject(
            final RejectReason reason,
            final long instrument,
            final long quantity,
            final int band,
            final int collar,
            final long haltNs,
            final long auctionNs,
            final String text) {
        market.assertRejected(
                reason,
                market.exchange.operate(
                        c -> c.setInstrumentRules(instrument, quantity, band, collar, haltNs, auctionNs, text)));
    }
}

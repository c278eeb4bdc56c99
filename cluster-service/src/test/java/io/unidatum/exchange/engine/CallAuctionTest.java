package io.unidatum.exchange.engine;

import static io.unidatum.exchange.engine.Exchange.SECOND;
import static io.unidatum.exchange.engine.Exchange.accept;
import static io.unidatum.exchange.engine.Exchange.d;
import static io.unidatum.exchange.engine.Market.MAKER;
import static org.assertj.core.api.Assertions.assertThat;

import io.unidatum.exchange.book.BookSide;
import io.unidatum.exchange.book.PriceLevel;
import io.unidatum.exchange.sbe.common.InstrumentStatus;
import io.unidatum.exchange.sbe.common.Side;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Call auctions: at which price, who trades with whom, and what both pay. */
class CallAuctionTest {
    private final Market market = new Market();

    @Test
    void shouldTradeTheMostAtOnePriceAndBothPayTheirMakerRate() {
        market.set(InstrumentStatus.AUCTION);
        market.sell("5", "99");
        market.sell("5", "100");
        market.buy("4", "103");
        market.buy("4", "101");
        market.take();
        market.set(InstrumentStatus.OPEN);
        market.assertEvents(
                "uncrossed 1: 8 @ 100 surplus -2",
                "auction traded 1/3 4 @ 100 BUY fees 0.4/0.4",
                "auction traded 1/4 1 @ 100 BUY fees 0.1/0.1",
                "auction traded 2/4 3 @ 100 BUY fees 0.3/0.3",
                "status 1 OPEN (operator)");
        assertThat(market.instrument().lastPrice).isEqualTo(d("100"));
        assertThat(market.instrument().book.best(BookSide.BUY)).isNull();
        assertThat(market.instrument().book.best(BookSide.SELL).quantity()).isEqualTo(200);
    }

    @Test
    void shouldCallTheOlderOrderTheMaker() {
        market.set(InstrumentStatus.AUCTION);
        market.buy("1", "101");
        market.sell("1", "100");
        market.take();
        market.set(InstrumentStatus.OPEN);
        market.assertEvents(
                "uncrossed 1: 1 @ 100 surplus 0",
                "auction traded 1/2 1 @ 100 SELL fees 0.1/0.1",
                "status 1 OPEN (operator)");
    }

    @Test
    void shouldSayThatNothingCrosses() {
        market.set(InstrumentStatus.AUCTION);
        market.buy("1", "99");
        market.sell("1", "100");
        market.take();
        market.set(InstrumentStatus.POST_ONLY);
        market.assertEvents("uncrossed 1: 0 @ 0 surplus 0", "status 1 POST_ONLY (operator)");
    }

    @Test
    void shouldGoTowardsTheLastPriceWhenVolumeAndSurplusAreEqual() {
        market.lastPrice("105");
        market.set(InstrumentStatus.AUCTION);
        market.sell("1", "100");
        market.buy("1", "104");
        market.take();
        market.set(InstrumentStatus.OPEN);
        assertThat(market.take()).first().isEqualTo("uncrossed 1: 1 @ 104 surplus 0");
    }

    @Test
    void shouldLetAnAccountTradeWithItself() {
        market.set(InstrumentStatus.AUCTION);
        market.sell("1", "100");
        market.exchange.limit(MAKER, Side.BUY, "1", "100");
        market.take();
        market.set(InstrumentStatus.OPEN);
        market.assertEvents(
                "uncrossed 1: 1 @ 100 surplus 0",
                "auction traded 1/2 1 @ 100 BUY fees 0.1/0.1",
                "status 1 OPEN (operator)");
        final Account account = market.exchange.machine.state().accounts.get(MAKER);
        assertThat(account.held(market.instrument().base)).isZero();
        assertThat(account.held(market.instrument().quote)).isZero();
        assertThat(account.available(market.instrument().quote)).isEqualTo(d("99999999.8"));
    }

    @Test
    void shouldKeepWhatAnInterruptedAuctionHasCollected() {
        market.set(InstrumentStatus.AUCTION);
        market.sell("1", "100");
        market.buy("1", "101");
        market.set(InstrumentStatus.HALTED);
        market.take();
        accept(market.status(InstrumentStatus.AUCTION, 10 * SECOND));
        market.timer(11);
        market.assertEvents(
                "status 1 AUCTION until 10000 ms (operator)",
                "uncrossed 1: 1 @ 100 surplus 0",
                "auction traded 1/2 1 @ 100 BUY fees 0.1/0.1",
                "status 1 OPEN (auction is over) by itself");
    }

    /** Orders of an auction: price, quantity, and above 50 a bid. */
    @Property(tries = 300)
    void shouldFindThePriceThatASearchOfAllPricesFinds(
            @ForAll @Size(max = 20) final List<@IntRange(max = 99) Integer> prices,
            @ForAll @Size(20) final List<@IntRange(min = 1, max = 9) Integer> quantities,
            @ForAll @IntRange(max = 60) final int lastPrice) {
        final Market each = new Market();
        if (lastPrice > 0) {
            each.lastPrice(Integer.toString(lastPrice));
        }
        each.set(InstrumentStatus.AUCTION);
        final List<long[]> bids = new ArrayList<>();
        final List<long[]> asks = new ArrayList<>();
        for (int i = 0; i < prices.size(); i++) {
            final long price = 1 + prices.get(i) % 50;
            final long quantity = quantities.get(i);
            final boolean bid = prices.get(i) >= 50;
            (bid ? bids : asks).add(new long[] {price, quantity});
            if (bid) {
                each.buy(Long.toString(quantity), Long.toString(price));
            } else {
                each.sell(Long.toString(quantity), Long.toString(price));
            }
        }
        each.exchange.journal.take();
        each.set(InstrumentStatus.OPEN);

        final List<Event> events = each.exchange.journal.take();
        final Event.Uncrossed result = (Event.Uncrossed) events.get(0);
        final long[] best = search(bids, asks, lastPrice);
        assertThat(new long[] {result.price(), result.volume(), result.surplus()})
                .containsExactly(d(best[0] + ""), d(best[1] + ""), best[2] * d("1"));
        final long traded = events.stream()
                .filter(Event.AuctionTraded.class::isInstance)
                .mapToLong(e -> ((Event.AuctionTraded) e).trade().quantity())
                .sum();
        assertThat(traded).isEqualTo(result.volume());
        final PriceLevel bid = each.instrument().book.best(BookSide.BUY);
        final PriceLevel ask = each.instrument().book.best(BookSide.SELL);
        assertThat(bid == null || ask == null || bid.price() < ask.price()).isTrue();
        Invariants.check(each.exchange.machine.state(), "after the auction");
    }

    /** Price, volume and surplus, found by looking at every price there is. */
    private static long[] search(final List<long[]> bids, final List<long[]> asks, final long lastPrice) {
        long[] best = {0, 0, 0};
        for (long price = 1; price <= 50; price++) {
            final long at = price;
            final boolean isLimit =
                    bids.stream().anyMatch(o -> o[0] == at) || asks.stream().anyMatch(o -> o[0] == at);
            final long demand =
                    bids.stream().filter(o -> o[0] >= at).mapToLong(o -> o[1]).sum();
            final long supply =
                    asks.stream().filter(o -> o[0] <= at).mapToLong(o -> o[1]).sum();
            final long[] candidate = {price, Math.min(demand, supply), demand - supply};
            if (isLimit && isBetter(candidate, best, lastPrice)) {
                best = candidate;
            }
        }
        return best[1] == 0 ? new long[] {0, 0, 0} : best;
    }

    private static boolean isBetter(final long[] candidate, final long[] best, final long lastPrice) {
        if (candidate[1] != best[1]) {
            return candidate[1] > best[1];
        }
        if (Math.abs(candidate[2]) != Math.abs(best[2])) {
            return Math.abs(candidate[2]) < Math.abs(best[2]);
        }
        return lastPrice != 0 && Math.abs(candidate[0] - lastPrice) < Math.abs(best[0] - lastPrice);
    }
}

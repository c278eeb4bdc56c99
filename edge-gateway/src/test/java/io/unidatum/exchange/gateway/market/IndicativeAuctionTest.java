package io.unidatum.exchange.gateway.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class IndicativeAuctionTest {
    @Test
    void shouldFindNothingWhereNothingCrosses() {
        assertThat(auction("", "", 0)).isEqualTo(new IndicativeAuction(0, 0, 0));
        assertThat(auction("9x5", "", 0)).isEqualTo(new IndicativeAuction(0, 0, 0));
        assertThat(auction("9x5", "10x5", 0)).isEqualTo(new IndicativeAuction(0, 0, 0));
    }

    @Test
    void shouldTakeTheMostVolumeThenTheSmallestSurplusThenTheNearestThenTheLowest() {
        assertThat(auction("12x5 10x5", "9x3 11x4", 0)).as("volume").isEqualTo(new IndicativeAuction(11, 5, -2));
        assertThat(auction("12x5", "9x3 10x3", 0)).as("surplus").isEqualTo(new IndicativeAuction(10, 5, -1));
        assertThat(auction("12x5", "9x5", 12)).as("nearest").isEqualTo(new IndicativeAuction(12, 5, 0));
        assertThat(auction("12x5", "9x5", 0)).as("lowest").isEqualTo(new IndicativeAuction(9, 5, 0));
    }

    @Test
    void shouldAgreeWithATryOfEveryPrice() {
        final Random random = new Random(3);
        for (int i = 0; i < 2_000; i++) {
            final TreeMap<Long, Long> bids = side(random, true);
            final TreeMap<Long, Long> asks = side(random, false);
            final long last = random.nextInt(12);
            assertThat(IndicativeAuction.of(levels(bids), levels(asks), last)).isEqualTo(tried(bids, asks, last));
        }
    }

    private static IndicativeAuction tried(
            final TreeMap<Long, Long> bids, final TreeMap<Long, Long> asks, final long last) {
        IndicativeAuction best = new IndicativeAuction(0, 0, 0);
        for (long price = 1; price <= 20; price++) {
            if (!bids.containsKey(price) && !asks.containsKey(price)) {
                continue;
            }
            final long demand = sum(bids, price);
            final long supply = sum(asks, price);
            final IndicativeAuction next = new IndicativeAuction(price, Math.min(demand, supply), demand - supply);
            final boolean isBetter;
            if (next.volume() != best.volume()) {
                isBetter = next.volume() > best.volume();
            } else if (next.volume() == 0) {
                isBetter = false;
            } else if (Math.abs(next.surplus()) != Math.abs(best.surplus())) {
                isBetter = Math.abs(next.surplus()) < Math.abs(best.surplus());
            } else {
                isBetter = last != 0 && Math.abs(price - last) < Math.abs(best.price() - last);
            }
            best = isBetter ? next : best;
        }
        return best;
    }

    /** What would trade at a price: levels that stand before it in the side's own order, and it. */
    private static long sum(final TreeMap<Long, Long> side, final long price) {
        return side.headMap(price, true).values().stream()
                .mapToLong(quantity -> quantity)
                .sum();
    }

    private static TreeMap<Long, Long> side(final Random random, final boolean bids) {
        final TreeMap<Long, Long> side =
                new TreeMap<>(bids ? Comparator.<Long>reverseOrder() : Comparator.naturalOrder());
        for (int count = random.nextInt(6); count > 0; count--) {
            side.put(1L + random.nextInt(10), 1L + random.nextInt(5));
        }
        return side;
    }

    private static FeedMessage.Levels levels(final TreeMap<Long, Long> side) {
        return new FeedMessage.Levels(
                side.keySet().stream().mapToLong(price -> price).toArray(),
                side.values().stream().mapToLong(quantity -> quantity).toArray());
    }

    private static IndicativeAuction auction(final String bids, final String asks, final long last) {
        return IndicativeAuction.of(parse(bids), parse(asks), last);
    }

    private static FeedMessage.Levels parse(final String text) {
        final String[] levels = text.isEmpty() ? new String[0] : text.split(" ");
        final long[] prices = new long[levels.length];
        final long[] quantities = new long[levels.length];
        for (int i = 0; i < levels.length; i++) {
            prices[i] = Long.parseLong(levels[i].split("x")[0]);
            quantities[i] = Long.parseLong(levels[i].split("x")[1]);
        }
        return new FeedMessage.Levels(prices, quantities);
    }
}

package io.unidatum.exchange.gateway.market;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * One side of an aggregated book, best price first. Of a book that was cut it knows the levels down to the worst of the
 * snapshot, and takes nothing beyond. Not thread safe.
 */
final class BookSide {
    private final NavigableMap<Long, Long> levels;
    private final boolean bids;
    private boolean limited;
    private long worstKnown;

    BookSide(final boolean bids) {
        this.bids = bids;
        final Comparator<Long> bestFirst = bids ? Comparator.reverseOrder() : Comparator.naturalOrder();
        this.levels = new TreeMap<>(bestFirst);
    }

    void reset(final FeedMessage.Levels snapshot, final boolean cut) {
        levels.clear();
        final int count = snapshot.prices().length;
        for (int i = 0; i < count; i++) {
            levels.put(snapshot.prices()[i], snapshot.quantities()[i]);
        }
        limited = cut && count > 0;
        worstKnown = count > 0 ? snapshot.prices()[count - 1] : 0;
    }

    void apply(final FeedMessage.Levels changes) {
        for (int i = 0; i < changes.prices().length; i++) {
            final long price = changes.prices()[i];
            if (limited && (bids ? price < worstKnown : price > worstKnown)) {
                continue;
            }
            if (changes.quantities()[i] == 0) {
                levels.remove(price);
            } else {
                levels.put(price, changes.quantities()[i]);
            }
        }
    }

    /** The best levels. {@return at most {@code depth}, best first} */
    FeedMessage.Levels top(final int depth) {
        final int count = Math.min(depth, levels.size());
        final FeedMessage.Levels top = new FeedMessage.Levels(new long[count], new long[count]);
        int index = 0;
        for (final Map.Entry<Long, Long> level : levels.entrySet()) {
            if (index == count) {
                break;
            }
            top.prices()[index] = level.getKey();
            top.quantities()[index++] = level.getValue();
        }
        return top;
    }

    /** What turns one list of levels into another. {@return changed levels, best first; quantity 0 for one gone} */
    FeedMessage.Levels changes(final FeedMessage.Levels before, final FeedMessage.Levels after) {
        final int most = before.prices().length + after.prices().length;
        final long[] prices = new long[most];
        final long[] quantities = new long[most];
        int count = 0;
        int i = 0;
        int j = 0;
        while (i < before.prices().length || j < after.prices().length) {
            final int order = order(before.prices(), i, after.prices(), j);
            if (order < 0) {
                prices[count++] = before.prices()[i++];
            } else if (order > 0) {
                prices[count] = after.prices()[j];
                quantities[count++] = after.quantities()[j++];
            } else {
                if (before.quantities()[i] != after.quantities()[j]) {
                    prices[count] = after.prices()[j];
                    quantities[count++] = after.quantities()[j];
                }
                i++;
                j++;
            }
        }
        return new FeedMessage.Levels(Arrays.copyOf(prices, count), Arrays.copyOf(quantities, count));
    }

    private int order(final long[] before, final int i, final long[] after, final int j) {
        if (i == before.length) {
            return 1;
        }
        if (j == after.length) {
            return -1;
        }
        return bids ? Long.compare(after[j], before[i]) : Long.compare(before[i], after[j]);
    }
}

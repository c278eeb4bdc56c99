package io.unidatum.exchange.book;

/**
 * One side of a book: its price levels as a list in the order of prices, so that the best and the next are one step
 * away, and as a {@link PriceTrie}, so that any other is a few. Levels are pooled.
 */
final class PriceLadder {
    private final PriceTrie trie = new PriceTrie();
    private final boolean highestIsBest;
    private PriceLevel lowest;
    private PriceLevel highest;
    private PriceLevel pool;
    private long quantity;
    private long withdrawn;
    private int guardedOrders;

    PriceLadder(final BookSide side) {
        highestIsBest = side == BookSide.BUY;
    }

    PriceLevel best() {
        return highestIsBest ? highest : lowest;
    }

    PriceLevel worse(final PriceLevel level) {
        return highestIsBest ? level.lower : level.higher;
    }

    PriceLevel level(final long price) {
        return trie.get(price);
    }

    PriceLevel better(final PriceLevel level) {
        return highestIsBest ? level.higher : level.lower;
    }

    /** Whether orders at a price may trade with one that goes as far as another. */
    boolean reaches(final long levelPrice, final long worstPrice) {
        return highestIsBest ? levelPrice >= worstPrice : levelPrice <= worstPrice;
    }

    /** Open quantity of the whole side. It never exceeds 64 bits: the book refuses an order that would make it so. */
    long quantity() {
        return quantity;
    }

    /** What the order that shrank last lost of its visible part. */
    long withdrawn() {
        return withdrawn;
    }

    boolean hasGuarded() {
        return guardedOrders != 0;
    }

    /** Puts an order at the back of its level's queue. */
    void append(final BookOrder order) {
        PriceLevel level = best();
        if (level == null || level.price != order.price) {
            level = trie.get(order.price);
            if (level == null) {
                level = insert(order.price);
            }
        }
        level.append(order);
        quantity += order.leaves;
        if (order.guarded) {
            guardedOrders++;
        }
    }

    /** Takes an order out, and its level with it if it was the last. */
    void remove(final BookOrder order) {
        final PriceLevel level = order.level;
        quantity -= order.leaves;
        if (order.guarded) {
            guardedOrders--;
        }
        level.unlink(order);
        if (level.head == null) {
            remove(level);
        }
    }

    /** Takes a quantity off a resting order where it stands, and off its visible part as far as it must. */
    void shrink(final BookOrder order, final long by) {
        final PriceLevel level = order.level;
        final long visible = order.visible();
        level.hidden -= order.leaves - visible;
        order.shrink(by);
        withdrawn = visible - order.visible();
        level.hidden += order.leaves - order.visible();
        level.total -= by;
        quantity -= by;
    }

    /** Takes what was traded off the visible part of a resting order. */
    void fill(final BookOrder order, final long by) {
        order.leaves -= by;
        if (order.display != 0) {
            order.visible -= by;
        }
        order.level.total -= by;
        quantity -= by;
    }

    /** Takes what was traded in an auction off the visible part, as far as that goes, and off the hidden one. */
    void fillAll(final BookOrder order, final long by) {
        final PriceLevel level = order.level;
        level.hidden -= order.leaves - order.visible();
        order.leaves -= by;
        order.visible = Math.max(0, order.visible - by);
        level.hidden += order.leaves - order.visible();
        level.total -= by;
        quantity -= by;
    }

    /** Shows an iceberg's next part, at the back of its level's queue. */
    void refill(final BookOrder order) {
        final PriceLevel level = order.level;
        level.unlink(order);
        order.visible = Math.min(order.display, order.leaves);
        level.append(order);
    }

    private PriceLevel insert(final long price) {
        final PriceLevel level = acquire(price);
        final PriceLevel above = trie.put(level);
        final PriceLevel below = above == null ? highest : above.lower;
        level.higher = above;
        level.lower = below;
        if (above == null) {
            highest = level;
        } else {
            above.lower = level;
        }
        if (below == null) {
            lowest = level;
        } else {
            below.higher = level;
        }
        return level;
    }

    private void remove(final PriceLevel level) {
        trie.remove(level);
        if (level.higher == null) {
            highest = level.lower;
        } else {
            level.higher.lower = level.lower;
        }
        if (level.lower == null) {
            lowest = level.higher;
        } else {
            level.lower.higher = level.higher;
        }
        level.lower = null;
        level.higher = pool;
        pool = level;
    }

    private PriceLevel acquire(final long price) {
        PriceLevel level = pool;
        if (level == null) {
            level = new PriceLevel();
        } else {
            pool = level.higher;
        }
        level.price = price;
        return level;
    }
}

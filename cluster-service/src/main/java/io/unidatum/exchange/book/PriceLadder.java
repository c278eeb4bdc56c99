package io.unidatum.exchange.book;

/** One side of a book: its best price level, and all of them in a {@link PriceTrie}. */
final class PriceLadder {
    /** Rank of an empty side's best price. The highest price of all has it, too. */
    private static final long NONE = Long.MAX_VALUE;

    private final PriceTrie trie = new PriceTrie(this);
    private final boolean highestIsBest;
    /** Turns a price into its rank, of which the lowest is the best on either side, without a branch. */
    private final long turn;

    private PriceLevel best;
    private long bestRank = NONE;
    private long quantity;
    private long withdrawn;
    private int guardedOrders;

    PriceLadder(final BookSide side) {
        highestIsBest = side == BookSide.BUY;
        turn = highestIsBest ? -1 : 0;
    }

    PriceLevel best() {
        return best;
    }

    PriceTrie trie() {
        return trie;
    }

    /** Whether there is an order that may trade with one that goes as far as a price. */
    boolean reaches(final long worstPrice) {
        return bestRank <= (worstPrice ^ turn) && best != null;
    }

    PriceLevel worse(final PriceLevel level) {
        return highestIsBest ? trie.lower(level) : trie.higher(level);
    }

    PriceLevel level(final long price) {
        return trie.get(price);
    }

    PriceLevel better(final PriceLevel level) {
        return highestIsBest ? trie.higher(level) : trie.lower(level);
    }

    /** Whether orders at a price may trade with one that goes as far as another. */
    boolean reaches(final long levelPrice, final long worstPrice) {
        return (levelPrice ^ turn) <= (worstPrice ^ turn);
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
        final long rank = order.price ^ turn;
        PriceLevel level = best;
        if (rank != bestRank || level == null) {
            level = trie.getOrAdd(order.price);
            if (rank < bestRank || best == null) {
                best = level;
                bestRank = rank;
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
        if (level.unlink(order)) {
            if (level == best) {
                best = worse(level);
                bestRank = best == null ? NONE : best.price ^ turn;
            }
            trie.remove(level);
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
}

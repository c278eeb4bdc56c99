package io.unidatum.exchange.book;

/**
 * One side of a book: its levels by price, and each level's orders in the order of their arrival. The {@link Matching}
 * is the same however they are kept: as the caller's objects ({@link RingLadder}) or as numbers ({@link
 * RecordLadder}).
 *
 * @param <T> the kind of order.
 */
abstract class PriceLadder<T extends BookOrder> {
    /** Rank of an empty side's best price. The highest price of all has it, too. */
    static final long NONE = Long.MAX_VALUE;

    final boolean highestIsBest;
    /** Turns a price into its rank, of which the lowest is the best on either side, without a branch. */
    final long turn;

    long bestRank = NONE;
    long quantity;
    long withdrawn;
    int guardedOrders;

    PriceLadder(final BookSide side) {
        highestIsBest = side == BookSide.BUY;
        turn = highestIsBest ? -1 : 0;
    }

    abstract boolean isEmpty();

    /** The order that trades first. The side is not empty. */
    abstract T first();

    /** Puts an order at the back of its level's queue. */
    abstract void append(T order);

    /** Takes an order out, and its level with it if it was the last. */
    abstract void remove(T order);

    /** Takes a quantity off a resting order where it stands, and off its visible part as far as it must. */
    abstract void shrink(T order, long by);

    /** Takes what was traded off the visible part of a resting order. */
    abstract void fill(T order, long by);

    /** Takes what was traded in an auction off the visible part, as far as that goes, and off the hidden one. */
    abstract void fillAll(T order, long by);

    /** Shows an iceberg's next part, at the back of its level's queue. */
    abstract void refill(T order);

    /** Begins a walk at the best level. {@return whether there is one} */
    abstract boolean toBest();

    /** Walks to the next worse level. {@return whether there is one; if not, the walk stays} */
    abstract boolean toWorse();

    /** Walks to the next better level. {@return whether there is one; if not, the walk stays} */
    abstract boolean toBetter();

    /** Of the level the walk is at. */
    abstract long levelPrice();

    /** Open quantity, visible and hidden, of the level the walk is at. */
    abstract long levelTotal();

    /** Number of orders of the level the walk is at. */
    abstract int levelOrders();

    /** First order of the level the walk is at. */
    abstract T levelFirst();

    /** The order behind another of the same level. {@return null if there is none} */
    abstract T behind(T order);

    /** Whether there is an order that may trade with one that goes as far as a price. */
    final boolean reaches(final long worstPrice) {
        return bestRank <= (worstPrice ^ turn) && !isEmpty();
    }

    /** Whether orders at a price may trade with one that goes as far as another. */
    final boolean reaches(final long levelPrice, final long worstPrice) {
        return (levelPrice ^ turn) <= (worstPrice ^ turn);
    }

    /** The side is not empty. */
    final long bestPrice() {
        return bestRank ^ turn;
    }

    /** Open quantity of the whole side. It never exceeds 64 bits: the book refuses an order that would make it so. */
    final long quantity() {
        return quantity;
    }

    /** Whether so much more can rest without the side's total exceeding 64 bits. */
    final boolean hasRoomFor(final long more) {
        return quantity + more >= 0;
    }

    /** What the order that shrank last lost of its visible part. */
    final long withdrawn() {
        return withdrawn;
    }

    final boolean hasGuarded() {
        return guardedOrders != 0;
    }
}

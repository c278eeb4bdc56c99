package io.unidatum.exchange.book;

/**
 * The core of the order book. It works on the caller's own order objects, which extend {@link BookOrder}: there is no
 * index of ids here and no pool of orders. Best price first, then first come first served; an order that would trade
 * with one of the same owner stops there (cancel newest). Nothing is validated: prices and quantities are above 0 and
 * an order is placed only while it does not rest, or the book is undefined.
 *
 * <p>Not thread safe. Allocates nothing once its levels have been as many as they will be.
 *
 * @param <T> the caller's kind of order. The book must hold no other.
 */
public final class MatchingBook<T extends BookOrder> {
    private final PriceLadder bids = new PriceLadder(BookSide.BUY);
    private final PriceLadder asks = new PriceLadder(BookSide.SELL);
    private final MatchListener<T> listener;

    /**
     * Creates an empty book.
     *
     * @param listener hears of every match.
     */
    public MatchingBook(final MatchListener<T> listener) {
        this.listener = listener;
    }

    /**
     * Matches an order against the other side as far as its price allows, then lets what is left rest.
     *
     * @param order to place; it does not rest yet.
     * @param mayRest false: what is left stays outside.
     * @return what became of it.
     */
    public Placement place(final T order, final boolean mayRest) {
        final boolean buy = order.side == BookSide.BUY;
        final PriceLadder opposite = buy ? asks : bids;

        PriceLevel level = opposite.best();
        while (level != null && (buy ? level.price <= order.price : level.price >= order.price)) {
            final T maker = first(level);
            if (maker.owner == order.owner && order.owner != 0) {
                return Placement.SELF_TRADE;
            }
            final long quantity = Math.min(maker.leaves, order.leaves);
            final long price = level.price;
            opposite.reduce(maker, quantity);
            order.leaves -= quantity;
            if (maker.leaves == 0) {
                opposite.remove(maker);
                level = opposite.best();
            }
            listener.onMatch(maker, order, price, quantity);
            if (order.leaves == 0) {
                return Placement.FILLED;
            }
        }

        if (mayRest) {
            rest(order);
            return Placement.RESTED;
        }
        return level == null ? Placement.NO_LIQUIDITY : Placement.PRICE_BEYOND_LIMIT;
    }

    /**
     * Puts an order at the back of its level without matching it: for restoring a book, front of the queue first.
     *
     * @param order that must not cross the other side.
     */
    public void rest(final T order) {
        ladder(order.side).append(order);
    }

    /**
     * Takes a resting order out.
     *
     * @param order that rests in this book.
     */
    public void remove(final T order) {
        ladder(order.side).remove(order);
    }

    /**
     * Makes a resting order smaller; it keeps its place in the queue.
     *
     * @param order that rests in this book.
     * @param newLeaves above 0 and below what it has.
     */
    public void reduce(final T order, final long newLeaves) {
        ladder(order.side).reduce(order, order.leaves - newLeaves);
    }

    /**
     * The level that trades first.
     *
     * @param side of the book.
     * @return null if the side is empty.
     */
    public PriceLevel best(final BookSide side) {
        return ladder(side).best();
    }

    /**
     * The level that trades after another of the same side.
     *
     * @param side of the book.
     * @param level of that side.
     * @return null if there is none.
     */
    public PriceLevel worse(final BookSide side, final PriceLevel level) {
        return ladder(side).worse(level);
    }

    /**
     * The level at a price.
     *
     * @param side of the book.
     * @param price to look up.
     * @return null if nothing rests there.
     */
    public PriceLevel level(final BookSide side, final long price) {
        return ladder(side).level(price);
    }

    /**
     * Whether the side can take this much more without its total exceeding 64 bits.
     *
     * @param side of the book.
     * @param quantity that may come to rest.
     * @return true if so.
     */
    public boolean hasRoomFor(final BookSide side, final long quantity) {
        return ladder(side).quantity() + quantity >= 0;
    }

    /**
     * Open quantity of a whole side.
     *
     * @param side of the book.
     * @return in the caller's unit.
     */
    public long openQuantity(final BookSide side) {
        return ladder(side).quantity();
    }

    private PriceLadder ladder(final BookSide side) {
        return side == BookSide.BUY ? bids : asks;
    }

    @SuppressWarnings("unchecked")
    private T first(final PriceLevel level) {
        return (T) level.head;
    }
}

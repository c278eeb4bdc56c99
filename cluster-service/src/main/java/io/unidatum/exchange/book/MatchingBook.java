package io.unidatum.exchange.book;

/**
 * The core of the order book. It works on the caller's own order objects, which extend {@link BookOrder}: there is no
 * index of ids here and no pool of orders. Best price first, then first come first served; an order never trades with
 * one of the same owner. Nothing is validated: prices and quantities are above 0 and an order is placed only while it
 * does not rest, or the book is undefined.
 *
 * <p>Not thread safe. Allocates nothing once its levels have been as many as they will be.
 *
 * @param <T> the caller's kind of order. The book must hold no other.
 */
public final class MatchingBook<T extends BookOrder> {
    private final RingLadder<T> bids = new RingLadder<>(BookSide.BUY);
    private final RingLadder<T> asks = new RingLadder<>(BookSide.SELL);
    /** By the side's ordinal: sides come at random, and a branch would be mispredicted every other time. */
    private final RingLadder<T>[] ladders;

    private final Matching<T> matching;

    /**
     * Creates an empty book.
     *
     * @param listener hears of every match.
     */
    @SuppressWarnings({"unchecked", "rawtypes"})
    public MatchingBook(final MatchListener<T> listener) {
        ladders = new RingLadder[] {bids, asks};
        matching = new Matching<>(listener, bids, asks);
    }

    /**
     * Matches an order against the other side as far as a price allows. What is left of it does not rest.
     *
     * <p>An order of its own owner that it meets is dealt with as {@link BookOrder#prevention} of the taker says. A
     * guarded maker is first cut to what the listener allows. An iceberg maker trades what it shows, then shows its
     * next part at the back of its level.
     *
     * @param taker to match; it does not rest.
     * @param worstPrice it may trade at.
     * @return why it stopped.
     */
    public Placement match(final T taker, final long worstPrice) {
        return matching.match(taker, worstPrice);
    }

    /**
     * How much of an order {@link #match} would trade now. Changes nothing. Exact: icebergs count with what they hide,
     * guarded orders with what they are allowed, and a self-trade that would stop or decrement the order ends it.
     *
     * @param taker that does not rest.
     * @param worstPrice it may trade at.
     * @param wanted where to stop counting, above 0.
     * @return from 0 to what is wanted.
     */
    public long fillable(final T taker, final long worstPrice, final long wanted) {
        return matching.fillable(taker, worstPrice, wanted);
    }

    /**
     * Ends an auction: trades the bids at a price or above it with the asks at it or below it, all at this price, until
     * one side has none left. Best price first, then in the order of the queue, each order with all it has. An iceberg
     * of which the match has taken all that was visible, or more, shows its next part at the back of its level, as
     * {@link #match} has it. Orders of one owner do trade with each other. Guarded orders are first cut to what the
     * {@link MatchListener} allows.
     *
     * <p>The book is not crossed afterwards. At the price that {@link Auction} finds that is so at once, unless guarded
     * orders were cut: then the price is worked out anew, with this one as the reference, and the rest trades at that,
     * until nothing crosses.
     *
     * @param price of the auction.
     * @param matches hears of them.
     */
    public void uncross(final long price, final AuctionListener<T> matches) {
        matching.uncross(price, matches);
    }

    /**
     * The first step of {@link #uncross}: trades at this price alone. The book may be crossed afterwards if guarded
     * orders were cut, or if the price is not an auction's.
     *
     * @param price of the auction.
     * @param matches hears of them.
     */
    public void uncrossOnce(final long price, final AuctionListener<T> matches) {
        matching.uncrossOnce(price, matches);
    }

    /** Whether the best bid is not below the best ask: orders rest that would trade. {@return true if so} */
    public boolean isCrossed() {
        return matching.isCrossed();
    }

    /**
     * Puts an order at the back of its level without matching it.
     *
     * @param order that does not cross the other side, unless the book is collecting for an auction.
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
        ladderOf(order).remove(order);
    }

    /**
     * Makes a resting order smaller; it keeps its place in the queue, and shows what it did or all it has left.
     *
     * @param order that rests in this book.
     * @param newLeaves above 0 and below what it has.
     */
    public void reduce(final T order, final long newLeaves) {
        ladderOf(order).shrink(order, order.leaves - newLeaves);
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
        return ladder(side).hasRoomFor(quantity);
    }

    /**
     * Open quantity of a whole side, hidden or not.
     *
     * @param side of the book.
     * @return in the caller's unit.
     */
    public long openQuantity(final BookSide side) {
        return ladder(side).quantity();
    }

    /**
     * What the order that was last made smaller in its place, for whatever reason, has lost of its visible part.
     *
     * @param side of the book.
     * @return all that it lost, unless it is an iceberg.
     */
    public long withdrawn(final BookSide side) {
        return ladder(side).withdrawn();
    }

    /**
     * Reads where every call begins: see {@link BookLookahead}.
     *
     * @return something that depends on it.
     */
    public long touch() {
        return ladders.length;
    }

    Matching<T> matching() {
        return matching;
    }

    RingLadder<T> ladder(final BookSide side) {
        return ladders[side.ordinal()];
    }

    /** The level knows, so that nothing is asked of the order's side. */
    @SuppressWarnings("unchecked")
    private RingLadder<T> ladderOf(final T order) {
        return (RingLadder<T>) order.level.ladder;
    }
}

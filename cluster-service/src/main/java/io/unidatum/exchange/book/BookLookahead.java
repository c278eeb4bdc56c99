package io.unidatum.exchange.book;

/**
 * Reads what placing orders in books will need before they are placed, so that the processor fetches it from memory for
 * many of them at the same time: for an order that will rest the way to its level and the level's last order, for one
 * that will trade the first orders that it meets. It changes nothing.
 */
public final class BookLookahead {
    private final RingLadder<?>[] ladders;
    private final long[] prices;
    private final PriceTrie<RingLeaf>[] tries;
    private final RingLeaf[] leaves;
    private final PriceLevel[] levels;
    private final RingLadder<?>[] opposite;
    private final RingLadder<?>[] taken;
    private final BookOrder[] makers;
    private final int makersPerTaker;
    private int count;
    private int takers;
    private int makerCount;

    /**
     * Creates an empty group.
     *
     * @param size most orders in a group.
     * @param makersPerTaker how many orders are read that a trading order may meet, at most.
     */
    @SuppressWarnings({"unchecked", "rawtypes"})
    public BookLookahead(final int size, final int makersPerTaker) {
        this.makersPerTaker = makersPerTaker;
        ladders = new RingLadder<?>[size];
        prices = new long[size];
        tries = new PriceTrie[size];
        leaves = new RingLeaf[size];
        levels = new PriceLevel[size];
        opposite = new RingLadder<?>[size];
        taken = new RingLadder<?>[size];
        makers = new BookOrder[size * makersPerTaker];
    }

    /** Forgets the group. */
    public void clear() {
        count = 0;
        takers = 0;
        makerCount = 0;
    }

    /**
     * Adds an order that will rest.
     *
     * @param book in which.
     * @param side of the book.
     * @param price in the book's unit, above 0.
     */
    public void add(final MatchingBook<?> book, final BookSide side, final long price) {
        ladders[count] = book.ladder(side);
        opposite[count] = book.ladder(side.opposite());
        prices[count] = price;
        count++;
    }

    /**
     * Adds an order that will trade.
     *
     * @param book in which.
     * @param side of the order.
     */
    public void addTaker(final MatchingBook<?> book, final BookSide side) {
        taken[takers++] = book.ladder(side.opposite());
    }

    /**
     * Reads for all orders that were added.
     *
     * @return something that depends on all that was read.
     */
    public long read() {
        long read = 0;
        for (int i = 0; i < count; i++) {
            tries[i] = ladders[i].trie();
            read += ladders[i].quantity() + opposite[i].quantity();
        }
        for (int i = 0; i < count; i++) {
            leaves[i] = tries[i].recent(prices[i]);
        }
        for (int i = 0; i < takers; i++) {
            findMakers(taken[i].best());
        }
        for (int i = 0; i < count; i++) {
            final RingLeaf leaf = leaves[i];
            read += leaf == null ? 0 : leaf.bitmap + leaf.prefix;
        }
        for (int i = 0; i < count; i++) {
            final RingLeaf leaf = leaves[i];
            levels[i] = leaf == null ? null : leaf.levels[PriceTrie.index(prices[i])];
        }
        for (int i = 0; i < count; i++) {
            final PriceLevel level = levels[i];
            read += level == null ? 0 : level.total + level.orderCount;
        }
        for (int i = 0; i < count; i++) {
            final PriceLevel level = levels[i];
            read += level == null ? 0 : level.touch();
        }
        return read;
    }

    /** How many orders were found that takers will meet. {@return 0 or more} */
    public int makerCount() {
        return makerCount;
    }

    /**
     * One of them.
     *
     * @param index from 0.
     * @return an order that rested when it was read.
     */
    public BookOrder maker(final int index) {
        return makers[index];
    }

    private void findMakers(final PriceLevel level) {
        if (level == null) {
            return;
        }
        QueueNode node = level.next;
        for (int i = 0; i < makersPerTaker && node != level; i++) {
            makers[makerCount++] = (BookOrder) node;
            node = node.next;
        }
    }
}

package io.unidatum.exchange.book;

/** A side whose orders are the caller's objects, linked to rings with their levels. */
final class RingLadder<T extends BookOrder> extends PriceLadder<T> {
    private final PriceTrie<RingLeaf> trie = new PriceTrie<>(RingLeaf::new);
    private PriceLevel levelPool;
    private PriceLevel best;
    private PriceLevel walk;

    RingLadder(final BookSide side) {
        super(side);
    }

    PriceLevel best() {
        return best;
    }

    PriceTrie<RingLeaf> trie() {
        return trie;
    }

    PriceLevel worse(final PriceLevel level) {
        return highestIsBest ? lower(level) : higher(level);
    }

    PriceLevel level(final long price) {
        final RingLeaf leaf = trie.find(price);
        return leaf == null ? null : leaf.levels[PriceTrie.index(price)];
    }

    @Override
    boolean isEmpty() {
        return best == null;
    }

    @Override
    T first() {
        return first(best);
    }

    @Override
    void append(final T order) {
        final long rank = order.price ^ turn;
        PriceLevel level = best;
        if (rank != bestRank || level == null) {
            level = getOrAdd(order.price);
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

    @Override
    void remove(final T order) {
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
            release(level);
        }
    }

    @Override
    void shrink(final T order, final long by) {
        final PriceLevel level = order.level;
        final long visible = order.visible();
        level.hidden -= order.leaves - visible;
        order.shrink(by);
        withdrawn = visible - order.visible();
        level.hidden += order.leaves - order.visible();
        level.total -= by;
        quantity -= by;
    }

    @Override
    void fill(final T order, final long by) {
        order.fill(by);
        order.level.total -= by;
        quantity -= by;
    }

    @Override
    void fillAll(final T order, final long by) {
        final PriceLevel level = order.level;
        level.hidden -= order.leaves - order.visible();
        order.fillAll(by);
        level.hidden += order.leaves - order.visible();
        level.total -= by;
        quantity -= by;
    }

    @Override
    void refill(final T order) {
        final PriceLevel level = order.level;
        level.unlink(order);
        order.visible = Math.min(order.display, order.leaves);
        level.append(order);
    }

    @Override
    boolean toBest() {
        walk = best;
        return walk != null;
    }

    @Override
    boolean toWorse() {
        return walkTo(worse(walk));
    }

    @Override
    boolean toBetter() {
        return walkTo(highestIsBest ? higher(walk) : lower(walk));
    }

    @Override
    long levelPrice() {
        return walk.price;
    }

    @Override
    long levelTotal() {
        return walk.total;
    }

    @Override
    int levelOrders() {
        return walk.orderCount;
    }

    @Override
    T levelFirst() {
        return first(walk);
    }

    @Override
    @SuppressWarnings("unchecked")
    T behind(final T order) {
        return (T) order.behind();
    }

    private boolean walkTo(final PriceLevel level) {
        if (level != null) {
            walk = level;
        }
        return level != null;
    }

    private PriceLevel higher(final PriceLevel level) {
        final RingLeaf leaf = trie.higher(level.leaf, level.price);
        return leaf == null ? null : leaf.levels[trie.found()];
    }

    private PriceLevel lower(final PriceLevel level) {
        final RingLeaf leaf = trie.lower(level.leaf, level.price);
        return leaf == null ? null : leaf.levels[trie.found()];
    }

    private PriceLevel getOrAdd(final long price) {
        final RingLeaf leaf = trie.leaf(price);
        final PriceLevel level = leaf.levels[PriceTrie.index(price)];
        return level == null ? addLevel(leaf, price) : level;
    }

    private PriceLevel addLevel(final RingLeaf leaf, final long price) {
        PriceLevel level = levelPool;
        if (level == null) {
            level = new PriceLevel(this);
        } else {
            levelPool = level.nextInPool;
        }
        level.price = price;
        level.leaf = leaf;
        leaf.levels[PriceTrie.index(price)] = level;
        trie.add(leaf, price);
        return level;
    }

    private void release(final PriceLevel level) {
        final RingLeaf leaf = level.leaf;
        leaf.levels[PriceTrie.index(level.price)] = null;
        trie.remove(leaf, level.price);
        level.nextInPool = levelPool;
        levelPool = level;
    }

    @SuppressWarnings("unchecked")
    private T first(final PriceLevel level) {
        return (T) level.next;
    }
}

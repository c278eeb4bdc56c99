package io.unidatum.exchange.book;

import java.util.Arrays;

/** A side whose orders and levels are {@link Records}. Orders are read into an object that is used again. */
final class RecordLadder extends PriceLadder<PooledOrder> {
    private static final int SELL = 1;
    private static final int ICEBERG = 2;
    private static final int POST_ONLY = 4;
    private static final int PREVENTION_SHIFT = 3;
    private static final Prevention[] PREVENTIONS = Prevention.values();

    private final Records records;
    private final BookSide side;
    private final PriceTrie<RecordLeaf> trie = new PriceTrie<>(this::newLeaf);
    /** By their numbers, which levels have. */
    private RecordLeaf[] leaves = new RecordLeaf[64];

    private int leafCount;
    private final PooledOrder order = new PooledOrder();
    private int best;
    private int walk;
    /** What callers were shown of levels, by number: made when they ask, and kept. */
    private RecordLevel[] shown = new RecordLevel[0];

    RecordLadder(final BookSide side, final Records records) {
        super(side);
        this.side = side;
        this.records = records;
    }

    BookSide side() {
        return side;
    }

    /** Ordinal of the side of an order. */
    static int side(final int flags) {
        return flags & SELL;
    }

    @Override
    boolean isEmpty() {
        return best == 0;
    }

    @Override
    PooledOrder first() {
        return read(records.next(best), bestPrice());
    }

    @Override
    void append(final PooledOrder placed) {
        final int record = placed.record;
        final int flags = placed.side.ordinal()
                | (placed.postOnly ? POST_ONLY : 0)
                | placed.prevention.ordinal() << PREVENTION_SHIFT;
        if (placed.display == 0) {
            records.open(record, placed.id, placed.owner, flags);
            append(record, placed.price, placed.leaves);
        } else {
            placed.visible = Math.min(placed.visible, placed.leaves);
            records.open(record, placed.id, placed.owner, flags | ICEBERG);
            records.iceberg(record, placed.display, placed.visible);
            records.addHidden(append(record, placed.price, placed.leaves), placed.leaves - placed.visible);
        }
    }

    /** Puts a plain order at the back of its level's queue. */
    void append(final int record, final long id, final long price, final long leaves, final long owner) {
        records.open(record, id, owner, side.ordinal());
        append(record, price, leaves);
    }

    /** Puts an order at the back of another level's queue. Not an iceberg. */
    void move(final int record, final long price, final long newLeaves) {
        take(record, records.level(record), records.leaves(record));
        append(record, price, newLeaves);
    }

    /** Whether an order shows a part of what it has. */
    boolean isIceberg(final int record) {
        return (records.flags(record) & ICEBERG) != 0;
    }

    boolean isPostOnly(final int record) {
        return (records.flags(record) & POST_ONLY) != 0;
    }

    @Override
    void remove(final PooledOrder resting) {
        remove(resting.record);
    }

    /** Takes an order out, and its level with it if it was the last. {@return what it had left} */
    long remove(final int record) {
        final int level = records.level(record);
        final long left = records.leaves(record);
        if (isIceberg(record)) {
            records.addHidden(level, records.visible(record) - left);
        }
        take(record, level, left);
        return left;
    }

    private void take(final int record, final int level, final long left) {
        quantity -= left;
        if (records.remove(record, level, left)) {
            dropLevel(level);
        }
    }

    @Override
    void shrink(final PooledOrder resting, final long by) {
        final long hidden = resting.leaves - resting.visible();
        final long visible = resting.visible();
        resting.shrink(by);
        withdrawn = visible - resting.visible();
        write(resting, by, hidden);
    }

    @Override
    void fill(final PooledOrder resting, final long by) {
        final long hidden = resting.leaves - resting.visible();
        resting.fill(by);
        write(resting, by, hidden);
    }

    @Override
    void fillAll(final PooledOrder resting, final long by) {
        final long hidden = resting.leaves - resting.visible();
        resting.fillAll(by);
        write(resting, by, hidden);
    }

    @Override
    void refill(final PooledOrder resting) {
        final int level = records.level(resting.record);
        final long hidden = resting.leaves - resting.visible();
        resting.visible = Math.min(resting.display, resting.leaves);
        write(resting, 0, hidden);
        records.toBack(resting.record, level);
    }

    /** Reads an order that rests. {@return the same object each time} */
    PooledOrder read(final int record) {
        return read(record, records.price(records.level(record)));
    }

    /** Reads an order with all that a new one has, into an object of the caller's. */
    void read(final int record, final PooledOrder into) {
        final int flags = records.flags(record);
        into.record = record;
        into.id = records.id(record);
        into.open(side, records.price(records.level(record)), records.leaves(record), records.owner(record));
        into.postOnly = (flags & POST_ONLY) != 0;
        into.prevention = PREVENTIONS[flags >>> PREVENTION_SHIFT];
        into.display = (flags & ICEBERG) == 0 ? 0 : records.display(record);
    }

    /** The best level, to be shown. {@return null if there is none} */
    RecordLevel best() {
        return show(best);
    }

    /** The next level, to be shown. {@return null if there is none} */
    RecordLevel worse(final RecordLevel level) {
        return show(worse(level.level));
    }

    @Override
    boolean toBest() {
        walk = best;
        return walk != 0;
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
        return records.price(walk);
    }

    @Override
    long levelTotal() {
        return records.total(walk);
    }

    @Override
    int levelOrders() {
        return records.orderCount(walk);
    }

    @Override
    PooledOrder levelFirst() {
        return read(records.next(walk), levelPrice());
    }

    @Override
    PooledOrder behind(final PooledOrder resting) {
        final int next = records.next(resting.record);
        return next == records.level(resting.record) ? null : read(next, resting.price);
    }

    private PooledOrder read(final int record, final long price) {
        order.record = record;
        order.id = records.id(record);
        order.price = price;
        order.leaves = records.leaves(record);
        order.owner = records.owner(record);
        if ((records.flags(record) & ICEBERG) == 0) {
            order.display = 0;
        } else {
            order.display = records.display(record);
            order.visible = records.visible(record);
        }
        return order;
    }

    /** Returns the level. */
    private int append(final int record, final long price, final long leaves) {
        final long rank = price ^ turn;
        int level = best;
        if (rank != bestRank || level == 0) {
            level = getOrAdd(price);
            if (rank < bestRank || best == 0) {
                best = level;
                bestRank = rank;
            }
        }
        records.append(record, level, leaves);
        quantity += leaves;
        return level;
    }

    /** Writes what an order has left now, and takes it off its level's total. */
    private void write(final PooledOrder resting, final long by, final long hiddenBefore) {
        final int level = records.level(resting.record);
        quantity -= by;
        records.addTotal(level, -by);
        records.leaves(resting.record, resting.leaves);
        if (resting.display != 0) {
            records.visible(resting.record, resting.visible);
            records.addHidden(level, resting.leaves - resting.visible - hiddenBefore);
        }
    }

    private void dropLevel(final int level) {
        final long price = records.price(level);
        if (level == best) {
            best = worse(level);
            bestRank = best == 0 ? NONE : records.price(best) ^ turn;
        }
        final RecordLeaf leaf = leaf(level);
        leaf.levels[PriceTrie.index(price)] = 0;
        trie.remove(leaf, price);
        records.releaseLevel(level);
    }

    private int getOrAdd(final long price) {
        final RecordLeaf leaf = trie.leaf(price);
        final int index = PriceTrie.index(price);
        int level = leaf.levels[index];
        if (level == 0) {
            level = records.newLevel(price, leaf.number);
            leaf.levels[index] = level;
            trie.add(leaf, price);
        }
        return level;
    }

    private RecordLeaf newLeaf() {
        if (leafCount == leaves.length) {
            leaves = Arrays.copyOf(leaves, leafCount * 2);
        }
        final RecordLeaf leaf = new RecordLeaf(leafCount);
        leaves[leafCount++] = leaf;
        return leaf;
    }

    private RecordLeaf leaf(final int level) {
        return leaves[records.leaf(level)];
    }

    private int worse(final int level) {
        return highestIsBest ? lower(level) : higher(level);
    }

    private int higher(final int level) {
        final long price = records.price(level);
        final RecordLeaf leaf = trie.higher(leaf(level), price);
        return leaf == null ? 0 : leaf.levels[trie.found()];
    }

    private int lower(final int level) {
        final long price = records.price(level);
        final RecordLeaf leaf = trie.lower(leaf(level), price);
        return leaf == null ? 0 : leaf.levels[trie.found()];
    }

    private boolean walkTo(final int level) {
        if (level != 0) {
            walk = level;
        }
        return level != 0;
    }

    private RecordLevel show(final int level) {
        if (level == 0) {
            return null;
        }
        if (level >= shown.length) {
            shown = Arrays.copyOf(shown, Integer.highestOneBit(level) << 1);
        }
        if (shown[level] == null) {
            shown[level] = new RecordLevel(records, level);
        }
        return shown[level];
    }
}

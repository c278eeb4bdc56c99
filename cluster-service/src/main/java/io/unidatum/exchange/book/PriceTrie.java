package io.unidatum.exchange.book;

/**
 * An ordered map from positive prices to price levels: a radix tree of 64 children a node, whose bitmaps find the next
 * price in a few instructions. It is only as high as the largest price it has seen needs it to be (six bits a step), so
 * its cost does not depend on how many levels there are. Nodes and levels are pooled.
 */
final class PriceTrie {
    static final int FAN_OUT = 64;
    private static final int BITS = 6;
    private static final int MASK = FAN_OUT - 1;

    /** Leaves found last, by the lowest bits of their prefixes: near the touch no search is needed. */
    private static final int RECENT = 512;

    private final PriceLadder ladder;
    private final TrieLeaf[] recent = new TrieLeaf[RECENT];
    private TrieBranch root = new TrieBranch();
    private int rootShift = BITS;
    private TrieBranch branchPool;
    private TrieLeaf leafPool;
    private PriceLevel levelPool;

    PriceTrie(final PriceLadder ladder) {
        this.ladder = ladder;
    }

    /** The level at a price. {@return null if there is none with orders} */
    PriceLevel get(final long price) {
        if (isBeyondRoot(price)) {
            return null;
        }
        TrieNode node = root;
        for (int shift = rootShift; shift > 0; shift -= BITS) {
            node = ((TrieBranch) node).children[(int) (price >>> shift) & MASK];
            if (node == null) {
                return null;
            }
        }
        final TrieLeaf leaf = (TrieLeaf) node;
        return (leaf.bitmap >>> price & 1) == 0 ? null : leaf.levels[(int) price & MASK];
    }

    /** Where {@link #getOrAdd} looks first. {@return a leaf that need not be the price's, or null} */
    TrieLeaf recent(final long price) {
        return recent[(int) (price >>> BITS) & RECENT - 1];
    }

    /** The level at a price, for an order that comes to it; an empty one is made if there is none. */
    PriceLevel getOrAdd(final long price) {
        final long prefix = price >>> BITS;
        TrieLeaf leaf = recent[(int) prefix & RECENT - 1];
        if (leaf == null || leaf.prefix != prefix) {
            leaf = search(price);
            leaf.prefix = prefix;
            recent[(int) prefix & RECENT - 1] = leaf;
        }
        final PriceLevel level = leaf.levels[(int) price & MASK];
        return level == null ? addLevel(leaf, price) : level;
    }

    private TrieLeaf search(final long price) {
        while (isBeyondRoot(price)) {
            growRoot();
        }
        TrieBranch branch = root;
        int shift = rootShift;
        for (; shift > BITS; shift -= BITS) {
            final int index = (int) (price >>> shift) & MASK;
            final TrieBranch child = (TrieBranch) branch.children[index];
            branch = child == null ? addBranch(branch, index) : child;
        }
        final int index = (int) (price >>> BITS) & MASK;
        final TrieLeaf child = (TrieLeaf) branch.children[index];
        return child == null ? addLeaf(branch, index) : child;
    }

    /** Takes out a level that has no orders any more. It may be used again at any time. */
    void remove(final PriceLevel level) {
        final TrieLeaf leaf = level.leaf;
        leaf.levels[(int) level.price & MASK] = null;
        leaf.bitmap &= ~(1L << level.price);
        level.nextInPool = levelPool;
        levelPool = level;
        if (leaf.bitmap == 0) {
            release(leaf);
        }
    }

    /** The level at the next higher price. {@return null if there is none} */
    PriceLevel higher(final PriceLevel level) {
        TrieNode node = level.leaf;
        long above = node.above((int) level.price & MASK);
        if (above != 0) {
            return level.leaf.levels[Long.numberOfTrailingZeros(above)];
        }
        int height = 0;
        while (above == 0) {
            if (node.parent == null) {
                return null;
            }
            above = node.parent.above(node.indexInParent);
            node = node.parent;
            height++;
        }
        for (; height > 0; height--) {
            node = ((TrieBranch) node).children[Long.numberOfTrailingZeros(above)];
            above = node.bitmap;
        }
        return ((TrieLeaf) node).levels[Long.numberOfTrailingZeros(above)];
    }

    /** The level at the next lower price. {@return null if there is none} */
    PriceLevel lower(final PriceLevel level) {
        TrieNode node = level.leaf;
        long below = node.below((int) level.price & MASK);
        if (below != 0) {
            return level.leaf.levels[MASK - Long.numberOfLeadingZeros(below)];
        }
        int height = 0;
        while (below == 0) {
            if (node.parent == null) {
                return null;
            }
            below = node.parent.below(node.indexInParent);
            node = node.parent;
            height++;
        }
        for (; height > 0; height--) {
            node = ((TrieBranch) node).children[MASK - Long.numberOfLeadingZeros(below)];
            below = node.bitmap;
        }
        return ((TrieLeaf) node).levels[MASK - Long.numberOfLeadingZeros(below)];
    }

    private boolean isBeyondRoot(final long price) {
        final int shift = rootShift + BITS;
        return shift < Long.SIZE && price >>> shift != 0;
    }

    private void growRoot() {
        if (root.bitmap != 0) {
            final TrieBranch old = root;
            root = acquireBranch();
            root.put(0, old);
        }
        rootShift += BITS;
    }

    private TrieBranch addBranch(final TrieBranch parent, final int index) {
        final TrieBranch branch = acquireBranch();
        parent.put(index, branch);
        return branch;
    }

    private TrieBranch acquireBranch() {
        final TrieBranch branch = branchPool;
        if (branch == null) {
            return new TrieBranch();
        }
        branchPool = branch.parent;
        branch.parent = null;
        return branch;
    }

    private TrieLeaf addLeaf(final TrieBranch parent, final int index) {
        TrieLeaf leaf = leafPool;
        if (leaf == null) {
            leaf = new TrieLeaf();
        } else {
            leafPool = leaf.nextInPool;
        }
        parent.put(index, leaf);
        return leaf;
    }

    private PriceLevel addLevel(final TrieLeaf leaf, final long price) {
        PriceLevel level = levelPool;
        if (level == null) {
            level = new PriceLevel(ladder);
        } else {
            levelPool = level.nextInPool;
        }
        level.price = price;
        level.leaf = leaf;
        leaf.bitmap |= 1L << price;
        leaf.levels[(int) price & MASK] = level;
        return level;
    }

    private void release(final TrieLeaf leaf) {
        TrieBranch branch = leaf.parent;
        branch.remove(leaf.indexInParent);
        leaf.prefix = TrieLeaf.NOWHERE;
        leaf.nextInPool = leafPool;
        leafPool = leaf;
        while (branch.bitmap == 0 && branch != root) {
            final TrieBranch parent = branch.parent;
            parent.remove(branch.indexInParent);
            branch.parent = branchPool;
            branchPool = branch;
            branch = parent;
        }
    }
}

package io.unidatum.exchange.book;

import java.util.function.Supplier;

/**
 * An ordered set of positive prices: a radix tree of 64 children a node, whose bitmaps find the next price in a few
 * instructions. It is only as high as the largest price it has seen needs it to be (six bits a step), so its cost does
 * not depend on how many prices there are. What is known of a price, its level, is kept by whoever makes the leaves.
 * Nodes are pooled.
 *
 * @param <L> the kind of leaf.
 */
final class PriceTrie<L extends TrieLeaf> {
    static final int FAN_OUT = 64;
    private static final int BITS = 6;
    private static final int MASK = FAN_OUT - 1;

    /** Leaves found last, by the lowest bits of their prefixes: near the touch no search is needed. */
    private static final int RECENT = 512;

    private final Supplier<L> newLeaf;
    private final TrieLeaf[] recent = new TrieLeaf[RECENT];
    private TrieBranch root = new TrieBranch();
    private int rootShift = BITS;
    private TrieBranch branchPool;
    private TrieLeaf leafPool;
    private int found;

    PriceTrie(final Supplier<L> newLeaf) {
        this.newLeaf = newLeaf;
    }

    /** Where a leaf has a price. */
    static int index(final long price) {
        return (int) price & MASK;
    }

    /** The leaf of a price that is in the set. {@return null if it is not} */
    L find(final long price) {
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
        return (node.bitmap >>> price & 1) == 0 ? null : cast(node);
    }

    /** Where {@link #leaf} looks first. {@return a leaf that need not be the price's, or null} */
    L recent(final long price) {
        return cast(recent[(int) (price >>> BITS) & RECENT - 1]);
    }

    /** The leaf that a price belongs to, made if there is none: then the caller adds the price. */
    L leaf(final long price) {
        final long prefix = price >>> BITS;
        TrieLeaf leaf = recent[(int) prefix & RECENT - 1];
        if (leaf == null || leaf.prefix != prefix) {
            leaf = search(price);
            leaf.prefix = prefix;
            recent[(int) prefix & RECENT - 1] = leaf;
        }
        return cast(leaf);
    }

    /** Adds a price. */
    void add(final L leaf, final long price) {
        leaf.bitmap |= 1L << price;
    }

    /** Takes out a price that is there. Its leaf may be used for others at any time. */
    void remove(final L leaf, final long price) {
        leaf.bitmap &= ~(1L << price);
        if (leaf.bitmap == 0) {
            release(leaf);
        }
    }

    /** The leaf of the next higher price, which is at {@link #found} there. {@return null if there is none} */
    L higher(final L leaf, final long price) {
        TrieNode node = leaf;
        long above = node.above(index(price));
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
        found = Long.numberOfTrailingZeros(above);
        return cast(node);
    }

    /** The leaf of the next lower price, which is at {@link #found} there. {@return null if there is none} */
    L lower(final L leaf, final long price) {
        TrieNode node = leaf;
        long below = node.below(index(price));
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
        found = MASK - Long.numberOfLeadingZeros(below);
        return cast(node);
    }

    int found() {
        return found;
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

    @SuppressWarnings("unchecked")
    private L cast(final TrieNode leaf) {
        return (L) leaf;
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
            leaf = newLeaf.get();
        } else {
            leafPool = leaf.nextInPool;
        }
        parent.put(index, leaf);
        return leaf;
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

package io.unidatum.exchange.book;

/**
 * An ordered map from positive prices to price levels: a radix tree of 64 children a node, whose bitmaps find the next
 * price in a few instructions. It is only as high as the largest price it has seen needs it to be (six bits a step), so
 * its cost does not depend on how many levels there are. Nodes are pooled.
 */
final class PriceTrie {
    static final int FAN_OUT = 64;
    private static final int BITS = 6;
    private static final int MASK = FAN_OUT - 1;

    private TrieNode root = new TrieNode();
    private int rootShift;
    private TrieNode pool;

    /** The level at a price. {@return null if there is none} */
    PriceLevel get(final long price) {
        if (isBeyondRoot(price)) {
            return null;
        }
        TrieNode node = root;
        for (int shift = rootShift; shift > 0; shift -= BITS) {
            node = (TrieNode) node.slots[(int) (price >>> shift) & MASK];
            if (node == null) {
                return null;
            }
        }
        return (PriceLevel) node.slots[(int) price & MASK];
    }

    /** Adds a level at a price where there is none. {@return the level at the next higher price, null if none} */
    PriceLevel put(final PriceLevel level) {
        final long price = level.price;
        while (isBeyondRoot(price)) {
            growRoot();
        }
        TrieNode node = root;
        for (int shift = rootShift; shift > 0; shift -= BITS) {
            final int index = (int) (price >>> shift) & MASK;
            TrieNode child = (TrieNode) node.slots[index];
            if (child == null) {
                child = acquire(node, index);
                node.set(index, child);
            }
            node = child;
        }
        node.set((int) price & MASK, level);
        level.leaf = node;
        return higher(node, (int) price & MASK);
    }

    /** Takes a level out. */
    void remove(final PriceLevel level) {
        TrieNode node = level.leaf;
        level.leaf = null;
        node.clear((int) level.price & MASK);
        while (node.bitmap == 0 && node != root) {
            final TrieNode parent = node.parent;
            parent.clear(node.indexInParent);
            release(node);
            node = parent;
        }
    }

    private static PriceLevel higher(final TrieNode leaf, final int indexInLeaf) {
        long above = leaf.above(indexInLeaf);
        if (above != 0) {
            return (PriceLevel) leaf.slots[Long.numberOfTrailingZeros(above)];
        }
        TrieNode node = leaf;
        int height = 0;
        while (above == 0) {
            if (node.parent == null) {
                return null;
            }
            above = node.parent.above(node.indexInParent);
            node = node.parent;
            height++;
        }
        node = (TrieNode) node.slots[Long.numberOfTrailingZeros(above)];
        for (int i = 1; i < height; i++) {
            node = (TrieNode) node.slots[Long.numberOfTrailingZeros(node.bitmap)];
        }
        return (PriceLevel) node.slots[Long.numberOfTrailingZeros(node.bitmap)];
    }

    private boolean isBeyondRoot(final long price) {
        final int shift = rootShift + BITS;
        return shift < Long.SIZE && price >>> shift != 0;
    }

    private void growRoot() {
        final TrieNode old = root;
        if (old.bitmap != 0) {
            root = acquire(null, 0);
            root.set(0, old);
            old.parent = root;
            old.indexInParent = 0;
        }
        rootShift += BITS;
    }

    private TrieNode acquire(final TrieNode parent, final int indexInParent) {
        TrieNode node = pool;
        if (node == null) {
            node = new TrieNode();
        } else {
            pool = node.parent;
        }
        node.parent = parent;
        node.indexInParent = indexInParent;
        return node;
    }

    private void release(final TrieNode node) {
        node.parent = pool;
        pool = node;
    }
}

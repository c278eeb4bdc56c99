package io.unidatum.exchange.book;

/** A node of {@link PriceTrie}: a bitmap of which of its children hold orders, and its place in its parent. */
abstract class TrieNode {
    long bitmap;
    TrieBranch parent;
    int indexInParent;

    /** Children with orders behind the given one, as a bitmap. */
    final long above(final int index) {
        // Two shifts: a shift by 64 would be a shift by 0.
        return bitmap & ((-1L << index) << 1);
    }

    /** Children with orders before the given one, as a bitmap. */
    final long below(final int index) {
        return bitmap & ((1L << index) - 1);
    }
}

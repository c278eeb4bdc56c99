package io.unidatum.exchange.book;

/** A node of {@link PriceTrie}: 64 slots and a bitmap of those in use. A leaf's slots hold levels, others' nodes. */
final class TrieNode {
    final Object[] slots = new Object[PriceTrie.FAN_OUT];
    TrieNode parent;
    long bitmap;
    int indexInParent;

    void set(final int index, final Object child) {
        slots[index] = child;
        bitmap |= 1L << index;
    }

    void clear(final int index) {
        slots[index] = null;
        bitmap &= ~(1L << index);
    }

    /** Slots in use behind the given one, as a bitmap. */
    long above(final int index) {
        // Two shifts: a shift by 64 would be a shift by 0.
        return bitmap & ((-1L << index) << 1);
    }
}

package io.unidatum.exchange.book;

/** An inner node of {@link PriceTrie}. A child is there exactly if its bit is set. */
final class TrieBranch extends TrieNode {
    final TrieNode[] children = new TrieNode[PriceTrie.FAN_OUT];

    void put(final int index, final TrieNode child) {
        children[index] = child;
        child.parent = this;
        child.indexInParent = index;
        bitmap |= 1L << index;
    }

    void remove(final int index) {
        children[index] = null;
        bitmap &= ~(1L << index);
    }
}

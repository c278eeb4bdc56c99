package io.unidatum.exchange.book;

/**
 * A leaf of {@link PriceTrie}: the levels of 64 prices that follow each other. A level is there exactly if its bit is
 * set.
 */
final class TrieLeaf extends TrieNode {
    static final long NOWHERE = -1;

    final PriceLevel[] levels = new PriceLevel[PriceTrie.FAN_OUT];
    TrieLeaf nextInPool;
    /** Its prices without their last six bits. */
    long prefix = NOWHERE;
}

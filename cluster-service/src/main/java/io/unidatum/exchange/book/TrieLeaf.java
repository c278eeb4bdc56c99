package io.unidatum.exchange.book;

/** A leaf of {@link PriceTrie}: 64 prices that follow each other. A price is there exactly if its bit is set. */
abstract class TrieLeaf extends TrieNode {
    static final long NOWHERE = -1;

    TrieLeaf nextInPool;
    /** Its prices without their last six bits. */
    long prefix = NOWHERE;
}

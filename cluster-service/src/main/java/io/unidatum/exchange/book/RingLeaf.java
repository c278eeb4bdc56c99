package io.unidatum.exchange.book;

/** A leaf with levels that are objects. */
final class RingLeaf extends TrieLeaf {
    final PriceLevel[] levels = new PriceLevel[PriceTrie.FAN_OUT];
}

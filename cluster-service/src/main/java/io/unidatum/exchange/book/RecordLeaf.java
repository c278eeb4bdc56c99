package io.unidatum.exchange.book;

/** A leaf with levels that are {@link Records}: their numbers, 0 for none. */
final class RecordLeaf extends TrieLeaf {
    final int number;
    final int[] levels = new int[PriceTrie.FAN_OUT];

    RecordLeaf(final int number) {
        this.number = number;
    }
}

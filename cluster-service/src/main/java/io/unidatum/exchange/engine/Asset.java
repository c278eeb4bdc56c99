package io.unidatum.exchange.engine;

/** An asset. Accounts keep their balances by its slot. */
final class Asset {
    final int id;
    /** Eight characters, little-endian, zero padded. */
    final long name;

    final int slot;
    /** Sum over all accounts. Because it fits into 63 bits, no balance can overflow. */
    long supply;

    Asset(final int id, final long name, final int slot) {
        this.id = id;
        this.name = name;
        this.slot = slot;
    }
}

package io.unidatum.exchange.engine;

/**
 * An open withdrawal: its amount and fee are held until its end is known.
 *
 * @param id of it.
 * @param account that withdraws.
 * @param asset of the amount and the fee.
 * @param amount that is to arrive at the address.
 * @param fee on top.
 * @param time of the request, cluster time, ns.
 * @param address on the asset's chain.
 */
record Withdrawal(long id, Account account, Asset asset, long amount, long fee, long time, FixedText address) {
    /** What it holds. It was covered by a balance, so it fits into 63 bits. */
    long hold() {
        return amount + fee;
    }
}

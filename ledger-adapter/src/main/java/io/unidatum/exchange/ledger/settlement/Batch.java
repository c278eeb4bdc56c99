package io.unidatum.exchange.ledger.settlement;

import java.util.List;

/**
 * One netting window.
 *
 * @param id of the batch.
 * @param sequence of the journal that wallets are brought to.
 * @param afterTradeId it covers trades above this one ...
 * @param lastTradeId ... up to this one.
 * @param trades how many with DEC those are.
 * @param root Merkle root over them, null without trades.
 * @param oldestTradeMs when the first of them happened, 0 without trades.
 * @param transfers to post; empty if everything netted out.
 */
record Batch(
        long id,
        long sequence,
        long afterTradeId,
        long lastTradeId,
        long trades,
        byte[] root,
        long oldestTradeMs,
        List<OpenTransfer> transfers) {
    long amount() {
        long amount = 0;
        for (final OpenTransfer transfer : transfers) {
            amount += transfer.amount();
        }
        return amount;
    }
}

package io.unidatum.exchange.ledger.settlement;

import java.util.List;
import java.util.Map;

/**
 * What a window found and committed.
 *
 * @param sequence of the journal.
 * @param targets DEC by the ledger of the custody wallets for which that has changed.
 * @param clearingTarget the same of the clearing wallets together.
 * @param bookings external flows that the books know of since the last window.
 * @param newWallets that were made for new accounts.
 * @param lastTradeId trades up to it are covered now.
 * @param batch that was committed; null if there was nothing to cover and nothing to move.
 */
record WindowResult(
        long sequence,
        Map<Integer, Long> targets,
        long clearingTarget,
        Bookings bookings,
        List<Wallet> newWallets,
        long lastTradeId,
        Batch batch) {}

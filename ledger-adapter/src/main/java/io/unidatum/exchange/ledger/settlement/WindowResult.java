package io.unidatum.exchange.ledger.settlement;

/**
 * What a window found and committed.
 *
 * @param sequence of the journal.
 * @param totals DEC by the ledger.
 * @param bookings external flows that the books know of since the last window.
 * @param lastTradeId trades up to it are covered now.
 * @param batch that was committed; null if there was nothing to cover and nothing to move.
 */
record WindowResult(long sequence, LedgerReader.Totals totals, Bookings bookings, long lastTradeId, Batch batch) {}

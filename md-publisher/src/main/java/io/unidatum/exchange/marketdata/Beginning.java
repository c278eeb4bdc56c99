package io.unidatum.exchange.marketdata;

import io.unidatum.exchange.client.journal.JournalPoint;

/**
 * Where a publisher begins.
 *
 * @param markets as they are known without the journal.
 * @param startAfter where to read the journal from.
 * @param kept point up to which the trades were kept, to be checked against the journal; null if none were.
 * @param description for an operator.
 */
record Beginning(Markets markets, JournalPoint startAfter, JournalPoint kept, String description) {}

package io.unidatum.exchange.cli.admin;

/**
 * What of an instrument can be changed.
 *
 * @param maxOrderQuantity largest quantity of one order, units of 10<sup>-8</sup>.
 * @param protectionBand how far market orders trade beyond the best price, parts per million.
 * @param collar how far from the last price a trade halts it, parts per million; 0: no collar.
 * @param haltDurationNs how long such a halt lasts; 0: until an operator ends it.
 * @param auctionDurationNs how long the auction after a timed halt lasts; 0: it opens without one.
 */
record InstrumentRules(
        long maxOrderQuantity, int protectionBand, int collar, long haltDurationNs, long auctionDurationNs) {}

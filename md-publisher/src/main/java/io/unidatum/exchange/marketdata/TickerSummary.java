package io.unidatum.exchange.marketdata;

/**
 * An instrument at a glance; prices and quantities are 0 where there is none.
 *
 * @param bestBid price.
 * @param bestBidQuantity open at that price.
 * @param bestAsk price.
 * @param bestAskQuantity open at that price.
 * @param lastPrice of the last trade.
 * @param lastQuantity of the last trade.
 * @param window the rolling 24 hours.
 */
record TickerSummary(
        long bestBid,
        long bestBidQuantity,
        long bestAsk,
        long bestAskQuantity,
        long lastPrice,
        long lastQuantity,
        WindowSummary window) {

    static TickerSummary of(final Market market) {
        final BookSide bids = market.bids();
        final BookSide asks = market.asks();
        return new TickerSummary(
                bids.size() == 0 ? 0 : bids.price(0),
                bids.size() == 0 ? 0 : bids.quantity(0),
                asks.size() == 0 ? 0 : asks.price(0),
                asks.size() == 0 ? 0 : asks.quantity(0),
                market.lastPrice(),
                market.lastQuantity(),
                market.window().summary());
    }
}

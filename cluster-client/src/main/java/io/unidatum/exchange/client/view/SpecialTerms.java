package io.unidatum.exchange.client.view;

/**
 * What an order says beyond price and quantity. Prices, quantities and amounts in units of 10<sup>-8</sup>; 0 is none.
 *
 * @param stopPrice trigger price; of a trailing stop the first, and once it has fired the one it had come to.
 * @param displayQuantity of an iceberg.
 * @param expireTime cluster time, ns.
 * @param quoteAmount that a market buy spends at most.
 * @param trailingOffset of a trailing stop, as a price.
 * @param trailingRate of a trailing stop, parts per million.
 * @param linkedOrderId the other leg, which this cancels or is cancelled by.
 */
public record SpecialTerms(
        long stopPrice,
        long displayQuantity,
        long expireTime,
        long quoteAmount,
        long trailingOffset,
        int trailingRate,
        long linkedOrderId) {
    /** None of all that. */
    public static final SpecialTerms NONE = new SpecialTerms(0, 0, 0, 0, 0, 0, 0);

    SpecialTerms withStopPrice(final long newStopPrice) {
        return new SpecialTerms(
                newStopPrice, displayQuantity, expireTime, quoteAmount, trailingOffset, trailingRate, linkedOrderId);
    }
}

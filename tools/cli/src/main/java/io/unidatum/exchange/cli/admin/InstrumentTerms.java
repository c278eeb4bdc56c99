package io.unidatum.exchange.cli.admin;

import io.unidatum.exchange.protocol.Decimal8;

/**
 * What is traded and in which steps.
 *
 * @param instrumentId its number.
 * @param symbol BASE/QUOTE.
 * @param baseAsset number of the asset that is traded.
 * @param quoteAsset number of the asset that it is priced in.
 * @param tickSize price step, units of 10<sup>-8</sup>.
 * @param lotSize quantity step, units of 10<sup>-8</sup>; tick times lot is a multiple of 10<sup>8</sup>.
 * @param maxOrderQuantity largest quantity of one order, units of 10<sup>-8</sup>.
 * @param protectionBand how far market orders trade beyond the best price, parts per million.
 */
record InstrumentTerms(
        long instrumentId,
        String symbol,
        int baseAsset,
        int quoteAsset,
        long tickSize,
        long lotSize,
        long maxOrderQuantity,
        int protectionBand) {

    static InstrumentTerms of(
            final long instrumentId,
            final String symbol,
            final int baseAsset,
            final int quoteAsset,
            final String tickSize,
            final String lotSize,
            final String maxOrderQuantity,
            final int protectionBand) {
        return new InstrumentTerms(
                instrumentId,
                symbol,
                baseAsset,
                quoteAsset,
                Decimal8.parse(tickSize),
                Decimal8.parse(lotSize),
                Decimal8.parse(maxOrderQuantity),
                protectionBand);
    }
}

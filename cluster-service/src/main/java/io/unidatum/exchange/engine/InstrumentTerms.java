package io.unidatum.exchange.engine;

import org.agrona.DirectBuffer;

/** What an instrument is created with. The symbol is 20 characters, zero padded, in a buffer of its own. */
record InstrumentTerms(
        long id,
        DirectBuffer symbol,
        Asset base,
        Asset quote,
        long tickSize,
        long lotSize,
        long maxOrderQuantity,
        int protectionBand) {}

package io.unidatum.exchange.engine.model;

import java.util.HashMap;
import java.util.Map;

/**
 * Whether a trade would be too far from the last price that there was when the command began; if there has been an
 * auction in it, from the auction's.
 */
final class ModelCollars {
    private final Map<Long, Long> references = new HashMap<>();

    void begin(final ModelState state) {
        references.clear();
        state.instruments.values().forEach(i -> references.put(i.id, i.lastPrice));
    }

    void auctioned(final ModelInstrument instrument) {
        references.put(instrument.id, instrument.lastPrice);
    }

    boolean isOutside(final ModelInstrument instrument, final long price) {
        final long reference = references.getOrDefault(instrument.id, 0L);
        if (instrument.collar == 0 || reference == 0) {
            return false;
        }
        return Math.abs(price - reference) > Exact.share(reference, instrument.collar);
    }
}

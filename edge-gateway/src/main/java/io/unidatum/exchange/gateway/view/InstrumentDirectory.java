package io.unidatum.exchange.gateway.view;

import io.unidatum.exchange.gateway.api.ApiError;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The instruments as the journal last said they are. Replaced as a whole by the read model's thread, read by any.
 */
public final class InstrumentDirectory {
    private static final int MAX_SYMBOL_LENGTH = 24;

    private volatile Contents contents = new Contents(List.of(), Map.of(), Map.of());

    private record Contents(List<Instrument> all, Map<String, Instrument> byName, Map<Integer, Instrument> byId) {}

    /**
     * Takes in what there is now.
     *
     * @param instruments all, in order of id.
     */
    public void replace(final Collection<Instrument> instruments) {
        final Map<String, Instrument> byName = new HashMap<>();
        final Map<Integer, Instrument> byId = new HashMap<>();
        for (final Instrument instrument : instruments) {
            // Two symbols could run together to the same name: then the first keeps it.
            byName.putIfAbsent(instrument.base() + instrument.quote(), instrument);
            byId.put(instrument.instrumentId(), instrument);
        }
        for (final Instrument instrument : instruments) {
            byName.put(instrument.symbol(), instrument);
            byName.put(instrument.symbol().replace('/', '-'), instrument);
            byName.put(instrument.symbol().replace('/', '_'), instrument);
        }
        contents = new Contents(List.copyOf(instruments), byName, byId);
    }

    /** All instruments. {@return in order of id} */
    public List<Instrument> all() {
        return contents.all();
    }

    /** All symbols. {@return in order of instrument id} */
    public List<String> symbols() {
        return contents.all().stream().map(Instrument::symbol).toList();
    }

    /**
     * Finds an instrument.
     *
     * @param instrumentId its id.
     * @return null if there is none.
     */
    public Instrument find(final int instrumentId) {
        return contents.byId().get(instrumentId);
    }

    /**
     * Finds an instrument by what a client calls it.
     *
     * @param text {@code DEC/USD}, {@code DEC-USD}, {@code DEC_USD} or {@code DECUSD}, in either case.
     * @return null if there is none.
     */
    public Instrument find(final String text) {
        return text.length() > MAX_SYMBOL_LENGTH ? null : contents.byName().get(text.toUpperCase(Locale.ROOT));
    }

    /**
     * Finds an instrument that must be there.
     *
     * @param text as for {@link #find(String)}.
     * @return the instrument.
     * @throws io.unidatum.exchange.gateway.api.ApiException 404 if there is none, 503 if none is known yet.
     */
    public Instrument require(final String text) {
        final Instrument instrument = find(text);
        if (instrument != null) {
            return instrument;
        }
        if (contents.all().isEmpty()) {
            throw ApiError.unavailable("STARTING", "the gateway does not know the symbols yet: ask again in a moment");
        }
        throw new ApiError(404, "UNKNOWN_SYMBOL", "there is no such symbol: see /api/v1/market/symbols").exception();
    }
}

package io.unidatum.exchange.engine;

import io.unidatum.exchange.book.MatchListener;
import java.util.Collection;
import java.util.TreeMap;
import org.agrona.DirectBuffer;
import org.agrona.collections.Long2ObjectHashMap;

/** All instruments. */
final class InstrumentRegistry {
    private final Long2ObjectHashMap<Instrument> byId = new Long2ObjectHashMap<>();
    private final TreeMap<Long, Instrument> sorted = new TreeMap<>();

    Instrument get(final long id) {
        return byId.get(id);
    }

    boolean isFull() {
        return byId.size() >= EngineLimits.MAX_INSTRUMENTS;
    }

    boolean hasSymbol(final DirectBuffer symbol) {
        for (final Instrument instrument : sorted.values()) {
            if (instrument.symbol.equals(symbol)) {
                return true;
            }
        }
        return false;
    }

    Instrument create(final InstrumentTerms terms, final MatchListener<EngineOrder> listener) {
        final Instrument instrument = new Instrument(terms, byId.size(), listener);
        byId.put(instrument.id, instrument);
        sorted.put(instrument.id, instrument);
        return instrument;
    }

    /** All instruments by ascending id. */
    Collection<Instrument> sorted() {
        return sorted.values();
    }
}

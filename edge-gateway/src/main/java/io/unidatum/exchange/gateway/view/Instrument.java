package io.unidatum.exchange.gateway.view;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.unidatum.exchange.client.view.ExchangeView;
import io.unidatum.exchange.client.view.InstrumentView;
import io.unidatum.exchange.gateway.api.Amounts;
import io.unidatum.exchange.gateway.api.Json;
import io.unidatum.exchange.gateway.api.Times;
import io.unidatum.exchange.sbe.common.InstrumentStatus;
import java.util.Locale;

/**
 * An instrument as it was at some moment. Immutable.
 *
 * @param instrumentId its id.
 * @param symbol such as {@code DEC/USD}.
 * @param baseAsset id of what is traded.
 * @param quoteAsset id of what it is paid in.
 * @param base name of what is traded.
 * @param quote name of what it is paid in.
 * @param tickSize price step, units of 10<sup>-8</sup>.
 * @param lotSize quantity step, units of 10<sup>-8</sup>.
 * @param maxOrderQuantity largest order, units of 10<sup>-8</sup>.
 * @param protectionBand of market orders, parts per million.
 * @param status whether it trades.
 * @param statusUntilNs cluster time at which it changes by itself, ns; 0 when told.
 * @param rules of its collar.
 */
public record Instrument(
        int instrumentId,
        String symbol,
        int baseAsset,
        int quoteAsset,
        String base,
        String quote,
        long tickSize,
        long lotSize,
        long maxOrderQuantity,
        int protectionBand,
        InstrumentStatus status,
        long statusUntilNs,
        CollarRules rules) {
    private static final long UNITS_PER_PPM = 100;
    private static final long NS_PER_MS = 1_000_000;

    /**
     * What happens when the price goes too far.
     *
     * @param collar distance from the last price at which it halts, parts per million; 0 for none.
     * @param haltDurationNs of such a halt, 0 until an operator ends it.
     * @param auctionDurationNs of the auction after it, 0 if it opens without one.
     */
    public record CollarRules(int collar, long haltDurationNs, long auctionDurationNs) {
        /** No collar. */
        public static final CollarRules NONE = new CollarRules(0, 0, 0);
    }

    static Instrument of(final InstrumentView view, final ExchangeView exchange) {
        return new Instrument(
                view.instrumentId(),
                view.symbol(),
                view.baseAsset(),
                view.quoteAsset(),
                exchange.asset(view.baseAsset()).name(),
                exchange.asset(view.quoteAsset()).name(),
                view.tickSize(),
                view.lotSize(),
                view.maxOrderQuantity(),
                view.protectionBand(),
                view.status(),
                view.statusUntil(),
                new CollarRules(view.collar(), view.haltDuration(), view.auctionDuration()));
    }

    /** For the list of symbols. {@return a new object} */
    public ObjectNode toJson() {
        return Json.object()
                .put("symbol", symbol)
                .put("base", base)
                .put("quote", quote)
                .put("status", name(status))
                .put("status_until", statusUntilNs == 0 ? null : Times.text(statusUntilNs))
                .put("tick_size", Amounts.text(tickSize))
                .put("lot_size", Amounts.text(lotSize))
                .put("min_quantity", Amounts.text(lotSize))
                .put("max_quantity", Amounts.text(maxOrderQuantity))
                .put("protection_band", Amounts.text(protectionBand * UNITS_PER_PPM))
                .put("collar", rules.collar() == 0 ? null : Amounts.text(rules.collar() * UNITS_PER_PPM))
                .put("halt_duration_ms", rules.haltDurationNs() / NS_PER_MS)
                .put("auction_duration_ms", rules.auctionDurationNs() / NS_PER_MS)
                .put("instrument_id", Integer.toUnsignedString(instrumentId));
    }

    /**
     * A status in public text.
     *
     * @param status to name.
     * @return such as {@code open}.
     */
    public static String name(final InstrumentStatus status) {
        return status.name().toLowerCase(Locale.ROOT);
    }
}

package io.unidatum.exchange.gateway.view;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.unidatum.exchange.client.view.FillView;
import io.unidatum.exchange.gateway.api.Amounts;
import io.unidatum.exchange.gateway.api.Json;
import io.unidatum.exchange.gateway.api.Times;

/**
 * One fill of an order. Immutable.
 *
 * @param tradeId of the trade.
 * @param price units of 10<sup>-8</sup>.
 * @param quantity units of 10<sup>-8</sup>.
 * @param fee units of 10<sup>-8</sup>, this fill's share.
 * @param maker true if the order was resting.
 * @param auction true if a call auction made the trade: both orders rested.
 * @param timeNs cluster time, ns.
 * @param sequence global sequence of the trade.
 */
public record Fill(
        long tradeId, long price, long quantity, long fee, boolean maker, boolean auction, long timeNs, long sequence) {
    static Fill of(final FillView fill) {
        return new Fill(
                fill.tradeId(),
                fill.price(),
                fill.quantity(),
                fill.fee(),
                fill.maker(),
                fill.auction(),
                fill.time(),
                fill.sequence());
    }

    /** For an order's list of fills. {@return a new object} */
    public ObjectNode toJson() {
        final ObjectNode json = Json.object()
                .put("trade_id", Long.toUnsignedString(tradeId))
                .put("price", Amounts.text(price))
                .put("quantity", Amounts.text(quantity))
                .put("fee", Amounts.text(fee))
                .put("role", maker || auction ? "maker" : "taker")
                .put("time", Times.text(timeNs));
        if (auction) {
            json.put("auction", true);
        }
        return json;
    }
}

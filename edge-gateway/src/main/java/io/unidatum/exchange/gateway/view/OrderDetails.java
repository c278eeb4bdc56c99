package io.unidatum.exchange.gateway.view;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.unidatum.exchange.client.view.OrderView;
import io.unidatum.exchange.client.view.SpecialTerms;
import io.unidatum.exchange.gateway.api.Amounts;
import io.unidatum.exchange.gateway.api.Times;
import io.unidatum.exchange.sbe.common.SelfTradePrevention;

/**
 * What an order says beyond price and quantity. Immutable.
 *
 * @param prevention of trades with the account's own orders; NULL_VAL for the default.
 * @param postOnly whether it never takes.
 * @param reduceOnly whether it never makes the position larger.
 * @param massQuote whether a mass quote placed it.
 * @param terms stop price and the like.
 * @param waiting whether its trigger has not fired.
 * @param triggeredNs when it fired, cluster time, ns; 0 if it has not or that is not known.
 */
public record OrderDetails(
        SelfTradePrevention prevention,
        boolean postOnly,
        boolean reduceOnly,
        boolean massQuote,
        SpecialTerms terms,
        boolean waiting,
        long triggeredNs) {
    private static final long UNITS_PER_PPM_IN_BPS = 1_000_000;

    static OrderDetails of(final OrderView order) {
        return new OrderDetails(
                order.selfTradePrevention(),
                order.postOnly(),
                order.reduceOnly(),
                order.massQuote(),
                order.specialTerms(),
                order.isWaiting(),
                order.triggeredTime());
    }

    void put(final ObjectNode json, final boolean isOpen) {
        json.put("post_only", postOnly);
        json.put("reduce_only", reduceOnly);
        json.put(
                "self_trade_prevention",
                OrderRecord.name(
                        prevention == SelfTradePrevention.NULL_VAL ? SelfTradePrevention.CANCEL_NEWEST : prevention));
        putAmount(json, "stop_price", terms.stopPrice());
        putAmount(json, "display_quantity", terms.displayQuantity());
        putAmount(json, "quote_amount", terms.quoteAmount());
        putAmount(json, "trailing_offset", terms.trailingOffset());
        putAmount(json, "trailing_bps", terms.trailingRate() * UNITS_PER_PPM_IN_BPS);
        if (terms.expireTime() != 0) {
            json.put("expire_time", Times.text(terms.expireTime()));
        }
        if (terms.linkedOrderId() != 0) {
            json.put("linked_order_id", Long.toUnsignedString(terms.linkedOrderId()));
        }
        if (massQuote) {
            json.put("mass_quote", true);
        }
        if (waiting && isOpen) {
            json.put("waiting_for_trigger", true);
        }
        if (triggeredNs != 0) {
            json.put("triggered_at", Times.text(triggeredNs));
        }
    }

    private static void putAmount(final ObjectNode json, final String field, final long value) {
        if (value != 0) {
            json.put(field, Amounts.text(value));
        }
    }
}

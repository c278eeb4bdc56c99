package io.unidatum.exchange.gateway.view;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.unidatum.exchange.client.view.AccountView;
import io.unidatum.exchange.client.view.ConnectionView;
import io.unidatum.exchange.client.view.ExchangeView;
import io.unidatum.exchange.client.view.InstrumentView;
import io.unidatum.exchange.client.view.LimitsView;
import io.unidatum.exchange.client.view.PositionView;
import io.unidatum.exchange.gateway.api.Amounts;
import io.unidatum.exchange.gateway.api.Json;
import io.unidatum.exchange.gateway.api.Times;
import io.unidatum.exchange.protocol.Position;

/** An account's positions, limits, connections and timer as clients see them. On the view's thread. */
public final class AccountFacts {
    private static final long NS_PER_MS = 1_000_000;

    private AccountFacts() {}

    /**
     * The limits that the cluster holds an account to; null is none of its own.
     *
     * @param view it is of.
     * @param account whose.
     * @return a new object.
     */
    public static ObjectNode limits(final ExchangeView view, final AccountView account) {
        final ObjectNode json = Json.object();
        putNumber(json, "max_open_orders", account.maxOpenOrders());
        putNumber(json, "max_orders_per_second", account.maxOrdersPerSecond());
        put(json, account.limits());
        final ArrayNode symbols = json.putArray("by_symbol");
        account.instrumentLimits().forEach((instrumentId, limits) -> {
            final ObjectNode own = symbols.addObject()
                    .put("symbol", view.instrument(instrumentId).symbol());
            put(own, limits);
        });
        return json;
    }

    /**
     * A dead-man timer.
     *
     * @param account whose.
     * @return a new object.
     */
    public static ObjectNode deadManTimer(final AccountView account) {
        return Json.object()
                .put("timeout_ms", account.deadManTimeout() / NS_PER_MS)
                .put("deadline", account.deadManDeadline() == 0 ? null : Times.text(account.deadManDeadline()));
    }

    /**
     * A logical connection.
     *
     * @param connection to write.
     * @return a new object.
     */
    public static ObjectNode connection(final ConnectionView connection) {
        return Json.object()
                .put("connection_id", Long.toUnsignedString(connection.connectionId()))
                .put("state", OrderRecord.name(connection.state()))
                .put("grace_ms", connection.gracePeriodNs() / NS_PER_MS)
                .put("deadline", connection.deadline() == 0 ? null : Times.text(connection.deadline()));
    }

    /**
     * A position: what was bought less what was sold in an instrument, and what that has gained, fees apart.
     *
     * @param view it is of.
     * @param held the position.
     * @return a new object.
     */
    public static ObjectNode position(final ExchangeView view, final PositionView held) {
        final InstrumentView instrument = view.instrument(held.instrumentId());
        final ObjectNode json = Json.object()
                .put("symbol", instrument.symbol())
                .put("quote_asset", view.asset(instrument.quoteAsset()).name());
        json.put("quantity", Amounts.text(held.position().quantity()));
        putGains(json, held.position(), instrument.lastPrice());
        json.put("last_price", instrument.lastPrice() == 0 ? null : Amounts.text(instrument.lastPrice()));
        return json;
    }

    /**
     * Adds average entry price, cost, realised and unrealised profit and loss.
     *
     * @param json to add to.
     * @param position to tell of.
     * @param lastPrice of its instrument, 0 if it never traded.
     */
    public static void putGains(final ObjectNode json, final Position position, final long lastPrice) {
        json.put("average_entry_price", Amounts.averagePrice(position.cost(), Math.abs(position.quantity())));
        json.put("cost", Amounts.text(position.cost()));
        json.put("realised_pnl", Amounts.text(position.realised()));
        json.put("unrealised_pnl", lastPrice == 0 ? null : Amounts.text(position.unrealised(lastPrice)));
    }

    private static void put(final ObjectNode json, final LimitsView limits) {
        putAmount(json, "max_order_quantity", limits.maxOrderQuantity());
        putAmount(json, "max_order_notional", limits.maxOrderNotional());
        putAmount(json, "max_position", limits.maxPosition());
    }

    private static void putAmount(final ObjectNode json, final String name, final long limit) {
        json.put(name, limit == 0 ? null : Amounts.text(limit));
    }

    private static void putNumber(final ObjectNode json, final String name, final long limit) {
        if (limit == 0) {
            json.putNull(name);
        } else {
            json.put(name, limit);
        }
    }
}

package io.unidatum.exchange.gateway.market;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.unidatum.exchange.gateway.api.Amounts;
import io.unidatum.exchange.gateway.api.Json;
import io.unidatum.exchange.gateway.api.Times;
import io.unidatum.exchange.gateway.view.Instrument;
import io.unidatum.exchange.sbe.common.Side;
import java.util.List;

/** Market data as clients see it, over REST and WebSocket. Stateless. */
final class MarketJson {
    private MarketJson() {}

    static ObjectNode book(
            final Market market, final FeedMessage.Levels bids, final FeedMessage.Levels asks, final ObjectNode json) {
        json.put("symbol", market.symbol());
        json.set("bids", levels(bids));
        json.set("asks", levels(asks));
        json.put("status", Instrument.name(market.status()));
        json.put("time", Times.text(market.timeNs()));
        return json;
    }

    static String bookSnapshot(
            final Market market, final FeedMessage.Levels bids, final FeedMessage.Levels asks, final long sequence) {
        final ObjectNode json = message(Channel.ORDERBOOK, true).put("sequence", sequence);
        return Json.text(book(market, bids, asks, json));
    }

    static String bookUpdate(
            final Market market,
            final FeedMessage.Levels bids,
            final FeedMessage.Levels asks,
            final long previousSequence) {
        final ObjectNode json = message(Channel.ORDERBOOK, false)
                .put("previous_sequence", previousSequence)
                .put("sequence", market.sequence());
        return Json.text(book(market, bids, asks, json));
    }

    static String trades(final Market market, final List<FeedMessage.Trade> trades, final boolean snapshot) {
        final ObjectNode json = message(Channel.TRADES, snapshot);
        json.put("symbol", market.symbol());
        json.put(
                "sequence", trades.isEmpty() ? 0 : trades.get(trades.size() - 1).sequence());
        final ArrayNode list = json.putArray("trades");
        trades.forEach(trade -> list.add(trade(trade)));
        return Json.text(json);
    }

    static String ticker(final Market market, final boolean snapshot) {
        return Json.text(ticker(market, message(Channel.TICKER, snapshot)));
    }

    static ObjectNode ticker(final Market market, final ObjectNode json) {
        final FeedMessage.Ticker ticker = market.ticker();
        json.put("symbol", market.symbol());
        json.put("bid", price(ticker.bestBid()));
        json.put("bid_quantity", price(ticker.bestBidQuantity()));
        json.put("ask", price(ticker.bestAsk()));
        json.put("ask_quantity", price(ticker.bestAskQuantity()));
        json.put("last_price", price(ticker.lastPrice()));
        json.put("last_quantity", price(ticker.lastQuantity()));
        json.put("open_24h", price(ticker.openPrice()));
        json.put("high_24h", price(ticker.highPrice()));
        json.put("low_24h", price(ticker.lowPrice()));
        json.put("change_24h", ticker.openPrice() == 0 ? null : Amounts.text(ticker.lastPrice() - ticker.openPrice()));
        json.put("volume_24h", Amounts.text(ticker.volume()));
        json.put("quote_volume_24h", Amounts.text(ticker.quoteVolume()));
        json.put("trades_24h", ticker.tradeCount());
        json.put("status", Instrument.name(ticker.status()));
        json.put("sequence", ticker.sequence());
        json.put("time", Times.text(ticker.timeNs()));
        return json;
    }

    static ObjectNode trade(final FeedMessage.Trade trade) {
        return Json.object()
                .put("trade_id", Long.toUnsignedString(trade.tradeId()))
                .put("price", Amounts.text(trade.price()))
                .put("quantity", Amounts.text(trade.quantity()))
                .put("side", trade.takerSide() == Side.BUY ? "buy" : "sell")
                .put("sequence", trade.sequence())
                .put("time", Times.text(trade.timeNs()));
    }

    static void auction(final IndicativeAuction auction, final ObjectNode json) {
        json.put("indicative_price", price(auction.price()));
        json.put("indicative_volume", Amounts.text(auction.volume()));
        json.put("surplus", Amounts.text(auction.surplus()));
    }

    static String subscribed(final Subscription subscription) {
        final ObjectNode json = Json.object()
                .put("type", "subscribed")
                .put("channel", subscription.channel().text())
                .put("symbol", subscription.market().symbol());
        if (subscription.channel() == Channel.ORDERBOOK) {
            json.put("depth", subscription.depth());
        }
        return Json.text(json);
    }

    private static ObjectNode message(final Channel channel, final boolean snapshot) {
        return Json.object()
                .put("type", channel.text())
                .put("channel", channel.text())
                .put("snapshot", snapshot);
    }

    private static ArrayNode levels(final FeedMessage.Levels levels) {
        final ArrayNode list = Json.array();
        for (int i = 0; i < levels.prices().length; i++) {
            list.addArray().add(Amounts.text(levels.prices()[i])).add(Amounts.text(levels.quantities()[i]));
        }
        return list;
    }

    private static String price(final long value) {
        return value == 0 ? null : Amounts.text(value);
    }
}

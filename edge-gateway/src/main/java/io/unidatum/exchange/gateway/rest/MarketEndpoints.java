package io.unidatum.exchange.gateway.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.unidatum.exchange.gateway.api.Json;
import io.unidatum.exchange.gateway.market.MarketHub;
import io.unidatum.exchange.gateway.view.Instrument;
import io.unidatum.exchange.gateway.view.InstrumentDirectory;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** Market data, for everybody. Thread safe: the books are asked on their own event loop. */
public final class MarketEndpoints {
    private static final int DEFAULT_DEPTH = 20;
    private static final int MAX_DEPTH = 1000;
    private static final int DEFAULT_TRADES = 50;
    private static final int MAX_TRADES = 500;

    private final InstrumentDirectory instruments;
    private final MarketHub hub;
    private final Executor hubLoop;

    /**
     * Constructs the endpoints.
     *
     * @param instruments there are.
     * @param hub market data.
     * @param hubLoop the hub's event loop.
     */
    public MarketEndpoints(final InstrumentDirectory instruments, final MarketHub hub, final Executor hubLoop) {
        this.instruments = instruments;
        this.hub = hub;
        this.hubLoop = hubLoop;
    }

    CompletableFuture<Reply> symbols(final ApiRequest request) {
        final ObjectNode json = Json.object();
        final ArrayNode list = json.putArray("symbols");
        instruments.all().forEach(instrument -> list.add(instrument.toJson()));
        return CompletableFuture.completedFuture(Reply.ok(json));
    }

    CompletableFuture<Reply> orderBook(final ApiRequest request) {
        final Instrument instrument = instrument(request);
        final int depth = (int) request.number("depth", DEFAULT_DEPTH, 1, MAX_DEPTH);
        return ask(() -> hub.book(instrument, depth));
    }

    CompletableFuture<Reply> trades(final ApiRequest request) {
        final Instrument instrument = instrument(request);
        final int limit = (int) request.number("limit", DEFAULT_TRADES, 1, MAX_TRADES);
        return ask(() -> hub.trades(instrument, limit));
    }

    CompletableFuture<Reply> ticker(final ApiRequest request) {
        final Instrument instrument = instrument(request);
        return ask(() -> hub.ticker(instrument));
    }

    CompletableFuture<Reply> auction(final ApiRequest request) {
        final Instrument instrument = instrument(request);
        return ask(() -> hub.auction(instrument));
    }

    private CompletableFuture<Reply> ask(final Supplier<ObjectNode> question) {
        return CompletableFuture.supplyAsync(() -> Reply.ok(question.get()), hubLoop);
    }

    private Instrument instrument(final ApiRequest request) {
        final String symbol = request.path("symbol");
        return instruments.require(symbol != null ? symbol : request.path("base") + "/" + request.path("quote"));
    }
}

package io.unidatum.exchange.gateway.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.unidatum.exchange.client.CommandResult;
import io.unidatum.exchange.gateway.api.ApiError;
import io.unidatum.exchange.gateway.api.Json;
import io.unidatum.exchange.gateway.api.Times;
import io.unidatum.exchange.gateway.auth.Caller;
import io.unidatum.exchange.gateway.orders.AccountCommands;
import io.unidatum.exchange.gateway.orders.AccountRequests;
import io.unidatum.exchange.gateway.orders.OrderRateLimit;
import io.unidatum.exchange.gateway.orders.QuoteParser;
import io.unidatum.exchange.gateway.orders.QuoteRequest;
import io.unidatum.exchange.gateway.view.Instrument;
import io.unidatum.exchange.gateway.view.InstrumentDirectory;
import io.unidatum.exchange.gateway.view.OrderRecord;
import io.unidatum.exchange.gateway.view.ReadModel;
import io.unidatum.exchange.sbe.common.SelfTradePrevention;
import io.unidatum.exchange.sbe.common.Side;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Mass cancel, mass quote, dead-man timer, kill switch. Thread safe. */
public final class RiskEndpoints {
    private static final long NS_PER_MS = 1_000_000;

    private final AccountCommands commands;
    private final OrderEndpoints orders;
    private final OrderRateLimit rateLimit;
    private final ReadModel readModel;
    private final InstrumentDirectory instruments;
    private final Duration readWait;

    /**
     * Constructs the endpoints.
     *
     * @param commands to the cluster.
     * @param orders cancels one order by the client's id.
     * @param rateLimit of orders.
     * @param readModel of quotes.
     * @param instruments there are.
     * @param readWait how long a read waits for its sequence.
     */
    public RiskEndpoints(
            final AccountCommands commands,
            final OrderEndpoints orders,
            final OrderRateLimit rateLimit,
            final ReadModel readModel,
            final InstrumentDirectory instruments,
            final Duration readWait) {
        this.commands = commands;
        this.orders = orders;
        this.rateLimit = rateLimit;
        this.readModel = readModel;
        this.instruments = instruments;
        this.readWait = readWait;
    }

    /** One order by the client's id, or all that fit. */
    CompletableFuture<Reply> cancelMany(final ApiRequest request) {
        final String symbol = request.query("symbol");
        final String side = request.query("side");
        final String all = request.query("all");
        if (request.query("client_order_id") != null) {
            if (symbol != null || side != null || all != null) {
                throw ApiError.badRequest(
                        "INVALID_PARAMETER", "client_order_id names one order: leave out symbol, side and all");
            }
            return orders.cancelByClientOrderId(request);
        }
        final Caller caller = request.trader();
        request.expectNoBody();
        if (all != null && !"true".equals(all)) {
            throw ApiError.badRequest("INVALID_PARAMETER", "all must be true, or left out");
        }
        if (symbol == null && side == null && all == null) {
            throw ApiError.badRequest(
                    "MISSING_FIELD",
                    "say which: /api/v1/orders/{id}, ?client_order_id=, ?symbol= and/or ?side=, or ?all=true");
        }
        return commands.massCancel(
                        request.origin(caller),
                        symbol == null ? 0 : instruments.require(symbol).instrumentId(),
                        side == null ? Side.NULL_VAL : AccountRequests.side(side))
                .thenApply(result -> reply(
                        result,
                        account(caller)
                                .put("cancelled_orders", events(result))
                                .put("sequence", result.lastSequence())));
    }

    CompletableFuture<Reply> quote(final ApiRequest request) {
        return quote(request, QuoteParser.parse(instrument(request), request.json()));
    }

    CompletableFuture<Reply> withdrawQuotes(final ApiRequest request) {
        request.expectNoBody();
        return quote(request, new QuoteRequest(instrument(request), false, SelfTradePrevention.NULL_VAL, List.of()));
    }

    private CompletableFuture<Reply> quote(final ApiRequest request, final QuoteRequest quote) {
        final Caller caller = request.trader();
        if (!quote.levels().isEmpty()) {
            rateLimit.admit(caller.account(), 1);
        }
        return commands.massQuote(request.origin(caller), quote).thenApply(quotes -> {
            final ObjectNode json = quotes(
                    caller, quote.instrument(), quotes.orders(), quotes.result().lastSequence());
            if (!quotes.complete()) {
                json.put("orders_pending", true);
            }
            return reply(quotes.result(), json);
        });
    }

    CompletableFuture<Reply> quotes(final ApiRequest request) {
        final Caller caller = request.reader();
        final Instrument instrument = instrument(request);
        return readModel
                .quotes(caller.account(), instrument.instrumentId(), request.minSequence(), readWait)
                .thenApply(open -> Reply.ok(quotes(
                        caller,
                        instrument,
                        open,
                        open.stream().mapToLong(OrderRecord::sequence).max().orElse(0))));
    }

    CompletableFuture<Reply> cancelAllAfter(final ApiRequest request) {
        final Caller caller = request.trader();
        final long timeoutMs = AccountRequests.timeoutMs(request.json());
        rateLimit.admit(caller.account(), 1);
        return commands.deadManTimer(request.origin(caller), timeoutMs * NS_PER_MS)
                .thenApply(result -> reply(
                        result,
                        account(caller)
                                .put("timeout_ms", timeoutMs)
                                .put(
                                        "deadline",
                                        timeoutMs == 0 ? null : Times.text(result.time() + timeoutMs * NS_PER_MS))
                                .put("sequence", result.lastSequence())));
    }

    CompletableFuture<Reply> killSwitch(final ApiRequest request) {
        final Caller caller = request.trader();
        final String reason = AccountRequests.killReason(request.hasBody() ? request.json() : Json.object());
        return commands.killSwitch(request.origin(caller), reason).thenCompose(result -> readModel
                .ask(caller.account(), result.lastSequence(), readWait, view -> view.account(caller.account())
                        .openOrders()
                        .size())
                .handle((open, failure) -> {
                    final ObjectNode json = account(caller).put("status", "blocked");
                    if (failure == null) {
                        json.put("open_orders", open);
                    }
                    return reply(result, json.put("sequence", result.lastSequence()));
                }));
    }

    private Instrument instrument(final ApiRequest request) {
        final String symbol = request.path("symbol");
        return instruments.require(symbol != null ? symbol : request.path("base") + "/" + request.path("quote"));
    }

    private static ObjectNode quotes(
            final Caller caller, final Instrument instrument, final List<OrderRecord> open, final long sequence) {
        final ObjectNode json = account(caller).put("symbol", instrument.symbol());
        final ArrayNode bids = json.putArray("bids");
        final ArrayNode asks = json.putArray("asks");
        open.forEach(order -> (order.side() == Side.BUY ? bids : asks).add(order.toJson()));
        return json.put("sequence", sequence);
    }

    private static ObjectNode account(final Caller caller) {
        return Json.object().put("account", Long.toUnsignedString(caller.account()));
    }

    /** A mass cancel's events are its cancels. */
    private static long events(final CommandResult result) {
        return result.lastSequence() == 0 ? 0 : result.lastSequence() - result.firstSequence() + 1;
    }

    private static Reply reply(final CommandResult result, final ObjectNode json) {
        return new Reply(200, json, result.replayed(), 0);
    }
}

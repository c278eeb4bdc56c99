package io.unidatum.exchange.gateway.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.unidatum.exchange.client.CommandResult;
import io.unidatum.exchange.client.view.AssetView;
import io.unidatum.exchange.client.view.ExchangeView;
import io.unidatum.exchange.gateway.api.ApiError;
import io.unidatum.exchange.gateway.api.Json;
import io.unidatum.exchange.gateway.auth.Caller;
import io.unidatum.exchange.gateway.funds.LedgerClient;
import io.unidatum.exchange.gateway.orders.AccountCommands;
import io.unidatum.exchange.gateway.orders.CommandOrigin;
import io.unidatum.exchange.gateway.orders.OrderRateLimit;
import io.unidatum.exchange.gateway.orders.WithdrawalParser;
import io.unidatum.exchange.gateway.orders.WithdrawalRequest;
import io.unidatum.exchange.gateway.view.FundFacts;
import io.unidatum.exchange.gateway.view.ReadModel;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;

/** Withdrawals, deposits, proofs of settlement. Thread safe. */
public final class FundEndpoints {
    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 500;
    private static final Set<String> STATUSES = Set.of("pending", "sent", "completed", "failed");
    private static final Pattern TRANSACTION_ID = Pattern.compile("[0-9a-f]{64}");
    private static final String CHAIN_ASSET = "DEC";

    private final AccountCommands commands;
    private final OrderRateLimit rateLimit;
    private final ReadModel readModel;
    private final LedgerClient ledger;
    private final Duration readWait;

    /**
     * Constructs the endpoints.
     *
     * @param commands to the cluster.
     * @param rateLimit of requests that change something.
     * @param readModel of accounts and assets.
     * @param ledger answers what is in PostgreSQL and on the chain.
     * @param readWait how long a read waits for its sequence.
     */
    public FundEndpoints(
            final AccountCommands commands,
            final OrderRateLimit rateLimit,
            final ReadModel readModel,
            final LedgerClient ledger,
            final Duration readWait) {
        this.commands = commands;
        this.rateLimit = rateLimit;
        this.readModel = readModel;
        this.ledger = ledger;
        this.readWait = readWait;
    }

    CompletableFuture<Reply> assets(final ApiRequest request) {
        return readModel.ask(0, request.minSequence(), readWait, view -> {
            final ObjectNode json = Json.object();
            final ArrayNode list = json.putArray("assets");
            view.assets().forEach(asset -> list.add(FundFacts.asset(view, asset, CHAIN_ASSET.equals(asset.name()))));
            return Reply.ok(json);
        });
    }

    CompletableFuture<Reply> withdraw(final ApiRequest request) {
        final Caller caller = request.withdrawer();
        final WithdrawalRequest withdrawal = WithdrawalParser.parse(request.json());
        final CommandOrigin origin = request.origin(caller);
        rateLimit.admit(caller.account(), 1);
        return readModel
                .ask(caller.account(), 0, readWait, view -> asset(view, withdrawal.asset())
                        .assetId())
                .thenCompose(assetId -> commands.withdraw(origin, assetId, withdrawal))
                .thenCompose(result -> created(caller, withdrawal, result));
    }

    /** The cluster holds the amount now: that is told even if the read model does not get there in time. */
    private CompletableFuture<Reply> created(
            final Caller caller, final WithdrawalRequest withdrawal, final CommandResult result) {
        return readModel
                .ask(
                        caller.account(),
                        result.lastSequence(),
                        readWait,
                        view -> FundFacts.withdrawal(
                                view, view.account(caller.account()).withdrawal(result.orderId())))
                .exceptionally(failure -> null)
                .thenApply(json -> new Reply(
                        201,
                        json == null
                                ? FundFacts.pending(
                                        caller.account(),
                                        withdrawal.asset(),
                                        withdrawal.amount(),
                                        withdrawal.address(),
                                        result)
                                : json,
                        result.replayed(),
                        0));
    }

    CompletableFuture<Reply> withdrawals(final ApiRequest request) {
        final Caller caller = request.reader();
        final long before = request.number("before", 0, 1, Long.MAX_VALUE);
        final StringBuilder path =
                list(request, caller, "/internal/withdrawals", before == 0 ? null : Long.toString(before));
        final String asset = request.query("asset");
        final String status = request.query("status");
        if (status != null && !STATUSES.contains(status)) {
            throw ApiError.badRequest("INVALID_PARAMETER", "status must be pending, sent, completed or failed");
        }
        if (status != null) {
            path.append("&status=").append(status);
        }
        if (asset == null) {
            return page(request, caller, path, "withdrawals", "withdrawal_id");
        }
        return readModel
                .ask(caller.account(), 0, readWait, view -> asset(view, WithdrawalParser.assetName(asset))
                        .name())
                .thenCompose(name ->
                        page(request, caller, path.append("&asset=").append(name), "withdrawals", "withdrawal_id"));
    }

    CompletableFuture<Reply> withdrawal(final ApiRequest request) {
        final Caller caller = request.reader();
        final long id = request.idInPath("id", "INVALID_WITHDRAWAL_ID", "a withdrawal id");
        final long minSequence = minSequence(request, caller);
        return ledger.get(
                        "/internal/withdrawals/" + id + "?account=" + Long.toUnsignedString(caller.account())
                                + "&min_sequence=" + minSequence,
                        minSequence,
                        readWait)
                .thenApply(json -> {
                    final JsonNode list = json.path("withdrawals");
                    if (list.size() != 1 || !(list.get(0) instanceof ObjectNode found)) {
                        throw new ApiError(404, "UNKNOWN_WITHDRAWAL", "your account has no withdrawal with this id")
                                .exception();
                    }
                    return Reply.ok(found.put("account", Long.toUnsignedString(caller.account())));
                });
    }

    CompletableFuture<Reply> deposits(final ApiRequest request) {
        final Caller caller = request.reader();
        final String before = request.query("before");
        if (before != null && !TRANSACTION_ID.matcher(before).matches()) {
            throw ApiError.badRequest("INVALID_PARAMETER", "before must be the transaction_id of a deposit");
        }
        return page(request, caller, list(request, caller, "/internal/deposits", before), "deposits", "transaction_id");
    }

    CompletableFuture<Reply> depositAddress(final ApiRequest request) {
        final Caller caller = request.reader();
        final String asset = request.query("asset");
        if (asset == null) {
            throw ApiError.badRequest("MISSING_FIELD", "say of which asset: ?asset=" + CHAIN_ASSET);
        }
        return readModel
                .ask(caller.account(), 0, readWait, view -> {
                    ReadModel.requireAccount(view, caller.account());
                    return asset(view, WithdrawalParser.assetName(asset)).name();
                })
                .thenCompose(name -> {
                    if (!CHAIN_ASSET.equals(name)) {
                        throw new ApiError(
                                        422,
                                        "DEPOSITS_DISABLED",
                                        name + " has no chain here: its deposits go through the exchange's operator")
                                .exception();
                    }
                    return ledger.get("/internal/deposit-address?account=" + Long.toUnsignedString(caller.account()));
                })
                .thenApply(Reply::ok);
    }

    /** For those who made the trade: nobody else learns even whether there was one. */
    CompletableFuture<Reply> settlement(final ApiRequest request) {
        final Caller caller = request.reader();
        final long id = request.idInPath("trade_id", "INVALID_TRADE_ID", "a trade id");
        final String account = Long.toUnsignedString(caller.account());
        return ledger.get("/internal/settlement/trades/" + id).thenApply(json -> {
            final boolean maker = account.equals(json.path("maker_account").asText());
            final boolean taker = account.equals(json.path("taker_account").asText());
            if (!maker && !taker) {
                throw new ApiError(404, "UNKNOWN_TRADE", "your account made no trade with this id").exception();
            }
            json.put("role", maker ? "maker" : "taker");
            return Reply.ok(json);
        });
    }

    private StringBuilder list(final ApiRequest request, final Caller caller, final String path, final String before) {
        final StringBuilder query = new StringBuilder(path)
                .append("?account=")
                .append(Long.toUnsignedString(caller.account()))
                .append("&limit=")
                .append(limit(request));
        if (before != null) {
            query.append("&before=").append(before);
        }
        return query.append("&min_sequence=").append(minSequence(request, caller));
    }

    private CompletableFuture<Reply> page(
            final ApiRequest request,
            final Caller caller,
            final StringBuilder path,
            final String list,
            final String idField) {
        final long limit = limit(request);
        return ledger.get(path.toString(), minSequence(request, caller), readWait)
                .thenApply(json -> {
                    final ObjectNode answer = Json.object().put("account", Long.toUnsignedString(caller.account()));
                    final JsonNode rows = json.path(list);
                    answer.set(list, rows.isArray() ? rows : Json.array());
                    if (json.has("next_before")) {
                        answer.set("next_before", json.get("next_before"));
                    } else if (rows.size() == limit && rows.get(rows.size() - 1).has(idField)) {
                        answer.set("next_before", rows.get(rows.size() - 1).get(idField));
                    }
                    if (json.has("sequence")) {
                        answer.set("sequence", json.get("sequence"));
                    }
                    return Reply.ok(answer);
                });
    }

    private static long limit(final ApiRequest request) {
        return request.number("limit", DEFAULT_LIMIT, 1, MAX_LIMIT);
    }

    private long minSequence(final ApiRequest request, final Caller caller) {
        return Math.max(request.minSequence(), readModel.promised(caller.account()));
    }

    private static AssetView asset(final ExchangeView view, final String name) {
        final AssetView asset = view.asset(name);
        if (asset == null) {
            throw new ApiError(404, "UNKNOWN_ASSET", "there is no such asset: see /api/v1/market/assets").exception();
        }
        return asset;
    }
}

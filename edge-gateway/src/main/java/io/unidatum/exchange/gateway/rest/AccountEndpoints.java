package io.unidatum.exchange.gateway.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.unidatum.exchange.client.view.AccountView;
import io.unidatum.exchange.client.view.BalanceView;
import io.unidatum.exchange.client.view.ExchangeView;
import io.unidatum.exchange.client.view.FeeTierView;
import io.unidatum.exchange.client.view.InstrumentView;
import io.unidatum.exchange.client.view.OrderView;
import io.unidatum.exchange.gateway.api.Amounts;
import io.unidatum.exchange.gateway.api.Json;
import io.unidatum.exchange.gateway.auth.Caller;
import io.unidatum.exchange.gateway.view.AccountStreams;
import io.unidatum.exchange.gateway.view.OrderRecord;
import io.unidatum.exchange.gateway.view.ReadModel;
import io.unidatum.exchange.sbe.common.Side;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/** What an account has and may do. Thread safe. */
public final class AccountEndpoints {
    private static final long PPM_TO_UNITS = 100;

    private final ReadModel readModel;
    private final Duration readWait;
    private final int ordersPerSecond;
    private final int ordersPerSecondPerAccount;

    /**
     * Constructs the endpoints.
     *
     * @param readModel of accounts.
     * @param readWait how long a read waits for its sequence.
     * @param ordersPerSecond that this gateway admits.
     * @param ordersPerSecondPerAccount that this gateway admits of one account, 0 for no such limit.
     */
    public AccountEndpoints(
            final ReadModel readModel,
            final Duration readWait,
            final int ordersPerSecond,
            final int ordersPerSecondPerAccount) {
        this.readModel = readModel;
        this.readWait = readWait;
        this.ordersPerSecond = ordersPerSecond;
        this.ordersPerSecondPerAccount = ordersPerSecondPerAccount;
    }

    CompletableFuture<Reply> balance(final ApiRequest request) {
        return ask(request, (view, account, json, caller) -> {
            final ArrayNode list = json.putArray("balances");
            account.balances().forEach(balance -> list.add(AccountStreams.balance(view, balance)));
        });
    }

    CompletableFuture<Reply> positions(final ApiRequest request) {
        return ask(request, (view, account, json, caller) -> {
            final Set<Integer> money = new HashSet<>();
            final Map<Integer, InstrumentView> priced = new TreeMap<>();
            for (final InstrumentView instrument : view.instruments()) {
                money.add(instrument.quoteAsset());
                priced.putIfAbsent(instrument.baseAsset(), instrument);
            }
            // What is only ever paid with is money, not a position.
            money.removeAll(priced.keySet());
            final ArrayNode list = json.putArray("positions");
            for (final BalanceView balance : account.balances()) {
                if (!money.contains(balance.assetId())) {
                    list.add(position(view, balance, priced.get(balance.assetId())));
                }
            }
        });
    }

    CompletableFuture<Reply> info(final ApiRequest request) {
        return ask(request, (view, account, json, caller) -> {
            final FeeTierView tier = view.feeTier(account.feeTier());
            json.put("status", OrderRecord.name(account.status()));
            json.put("fee_tier", account.feeTier());
            json.put("maker_rate", tier == null ? null : Amounts.text(tier.makerRate() * PPM_TO_UNITS));
            json.put("taker_rate", tier == null ? null : Amounts.text(tier.takerRate() * PPM_TO_UNITS));
            json.set("limits", limits(account));
            if (caller.isSigned()) {
                final ObjectNode key = json.putObject("api_key");
                key.put("id", Long.toUnsignedString(caller.apiKeyId()));
                final ArrayNode permissions = key.putArray("permissions");
                if (caller.mayRead()) {
                    permissions.add("read");
                }
                if (caller.mayTrade()) {
                    permissions.add("trade");
                }
            } else {
                json.putNull("api_key");
                json.put("test_account", true);
            }
        });
    }

    CompletableFuture<Reply> risk(final ApiRequest request) {
        return ask(request, (view, account, json, caller) -> {
            json.put("open_orders", account.openOrders().size());
            final ArrayNode holds = json.putArray("holds");
            for (final BalanceView balance : account.balances()) {
                if (balance.held() != 0) {
                    holds.addObject()
                            .put("asset", view.asset(balance.assetId()).name())
                            .put("held", Amounts.text(balance.held()));
                }
            }
            final Map<String, long[]> open = new TreeMap<>();
            for (final OrderView order : account.openOrders()) {
                final long[] sums = open.computeIfAbsent(
                        view.instrument(order.instrumentId()).symbol(), symbol -> new long[2]);
                sums[order.side() == Side.BUY ? 0 : 1] += order.leaves();
            }
            final ArrayNode exposure = json.putArray("open_quantity");
            open.forEach((symbol, sums) -> exposure.addObject()
                    .put("symbol", symbol)
                    .put("buy", Amounts.text(sums[0]))
                    .put("sell", Amounts.text(sums[1])));
            json.set("limits", limits(account));
        });
    }

    private ObjectNode limits(final AccountView account) {
        final ObjectNode json = Json.object();
        put(json, "max_open_orders", account.maxOpenOrders());
        put(json, "max_orders_per_second", account.maxOrdersPerSecond());
        json.put("gateway_orders_per_second", ordersPerSecond);
        put(json, "gateway_orders_per_second_per_account", ordersPerSecondPerAccount);
        return json;
    }

    private static void put(final ObjectNode json, final String name, final long limit) {
        if (limit == 0) {
            json.putNull(name);
        } else {
            json.put(name, limit);
        }
    }

    private static ObjectNode position(
            final ExchangeView view, final BalanceView balance, final InstrumentView instrument) {
        final ObjectNode json = Json.object()
                .put("asset", view.asset(balance.assetId()).name())
                .put("quantity", Amounts.text(balance.total()))
                .put("available", Amounts.text(balance.available()))
                .put("held", Amounts.text(balance.held()));
        if (instrument != null && instrument.lastPrice() != 0) {
            json.put("symbol", instrument.symbol());
            json.put("last_price", Amounts.text(instrument.lastPrice()));
            json.put("value", Amounts.value(balance.total(), instrument.lastPrice()));
        } else {
            json.put("symbol", instrument == null ? null : instrument.symbol());
            json.putNull("last_price").putNull("value");
        }
        return json;
    }

    private interface Question {
        void answer(ExchangeView view, AccountView account, ObjectNode json, Caller caller);
    }

    private CompletableFuture<Reply> ask(final ApiRequest request, final Question question) {
        final Caller caller = request.reader();
        return readModel.ask(caller.account(), request.minSequence(), readWait, view -> {
            final AccountView account = ReadModel.requireAccount(view, caller.account());
            final ObjectNode json = Json.object().put("account", Long.toUnsignedString(caller.account()));
            question.answer(view, account, json, caller);
            json.put("sequence", view.sequence());
            return Reply.ok(json);
        });
    }
}

package io.unidatum.exchange.gateway.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.unidatum.exchange.client.view.AccountView;
import io.unidatum.exchange.client.view.BalanceView;
import io.unidatum.exchange.client.view.ExchangeView;
import io.unidatum.exchange.client.view.FeeTierView;
import io.unidatum.exchange.client.view.InstrumentView;
import io.unidatum.exchange.client.view.OrderView;
import io.unidatum.exchange.client.view.PositionView;
import io.unidatum.exchange.gateway.api.Amounts;
import io.unidatum.exchange.gateway.api.Json;
import io.unidatum.exchange.gateway.auth.Caller;
import io.unidatum.exchange.gateway.view.AccountFacts;
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
                    final InstrumentView instrument = priced.get(balance.assetId());
                    list.add(position(
                            view,
                            balance,
                            instrument,
                            instrument == null ? null : account.position(instrument.instrumentId())));
                }
            }
            final ArrayNode bySymbol = json.putArray("by_symbol");
            account.positions().stream()
                    .filter(held -> !held.position().isBlank())
                    .forEach(held -> bySymbol.add(AccountFacts.position(view, held)));
        });
    }

    CompletableFuture<Reply> info(final ApiRequest request) {
        return ask(request, (view, account, json, caller) -> {
            final FeeTierView tier = view.feeTier(account.feeTier());
            json.put("status", OrderRecord.name(account.status()));
            json.put("fee_tier", account.feeTier());
            json.put("maker_rate", tier == null ? null : Amounts.text(tier.makerRate() * PPM_TO_UNITS));
            json.put("taker_rate", tier == null ? null : Amounts.text(tier.takerRate() * PPM_TO_UNITS));
            json.set("limits", limits(view, account));
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
                if (caller.mayWithdraw()) {
                    permissions.add("withdraw");
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
            final Map<Integer, long[]> open = new TreeMap<>();
            account.positions().stream()
                    .filter(held -> held.position().quantity() != 0)
                    .forEach(held -> open.put(held.instrumentId(), new long[2]));
            for (final OrderView order : account.openOrders()) {
                final long[] sums = open.computeIfAbsent(order.instrumentId(), id -> new long[2]);
                if (!isSecondLeg(order)) {
                    sums[order.side() == Side.BUY ? 0 : 1] += order.leaves();
                }
            }
            final ArrayNode exposure = json.putArray("open_quantity");
            open.forEach((instrumentId, sums) -> {
                final PositionView held = account.position(instrumentId);
                exposure.addObject()
                        .put("symbol", view.instrument(instrumentId).symbol())
                        .put("buy", Amounts.text(sums[0]))
                        .put("sell", Amounts.text(sums[1]))
                        .put(
                                "position",
                                Amounts.text(held == null ? 0 : held.position().quantity()));
            });
            json.put(
                    "waiting_orders",
                    account.openOrders().stream().filter(OrderView::isWaiting).count());
            json.set("dead_man_timer", AccountFacts.deadManTimer(account));
            final ArrayNode connections = json.putArray("connections");
            account.connections().forEach(connection -> connections.add(AccountFacts.connection(connection)));
            json.set("limits", limits(view, account));
        });
    }

    private ObjectNode limits(final ExchangeView view, final AccountView account) {
        final ObjectNode json = AccountFacts.limits(view, account);
        json.put("gateway_orders_per_second", ordersPerSecond);
        if (ordersPerSecondPerAccount == 0) {
            json.putNull("gateway_orders_per_second_per_account");
        } else {
            json.put("gateway_orders_per_second_per_account", ordersPerSecondPerAccount);
        }
        return json;
    }

    /** Of two orders that cancel each other only one can trade: the limit order counts, as for the position limit. */
    private static boolean isSecondLeg(final OrderView order) {
        return order.specialTerms().linkedOrderId() != 0 && order.isWaiting();
    }

    private static ObjectNode position(
            final ExchangeView view,
            final BalanceView balance,
            final InstrumentView instrument,
            final PositionView held) {
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
        if (held != null) {
            json.put("traded_quantity", Amounts.text(held.position().quantity()));
            AccountFacts.putGains(json, held.position(), instrument.lastPrice());
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

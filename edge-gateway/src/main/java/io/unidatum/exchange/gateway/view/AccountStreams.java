package io.unidatum.exchange.gateway.view;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.unidatum.exchange.client.view.AccountView;
import io.unidatum.exchange.client.view.BalanceView;
import io.unidatum.exchange.client.view.ConnectionView;
import io.unidatum.exchange.client.view.DepositView;
import io.unidatum.exchange.client.view.ExchangeView;
import io.unidatum.exchange.client.view.FillView;
import io.unidatum.exchange.client.view.OrderView;
import io.unidatum.exchange.client.view.WithdrawalView;
import io.unidatum.exchange.gateway.api.Amounts;
import io.unidatum.exchange.gateway.api.Json;
import io.unidatum.exchange.gateway.api.Times;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * What happens to the accounts that somebody listens to: orders, fills, balances, funds, in the journal's order, each
 * frame's together. Messages are made and handed on by the view's thread. Opening and closing is for any thread.
 */
public final class AccountStreams {
    private final Set<Long> accounts = ConcurrentHashMap.newKeySet();
    private final List<ConnectionView> frameConnections = new ArrayList<>();
    private List<Message> frame = new ArrayList<>();
    private Consumer<List<Message>> sink = messages -> {};
    private Consumer<ConnectionView> connectionSink = connection -> {};
    private ExchangeView view;

    /**
     * A message to everybody who listens to an account.
     *
     * @param account whose stream it belongs to.
     * @param sequence global sequence that it is as of.
     * @param text JSON.
     */
    public record Message(long account, long sequence, String text) {}

    /**
     * Sets who is told of logical connections, whoever listens. Before the view's thread starts.
     *
     * @param consumer called on the view's thread; must not block.
     */
    public void connectionSink(final Consumer<ConnectionView> consumer) {
        connectionSink = consumer;
    }

    /**
     * Sets who takes the messages. Before the view's thread starts.
     *
     * @param consumer called on the view's thread with what a frame caused; must not block.
     */
    public void sink(final Consumer<List<Message>> consumer) {
        sink = consumer;
    }

    /**
     * Begins to report on an account.
     *
     * @param readModel to go through.
     * @param account to report on.
     * @param wait how long the view may take.
     * @return the account's snapshot; messages of a sequence above its own follow it, and those up to it may come too.
     */
    public CompletableFuture<Message> open(final ReadModel readModel, final long account, final Duration wait) {
        accounts.add(account);
        return readModel.ask(account, 0, wait, current -> {
            ReadModel.requireAccount(current, account);
            return snapshot(current, account);
        });
    }

    /**
     * Ends the reports on an account.
     *
     * @param account that nobody listens to any more.
     */
    public void close(final long account) {
        accounts.remove(account);
    }

    void onLoaded(final ExchangeView loaded) {
        view = loaded;
        loaded.accounts().forEach(account -> frameConnections.addAll(account.connections()));
        for (final long account : accounts) {
            if (loaded.account(account) != null) {
                frame.add(snapshot(loaded, account));
            }
        }
        onFrameEnd();
    }

    void onOrder(final OrderView order) {
        if (accounts.contains(order.account())) {
            final ObjectNode json = message("order", order.account(), order.lastSequence());
            json.set("order", ReadModel.record(view, order, order.account()).toJson());
            add(order.account(), order.lastSequence(), json);
        }
    }

    void onFill(final OrderView order, final FillView fill) {
        if (accounts.contains(order.account())) {
            final ObjectNode json = message("fill", order.account(), fill.sequence());
            final ObjectNode details = Fill.of(fill).toJson();
            details.put("order_id", Long.toUnsignedString(order.orderId()));
            details.put("symbol", view.instrument(order.instrumentId()).symbol());
            details.put("side", OrderRecord.name(order.side()));
            json.set("fill", details);
            add(order.account(), fill.sequence(), json);
        }
    }

    void onBalance(final BalanceView balance) {
        if (accounts.contains(balance.account())) {
            final ObjectNode json = message("balance", balance.account(), balance.sequence());
            json.set("balance", balance(view, balance));
            add(balance.account(), balance.sequence(), json);
        }
    }

    void onDeposit(final DepositView deposit) {
        if (accounts.contains(deposit.account())) {
            final ObjectNode json = message("deposit", deposit.account(), deposit.sequence());
            json.set("deposit", FundFacts.deposit(view, deposit));
            add(deposit.account(), deposit.sequence(), json);
        }
    }

    void onWithdrawal(final WithdrawalView withdrawal) {
        if (accounts.contains(withdrawal.account())) {
            final ObjectNode json = message("withdrawal", withdrawal.account(), withdrawal.sequence());
            json.set("withdrawal", FundFacts.withdrawal(view, withdrawal));
            add(withdrawal.account(), withdrawal.sequence(), json);
        }
    }

    void onAccount(final AccountView account) {
        if (accounts.contains(account.account())) {
            final long sequence = view.eventSequence();
            final ObjectNode json = message("account_status", account.account(), sequence);
            json.put("status", OrderRecord.name(account.status()));
            json.set("limits", AccountFacts.limits(view, account));
            add(account.account(), sequence, json);
        }
    }

    void onDeadManTimer(final AccountView account) {
        if (accounts.contains(account.account())) {
            final long sequence = view.eventSequence();
            final ObjectNode json = message("dead_man_timer", account.account(), sequence);
            json.set("dead_man_timer", AccountFacts.deadManTimer(account));
            add(account.account(), sequence, json);
        }
    }

    void onConnection(final ConnectionView connection) {
        if (accounts.contains(connection.account())) {
            final ObjectNode json = message("connection", connection.account(), connection.sequence());
            json.set("connection", AccountFacts.connection(connection));
            add(connection.account(), connection.sequence(), json);
        }
        frameConnections.add(connection);
    }

    void onFrameEnd() {
        if (!frame.isEmpty()) {
            sink.accept(frame);
            frame = new ArrayList<>();
        }
        // Behind the messages: whoever is superseded hears of it first.
        frameConnections.forEach(connectionSink);
        frameConnections.clear();
    }

    /**
     * A balance as clients see it.
     *
     * @param view it is of, on its thread.
     * @param balance to write.
     * @return a new object.
     */
    public static ObjectNode balance(final ExchangeView view, final BalanceView balance) {
        return Json.object()
                .put("asset", view.asset(balance.assetId()).name())
                .put("available", Amounts.text(balance.available()))
                .put("held", Amounts.text(balance.held()))
                .put("total", Amounts.text(balance.total()));
    }

    private static Message snapshot(final ExchangeView view, final long account) {
        final AccountView found = view.account(account);
        final ObjectNode json = Json.object();
        json.put("type", "account").put("channel", "account").put("snapshot", true);
        json.put("account", Long.toUnsignedString(account));
        json.put("sequence", view.sequence());
        json.put("time", Times.text(view.time()));
        final ArrayNode balances = json.putArray("balances");
        found.balances().forEach(balance -> balances.add(balance(view, balance)));
        final ArrayNode orders = json.putArray("orders");
        found.openOrders()
                .forEach(order ->
                        orders.add(ReadModel.record(view, order, account).toJson()));
        final ArrayNode withdrawals = json.putArray("withdrawals");
        found.openWithdrawals().forEach(withdrawal -> withdrawals.add(FundFacts.withdrawal(view, withdrawal)));
        return new Message(account, view.sequence(), Json.text(json));
    }

    private static ObjectNode message(final String event, final long account, final long sequence) {
        return Json.object()
                .put("type", "account")
                .put("channel", "account")
                .put("snapshot", false)
                .put("event", event)
                .put("account", Long.toUnsignedString(account))
                .put("sequence", sequence);
    }

    private void add(final long account, final long sequence, final ObjectNode json) {
        frame.add(new Message(account, sequence, Json.text(json)));
    }
}

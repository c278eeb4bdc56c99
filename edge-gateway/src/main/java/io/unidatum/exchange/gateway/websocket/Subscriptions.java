package io.unidatum.exchange.gateway.websocket;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.unidatum.exchange.gateway.api.ApiError;
import io.unidatum.exchange.gateway.api.ApiException;
import io.unidatum.exchange.gateway.api.Json;
import io.unidatum.exchange.gateway.api.Times;
import io.unidatum.exchange.gateway.auth.Authenticator;
import io.unidatum.exchange.gateway.auth.Caller;
import io.unidatum.exchange.gateway.auth.TestAccounts;
import io.unidatum.exchange.gateway.market.Channel;
import io.unidatum.exchange.gateway.market.MarketHub;
import io.unidatum.exchange.gateway.market.Subscription;
import io.unidatum.exchange.gateway.view.AccountStreams;
import io.unidatum.exchange.gateway.view.Instrument;
import io.unidatum.exchange.gateway.view.InstrumentDirectory;
import io.unidatum.exchange.gateway.view.ReadModel;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** Carries out what clients ask for: subscriptions to market data and to their own accounts. On the event loop. */
public final class Subscriptions {
    private static final byte[] NO_BODY = {};
    private static final Duration VIEW_WAIT = Duration.ofSeconds(3);
    private static final long MARKET_DATA_WAIT_MS = 5_000;

    private final InstrumentDirectory instruments;
    private final MarketHub hub;
    private final Authenticator authenticator;
    private final TestAccounts testAccounts;
    private final ReadModel readModel;
    private final AccountStreams streams;
    private final LogicalConnections logicalConnections;
    private final int maxSubscriptions;
    private final Map<Long, Set<Connection>> accountListeners = new HashMap<>();

    /**
     * Constructs with what is served.
     *
     * @param instruments there are.
     * @param hub market data.
     * @param authenticator of auth messages.
     * @param testAccounts of the development mode.
     * @param readModel of accounts.
     * @param streams of accounts.
     * @param logicalConnections that sockets hold.
     * @param maxSubscriptions of one connection.
     */
    public Subscriptions(
            final InstrumentDirectory instruments,
            final MarketHub hub,
            final Authenticator authenticator,
            final TestAccounts testAccounts,
            final ReadModel readModel,
            final AccountStreams streams,
            final LogicalConnections logicalConnections,
            final int maxSubscriptions) {
        this.instruments = instruments;
        this.hub = hub;
        this.authenticator = authenticator;
        this.testAccounts = testAccounts;
        this.readModel = readModel;
        this.streams = streams;
        this.logicalConnections = logicalConnections;
        this.maxSubscriptions = maxSubscriptions;
    }

    void onTimer() {
        logicalConnections.onTimer(Vertx.currentContext());
    }

    List<String> symbols() {
        return instruments.symbols();
    }

    boolean isDevelopmentMode() {
        return testAccounts.enabled();
    }

    void onMessage(final Connection connection, final ClientMessage message) {
        switch (message.kind()) {
            case PING -> connection.send(answer("pong", message.id()).put("time", Times.now()));
            case HEARTBEAT -> connection.send(answer("heartbeat", message.id()).put("time", Times.now()));
            case AUTH -> authenticate(connection, message);
            case LOGOUT -> logOut(connection, message);
            case SUBSCRIBE -> subscribe(connection, message);
            case UNSUBSCRIBE -> unsubscribe(connection, message);
            default -> throw new IllegalStateException("a kind that nobody carries out: " + message.kind());
        }
    }

    void onClosed(final Connection connection) {
        connection.subscriptions().values().forEach(hub::unsubscribe);
        connection.subscriptions().clear();
        closeAccount(connection);
        logicalConnections.onSocketClosed(connection, Vertx.currentContext());
    }

    void onWritable(final Connection connection) {
        connection.subscriptions().values().forEach(hub::catchUp);
    }

    void onAccountMessages(final List<AccountStreams.Message> messages) {
        for (final AccountStreams.Message message : messages) {
            final Set<Connection> listeners = accountListeners.get(message.account());
            if (listeners != null) {
                List.copyOf(listeners)
                        .forEach(connection -> connection.sendAccount(message.sequence(), message.text()));
            }
        }
    }

    private void authenticate(final Connection connection, final ClientMessage message) {
        if (connection.isAccountOpen()) {
            throw new ApiError(409, "ALREADY_SUBSCRIBED", "unsubscribe from the channel account first").exception();
        }
        if (connection.logical() != null) {
            throw new ApiError(409, "ALREADY_CONNECTED", "log out first: this socket holds a logical connection")
                    .exception();
        }
        // The connection's own id is signed, so that an overheard message is of no use on another connection.
        final Caller caller = authenticator.authenticate(message.credentials(), "AUTH", connection.id(), null, NO_BODY);
        if (!caller.mayRead()) {
            throw new ApiError(403, "NOT_PERMITTED", "this API key may not read").exception();
        }
        if (message.cancelOnDisconnect() != null) {
            openLogical(connection, message, caller);
            return;
        }
        connection.caller(caller);
        connection.send(authenticated(caller, message));
    }

    private void openLogical(final Connection connection, final ClientMessage message, final Caller caller) {
        if (!caller.mayTrade()) {
            throw new ApiError(
                            403,
                            "NOT_PERMITTED",
                            "this API key may not trade: it has no orders that could be cancelled")
                    .exception();
        }
        final ClientMessage.CancelOnDisconnect asked = message.cancelOnDisconnect();
        final LogicalConnection logical = new LogicalConnection(
                caller,
                asked.connectionId() == 0 ? logicalConnections.newId() : asked.connectionId(),
                logicalConnections.newId(),
                TimeUnit.MILLISECONDS.toNanos(asked.graceMs()));
        connection.caller(caller);
        logicalConnections.open(connection, logical, Vertx.currentContext(), (error, resumed) -> {
            if (error != null) {
                connection.sendError(error, message.id());
            } else {
                connection.send(authenticated(caller, message)
                        .put("cancel_on_disconnect", true)
                        .put("connection_id", Long.toString(logical.id()))
                        .put("grace_ms", asked.graceMs())
                        .put("resumed", resumed));
            }
        });
    }

    private void logOut(final Connection connection, final ClientMessage message) {
        final LogicalConnection logical = connection.logical();
        if (logical == null) {
            connection.send(answer("logged_out", message.id()));
            return;
        }
        logicalConnections.logOut(connection, Vertx.currentContext(), error -> {
            if (error != null) {
                connection.sendError(error, message.id());
            } else {
                connection.send(answer("logged_out", message.id()).put("connection_id", Long.toString(logical.id())));
            }
        });
    }

    private static ObjectNode authenticated(final Caller caller, final ClientMessage message) {
        return answer("authenticated", message.id()).put("account", Long.toUnsignedString(caller.account()));
    }

    private void subscribe(final Connection connection, final ClientMessage message) {
        final List<Instrument> wanted = new ArrayList<>();
        message.symbols().forEach(symbol -> wanted.add(instruments.require(symbol)));
        for (final Channel channel : new LinkedHashSet<>(message.channels())) {
            if (channel == Channel.ACCOUNT) {
                openAccount(connection, message);
                continue;
            }
            for (final Instrument instrument : wanted) {
                subscribe(connection, message, channel, instrument);
            }
        }
    }

    private void subscribe(
            final Connection connection,
            final ClientMessage message,
            final Channel channel,
            final Instrument instrument) {
        final Connection.Key key = new Connection.Key(channel, instrument.symbol());
        final Subscription before = connection.subscriptions().remove(key);
        if (before != null) {
            hub.unsubscribe(before);
        }
        if (connection.subscriptions().size() >= maxSubscriptions) {
            throw new ApiError(
                            429,
                            "TOO_MANY_SUBSCRIPTIONS",
                            "a connection may have " + maxSubscriptions + " subscriptions: unsubscribe from some")
                    .exception();
        }
        final Subscription subscription = hub.subscribe(connection, channel, instrument, message.depth());
        connection.subscriptions().put(key, subscription);
        if (!subscription.isActive()) {
            Vertx.currentContext().owner().setTimer(MARKET_DATA_WAIT_MS, timer -> {
                if (!subscription.isActive() && connection.subscriptions().remove(key, subscription)) {
                    hub.unsubscribe(subscription);
                    connection.sendError(
                            new ApiError(
                                    503,
                                    "MARKET_DATA_UNAVAILABLE",
                                    "market data for " + instrument.symbol() + " is not there: subscribe again later"),
                            message.id());
                }
            });
        }
    }

    private void unsubscribe(final Connection connection, final ClientMessage message) {
        for (final Channel channel : message.channels()) {
            if (channel == Channel.ACCOUNT) {
                closeAccount(connection);
                connection.send(answer("unsubscribed", message.id()).put("channel", channel.text()));
                continue;
            }
            for (final String text : message.symbols()) {
                final Instrument instrument = instruments.require(text);
                final Subscription subscription =
                        connection.subscriptions().remove(new Connection.Key(channel, instrument.symbol()));
                if (subscription != null) {
                    hub.unsubscribe(subscription);
                }
                connection.send(answer("unsubscribed", message.id())
                        .put("channel", channel.text())
                        .put("symbol", instrument.symbol()));
            }
        }
    }

    private void openAccount(final Connection connection, final ClientMessage message) {
        if (connection.caller() == null) {
            // In development mode nothing is needed, or an account's number; otherwise an auth message goes first.
            connection.caller(testAccounts.caller(message.credentials().testAccount()));
        }
        if (connection.isAccountOpen()) {
            closeAccount(connection);
        }
        final long account = connection.caller().account();
        connection.accountOpen(true);
        accountListeners.computeIfAbsent(account, id -> new LinkedHashSet<>()).add(connection);
        final Context loop = Vertx.currentContext();
        streams.open(readModel, account, VIEW_WAIT)
                .whenComplete((snapshot, failure) ->
                        loop.runOnContext(done -> onAccountOpened(connection, message, snapshot, failure)));
    }

    private void onAccountOpened(
            final Connection connection,
            final ClientMessage message,
            final AccountStreams.Message snapshot,
            final Throwable failure) {
        if (!connection.isAccountOpen()) {
            return;
        }
        if (failure != null) {
            closeAccount(connection);
            final Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
            connection.sendError(
                    cause instanceof ApiException ex
                            ? ex.error()
                            : new ApiError(500, "INTERNAL", "the account could not be read: subscribe again"),
                    message.id());
            return;
        }
        connection.send(snapshot.text());
        connection.send(answer("subscribed", message.id())
                .put("channel", "account")
                .put("account", Long.toUnsignedString(snapshot.account())));
        connection.accountFrom(snapshot.sequence());
    }

    private void closeAccount(final Connection connection) {
        if (!connection.isAccountOpen()) {
            return;
        }
        connection.accountOpen(false);
        final long account = connection.caller().account();
        final Set<Connection> listeners = accountListeners.get(account);
        if (listeners != null && listeners.remove(connection) && listeners.isEmpty()) {
            accountListeners.remove(account);
            streams.close(account);
        }
    }

    private static ObjectNode answer(final String type, final String id) {
        final ObjectNode json = Json.object().put("type", type);
        if (id != null) {
            json.put("id", id);
        }
        return json;
    }
}

package io.unidatum.exchange.gateway.websocket;

import io.unidatum.exchange.client.CommandResult;
import io.unidatum.exchange.client.view.ConnectionView;
import io.unidatum.exchange.gateway.api.ApiError;
import io.unidatum.exchange.gateway.api.ApiException;
import io.unidatum.exchange.gateway.orders.AccountCommands;
import io.unidatum.exchange.gateway.orders.CommandOrigin;
import io.unidatum.exchange.gateway.orders.RequestId;
import io.unidatum.exchange.gateway.view.ConnectionDirectory;
import io.unidatum.exchange.sbe.common.ConnectionState;
import io.unidatum.exchange.sbe.order.RejectReason;
import io.vertx.core.Context;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Cancel-on-disconnect: tells the cluster which logical connections are open, lost or closed, until it knows. Open ones
 * are told again whenever this gateway has a new session with the cluster, because the cluster takes those of a session
 * that ended for lost. An election is no such end. Lives on the WebSocket server's event loop.
 */
public final class LogicalConnections {
    /** How often {@link #onTimer} is to be called, ms. */
    static final long TIMER_MS = 200;

    private static final long MAX_ID = 999_999_999_999_999_999L;
    private static final Logger LOGGER = LoggerFactory.getLogger(LogicalConnections.class);

    private final AccountCommands commands;
    private final LongSupplier clusterSessionId;
    private final ConnectionDirectory directory;
    private final SecureRandom random = new SecureRandom();
    private final Map<Key, Holding> holdings = new HashMap<>();

    private record Key(long account, long connectionId) {}

    private record Holding(LogicalConnection connection, Connection socket) {}

    /** What a client is told of its opening: the error, or null if it is open. */
    @FunctionalInterface
    interface Opened {
        void on(ApiError error, boolean resumed);
    }

    /**
     * Constructs with what tells the cluster.
     *
     * @param commands to the cluster.
     * @param clusterSessionId names this gateway's session with the cluster.
     * @param directory of connections that orders may belong to.
     */
    public LogicalConnections(
            final AccountCommands commands, final LongSupplier clusterSessionId, final ConnectionDirectory directory) {
        this.commands = commands;
        this.clusterSessionId = clusterSessionId;
        this.directory = directory;
    }

    /** An id for a client that has none. {@return above 0} */
    long newId() {
        return 1 + random.nextLong(MAX_ID);
    }

    /** Opens a connection or takes it over from whoever holds it. The socket must hold none. */
    void open(final Connection socket, final LogicalConnection connection, final Context loop, final Opened opened) {
        final Key key = new Key(connection.account(), connection.id());
        final Holding before = holdings.put(key, new Holding(connection, socket));
        socket.logical(connection);
        if (before != null) {
            supersede(before.socket());
        }
        final boolean resumed = directory.isKnown(connection.account(), connection.id());
        tell(connection, loop, error -> {
            if (error != null && connection.wanted() == ConnectionState.OPEN) {
                // It may be open all the same if there was no answer: then it is given up.
                connection.want(ConnectionState.LOST);
                if (socket.logical() == connection) {
                    socket.logical(null);
                }
            }
            opened.on(error, resumed);
        });
    }

    /** The socket is gone: its connection is lost, and its grace period begins. */
    void onSocketClosed(final Connection socket, final Context loop) {
        end(socket, ConnectionState.LOST, loop, error -> {});
    }

    /** The client goes for good: its connection's orders are cancelled at once. */
    void logOut(final Connection socket, final Context loop, final Consumer<ApiError> done) {
        end(socket, ConnectionState.CLOSED, loop, done);
    }

    /** Tells the cluster what it has not been told, or not in its present session. */
    void onTimer(final Context loop) {
        final long session = clusterSessionId.getAsLong();
        for (final Holding holding : List.copyOf(holdings.values())) {
            if (holding.connection().isToBeTold(session)) {
                tell(holding.connection(), loop, error -> {});
            }
        }
    }

    /** The journal tells of a connection, perhaps one of this gateway's. */
    public void onConnection(final ConnectionView change) {
        final Holding holding = holdings.get(new Key(change.account(), change.connectionId()));
        if (holding == null || !holding.connection().isBefore(change.sequence())) {
            return;
        }
        if (change.sessionId() != holding.connection().sessionId()) {
            if (change.state() == ConnectionState.OPEN) {
                forget(holding.connection());
                supersede(holding.socket());
            }
        } else if (change.state() != ConnectionState.OPEN
                && holding.connection().wanted() == ConnectionState.OPEN) {
            LOGGER.warn(
                    "event=connection_lost_in_cluster account={} connection={} state={}",
                    change.account(),
                    change.connectionId(),
                    change.state());
            holding.connection().forgetTold();
        }
    }

    private void end(
            final Connection socket, final ConnectionState state, final Context loop, final Consumer<ApiError> done) {
        final LogicalConnection connection = socket.logical();
        if (connection == null) {
            return;
        }
        connection.want(state);
        socket.logical(null);
        tell(connection, loop, done);
    }

    private void tell(final LogicalConnection connection, final Context loop, final Consumer<ApiError> done) {
        final long session = clusterSessionId.getAsLong();
        if (!connection.isToBeTold(session)) {
            // Under way already: what it is to be is told when that is answered.
            done.accept(null);
            return;
        }
        final ConnectionState state = connection.wanted();
        connection.sending();
        commands.connection(
                        new CommandOrigin(
                                connection.caller(),
                                new RequestId(random.nextLong(), random.nextLong()),
                                connection.id()),
                        connection.sessionId(),
                        state == ConnectionState.OPEN ? connection.gracePeriodNs() : 0,
                        state)
                .whenComplete((result, failure) ->
                        loop.runOnContext(ignored -> done.accept(told(connection, state, session, result, failure))));
    }

    private ApiError told(
            final LogicalConnection connection,
            final ConnectionState state,
            final long session,
            final CommandResult result,
            final Throwable failure) {
        if (failure == null) {
            connection.accepted(state, session, result.lastSequence());
            if (state == ConnectionState.OPEN) {
                directory.opened(connection.account(), connection.id());
            }
            if (connection.isDone()) {
                forget(connection);
            }
            return null;
        }
        connection.failed();
        final Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        final ApiError error = cause instanceof ApiException known
                ? known.error()
                : new ApiError(500, "INTERNAL", "the connection could not be opened: send auth again");
        final boolean isFinal = error.status() < 500 && error.status() != 429;
        if (isFinal) {
            // Superseded or gone, if it was to be lost or closed; refused, if it was to be opened.
            forget(connection);
        }
        if (isFinal && state == ConnectionState.OPEN) {
            LOGGER.info(
                    "event=connection_not_opened account={} connection={} code={}",
                    connection.account(),
                    connection.id(),
                    error.code());
        }
        return state != ConnectionState.OPEN && error.code().equals(RejectReason.UNKNOWN_CONNECTION.name())
                ? null
                : error;
    }

    private void forget(final LogicalConnection connection) {
        final Key key = new Key(connection.account(), connection.id());
        final Holding holding = holdings.get(key);
        if (holding != null && holding.connection() == connection) {
            holdings.remove(key);
        }
    }

    private static void supersede(final Connection socket) {
        socket.logical(null);
        socket.sendError(
                new ApiError(
                        409, "CONNECTION_SUPERSEDED", "another session has taken over this connection: this one ends"),
                null);
        socket.close(Connection.SUPERSEDED, "CONNECTION_SUPERSEDED");
    }
}

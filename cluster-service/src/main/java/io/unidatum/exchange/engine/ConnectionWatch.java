package io.unidatum.exchange.engine;

import io.unidatum.exchange.sbe.common.ConnectionState;

/** Cancel-on-disconnect: what happens when a connection is opened, lost or closed. */
final class ConnectionWatch {
    private final ExchangeState state;
    private final ProtectionEvents events;
    private final MassCancellation cancellation;

    ConnectionWatch(final ExchangeState state, final ProtectionEvents events, final MassCancellation cancellation) {
        this.state = state;
        this.events = events;
        this.cancellation = cancellation;
    }

    /** Opens a connection, or resumes it for another session. */
    void open(
            final Account account,
            final long id,
            final long sessionId,
            final long gracePeriodNs,
            final long clusterSessionId) {
        Connection connection = state.connections.get(account, id);
        if (connection == null) {
            connection = state.connections.open(account, id, clusterSessionId);
        } else {
            state.connections.move(connection, clusterSessionId);
            state.deadlines.connections.remove(connection);
        }
        connection.sessionId = sessionId;
        connection.gracePeriodNs = gracePeriodNs;
        connection.deadline = 0;
        events.connectionChanged(connection, ConnectionState.OPEN);
    }

    /** Begins a connection's grace period, anew if it was lost already; without one it is closed at once. */
    void lose(final Connection connection, final long now) {
        if (connection.gracePeriodNs == 0) {
            close(connection);
        } else {
            connection.deadline = Money.addSaturating(now, connection.gracePeriodNs);
            state.deadlines.connections.set(connection, connection.deadline);
            events.connectionChanged(connection, ConnectionState.LOST);
        }
    }

    /** Ends a connection and cancels its orders. */
    void close(final Connection connection) {
        state.deadlines.connections.remove(connection);
        state.connections.close(connection);
        connection.deadline = 0;
        events.connectionChanged(connection, ConnectionState.CLOSED);
        cancellation.cancel(connection);
    }

    /** A connection's grace period is over. */
    void onDue(final Connection connection, final long now) {
        close(connection);
    }

    /** A session of the cluster has ended: what was opened through it is lost. */
    void onSessionClosed(final long clusterSessionId, final long now) {
        for (final Connection connection : state.connections.ofSession(clusterSessionId)) {
            if (!connection.isLost()) {
                lose(connection, now);
            }
        }
    }
}

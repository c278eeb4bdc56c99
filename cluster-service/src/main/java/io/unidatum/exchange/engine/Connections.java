package io.unidatum.exchange.engine;

import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.agrona.collections.Long2ObjectHashMap;

/** The connections that are open or lost, by account and by the cluster's session that they were opened through. */
final class Connections {
    private static final Comparator<Connection> BY_ACCOUNT_AND_ID =
            Comparator.comparingLong(Connection::timedId).thenComparingLong(Connection::timedSubId);

    private final Long2ObjectHashMap<TreeSet<Connection>> bySession = new Long2ObjectHashMap<>();

    /** Finds an account's connection. {@return null if it is not there} */
    Connection get(final Account account, final long id) {
        Connection connection = account.firstConnection;
        while (connection != null && connection.id != id) {
            connection = connection.next;
        }
        return connection;
    }

    /** The connection that an order sent under this id belongs to. {@return the id, 0 if there is none} */
    long known(final Account account, final long id) {
        return id == 0 || account.firstConnection == null || get(account, id) == null ? 0 : id;
    }

    /** Whether the account may open no other. */
    boolean isFull(final Account account) {
        int count = 0;
        for (Connection connection = account.firstConnection; connection != null; connection = connection.next) {
            count++;
        }
        return count >= EngineLimits.MAX_CONNECTIONS_PER_ACCOUNT;
    }

    /** Begins a connection that is not there. */
    Connection open(final Account account, final long id, final long clusterSessionId) {
        final Connection opened = new Connection(account, id);
        Connection before = null;
        Connection after = account.firstConnection;
        while (after != null && Long.compareUnsigned(after.id, id) < 0) {
            before = after;
            after = after.next;
        }
        opened.next = after;
        if (before == null) {
            account.firstConnection = opened;
        } else {
            before.next = opened;
        }
        attach(opened, clusterSessionId);
        return opened;
    }

    /** Moves a connection to the session that holds it now. */
    void move(final Connection connection, final long clusterSessionId) {
        detach(connection);
        attach(connection, clusterSessionId);
    }

    void close(final Connection connection) {
        final Account account = connection.account;
        if (account.firstConnection == connection) {
            account.firstConnection = connection.next;
        } else {
            Connection before = account.firstConnection;
            while (before.next != connection) {
                before = before.next;
            }
            before.next = connection.next;
        }
        detach(connection);
    }

    /** Connections opened through a session by account, then id, in a new list. */
    List<Connection> ofSession(final long clusterSessionId) {
        final TreeSet<Connection> connections = bySession.get(clusterSessionId);
        return connections == null ? List.of() : List.copyOf(connections);
    }

    private void attach(final Connection connection, final long clusterSessionId) {
        connection.clusterSessionId = clusterSessionId;
        TreeSet<Connection> connections = bySession.get(clusterSessionId);
        if (connections == null) {
            connections = new TreeSet<>(BY_ACCOUNT_AND_ID);
            bySession.put(clusterSessionId, connections);
        }
        connections.add(connection);
    }

    private void detach(final Connection connection) {
        final TreeSet<Connection> connections = bySession.get(connection.clusterSessionId);
        connections.remove(connection);
        if (connections.isEmpty()) {
            bySession.remove(connection.clusterSessionId);
        }
    }
}

package io.unidatum.exchange.gateway.view;

import io.unidatum.exchange.client.view.AccountView;
import io.unidatum.exchange.client.view.ConnectionView;
import io.unidatum.exchange.client.view.ExchangeView;
import io.unidatum.exchange.sbe.common.ConnectionState;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Which logical connections are open or lost, so that orders can name them. Thread safe. */
public final class ConnectionDirectory {
    private final Set<Key> known = ConcurrentHashMap.newKeySet();

    private record Key(long account, long connectionId) {}

    /**
     * Whether orders can belong to a connection.
     *
     * @param account whose connection it is.
     * @param connectionId of the connection.
     * @return true if it is open, or lost and its grace period runs.
     */
    public boolean isKnown(final long account, final long connectionId) {
        return known.contains(new Key(account, connectionId));
    }

    /**
     * Takes in a connection that the cluster has opened, before the journal tells of it.
     *
     * @param account whose connection it is.
     * @param connectionId of the connection.
     */
    public void opened(final long account, final long connectionId) {
        known.add(new Key(account, connectionId));
    }

    void put(final ConnectionView connection) {
        final Key key = new Key(connection.account(), connection.connectionId());
        if (connection.state() == ConnectionState.CLOSED) {
            known.remove(key);
        } else {
            known.add(key);
        }
    }

    void replace(final ExchangeView view) {
        known.clear();
        for (final AccountView account : view.accounts()) {
            account.connections().forEach(this::put);
        }
    }
}

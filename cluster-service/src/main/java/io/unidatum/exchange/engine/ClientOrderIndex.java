package io.unidatum.exchange.engine;

/** Open orders by account and client order id. */
final class ClientOrderIndex {
    /** Instead of the hash of an order that has none. */
    private static final int NO_ID = 0;

    private final HashIndex index = new HashIndex();
    private final OrderPool orders;
    private final KeyedHash hashing;

    ClientOrderIndex(final OrderPool orders, final KeyedHash hashing) {
        this.orders = orders;
        this.hashing = hashing;
    }

    HashIndex index() {
        return index;
    }

    EngineOrder find(final Account account, final ClientOrderId id) {
        final int hash = hash(account, id);
        int place = index.first(hash);
        while (place != HashIndex.NONE) {
            final EngineOrder order = orders.get(index.number(place));
            if (order.account == account && order.clientOrderId.matches(id)) {
                return order;
            }
            place = index.next(place, hash);
        }
        return null;
    }

    void add(final EngineOrder order) {
        order.clientHash = order.clientOrderId.isEmpty() ? NO_ID : hash(order.account, order.clientOrderId);
        if (order.clientHash != NO_ID) {
            index.add(order.clientHash, order.number);
        }
    }

    void remove(final EngineOrder order) {
        if (order.clientHash != NO_ID) {
            index.remove(order.clientHash, order.number);
        }
    }

    private int hash(final Account account, final ClientOrderId id) {
        final int hash = (int) id.hash(hashing, account.id);
        return hash == NO_ID ? 1 : hash;
    }
}

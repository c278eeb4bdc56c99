package io.unidatum.exchange.engine;

/** Open orders by account and client order id. */
final class ClientOrderIndex {
    private final HashIndex index = new HashIndex();
    private final OrderPool orders;
    private final KeyedHash hashing;

    ClientOrderIndex(final OrderPool orders, final KeyedHash hashing) {
        this.orders = orders;
        this.hashing = hashing;
    }

    EngineOrder find(final Account account, final ClientOrderId id) {
        final long hash = id.hash(hashing, account.id);
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
        if (!order.clientOrderId.isEmpty()) {
            order.clientHash = (int) order.clientOrderId.hash(hashing, order.account.id);
            index.add(order.clientHash, order.number);
        }
    }

    void remove(final EngineOrder order) {
        if (!order.clientOrderId.isEmpty()) {
            index.remove(order.clientHash, order.number);
        }
    }
}

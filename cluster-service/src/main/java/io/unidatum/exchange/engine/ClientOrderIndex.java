package io.unidatum.exchange.engine;

/** Open orders by account and client order id, chained through the orders themselves. */
final class ClientOrderIndex {
    private static final int INITIAL_BUCKETS = 4096;

    private EngineOrder[] buckets = new EngineOrder[INITIAL_BUCKETS];
    private int size;

    EngineOrder find(final Account account, final ClientOrderId id) {
        EngineOrder order = buckets[index(account, id)];
        while (order != null && (order.account != account || !order.clientOrderId.matches(id))) {
            order = order.nextInBucket;
        }
        return order;
    }

    void add(final EngineOrder order) {
        if (order.clientOrderId.isEmpty()) {
            return;
        }
        if (size >= buckets.length) {
            grow();
        }
        size++;
        insert(order);
    }

    void remove(final EngineOrder order) {
        if (order.clientOrderId.isEmpty()) {
            return;
        }
        final int index = index(order.account, order.clientOrderId);
        if (buckets[index] == order) {
            buckets[index] = order.nextInBucket;
        } else {
            EngineOrder before = buckets[index];
            while (before.nextInBucket != order) {
                before = before.nextInBucket;
            }
            before.nextInBucket = order.nextInBucket;
        }
        order.nextInBucket = null;
        size--;
    }

    private void insert(final EngineOrder order) {
        final int index = index(order.account, order.clientOrderId);
        order.nextInBucket = buckets[index];
        buckets[index] = order;
    }

    private void grow() {
        final EngineOrder[] old = buckets;
        buckets = new EngineOrder[old.length * 2];
        for (final EngineOrder head : old) {
            EngineOrder order = head;
            while (order != null) {
                final EngineOrder next = order.nextInBucket;
                insert(order);
                order = next;
            }
        }
    }

    private int index(final Account account, final ClientOrderId id) {
        return id.hash(account.id) & (buckets.length - 1);
    }
}

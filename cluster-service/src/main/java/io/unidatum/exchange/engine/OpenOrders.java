package io.unidatum.exchange.engine;

import org.agrona.collections.Long2ObjectHashMap;

/** All resting orders, by id and by client order id. */
final class OpenOrders {
    private static final int INITIAL_CAPACITY = 4096;
    private static final float LOAD_FACTOR = 0.55f;

    private final Long2ObjectHashMap<EngineOrder> byId = new Long2ObjectHashMap<>(INITIAL_CAPACITY, LOAD_FACTOR);
    private final ClientOrderIndex byClientId = new ClientOrderIndex();

    boolean isFull() {
        return byId.size() >= EngineLimits.MAX_OPEN_ORDERS;
    }

    int size() {
        return byId.size();
    }

    /** The account's open order. {@return null if the id is unknown or another account's} */
    EngineOrder get(final Account account, final long orderId) {
        final EngineOrder order = byId.get(orderId);
        return order == null || order.account != account ? null : order;
    }

    EngineOrder get(final Account account, final ClientOrderId clientOrderId) {
        return clientOrderId.isEmpty() ? null : byClientId.find(account, clientOrderId);
    }

    void add(final EngineOrder order) {
        order.registered = true;
        order.account.openOrders++;
        byId.put(order.id, order);
        byClientId.add(order);
    }

    void remove(final EngineOrder order) {
        order.registered = false;
        order.account.openOrders--;
        byId.remove(order.id);
        byClientId.remove(order);
    }
}

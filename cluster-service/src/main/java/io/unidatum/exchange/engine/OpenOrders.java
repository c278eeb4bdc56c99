package io.unidatum.exchange.engine;

import java.util.function.Consumer;
import org.agrona.collections.Long2ObjectHashMap;

/** All open orders, by id, by client order id and in the lists of their accounts. */
final class OpenOrders {
    private static final int INITIAL_CAPACITY = 4096;
    private static final float LOAD_FACTOR = 0.55f;

    private final Long2ObjectHashMap<EngineOrder> byId = new Long2ObjectHashMap<>(INITIAL_CAPACITY, LOAD_FACTOR);
    private final ClientOrderIndex byClientId = new ClientOrderIndex();
    private final AccountPositions positions;
    private final OpenQuantities quantities;

    OpenOrders(final AccountPositions positions, final OpenQuantities quantities) {
        this.positions = positions;
        this.quantities = quantities;
    }

    boolean isFull() {
        return byId.size() >= EngineLimits.MAX_OPEN_ORDERS;
    }

    /** Whether so many more orders fit in; no more, or fewer, always do. */
    boolean hasRoomFor(final int more) {
        return more <= 0 || byId.size() + more <= EngineLimits.MAX_OPEN_ORDERS;
    }

    int size() {
        return byId.size();
    }

    /** The account's open order. {@return null if the id is unknown or another account's} */
    EngineOrder get(final Account account, final long orderId) {
        final EngineOrder order = byId.get(orderId);
        return order == null || order.account != account ? null : order;
    }

    /** The open order of any account. {@return null if the id is unknown} */
    EngineOrder get(final long orderId) {
        return byId.get(orderId);
    }

    EngineOrder get(final Account account, final ClientOrderId clientOrderId) {
        return clientOrderId.isEmpty() ? null : byClientId.find(account, clientOrderId);
    }

    /** Goes through all open orders, in no order. */
    void forEach(final Consumer<EngineOrder> consumer) {
        byId.forEachLong((id, order) -> consumer.accept(order));
    }

    void add(final EngineOrder order) {
        index(order);
        AccountOrders.add(order);
        quantities.recount(order);
    }

    /** Adds an order of a snapshot; {@link AccountOrders#sort} brings those of an account into their order then. */
    void restore(final EngineOrder order) {
        index(order);
        AccountOrders.append(order);
        quantities.recount(order);
    }

    void remove(final EngineOrder order) {
        order.registered = false;
        order.account.openOrders--;
        if (order.has(OrderFlag.MASS_QUOTE)) {
            positions.of(order).quotes.remove(order);
        }
        byId.remove(order.id);
        byClientId.remove(order);
        AccountOrders.remove(order);
        quantities.recount(order);
    }

    private void index(final EngineOrder order) {
        order.registered = true;
        order.account.openOrders++;
        byId.put(order.id, order);
        if (order.has(OrderFlag.MASS_QUOTE)) {
            positions.quotes(order).add(order);
        }
        byClientId.add(order);
    }
}

package io.unidatum.exchange.engine;

import java.util.function.Consumer;

/** All open orders, by id, by client order id and in the lists of their accounts. */
final class OpenOrders {
    private final OrderPool orders;
    private final OrderIndex byId;
    private final ClientOrderIndex byClientId;
    private final AccountPositions positions;
    private final OpenQuantities quantities;

    OpenOrders(
            final OrderPool orders,
            final KeyedHash hashing,
            final AccountPositions positions,
            final OpenQuantities quantities) {
        this.orders = orders;
        byId = new OrderIndex(orders);
        byClientId = new ClientOrderIndex(orders, hashing);
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
        final EngineOrder order = byId.find(orderId);
        return order == null || order.account != account ? null : order;
    }

    /** The open order of any account. {@return null if the id is unknown} */
    EngineOrder get(final long orderId) {
        return byId.find(orderId);
    }

    EngineOrder get(final Account account, final ClientOrderId clientOrderId) {
        return clientOrderId.isEmpty() ? null : byClientId.find(account, clientOrderId);
    }

    /** Where ids of orders are looked up: see {@link Lookahead}. */
    HashIndex byIdIndex() {
        return byId.index();
    }

    /** Where client order ids are looked up: see {@link Lookahead}. */
    HashIndex byClientIdIndex() {
        return byClientId.index();
    }

    /** Reads what taking an order out reads, apart from the book: see {@link Lookahead}. */
    long touch(final EngineOrder order) {
        long read = byId.index().touch(OrderIndex.hash(order.id))
                + byClientId.index().touch(order.clientHash);
        if (order.previousOfAccount != null) {
            read += order.previousOfAccount.touchLinks();
        }
        if (order.nextOfAccount != null) {
            read += order.nextOfAccount.touchLinks();
        }
        return read;
    }

    /** Goes through all open orders, in no order. */
    void forEach(final Consumer<EngineOrder> consumer) {
        for (int number = 0; number < orders.count(); number++) {
            if (orders.get(number).registered) {
                consumer.accept(orders.get(number));
            }
        }
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
        byId.remove(order);
        byClientId.remove(order);
        AccountOrders.remove(order);
        quantities.recount(order);
    }

    private void index(final EngineOrder order) {
        order.registered = true;
        order.account.openOrders++;
        byId.add(order);
        if (order.has(OrderFlag.MASS_QUOTE)) {
            positions.quotes(order).add(order);
        }
        byClientId.add(order);
    }
}

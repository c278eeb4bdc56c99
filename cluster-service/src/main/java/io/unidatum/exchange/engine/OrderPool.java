package io.unidatum.exchange.engine;

import java.util.Arrays;

/** Orders to use again, so that none is allocated once there have been as many as there will be. */
final class OrderPool {
    private static final int INITIAL_CAPACITY = 1024;

    private EngineOrder[] orders = new EngineOrder[INITIAL_CAPACITY];
    private int count;
    private EngineOrder head;

    /** The order of a number, as {@link EngineOrder#number} says. */
    EngineOrder get(final int number) {
        return orders[number];
    }

    /** How many there are, in use or not; their numbers are below it. */
    int count() {
        return count;
    }

    EngineOrder acquire() {
        final EngineOrder order = head;
        if (order == null) {
            return create();
        }
        head = order.nextInPool;
        order.nextInPool = null;
        return order;
    }

    void release(final EngineOrder order) {
        if (order.special) {
            order.clearSpecial();
        }
        order.account = null;
        order.position = null;
        order.instrument = null;
        order.nextInPool = head;
        head = order;
    }

    private EngineOrder create() {
        if (count == orders.length) {
            orders = Arrays.copyOf(orders, count * 2);
        }
        final EngineOrder order = new EngineOrder(count);
        orders[count++] = order;
        return order;
    }
}

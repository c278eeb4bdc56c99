package io.unidatum.exchange.engine;

/** Orders to use again, so that none is allocated once there have been as many as there will be. */
final class OrderPool {
    private EngineOrder head;

    EngineOrder acquire() {
        final EngineOrder order = head;
        if (order == null) {
            return new EngineOrder();
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
}

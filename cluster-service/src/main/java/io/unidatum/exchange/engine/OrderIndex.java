package io.unidatum.exchange.engine;

/** Open orders by id. Orders of neighbouring ids stand in one cache line, since ids are given one after the other. */
final class OrderIndex {
    private static final long PRIME = 0x9E3779B97F4A7C15L;
    private static final int NEIGHBOUR_BITS = 3;
    private static final int NEIGHBOUR_MASK = (1 << NEIGHBOUR_BITS) - 1;

    private final HashIndex index = new HashIndex();
    private final OrderPool orders;

    OrderIndex(final OrderPool orders) {
        this.orders = orders;
    }

    HashIndex index() {
        return index;
    }

    int size() {
        return index.size();
    }

    /** The open order of an id. {@return null if there is none} */
    EngineOrder find(final long id) {
        final long hash = hash(id);
        int place = index.first(hash);
        while (place != HashIndex.NONE) {
            final EngineOrder order = orders.get(index.number(place));
            if (order.id == id) {
                return order;
            }
            place = index.next(place, hash);
        }
        return null;
    }

    void add(final EngineOrder order) {
        index.add(hash(order.id), order.number);
    }

    void remove(final EngineOrder order) {
        index.remove(hash(order.id), order.number);
    }

    static long hash(final long id) {
        return (id >>> NEIGHBOUR_BITS) * PRIME >>> Integer.SIZE << NEIGHBOUR_BITS | id & NEIGHBOUR_MASK;
    }
}

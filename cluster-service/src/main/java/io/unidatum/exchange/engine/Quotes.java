package io.unidatum.exchange.engine;

/** The open orders of an account's last mass quote in one instrument, by ascending id. */
final class Quotes {
    /** Most levels of a mass quote. */
    static final int MAX = 64;

    private final EngineOrder[] orders = new EngineOrder[MAX];
    private int size;

    int size() {
        return size;
    }

    EngineOrder get(final int index) {
        return orders[index];
    }

    void add(final EngineOrder order) {
        int index = size++;
        while (index > 0 && orders[index - 1].id > order.id) {
            orders[index] = orders[index - 1];
            index--;
        }
        orders[index] = order;
    }

    void remove(final EngineOrder order) {
        int index = 0;
        while (orders[index] != order) {
            index++;
        }
        size--;
        while (index < size) {
            orders[index] = orders[index + 1];
            index++;
        }
        orders[size] = null;
    }
}

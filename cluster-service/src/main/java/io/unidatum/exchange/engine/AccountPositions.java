package io.unidatum.exchange.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.agrona.collections.Long2ObjectHashMap;

/** What accounts have in instruments. There is nothing for an account that never traded in one and has no limits. */
final class AccountPositions {
    private static final int INITIAL_CAPACITY = 1024;
    private static final float LOAD_FACTOR = 0.55f;

    private final Long2ObjectHashMap<AccountPosition> byKey = new Long2ObjectHashMap<>(INITIAL_CAPACITY, LOAD_FACTOR);

    /** Finds what there is. {@return null if there is nothing} */
    AccountPosition get(final Account account, final Instrument instrument) {
        return byKey.get(key(account, instrument));
    }

    /** Finds what there is, or begins it. */
    AccountPosition obtain(final Account account, final Instrument instrument) {
        final long key = key(account, instrument);
        AccountPosition found = byKey.get(key);
        if (found == null) {
            found = new AccountPosition(account, instrument);
            byKey.put(key, found);
        }
        return found;
    }

    /** The position of the order's account in its instrument, looked up once an order. */
    AccountPosition of(final EngineOrder order) {
        if (order.position == null) {
            order.position = obtain(order.account, order.instrument);
        }
        return order.position;
    }

    /** The quotes that an order belongs to. */
    Quotes quotes(final EngineOrder order) {
        final AccountPosition position = of(order);
        if (position.quotes == null) {
            position.quotes = new Quotes();
        }
        return position.quotes;
    }

    /** Everything that is not blank by account, then instrument, in a new list. */
    List<AccountPosition> sorted() {
        final List<AccountPosition> sorted = new ArrayList<>();
        byKey.forEachLong((key, position) -> {
            if (!position.isBlank()) {
                sorted.add(position);
            }
        });
        sorted.sort(Comparator.<AccountPosition>comparingLong(position -> position.account.id)
                .thenComparingLong(position -> position.instrument.id));
        return sorted;
    }

    private static long key(final Account account, final Instrument instrument) {
        return (long) account.slot << Integer.SIZE | instrument.slot;
    }
}

package io.unidatum.exchange.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.agrona.collections.Long2ObjectHashMap;

/** All accounts, the reserved ones included. */
final class AccountRegistry {
    private static final int INITIAL_CAPACITY = 1024;
    private static final float LOAD_FACTOR = 0.55f;

    private final Long2ObjectHashMap<Account> accounts = new Long2ObjectHashMap<>(INITIAL_CAPACITY, LOAD_FACTOR);

    Account get(final long id) {
        return accounts.get(id);
    }

    boolean isFull() {
        return accounts.size() >= EngineLimits.MAX_ACCOUNTS;
    }

    Account create(final long id) {
        final Account account = new Account(id, accounts.size());
        accounts.put(id, account);
        return account;
    }

    /** All accounts by ascending id, in a new list. */
    List<Account> sorted() {
        final List<Account> sorted = new ArrayList<>(accounts.size());
        accounts.forEachLong((id, account) -> sorted.add(account));
        sorted.sort(Comparator.comparingLong(account -> account.id));
        return sorted;
    }
}

package io.unidatum.exchange.engine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.agrona.collections.Long2ObjectHashMap;

/**
 * All accounts, the reserved ones included. Ids below 2<sup>24</sup> are found in pages, one look in memory each; ids
 * beyond, which an operator may give too, in a table.
 */
final class AccountRegistry {
    private static final int PAGE_BITS = 12;
    private static final int PAGE_SIZE = 1 << PAGE_BITS;
    private static final int PAGES = 1 << 12;
    private static final long PAGED_IDS = (long) PAGES * PAGE_SIZE;

    private final Account[][] pages = new Account[PAGES][];
    private final Long2ObjectHashMap<Account> others = new Long2ObjectHashMap<>();
    private final List<Account> all = new ArrayList<>();
    private boolean isSorted = true;

    Account get(final long id) {
        if (id < 0 || id >= PAGED_IDS) {
            return others.get(id);
        }
        final Account[] page = pages[(int) (id >>> PAGE_BITS)];
        return page == null ? null : page[(int) id & PAGE_SIZE - 1];
    }

    boolean isFull() {
        return all.size() >= EngineLimits.MAX_ACCOUNTS;
    }

    Account create(final long id) {
        final Account account = new Account(id, all.size());
        if (id < 0 || id >= PAGED_IDS) {
            others.put(id, account);
        } else {
            final int page = (int) (id >>> PAGE_BITS);
            if (pages[page] == null) {
                pages[page] = new Account[PAGE_SIZE];
            }
            pages[page][(int) id & PAGE_SIZE - 1] = account;
        }
        isSorted &= all.isEmpty() || all.get(all.size() - 1).id < id;
        all.add(account);
        return account;
    }

    int size() {
        return all.size();
    }

    /** An account by its place in the order of the ids, as of the last {@link #firstFrom}. */
    Account at(final int index) {
        return all.get(index);
    }

    /** Finds the first account whose id is not below one. {@return its place in the order of the ids} */
    int firstFrom(final long id) {
        sort();
        int low = 0;
        int high = all.size();
        while (low < high) {
            final int middle = low + high >>> 1;
            if (all.get(middle).id < id) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** All accounts by ascending id. */
    List<Account> sorted() {
        sort();
        return Collections.unmodifiableList(all);
    }

    private void sort() {
        if (!isSorted) {
            all.sort(Comparator.comparingLong(account -> account.id));
            isSorted = true;
        }
    }
}

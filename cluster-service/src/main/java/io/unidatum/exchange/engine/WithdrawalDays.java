package io.unidatum.exchange.engine;

import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/**
 * What accounts have asked for in the present UTC day of the cluster, by asset, fees apart: requests that have failed
 * do not count. Whatever is asked of it brings it to the day of the question; what was before is forgotten then.
 */
final class WithdrawalDays {
    /** Whose sum, of what. */
    record Key(long account, int assetId) {}

    private static final long DAY_NS = 86_400_000_000_000L;

    private final Map<Key, Long> amounts =
            new TreeMap<>(Comparator.comparingLong(Key::account).thenComparingInt(Key::assetId));
    private long day;

    /** Days from 1970-01-01 to a time. */
    static long dayOf(final long time) {
        return time / DAY_NS;
    }

    /** What an account has asked for so far in the day of a time. */
    long amount(final Account account, final Asset asset, final long now) {
        goTo(now);
        return amounts.getOrDefault(new Key(account.id, asset.id), 0L);
    }

    /** Sets what an account has asked for in the day of a time. */
    void set(final long account, final int assetId, final long amount, final long now) {
        goTo(now);
        if (amount == 0) {
            amounts.remove(new Key(account, assetId));
        } else {
            amounts.put(new Key(account, assetId), amount);
        }
    }

    /** All sums of the day of a time, by account and asset; none of them is 0. */
    Map<Key, Long> amounts(final long now) {
        return dayOf(now) == day ? amounts : Map.of();
    }

    private void goTo(final long now) {
        if (dayOf(now) != day) {
            day = dayOf(now);
            amounts.clear();
        }
    }
}

package io.unidatum.exchange.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.agrona.collections.Long2ObjectHashMap;

/** The assets' rules for withdrawals, and all that are open. Those that have ended are forgotten. */
final class Withdrawals {
    final WithdrawalDays days = new WithdrawalDays();

    private final Map<Integer, WithdrawalRules> rules = new TreeMap<>();
    private final Long2ObjectHashMap<Withdrawal> open = new Long2ObjectHashMap<>();

    /** Id of the next one. */
    long nextId = 1;

    /** An asset's rules. {@return those that let nothing out if none have been set} */
    WithdrawalRules rules(final Asset asset) {
        return rules.getOrDefault(asset.id, WithdrawalRules.NONE);
    }

    void rules(final Asset asset, final WithdrawalRules value) {
        rules.put(asset.id, value);
    }

    /** The rules that have been set, by ascending asset id. */
    Map<Integer, WithdrawalRules> rules() {
        return rules;
    }

    boolean isFull() {
        return open.size() >= EngineLimits.MAX_OPEN_WITHDRAWALS;
    }

    /** An open withdrawal. {@return null if there is none with this id} */
    Withdrawal get(final long id) {
        return open.get(id);
    }

    /** Adds an open one. What it holds is for the caller to take. */
    void add(final Withdrawal withdrawal) {
        open.put(withdrawal.id(), withdrawal);
        withdrawal.account().openWithdrawals++;
    }

    /** Forgets one that has ended. */
    void remove(final Withdrawal withdrawal) {
        open.remove(withdrawal.id());
        withdrawal.account().openWithdrawals--;
    }

    /** All that are open, by ascending id, in a new list. */
    List<Withdrawal> sorted() {
        final List<Withdrawal> all = new ArrayList<>(open.values());
        all.sort(Comparator.comparingLong(Withdrawal::id));
        return all;
    }
}

package io.unidatum.exchange.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The list of an account's open orders by ascending id, chained through the orders themselves. */
final class AccountOrders {
    private AccountOrders() {}

    /** Adds an order where its id belongs: nearly always at the end. */
    static void add(final EngineOrder order) {
        final Account account = order.account;
        EngineOrder before = account.lastOrder;
        while (before != null && before.id > order.id) {
            before = before.previousOfAccount;
        }
        insertBehind(before, order);
    }

    /** Adds an order at the end, whatever its id: {@link #sort} follows. */
    static void append(final EngineOrder order) {
        insertBehind(order.account.lastOrder, order);
    }

    static void remove(final EngineOrder order) {
        final Account account = order.account;
        if (order.previousOfAccount == null) {
            account.firstOrder = order.nextOfAccount;
        } else {
            order.previousOfAccount.nextOfAccount = order.nextOfAccount;
        }
        if (order.nextOfAccount == null) {
            account.lastOrder = order.previousOfAccount;
        } else {
            order.nextOfAccount.previousOfAccount = order.previousOfAccount;
        }
        order.previousOfAccount = null;
        order.nextOfAccount = null;
    }

    /** Brings appended orders into their order. Allocates. */
    static void sort(final Account account) {
        if (account.firstOrder == account.lastOrder) {
            return;
        }
        final List<EngineOrder> orders = new ArrayList<>();
        for (EngineOrder order = account.firstOrder; order != null; order = order.nextOfAccount) {
            orders.add(order);
        }
        orders.sort(Comparator.comparingLong(order -> order.id));
        account.firstOrder = null;
        account.lastOrder = null;
        orders.forEach(AccountOrders::append);
    }

    private static void insertBehind(final EngineOrder before, final EngineOrder order) {
        final Account account = order.account;
        final EngineOrder after = before == null ? account.firstOrder : before.nextOfAccount;
        order.previousOfAccount = before;
        order.nextOfAccount = after;
        if (before == null) {
            account.firstOrder = order;
        } else {
            before.nextOfAccount = order;
        }
        if (after == null) {
            account.lastOrder = order;
        } else {
            after.previousOfAccount = order;
        }
    }
}

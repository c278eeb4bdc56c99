package io.unidatum.exchange.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.unidatum.exchange.book.BookOrder;
import io.unidatum.exchange.book.BookSide;
import io.unidatum.exchange.book.PriceLevel;
import io.unidatum.exchange.sbe.common.OrderPlace;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is true of the state after every command, whatever came before. */
final class Invariants {
    private Invariants() {}

    static void check(final ExchangeState state, final String context) {
        final Map<Long, long[]> heldBy = new HashMap<>();
        final Map<Long, Integer> openOrders = new HashMap<>();
        final Set<Long> ids = new HashSet<>();
        for (final Instrument instrument : state.instruments.sorted()) {
            checkNotCrossed(instrument, context);
            for (final EngineOrder order : openOrders(instrument)) {
                assertThat(ids.add(order.id))
                        .as("%s: order in two places", context)
                        .isTrue();
                checkOrder(state, order, context);
                heldBy.computeIfAbsent(order.account.id, k -> new long[16])[order.heldAsset().slot] += order.hold;
                openOrders.merge(order.account.id, 1, Integer::sum);
            }
            checkPositions(state, instrument, context);
        }
        final Map<Long, Integer> openWithdrawals = new HashMap<>();
        for (final Withdrawal each : state.withdrawals.sorted()) {
            heldBy.computeIfAbsent(each.account().id, k -> new long[16])[each.asset().slot] += each.hold();
            openWithdrawals.merge(each.account().id, 1, Integer::sum);
        }
        for (final Account account : state.accounts.sorted()) {
            assertThat(account.openWithdrawals).as(context).isEqualTo(openWithdrawals.getOrDefault(account.id, 0));
        }
        assertThat(state.openOrders.size()).as(context).isEqualTo(ids.size());
        checkAccounts(state, heldBy, openOrders, context);
        checkRetention(state.retention, context);
    }

    /** Nobody has acknowledged less than the floor, and the checkpoints are in order, one at most below it. */
    private static void checkRetention(final JournalRetention retention, final String context) {
        for (int i = 0; i < retention.size(); i++) {
            assertThat(retention.get(i).sequence).as(context).isGreaterThanOrEqualTo(retention.floorSequence());
            assertThat(retention.get(i).position).as(context).isGreaterThanOrEqualTo(retention.floorPosition());
            assertThat(i == 0 || retention.get(i - 1).compareName(retention.get(i)) < 0)
                    .as(context)
                    .isTrue();
        }
        final JournalCheckpoints checkpoints = retention.checkpoints();
        for (int i = 1; i < checkpoints.size(); i++) {
            assertThat(checkpoints.time(i)).as(context).isGreaterThan(checkpoints.time(i - 1));
            assertThat(checkpoints.sequence(i)).as(context).isGreaterThanOrEqualTo(retention.floorSequence());
        }
    }

    /** All open orders of an instrument: in the book, waiting, and triggered. */
    private static List<EngineOrder> openOrders(final Instrument instrument) {
        final List<EngineOrder> orders = new ArrayList<>();
        for (final BookSide side : BookSide.values()) {
            PriceLevel level = instrument.book.best(side);
            while (level != null) {
                for (BookOrder order = level.first(); order != null; order = order.behind()) {
                    orders.add((EngineOrder) order);
                }
                level = instrument.book.worse(side, level);
            }
        }
        orders.forEach(order -> assertThat(order.place()).isEqualTo(OrderPlace.BOOK));
        for (final EngineOrder order : instrument.triggers.waiting()) {
            assertThat(order.place()).isEqualTo(OrderPlace.WAITING);
            orders.add(order);
        }
        for (EngineOrder order = instrument.triggers.firstElected(); order != null; order = TriggerBook.behind(order)) {
            assertThat(order.place()).isEqualTo(OrderPlace.TRIGGERED);
            orders.add(order);
        }
        return orders;
    }

    private static void checkOrder(final ExchangeState state, final EngineOrder order, final String context) {
        final String name = context + ": order " + order.id;
        assertThat(order.leaves()).as(name).isPositive();
        assertThat(order.registered).as(name).isTrue();
        assertThat(state.openOrders.get(order.id)).as(name).isSameAs(order);
        final boolean coveredByLimitLeg = order.linked != null && order.isConditional();
        assertThat(order.hold).as("%s: hold", name).isEqualTo(coveredByLimitLeg ? 0 : order.worstHold());
        assertThat(order.linked == null || order.linked.linked == order)
                .as(name)
                .isTrue();
        assertThat(state.deadlines.orders.time(order))
                .as("%s: expiry", name)
                .isEqualTo(order.expireTime == 0 ? Deadlines.NEVER : order.expireTime);
        if (order.display() != 0) {
            assertThat(order.visible())
                    .as("%s: displayed", name)
                    .isBetween(1L, Math.min(order.display(), order.leaves()));
        }
    }

    /** What some have bought others have sold. */
    private static void checkPositions(final ExchangeState state, final Instrument instrument, final String context) {
        long sum = 0;
        for (final Account account : state.accounts.sorted()) {
            final AccountPosition position = state.positions.get(account, instrument);
            sum += position == null ? 0 : position.position.quantity();
        }
        assertThat(sum)
                .as("%s: positions in instrument %s", context, instrument.id)
                .isZero();
    }

    private static void checkAccounts(
            final ExchangeState state,
            final Map<Long, long[]> heldBy,
            final Map<Long, Integer> openOrders,
            final String context) {
        final Map<Asset, BigInteger> supply = new HashMap<>();
        for (final Account account : state.accounts.sorted()) {
            assertThat(account.openOrders).as(context).isEqualTo(openOrders.getOrDefault(account.id, 0));
            checkOrderList(state, account, context);
            for (final Asset asset : state.assets.sorted()) {
                final long available = account.available(asset);
                final long held = account.held(asset);
                assertThat(available).as("%s: account %s", context, account.id).isNotNegative();
                assertThat(held)
                        .as("%s: account %s asset %s holds", context, account.id, asset.id)
                        .isEqualTo(heldBy.getOrDefault(account.id, new long[16])[asset.slot]);
                supply.merge(asset, BigInteger.valueOf(available).add(BigInteger.valueOf(held)), BigInteger::add);
            }
        }
        supply.forEach((asset, sum) -> assertThat(sum.longValueExact())
                .as("%s: supply of asset %s", context, asset.id)
                .isEqualTo(asset.supply));
    }

    /** An account's list has its open orders by ascending id, and its open quantities are their sums. */
    private static void checkOrderList(final ExchangeState state, final Account account, final String context) {
        final Map<AccountPosition, long[]> openLots = new HashMap<>();
        EngineOrder before = null;
        int count = 0;
        for (EngineOrder order = account.firstOrder; order != null; order = order.nextOfAccount) {
            assertThat(order.account).as(context).isSameAs(account);
            assertThat(order.previousOfAccount).as(context).isSameAs(before);
            assertThat(before == null || before.id < order.id).as(context).isTrue();
            final boolean isStopLeg = order.linked != null && order.isConditional();
            if (account.limited && !isStopLeg) {
                openLots.computeIfAbsent(order.position, k -> new long[2])[order.isBuy() ? 0 : 1] += order.leaves();
            }
            before = order;
            count++;
        }
        assertThat(account.lastOrder).as(context).isSameAs(before);
        assertThat(count).as(context).isEqualTo(account.openOrders);
        for (final Instrument instrument : state.instruments.sorted()) {
            final AccountPosition position = state.positions.get(account, instrument);
            if (position != null) {
                assertThat(new long[] {position.openBuyLots, position.openSellLots})
                        .as("%s: open quantities of account %s", context, account.id)
                        .isEqualTo(openLots.getOrDefault(position, new long[2]));
            }
        }
    }

    private static void checkNotCrossed(final Instrument instrument, final String context) {
        final PriceLevel bid = instrument.book.best(BookSide.BUY);
        final PriceLevel ask = instrument.book.best(BookSide.SELL);
        if (bid != null && ask != null && OrderRules.letsTriggeredIn(instrument)) {
            assertThat(bid.price()).as("%s: book is crossed", context).isLessThan(ask.price());
        }
    }
}

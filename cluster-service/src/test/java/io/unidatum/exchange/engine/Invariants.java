package io.unidatum.exchange.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.unidatum.exchange.book.BookOrder;
import io.unidatum.exchange.book.BookSide;
import io.unidatum.exchange.book.PriceLevel;
import io.unidatum.exchange.sbe.common.InstrumentStatus;
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
        final Map<Long, long[]> heldInOrders = new HashMap<>();
        final Map<Long, Integer> openOrders = new HashMap<>();
        final Set<Long> ids = new HashSet<>();
        for (final Instrument instrument : state.instruments.sorted()) {
            if (instrument.status == InstrumentStatus.OPEN || instrument.status == InstrumentStatus.POST_ONLY) {
                checkNotCrossed(instrument, context);
            }
            final List<EngineOrder> open = new ArrayList<>();
            for (final BookSide side : BookSide.values()) {
                PriceLevel level = instrument.book.best(side);
                while (level != null) {
                    for (BookOrder o = level.first(); o != null; o = o.behind()) {
                        final EngineOrder order = (EngineOrder) o;
                        checkPlace(order, OrderPlace.BOOK, context);
                        open.add(order);
                    }
                    level = instrument.book.worse(side, level);
                }
            }
            for (final EngineOrder order : instrument.triggers.waiting()) {
                checkPlace(order, OrderPlace.WAITING, context);
                open.add(order);
            }
            for (EngineOrder o = instrument.triggers.firstElected(); o != null; o = TriggerBook.behind(o)) {
                checkPlace(o, OrderPlace.TRIGGERED, context);
                open.add(o);
            }
            for (final EngineOrder order : open) {
                assertThat(ids.add(order.id))
                        .as("%s: order in two places", context)
                        .isTrue();
                checkOrder(state, order, context);
                heldInOrders.computeIfAbsent(order.account.id, k -> new long[16])[order.heldAsset().slot] += order.hold;
                openOrders.merge(order.account.id, 1, Integer::sum);
            }
        }
        assertThat(state.openOrders.size()).as(context).isEqualTo(ids.size());
        checkAccounts(state, heldInOrders, openOrders, context);
    }

    private static void checkPlace(final EngineOrder order, final OrderPlace place, final String context) {
        assertThat(order.place()).as("%s: order %s", context, order.id).isEqualTo(place);
        assertThat(order.isResting()).as("%s: order %s", context, order.id).isEqualTo(place == OrderPlace.BOOK);
    }

    /** Every index leads to the order, its partner to it, and it expires when it says so. */
    private static void checkOrder(final ExchangeState state, final EngineOrder order, final String context) {
        assertThat(order.leaves()).as(context).isPositive();
        assertThat(order.registered).as(context).isTrue();
        assertThat(state.openOrders.get(order.account, order.id)).as(context).isSameAs(order);
        assertThat(state.deadlines.orders.time(order))
                .as("%s: expiry of order %s", context, order.id)
                .isEqualTo(order.expireTime == 0 ? Deadlines.NEVER : order.expireTime);
        final EngineOrder partner = order.linked;
        if (partner == null) {
            assertThat(order.hold)
                    .as("%s: hold of order %s", context, order.id)
                    .isEqualTo(order.holdFor(order.price(), order.leaves()));
        } else {
            assertThat(partner.linked).as(context).isSameAs(order);
            assertThat(state.openOrders.get(partner.account, partner.id))
                    .as("%s: partner of order %s", context, order.id)
                    .isSameAs(partner);
        }
    }

    private static void checkAccounts(
            final ExchangeState state,
            final Map<Long, long[]> heldInOrders,
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
                        .isEqualTo(heldInOrders.getOrDefault(account.id, new long[16])[asset.slot]);
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
        final boolean mayBeCrossed =
                instrument.status != InstrumentStatus.OPEN && instrument.status != InstrumentStatus.POST_ONLY;
        if (bid != null && ask != null && !mayBeCrossed) {
            assertThat(bid.price()).as("%s: book is crossed", context).isLessThan(ask.price());
        }
    }
}

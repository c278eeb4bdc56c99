package io.unidatum.exchange.engine;

import io.unidatum.exchange.sbe.order.RejectReason;

/** The limits of accounts: of an order's quantity and notional, and of the position that open orders could lead to. */
final class RiskRules {
    private final ExchangeState state;

    RiskRules(final ExchangeState state) {
        this.state = state;
    }

    /** Checks an order that has not been accepted yet. {@return NONE, or the limit that it exceeds} */
    RejectReason check(final EngineOrder order) {
        if (!order.account.limited) {
            return RejectReason.NONE;
        }
        final long lots = order.leaves();
        final long notional =
                order.quoteAmount == 0 ? order.instrument.notional(order.price(), lots) : order.quoteAmount;
        return check(order, lots, lots, notional);
    }

    /** Checks an open order as an amendment would make it. {@return NONE, or the limit that it would exceed} */
    RejectReason checkAmended(
            final EngineOrder order, final long newTicks, final long newTotalLots, final long newOpenLots) {
        return order.account.limited
                ? check(order, newTotalLots, newOpenLots, order.instrument.notional(newTicks, newTotalLots))
                : RejectReason.NONE;
    }

    private RejectReason check(
            final EngineOrder order, final long totalLots, final long openLots, final long notional) {
        final Account account = order.account;
        final Instrument instrument = order.instrument;
        final AccountPosition position = state.positions.get(account, instrument);
        final RiskLimits limits = limits(account, position);
        if (limits == null) {
            return RejectReason.NONE;
        }
        final RejectReason reason = checkOrder(limits, instrument.quantity(totalLots), notional);
        if (reason != RejectReason.NONE || order.has(OrderFlag.REDUCE_ONLY)) {
            return reason;
        }
        return checkPosition(limits, position, instrument, order.isBuy(), openLots - order.countedLots);
    }

    /** Replaces an account's limits in an instrument, null for wherever it has none of its own there. */
    void set(final Account account, final Instrument instrument, final RiskLimits limits) {
        if (instrument == null) {
            account.limits = limits;
        } else {
            final AccountPosition position = state.positions.obtain(account, instrument);
            account.limitedInstruments += (limits == null ? 0 : 1) - (position.limits == null ? 0 : 1);
            position.limits = limits;
        }
        state.openQuantities.keep(account, account.limits != null || account.limitedInstruments > 0);
    }

    /** The limits that hold for an account in an instrument. {@return null if there are none} */
    static RiskLimits limits(final Account account, final AccountPosition position) {
        return position == null ? account.limits : position.effectiveLimits();
    }

    /** Checks one order by itself. */
    static RejectReason checkOrder(final RiskLimits limits, final long quantity, final long notional) {
        if (limits.maxOrderQuantity() != 0 && quantity > limits.maxOrderQuantity()) {
            return RejectReason.ACCOUNT_QUANTITY_LIMIT;
        }
        return limits.maxOrderNotional() != 0 && (notional == Money.OVERFLOW || notional > limits.maxOrderNotional())
                ? RejectReason.ACCOUNT_NOTIONAL_LIMIT
                : RejectReason.NONE;
    }

    /** Checks that the position stays within its limit if all open orders of a side trade, and so many more lots. */
    static RejectReason checkPosition(
            final RiskLimits limits,
            final AccountPosition position,
            final Instrument instrument,
            final boolean buy,
            final long moreLots) {
        if (limits.maxPosition() == 0) {
            return RejectReason.NONE;
        }
        long now = 0;
        long openLots = 0;
        if (position != null) {
            now = buy ? position.position.quantity() : -position.position.quantity();
            openLots = buy ? position.openBuyLots : position.openSellLots;
        }
        openLots = moreLots > 0 ? Money.add(openLots, moreLots) : openLots + moreLots;
        final long open = Money.multiply(openLots, instrument.lotSize);
        final long room = now < 0 ? Money.addSaturating(limits.maxPosition(), -now) : limits.maxPosition() - now;
        return open == Money.OVERFLOW || open > room ? RejectReason.POSITION_LIMIT : RejectReason.NONE;
    }
}

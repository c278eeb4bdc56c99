package io.unidatum.exchange.engine.model;

import io.unidatum.exchange.sbe.common.CancelReason;
import io.unidatum.exchange.sbe.common.InstrumentStatus;
import io.unidatum.exchange.sbe.common.OrderPlace;
import io.unidatum.exchange.sbe.common.OrderStatus;
import io.unidatum.exchange.sbe.common.OrderType;
import io.unidatum.exchange.sbe.common.TimeInForce;
import java.math.BigInteger;

/** What happens to an order from the moment it enters the market. */
final class ModelMatching {
    private final ModelExchange exchange;
    private final ModelState state;
    private final OrderEventWriter events;
    private final ModelFillable fillable;

    ModelMatching(final ModelExchange exchange) {
        this.exchange = exchange;
        state = exchange.state;
        events = exchange.orderEvents;
        fillable = new ModelFillable(exchange);
    }

    /** Whether it would trade at once if it were a limit order now. */
    boolean wouldTake(final ModelOrder order) {
        final ModelOrder best = state.best(order.instrument, ModelState.opposite(order.side));
        return best != null && ModelState.isWithin(order.side, best.price, order.price);
    }

    /** Matches an order that stands nowhere, then rests or ends it. */
    void execute(final ModelOrder taker) {
        if (taker.instrument.isTrading()) {
            final ModelPrices prices = new ModelPrices();
            match(taker, prices);
            exchange.triggers.elect(taker.instrument, prices);
        } else if (taker.instrument.status == InstrumentStatus.AUCTION) {
            rest(taker);
        } else {
            // Halted by the collar earlier in the same mass quote.
            cancel(taker, CancelReason.PRICE_COLLAR);
        }
    }

    private void match(final ModelOrder taker, final ModelPrices prices) {
        if (taker.timeInForce == TimeInForce.FOK && fillable.of(taker) < taker.leaves) {
            cancel(taker, CancelReason.FILL_OR_KILL);
            return;
        }
        while (taker.leaves > 0) {
            final ModelOrder maker = state.best(taker.instrument, ModelState.opposite(taker.side));
            if (maker == null || !ModelState.isWithin(taker.side, maker.price, taker.price)) {
                leave(taker, maker == null);
                return;
            }
            if (exchange.collars.isOutside(taker.instrument, maker.price)) {
                cancel(taker, CancelReason.PRICE_COLLAR);
                exchange.markets.haltByCollar(taker.instrument);
                return;
            }
            if (maker.account == taker.account) {
                if (preventSelfTrade(maker, taker)) {
                    return;
                }
            } else if (mayReduce(maker)) {
                trade(maker, taker, maker.price, Math.min(maker.visible, taker.leaves), false, prices);
            }
        }
    }

    /** What could not be traded. */
    private void leave(final ModelOrder taker, final boolean usedUp) {
        if (taker.isMarketType()) {
            cancel(taker, usedUp ? CancelReason.NO_LIQUIDITY : CancelReason.PROTECTION_PRICE);
        } else if (ModelOrder.endsByItself(taker.timeInForce)) {
            cancel(taker, CancelReason.IOC_REMAINDER);
        } else {
            rest(taker);
        }
    }

    void rest(final ModelOrder order) {
        order.place = OrderPlace.BOOK;
        order.rank = state.nextRank();
        show(order);
        events.rested(order);
    }

    private static void show(final ModelOrder order) {
        order.visible = order.isIceberg() ? Math.min(order.display, order.leaves) : order.leaves;
    }

    /** {@return whether the taker has come to its end} */
    private boolean preventSelfTrade(final ModelOrder maker, final ModelOrder taker) {
        switch (taker.prevention) {
            case CANCEL_OLDEST -> cancel(maker, CancelReason.SELF_TRADE);
            case CANCEL_BOTH -> {
                cancel(maker, CancelReason.SELF_TRADE);
                cancelIfOpen(taker, CancelReason.SELF_TRADE);
            }
            case DECREMENT_AND_CANCEL -> {
                final long quantity = Math.min(maker.leaves, taker.leaves);
                decrement(maker, quantity);
                if (state.orders.contains(taker)) {
                    decrement(taker, quantity);
                }
            }
            default -> cancel(taker, CancelReason.SELF_TRADE);
        }
        return !state.orders.contains(taker);
    }

    private void decrement(final ModelOrder order, final long quantity) {
        if (order.leaves == quantity) {
            cancel(order, CancelReason.SELF_TRADE);
        } else {
            reduce(order, quantity, CancelReason.SELF_TRADE);
        }
    }

    /** Cuts a reduce-only order to the position. {@return whether anything is left of it} */
    boolean mayReduce(final ModelOrder order) {
        if (!order.reduceOnly) {
            return true;
        }
        final BigInteger allowed = order.account.position(order.instrument).reducible(order.side);
        final BigInteger excess = Exact.of(order.leaves).subtract(allowed);
        if (allowed.signum() == 0) {
            cancel(order, CancelReason.REDUCE_ONLY);
        } else if (excess.signum() > 0) {
            reduce(order, excess.longValueExact(), CancelReason.REDUCE_ONLY);
        }
        return allowed.signum() > 0;
    }

    private void reduce(final ModelOrder order, final long quantity, final CancelReason reason) {
        order.quantity -= quantity;
        order.leaves -= quantity;
        final long shown = order.visible;
        order.visible = Math.min(shown, order.leaves);
        events.reduced(order, quantity, order.rests() ? shown - order.visible : 0, reason);
    }

    /** Trades two orders, whatever stands before or behind them. */
    void trade(
            final ModelOrder maker,
            final ModelOrder taker,
            final long price,
            final long quantity,
            final boolean auction,
            final ModelPrices prices) {
        final ModelInstrument instrument = maker.instrument;
        final BigInteger notional = Exact.notional(price, quantity);
        final BigInteger makerFee = maker.fill(notional, quantity, true);
        final BigInteger takerFee = taker.fill(notional, quantity, auction);
        settle(maker, quantity, notional, makerFee);
        settle(taker, quantity, notional, takerFee);
        state.accounts.get(1L).add(instrument.quote, makerFee.add(takerFee));
        instrument.lastPrice = price;
        prices.add(price);
        final ModelOrder makersPartner = unlink(maker);
        final ModelOrder takersPartner = unlink(taker);
        endIfFilled(maker);
        endIfFilled(taker);
        events.traded(
                state.nextTradeId++,
                price,
                quantity,
                notional,
                new OrderEventWriter.Leg(maker, makerFee),
                new OrderEventWriter.Leg(taker, takerFee),
                auction);
        show(maker, quantity);
        show(taker, quantity);
        cancelPartner(makersPartner);
        cancelPartner(takersPartner);
    }

    private void settle(final ModelOrder order, final long quantity, final BigInteger notional, final BigInteger fee) {
        final BigInteger base = Exact.of(quantity);
        order.account.add(order.instrument.base, order.isBuy() ? base : base.negate());
        order.account.add(order.instrument.quote, (order.isBuy() ? notional.negate() : notional).subtract(fee));
        if (state.encodingVersion > 1) {
            order.account.position(order.instrument).fill(order.side, quantity, notional);
        }
    }

    /** A resting order that has traded shows less, or its next part, at the back. */
    private void show(final ModelOrder order, final long traded) {
        if (!order.rests() || order.leaves == 0) {
            return;
        }
        order.visible = Math.max(0, order.visible - traded);
        if (order.visible == 0) {
            show(order);
            order.rank = state.nextRank();
            events.refilled(order);
        }
    }

    private void endIfFilled(final ModelOrder order) {
        if (order.leaves == 0) {
            state.orders.remove(order);
            exchange.outcome.ended(order, OrderStatus.FILLED, CancelReason.NULL_VAL);
        }
    }

    /** From now on an order holds what it needs by itself. {@return what is to be cancelled, null if nothing} */
    private static ModelOrder unlink(final ModelOrder order) {
        final ModelOrder partner = order.partner;
        order.partner = null;
        return partner;
    }

    private void cancelPartner(final ModelOrder partner) {
        if (partner != null) {
            end(partner, CancelReason.OCO);
        }
    }

    /** Ends an open order, wherever it stands, and right behind it the one it is linked with. */
    void cancel(final ModelOrder order, final CancelReason reason) {
        end(order, reason);
        cancelPartner(unlink(order));
    }

    private void cancelIfOpen(final ModelOrder order, final CancelReason reason) {
        if (state.orders.contains(order)) {
            cancel(order, reason);
        }
    }

    private void end(final ModelOrder order, final CancelReason reason) {
        final boolean rested = order.rests();
        state.orders.remove(order);
        events.cancelled(order, rested, reason);
        exchange.outcome.ended(
                order, reason == CancelReason.EXPIRED ? OrderStatus.EXPIRED : OrderStatus.CANCELLED, reason);
    }

    static boolean mayRest(final OrderType type, final TimeInForce timeInForce) {
        return ModelOrder.isWaitingType(type) || type == OrderType.LIMIT && !ModelOrder.endsByItself(timeInForce);
    }
}

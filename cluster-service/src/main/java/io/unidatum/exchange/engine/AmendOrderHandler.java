package io.unidatum.exchange.engine;

import io.unidatum.exchange.sbe.common.OrderPlace;
import io.unidatum.exchange.sbe.common.OrderType;
import io.unidatum.exchange.sbe.order.AmendOrderDecoder;
import io.unidatum.exchange.sbe.order.RejectReason;

/**
 * AmendOrder: a smaller quantity at the same price in place; anything else out of the book and in again. An order that
 * waits for its trigger goes on waiting, unless its new trigger has been reached.
 */
final class AmendOrderHandler implements CommandHandler {
    private final AmendOrderDecoder decoder = new AmendOrderDecoder();
    private final ClientOrderId clientOrderId = new ClientOrderId();
    private final ExchangeState state;
    private final RiskRules riskRules;
    private final OrderEvents events;
    private final OrderExecution execution;

    AmendOrderHandler(final ExchangeState state, final OrderEvents events, final OrderExecution execution) {
        this.state = state;
        this.riskRules = new RiskRules(state);
        this.events = events;
        this.execution = execution;
    }

    @Override
    public RejectReason onCommand(final Command command, final Outcome outcome) {
        decoder.wrap(
                command.buffer(),
                command.blockOffset(),
                command.blockLength(),
                command.version(AmendOrderDecoder.BLOCK_LENGTH));
        final Account account = state.accounts.get(command.account());
        if (account == null) {
            return RejectReason.UNKNOWN_ACCOUNT;
        }
        final int idOffset = decoder.offset() + AmendOrderDecoder.clientOrderIdEncodingOffset();
        final EngineOrder order = decoder.orderId() != 0
                ? state.openOrders.get(account, decoder.orderId())
                : state.openOrders.get(account, clientOrderId.read(decoder.buffer(), idOffset));
        if (order == null || order.waitingPlace == OrderPlace.TRIGGERED) {
            return RejectReason.UNKNOWN_ORDER;
        }
        if (order.linked != null || newStopPrice() != 0 && !state.knowsVersion2()) {
            return RejectReason.UNSUPPORTED;
        }
        if (state.retention.isOrderEntrySuspended() && !isReductionInPlace(order)) {
            return RejectReason.ORDER_ENTRY_SUSPENDED;
        }
        RejectReason reason = checkValues(order);
        if (reason == RejectReason.NONE) {
            reason = checkChange(order);
        }
        if (reason == RejectReason.NONE) {
            reason = checkAccess(order, command.now());
        }
        return reason == RejectReason.NONE ? amend(order, command, outcome) : reason;
    }

    private RejectReason checkValues(final EngineOrder order) {
        final Instrument instrument = order.instrument;
        if (decoder.newPrice() != 0) {
            final RejectReason reason = order.isMarket()
                    ? RejectReason.INVALID_PRICE
                    : OrderRules.checkPrice(instrument, decoder.newPrice());
            if (reason != RejectReason.NONE) {
                return reason;
            }
        }
        if (decoder.newQuantity() != 0) {
            final RejectReason reason = OrderRules.checkQuantity(instrument, decoder.newQuantity());
            if (reason != RejectReason.NONE) {
                return reason;
            }
            if (order.display() != 0 && !OrderRules.isDisplayEnough(order.display(), newLots(order))) {
                return RejectReason.INVALID_DISPLAY_QUANTITY;
            }
        }
        final long stopPrice = newStopPrice();
        final boolean mayHaveStopPrice =
                order.waitingPlace != null && order.type != OrderType.TRAILING_STOP && stopPrice > 0;
        return stopPrice == 0 || mayHaveStopPrice && stopPrice % instrument.tickSize == 0
                ? RejectReason.NONE
                : RejectReason.INVALID_STOP_PRICE;
    }

    private RejectReason checkChange(final EngineOrder order) {
        final long newLots = newLots(order);
        if (newLots <= order.quantityLots - order.leaves()) {
            return RejectReason.QUANTITY_BELOW_FILLED;
        }
        final boolean samePrices = (decoder.newPrice() == 0 || decoder.newPrice() == order.protocolPrice())
                && newStopTicks(order) == order.stopTicks;
        return newLots == order.quantityLots && samePrices ? RejectReason.NOTHING_TO_AMEND : RejectReason.NONE;
    }

    private RejectReason checkAccess(final EngineOrder order, final long now) {
        if (order.account.blocked) {
            return RejectReason.ACCOUNT_BLOCKED;
        }
        if (order.instrument.isRestricted) {
            final RejectReason reason = MarketAccess.checkAmend(
                    order,
                    order.has(OrderFlag.POST_ONLY),
                    order.waitingPlace != null,
                    isReductionInPlace(order),
                    newTicks(order));
            if (reason != RejectReason.NONE) {
                return reason;
            }
        }
        return order.account.isWithinRate(now) ? RejectReason.NONE : RejectReason.RATE_LIMITED;
    }

    private boolean isReductionInPlace(final EngineOrder order) {
        return order.isResting() && newTicks(order) == order.price() && newLots(order) < order.quantityLots;
    }

    private RejectReason amend(final EngineOrder order, final Command command, final Outcome outcome) {
        final Account account = order.account;
        final long oldLeaves = order.leaves();
        final long leaves = newLots(order) - (order.quantityLots - oldLeaves);
        final long ticks = newTicks(order);
        if (ticks == Money.OVERFLOW) {
            return RejectReason.NOTIONAL_OVERFLOW;
        }
        final boolean inPlace = isReductionInPlace(order);
        if (order.has(OrderFlag.POST_ONLY)
                && order.isResting()
                && !inPlace
                && MarketAccess.wouldTake(order.instrument, order.side(), ticks)) {
            return RejectReason.POST_ONLY_WOULD_TAKE;
        }
        if (leaves > oldLeaves || ticks > order.price()) {
            final RejectReason reason = riskRules.checkAmended(order, ticks, newLots(order), leaves);
            if (reason != RejectReason.NONE) {
                return reason;
            }
        }
        final long hold = order.holdFor(ticks, leaves);
        if (hold == Money.OVERFLOW) {
            return RejectReason.NOTIONAL_OVERFLOW;
        }
        if (hold - order.hold > account.available(order.heldAsset())) {
            return RejectReason.INSUFFICIENT_BALANCE;
        }
        if (leaves > oldLeaves && order.mayRest && !order.instrument.hasRoomFor(order, leaves - oldLeaves)) {
            return RejectReason.QUANTITY_TOO_LARGE;
        }

        account.hold(order.heldAsset(), hold - order.hold);
        account.countOrder(command.now());
        order.hold = hold;
        order.quantityLots += leaves - oldLeaves;
        if (order.waitingPlace != null) {
            change(order, ticks, leaves, outcome);
        } else if (inPlace) {
            reduce(order, leaves, outcome);
        } else {
            replace(order, ticks, leaves, outcome);
        }
        return RejectReason.NONE;
    }

    private void reduce(final EngineOrder order, final long leaves, final Outcome outcome) {
        final long oldLeaves = order.leaves();
        final long oldVisible = order.visible();
        order.instrument.book.reduce(order, leaves);
        state.openQuantities.recount(order);
        events.amended(order, order.price(), oldLeaves, oldVisible, true);
        outcome.order(order, order.openStatus());
    }

    private void replace(final EngineOrder order, final long ticks, final long leaves, final Outcome outcome) {
        final long oldTicks = order.price();
        final long oldLeaves = order.leaves();
        final long oldVisible = order.visible();
        order.instrument.book.remove(order);
        order.reopen(ticks, leaves);
        events.amended(order, oldTicks, oldLeaves, oldVisible, false);
        execution.execute(order, outcome);
    }

    /** Changes an order that waits for its trigger. */
    private void change(final EngineOrder order, final long ticks, final long leaves, final Outcome outcome) {
        final long oldTicks = order.price();
        final long oldLeaves = order.leaves();
        final TriggerBook triggers = order.instrument.triggers;
        final long stopTicks = newStopTicks(order);
        triggers.remove(order);
        order.stopTicks = stopTicks;
        order.reopen(ticks, leaves);
        triggers.add(order);
        state.openQuantities.recount(order);
        events.amended(order, oldTicks, oldLeaves, oldLeaves, false);
        outcome.order(order, order.openStatus());
        execution.cascade().electIfReached(order);
    }

    /** In ticks: a market order's follows its trigger. {@return OVERFLOW if that is no price} */
    private long newTicks(final EngineOrder order) {
        if (decoder.newPrice() != 0) {
            return decoder.newPrice() / order.instrument.tickSize;
        }
        final long stopTicks = newStopTicks(order);
        return order.isMarket() && stopTicks != order.stopTicks
                ? Protection.ticks(order.instrument, order.side(), stopTicks)
                : order.price();
    }

    private long newLots(final EngineOrder order) {
        return decoder.newQuantity() == 0 ? order.quantityLots : decoder.newQuantity() / order.instrument.lotSize;
    }

    private long newStopTicks(final EngineOrder order) {
        final long stopPrice = newStopPrice();
        return stopPrice == 0 ? order.stopTicks : stopPrice / order.instrument.tickSize;
    }

    private long newStopPrice() {
        final long stopPrice = decoder.newStopPrice();
        return stopPrice == AmendOrderDecoder.newStopPriceNullValue() ? 0 : stopPrice;
    }
}

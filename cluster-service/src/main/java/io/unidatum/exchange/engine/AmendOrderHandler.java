package io.unidatum.exchange.engine;

import io.unidatum.exchange.sbe.order.AmendOrderDecoder;
import io.unidatum.exchange.sbe.order.RejectReason;

/** AmendOrder: a smaller quantity at the same price in place; anything else out of the book and in again. */
final class AmendOrderHandler implements CommandHandler {
    private final AmendOrderDecoder decoder = new AmendOrderDecoder();
    private final ClientOrderId clientOrderId = new ClientOrderId();
    private final ExchangeState state;
    private final OrderEvents events;
    private final OrderExecution execution;

    AmendOrderHandler(final ExchangeState state, final OrderEvents events, final OrderExecution execution) {
        this.state = state;
        this.events = events;
        this.execution = execution;
    }

    @Override
    public RejectReason onCommand(final Command command, final Outcome outcome) {
        decoder.wrap(command.buffer(), command.blockOffset(), command.blockLength(), command.version());
        final Account account = state.accounts.get(command.account());
        if (account == null) {
            return RejectReason.UNKNOWN_ACCOUNT;
        }
        final int idOffset = decoder.offset() + AmendOrderDecoder.clientOrderIdEncodingOffset();
        final EngineOrder order = decoder.orderId() != 0
                ? state.openOrders.get(account, decoder.orderId())
                : state.openOrders.get(account, clientOrderId.read(decoder.buffer(), idOffset));
        if (order == null) {
            return RejectReason.UNKNOWN_ORDER;
        }
        final RejectReason reason = check(order);
        if (reason != RejectReason.NONE) {
            return reason;
        }
        final RejectReason access = OrderRules.checkAccess(account, order.instrument, command.now());
        return access == RejectReason.NONE ? amend(order, command, outcome) : access;
    }

    private RejectReason check(final EngineOrder order) {
        final Instrument instrument = order.instrument;
        if (decoder.newPrice() != 0) {
            final RejectReason reason = OrderRules.checkPrice(instrument, decoder.newPrice());
            if (reason != RejectReason.NONE) {
                return reason;
            }
        }
        if (decoder.newQuantity() != 0) {
            final RejectReason reason = OrderRules.checkQuantity(instrument, decoder.newQuantity());
            if (reason != RejectReason.NONE) {
                return reason;
            }
        }
        final long newLots = newLots(order);
        if (newLots <= order.quantityLots - order.leaves()) {
            return RejectReason.QUANTITY_BELOW_FILLED;
        }
        return newLots == order.quantityLots && newTicks(order) == order.price()
                ? RejectReason.NOTHING_TO_AMEND
                : RejectReason.NONE;
    }

    private RejectReason amend(final EngineOrder order, final Command command, final Outcome outcome) {
        final Account account = order.account;
        final long oldTicks = order.price();
        final long oldLeaves = order.leaves();
        final long ticks = newTicks(order);
        final long leaves = newLots(order) - (order.quantityLots - oldLeaves);
        final long hold = order.holdFor(ticks, leaves);
        if (hold == Money.OVERFLOW) {
            return RejectReason.NOTIONAL_OVERFLOW;
        }
        if (hold - order.hold > account.available(order.heldAsset())) {
            return RejectReason.INSUFFICIENT_BALANCE;
        }
        if (leaves > oldLeaves && !order.instrument.hasRoomFor(order, leaves - oldLeaves)) {
            return RejectReason.QUANTITY_TOO_LARGE;
        }

        account.hold(order.heldAsset(), hold - order.hold);
        account.countOrder(command.now());
        order.hold = hold;
        order.quantityLots += leaves - oldLeaves;
        if (ticks == oldTicks && leaves < oldLeaves) {
            order.instrument.book.reduce(order, leaves);
            state.openQuantities.recount(order);
            events.amended(order, oldTicks, oldLeaves, true);
            outcome.order(order, order.openStatus());
        } else {
            order.instrument.book.remove(order);
            order.reopen(ticks, leaves);
            events.amended(order, oldTicks, oldLeaves, false);
            execution.execute(order, outcome);
        }
        return RejectReason.NONE;
    }

    private long newTicks(final EngineOrder order) {
        return decoder.newPrice() == 0 ? order.price() : decoder.newPrice() / order.instrument.tickSize;
    }

    private long newLots(final EngineOrder order) {
        return decoder.newQuantity() == 0 ? order.quantityLots : decoder.newQuantity() / order.instrument.lotSize;
    }
}

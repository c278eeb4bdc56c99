package io.unidatum.exchange.engine.model;

import io.unidatum.exchange.sbe.common.InstrumentStatus;
import io.unidatum.exchange.sbe.common.OrderPlace;
import io.unidatum.exchange.sbe.common.OrderType;
import io.unidatum.exchange.sbe.order.AmendOrderDecoder;
import io.unidatum.exchange.sbe.order.RejectReason;
import java.math.BigInteger;

/** AmendOrder. */
final class ModelAmendments {
    private final ModelExchange exchange;
    private final ModelState state;
    private final ModelOrderRules rules;

    ModelAmendments(final ModelExchange exchange) {
        this.exchange = exchange;
        state = exchange.state;
        rules = exchange.rules;
    }

    void onAmend(final ModelCommand command) {
        final AmendOrderDecoder d = command.read(new AmendOrderDecoder());
        final long newStop = d.newStopPrice() == AmendOrderDecoder.newStopPriceNullValue() ? 0 : d.newStopPrice();
        final ModelAccount account = rules.account(command.account);
        final ModelOrder order = state.findOpen(account, d.orderId(), d.clientOrderId());
        Rejected.when(order == null || order.place == OrderPlace.TRIGGERED, RejectReason.UNKNOWN_ORDER);
        Rejected.when(order.partner != null || state.encodingVersion < 2 && newStop != 0, RejectReason.UNSUPPORTED);
        if (!isSmallerInPlace(order, d)) {
            exchange.retention.checkNotSuspended();
        }
        checkValues(order, d, newStop);

        final long price = d.newPrice() == 0 ? order.price : d.newPrice();
        final long quantity = d.newQuantity() == 0 ? order.quantity : d.newQuantity();
        final long stop = newStop == 0 ? order.stop : newStop;
        final long filled = order.quantity - order.leaves;
        Rejected.when(quantity <= filled, RejectReason.QUANTITY_BELOW_FILLED);
        Rejected.when(
                price == order.price && quantity == order.quantity && stop == order.stop,
                RejectReason.NOTHING_TO_AMEND);

        final Change change = new Change(order);
        order.price = price;
        order.quantity = quantity;
        order.leaves = quantity - filled;
        order.stop = stop;
        try {
            check(order, change);
        } catch (final Rejected e) {
            change.undo();
            throw e;
        }
        account.countOrder(state.time);
        exchange.outcome.about(order);
        carryOut(order, change);
    }

    /** An order as it was, while it is tried out as it would be. */
    private static final class Change {
        final ModelOrder order;
        final OrderEventWriter.Before before;
        final long oldQuantity;
        final long oldStop;
        final BigInteger oldNeed;
        boolean keepsPlace;

        Change(final ModelOrder order) {
            this.order = order;
            before = OrderEventWriter.Before.of(order);
            oldQuantity = order.quantity;
            oldStop = order.stop;
            oldNeed = order.need();
        }

        void undo() {
            order.price = before.price();
            order.leaves = before.leaves();
            order.quantity = oldQuantity;
            order.stop = oldStop;
        }
    }

    /** A price that is no multiple of the tick is refused for that, if its tick is the order's. */
    private static boolean isSmallerInPlace(final ModelOrder order, final AmendOrderDecoder d) {
        final ModelInstrument i = order.instrument;
        final boolean samePrice = d.newPrice() == 0 || d.newPrice() / i.tick == order.price / i.tick;
        return order.rests() && samePrice && d.newQuantity() != 0 && d.newQuantity() / i.lot < order.quantity / i.lot;
    }

    private void checkValues(final ModelOrder order, final AmendOrderDecoder d, final long newStop) {
        if (d.newPrice() != 0) {
            Rejected.when(order.isMarketType(), RejectReason.INVALID_PRICE);
            ModelOrderRules.checkPrice(order.instrument, d.newPrice());
        }
        if (d.newQuantity() != 0) {
            ModelOrderRules.checkQuantity(order.instrument, d.newQuantity());
            Rejected.when(
                    order.isIceberg() && !ModelOrderRules.hasFewParts(order.display, d.newQuantity()),
                    RejectReason.INVALID_DISPLAY_QUANTITY);
        }
        if (newStop != 0) {
            final boolean may = order.place == OrderPlace.WAITING && order.type != OrderType.TRAILING_STOP;
            Rejected.when(!may, RejectReason.INVALID_STOP_PRICE);
            ModelOrderRules.checkStop(order.instrument, newStop);
        }
    }

    private void check(final ModelOrder order, final Change change) {
        final boolean waits = order.place == OrderPlace.WAITING;
        change.keepsPlace = !waits && order.price == change.before.price() && order.leaves < change.before.leaves();
        checkAccess(order, change.keepsPlace);
        if (waits && order.isMarketType() && order.stop != change.oldStop) {
            final BigInteger protection = Exact.protection(order.stop, order.instrument, order.side);
            Rejected.when(Exact.exceeds63Bits(protection), RejectReason.NOTIONAL_OVERFLOW);
            order.price = protection.longValueExact();
        }
        if (!change.keepsPlace) {
            rules.checkPostOnly(order);
        }
        if (order.quantity > change.oldQuantity || order.price > change.before.price()) {
            rules.checkLimits(order);
        }
        Rejected.when(order.isTooLarge(), RejectReason.NOTIONAL_OVERFLOW);
        final BigInteger available = state.available(order.account, order.heldAsset());
        Rejected.when(available.signum() < 0, RejectReason.INSUFFICIENT_BALANCE);
        if (order.leaves > change.before.leaves()) {
            rules.checkRoomInBook(order, BigInteger.ZERO);
        }
    }

    private void checkAccess(final ModelOrder order, final boolean keepsPlace) {
        final InstrumentStatus status = order.instrument.status;
        Rejected.when(order.account.blocked, RejectReason.ACCOUNT_BLOCKED);
        Rejected.when(status == InstrumentStatus.HALTED, RejectReason.INSTRUMENT_HALTED);
        Rejected.when(status == InstrumentStatus.CANCEL_ONLY && !keepsPlace, RejectReason.INSTRUMENT_CANCEL_ONLY);
        Rejected.when(
                status == InstrumentStatus.POST_ONLY
                        && order.place == OrderPlace.BOOK
                        && !keepsPlace
                        && !order.postOnly
                        && exchange.matching.wouldTake(order),
                RejectReason.INSTRUMENT_POST_ONLY);
        Rejected.when(!order.account.isWithinRate(state.time, 1), RejectReason.RATE_LIMITED);
    }

    private void carryOut(final ModelOrder order, final Change change) {
        if (order.place == OrderPlace.WAITING) {
            exchange.orderEvents.amendedWaiting(order, change.before);
            exchange.triggers.await(order);
        } else if (change.keepsPlace) {
            order.visible = Math.min(order.visible, order.leaves);
            exchange.orderEvents.amended(order, change.before, true);
        } else {
            exchange.orderEvents.amended(order, change.before, false);
            order.place = null;
            if (exchange.matching.mayReduce(order)) {
                exchange.matching.execute(order);
            }
        }
    }
}

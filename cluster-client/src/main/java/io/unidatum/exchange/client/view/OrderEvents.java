package io.unidatum.exchange.client.view;

import io.unidatum.exchange.sbe.event.OrderAcceptedDecoder;
import io.unidatum.exchange.sbe.event.OrderAmendedDecoder;
import io.unidatum.exchange.sbe.event.OrderCancelledDecoder;
import io.unidatum.exchange.sbe.event.OrderReducedDecoder;
import io.unidatum.exchange.sbe.event.OrderRefilledDecoder;
import io.unidatum.exchange.sbe.event.OrderRestedDecoder;
import io.unidatum.exchange.sbe.event.OrderTermsDecoder;
import io.unidatum.exchange.sbe.event.OrderTriggeredDecoder;
import org.agrona.DirectBuffer;

/**
 * What happens to orders but for their fills. Rested and refilled quantities are the displayed ones: what is open of an
 * order is known from its acceptance, its fills, reductions and amendments.
 */
final class OrderEvents {
    private final ViewChanges changes;
    private final ViewState state;
    private final OrderAcceptedDecoder accepted = new OrderAcceptedDecoder();
    private final OrderTermsDecoder terms = new OrderTermsDecoder();
    private final OrderRestedDecoder rested = new OrderRestedDecoder();
    private final OrderRefilledDecoder refilled = new OrderRefilledDecoder();
    private final OrderCancelledDecoder cancelled = new OrderCancelledDecoder();
    private final OrderAmendedDecoder amended = new OrderAmendedDecoder();
    private final OrderTriggeredDecoder triggered = new OrderTriggeredDecoder();
    private final OrderReducedDecoder reduced = new OrderReducedDecoder();

    OrderEvents(final ViewChanges changes) {
        this.changes = changes;
        this.state = changes.state;
    }

    /** Takes an event. {@return false if it is not one of these} */
    boolean onEvent(
            final int templateId,
            final DirectBuffer buffer,
            final int offset,
            final int blockLength,
            final int version) {
        switch (templateId) {
            case OrderAcceptedDecoder.TEMPLATE_ID -> {
                accepted.wrap(buffer, offset, blockLength, version);
                onAccepted();
            }
            case OrderTermsDecoder.TEMPLATE_ID -> {
                terms.wrap(buffer, offset, blockLength, version);
                onTerms();
            }
            case OrderRestedDecoder.TEMPLATE_ID -> {
                rested.wrap(buffer, offset, blockLength, version);
                changes.bookChanged(rested.instrumentId(), rested.instrumentSequence());
            }
            case OrderRefilledDecoder.TEMPLATE_ID -> {
                refilled.wrap(buffer, offset, blockLength, version);
                changes.bookChanged(refilled.instrumentId(), refilled.instrumentSequence());
            }
            case OrderCancelledDecoder.TEMPLATE_ID -> {
                cancelled.wrap(buffer, offset, blockLength, version);
                onCancelled();
            }
            case OrderAmendedDecoder.TEMPLATE_ID -> {
                amended.wrap(buffer, offset, blockLength, version);
                onAmended();
            }
            case OrderTriggeredDecoder.TEMPLATE_ID -> {
                triggered.wrap(buffer, offset, blockLength, version);
                onTriggered();
            }
            case OrderReducedDecoder.TEMPLATE_ID -> {
                reduced.wrap(buffer, offset, blockLength, version);
                onReduced();
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private void onAccepted() {
        changes.accountChanged(accepted.account(), accepted.accountSequence());
        final OrderView order = new OrderView(
                accepted.orderId(),
                accepted.account(),
                (int) accepted.instrumentId(),
                accepted.side(),
                accepted.orderType(),
                accepted.timeInForce(),
                accepted.clientOrderId(),
                changes.time,
                changes.sequence);
        order.flags(
                accepted.selfTradePrevention(),
                accepted.flags().postOnly(),
                accepted.flags().reduceOnly(),
                accepted.flags().massQuote());
        order.terms(accepted.price(), accepted.quantity(), accepted.quantity());
        state.open(order);
        changes.listener.onOrder(order);
        changes.setHeldAsset(
                order.account(), order.instrumentId(), order.side(), accepted.available(), accepted.held());
    }

    private void onTerms() {
        changes.accountChanged(terms.account(), terms.accountSequence());
        final OrderView order = state.orders.get(terms.orderId());
        if (order != null) {
            order.specialTerms(new SpecialTerms(
                    terms.stopPrice(),
                    terms.displayQuantity(),
                    terms.expireTime(),
                    terms.quoteAmount(),
                    terms.trailingOffset(),
                    terms.trailingRate(),
                    terms.linkedOrderId()));
            touched(order);
        }
    }

    private void onCancelled() {
        changes.bookChanged(cancelled.instrumentId(), cancelled.instrumentSequence());
        changes.accountChanged(cancelled.account(), cancelled.accountSequence());
        final OrderView order = state.orders.get(cancelled.orderId());
        if (order != null) {
            order.cancel(cancelled.status(), cancelled.reason());
            order.touched(changes.time, changes.sequence);
            state.close(order);
            changes.listener.onOrder(order);
        }
        changes.setHeldAsset(
                cancelled.account(),
                cancelled.instrumentId(),
                cancelled.side(),
                cancelled.available(),
                cancelled.held());
    }

    private void onAmended() {
        changes.bookChanged(amended.instrumentId(), amended.instrumentSequence());
        changes.accountChanged(amended.account(), amended.accountSequence());
        final OrderView order = state.orders.get(amended.orderId());
        if (order != null) {
            order.terms(amended.newPrice(), amended.newQuantity(), amended.newLeaves());
            if (amended.newStopPrice() != OrderAmendedDecoder.newStopPriceNullValue()) {
                order.stopPrice(amended.newStopPrice());
            }
            touched(order);
        }
        changes.setHeldAsset(
                amended.account(), amended.instrumentId(), amended.side(), amended.available(), amended.held());
    }

    private void onTriggered() {
        changes.accountChanged(triggered.account(), triggered.accountSequence());
        final OrderView order = state.orders.get(triggered.orderId());
        if (order != null) {
            order.trigger(triggered.stopPrice(), triggered.price(), changes.time);
            touched(order);
        }
        changes.setHeldAsset(
                triggered.account(),
                triggered.instrumentId(),
                triggered.side(),
                triggered.available(),
                triggered.held());
    }

    private void onReduced() {
        changes.bookChanged(reduced.instrumentId(), reduced.instrumentSequence());
        changes.accountChanged(reduced.account(), reduced.accountSequence());
        final OrderView order = state.orders.get(reduced.orderId());
        if (order != null) {
            order.terms(order.price(), order.quantity() - reduced.quantity(), reduced.leaves());
            touched(order);
        }
        changes.setHeldAsset(
                reduced.account(), reduced.instrumentId(), reduced.side(), reduced.available(), reduced.held());
    }

    private void touched(final OrderView order) {
        order.touched(changes.time, changes.sequence);
        changes.listener.onOrder(order);
    }
}

package io.unidatum.exchange.engine;

import io.unidatum.exchange.sbe.common.BooleanType;
import io.unidatum.exchange.sbe.common.CancelReason;
import io.unidatum.exchange.sbe.common.MessageHeaderEncoder;
import io.unidatum.exchange.sbe.common.OrderStatus;
import io.unidatum.exchange.sbe.event.OrderAcceptedEncoder;
import io.unidatum.exchange.sbe.event.OrderAmendedEncoder;
import io.unidatum.exchange.sbe.event.OrderCancelledEncoder;
import io.unidatum.exchange.sbe.event.OrderRestedEncoder;

/** Writes what happens to orders, trades apart. Every event is written after the state has changed. */
final class OrderEvents {
    /** Length of the block in schema version 0. */
    private static final int AMENDED_LENGTH_0 = OrderAmendedEncoder.oldDisplayedEncodingOffset();

    /** Length of the block in schema version 0. */
    private static final int CANCELLED_LENGTH_0 = OrderCancelledEncoder.displayedQuantityEncodingOffset();

    private final JournalFramer framer;
    private final OriginWriter origin;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final OrderAcceptedEncoder accepted = new OrderAcceptedEncoder();
    private final OrderRestedEncoder rested = new OrderRestedEncoder();
    private final OrderCancelledEncoder cancelled = new OrderCancelledEncoder();
    private final OrderAmendedEncoder amended = new OrderAmendedEncoder();

    OrderEvents(final JournalFramer framer, final OriginWriter origin) {
        this.framer = framer;
        this.origin = origin;
    }

    void accepted(final EngineOrder order) {
        final Account account = order.account;
        final Asset asset = order.heldAsset();
        accepted.wrapAndApplyHeader(framer.buffer(), framer.next(OrderAcceptedEncoder.BLOCK_LENGTH), header)
                .orderId(order.id)
                .account(account.id)
                .accountSequence(account.nextSequence())
                .price(order.protocolPrice())
                .quantity(order.quantity())
                .available(account.available(asset))
                .held(account.held(asset))
                .instrumentId(order.instrument.id)
                .makerRate(order.makerRate)
                .takerRate(order.takerRate)
                .side(order.protocolSide())
                .orderType(order.type)
                .timeInForce(order.timeInForce)
                .selfTradePrevention(SelfTrades.protocol(order.prevention()));
        accepted.buffer()
                .putShort(
                        accepted.offset() + OrderAcceptedEncoder.flagsEncodingOffset(),
                        (short) order.flags,
                        OrderAcceptedEncoder.BYTE_ORDER);
        origin.write(accepted.origin());
        order.clientOrderId.write(
                accepted.buffer(), accepted.offset() + OrderAcceptedEncoder.clientOrderIdEncodingOffset());
    }

    void rested(final EngineOrder order) {
        rested.wrapAndApplyHeader(framer.buffer(), framer.next(OrderRestedEncoder.BLOCK_LENGTH), header)
                .orderId(order.id)
                .instrumentSequence(order.instrument.nextSequence())
                .price(order.protocolPrice())
                .quantity(order.instrument.quantity(order.visible()))
                .instrumentId(order.instrument.id)
                .side(order.protocolSide());
    }

    /** Its hold has been released. An iceberg that rested says what it displayed. */
    void cancelled(
            final EngineOrder order,
            final CancelReason reason,
            final boolean wasResting,
            final long lots,
            final long displayedLots) {
        final Account account = order.account;
        final Asset asset = order.heldAsset();
        final boolean hadHidden = wasResting && order.display() != 0;
        final int at = hadHidden
                ? framer.next(OrderCancelledEncoder.BLOCK_LENGTH, JournalFramer.VERSION_1)
                : framer.next(CANCELLED_LENGTH_0);
        cancelled
                .wrapAndApplyHeader(framer.buffer(), at, header)
                .orderId(order.id)
                .account(account.id)
                .accountSequence(account.nextSequence())
                .instrumentSequence(wasResting ? order.instrument.nextSequence() : 0)
                .price(order.protocolPrice())
                .cancelledQuantity(order.instrument.quantity(lots))
                .available(account.available(asset))
                .held(account.held(asset))
                .instrumentId(order.instrument.id)
                .side(order.protocolSide())
                .status(reason == CancelReason.EXPIRED ? OrderStatus.EXPIRED : OrderStatus.CANCELLED)
                .reason(reason);
        if (hadHidden) {
            cancelled.displayedQuantity(order.instrument.quantity(displayedLots));
        }
        origin.write(cancelled.origin());
    }

    /** The order and the account are as they are after the amendment. Waiting orders touch no level. */
    void amended(
            final EngineOrder order,
            final long oldTicks,
            final long oldLeavesLots,
            final long oldVisibleLots,
            final boolean priorityKept) {
        final Account account = order.account;
        final Instrument instrument = order.instrument;
        final Asset asset = order.heldAsset();
        final boolean iceberg = order.display() != 0;
        final boolean waiting = order.waitingPlace != null;
        final int at = iceberg || waiting
                ? framer.next(OrderAmendedEncoder.BLOCK_LENGTH, JournalFramer.VERSION_1)
                : framer.next(AMENDED_LENGTH_0);
        amended.wrapAndApplyHeader(framer.buffer(), at, header)
                .orderId(order.id)
                .account(account.id)
                .accountSequence(account.nextSequence())
                .instrumentSequence(waiting ? 0 : instrument.nextSequence())
                .oldPrice(order.instrument.price(oldTicks))
                .oldLeaves(order.instrument.quantity(oldLeavesLots))
                .newPrice(order.protocolPrice())
                .newLeaves(order.leavesQuantity())
                .newQuantity(order.quantity())
                .available(account.available(asset))
                .held(account.held(asset))
                .instrumentId(order.instrument.id)
                .side(order.protocolSide())
                .priorityKept(priorityKept ? BooleanType.TRUE : BooleanType.FALSE);
        if (iceberg) {
            amended.oldDisplayed(instrument.quantity(oldVisibleLots))
                    .newDisplayed(
                            priorityKept
                                    ? instrument.quantity(order.visible())
                                    : OrderAmendedEncoder.newDisplayedNullValue())
                    .newStopPrice(OrderAmendedEncoder.newStopPriceNullValue());
        } else if (waiting) {
            amended.oldDisplayed(OrderAmendedEncoder.oldDisplayedNullValue())
                    .newDisplayed(OrderAmendedEncoder.newDisplayedNullValue())
                    .newStopPrice(instrument.price(order.stopTicks));
        }
        origin.write(amended.origin());
    }
}

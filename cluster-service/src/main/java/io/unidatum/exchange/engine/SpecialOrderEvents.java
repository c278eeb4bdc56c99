package io.unidatum.exchange.engine;

import io.unidatum.exchange.sbe.common.CancelReason;
import io.unidatum.exchange.sbe.common.MessageHeaderEncoder;
import io.unidatum.exchange.sbe.event.OrderReducedEncoder;
import io.unidatum.exchange.sbe.event.OrderRefilledEncoder;
import io.unidatum.exchange.sbe.event.OrderTermsEncoder;
import io.unidatum.exchange.sbe.event.OrderTriggeredEncoder;

/** Writes what only happens to orders that are not plain. Every event is written after the state has changed. */
final class SpecialOrderEvents {
    private final JournalFramer framer;
    private final OriginWriter origin;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final OrderTermsEncoder terms = new OrderTermsEncoder();
    private final OrderTriggeredEncoder triggered = new OrderTriggeredEncoder();
    private final OrderRefilledEncoder refilled = new OrderRefilledEncoder();
    private final OrderReducedEncoder reduced = new OrderReducedEncoder();

    SpecialOrderEvents(final JournalFramer framer, final OriginWriter origin) {
        this.framer = framer;
        this.origin = origin;
    }

    /** Says what OrderAccepted has no room for, if there is anything. */
    void terms(final EngineOrder order) {
        final long linkedOrderId = order.linked == null ? 0 : order.linked.id;
        if ((order.stopTicks | order.display() | order.expireTime | order.quoteAmount | linkedOrderId) == 0) {
            return;
        }
        final Instrument instrument = order.instrument;
        terms.wrapAndApplyHeader(framer.buffer(), next(OrderTermsEncoder.BLOCK_LENGTH), header)
                .orderId(order.id)
                .account(order.account.id)
                .accountSequence(order.account.nextSequence())
                .stopPrice(instrument.price(order.stopTicks))
                .displayQuantity(instrument.quantity(order.display()))
                .expireTime(order.expireTime)
                .quoteAmount(order.quoteAmount)
                .trailingOffset(order.trailingOffset)
                .linkedOrderId(linkedOrderId)
                .trailingRate(order.trailingRate);
    }

    void triggered(final EngineOrder order) {
        final Account account = order.account;
        final Asset asset = order.heldAsset();
        triggered
                .wrapAndApplyHeader(framer.buffer(), next(OrderTriggeredEncoder.BLOCK_LENGTH), header)
                .orderId(order.id)
                .account(account.id)
                .accountSequence(account.nextSequence())
                .stopPrice(order.instrument.price(order.stopTicks))
                .price(order.protocolPrice())
                .available(account.available(asset))
                .held(account.held(asset))
                .instrumentId(order.instrument.id)
                .side(order.protocolSide());
    }

    void refilled(final EngineOrder order) {
        refilled.wrapAndApplyHeader(framer.buffer(), next(OrderRefilledEncoder.BLOCK_LENGTH), header)
                .orderId(order.id)
                .instrumentSequence(order.instrument.nextSequence())
                .price(order.protocolPrice())
                .quantity(order.instrument.quantity(order.visible()))
                .instrumentId(order.instrument.id)
                .side(order.protocolSide());
    }

    /** Open quantity was taken off an order that stays open; its hold is already what it is now. */
    void reduced(final EngineOrder order, final CancelReason reason, final long lots, final long displayedLots) {
        final Account account = order.account;
        final Instrument instrument = order.instrument;
        final Asset asset = order.heldAsset();
        reduced.wrapAndApplyHeader(framer.buffer(), next(OrderReducedEncoder.BLOCK_LENGTH), header)
                .orderId(order.id)
                .account(account.id)
                .accountSequence(account.nextSequence())
                .instrumentSequence(order.isResting() ? instrument.nextSequence() : 0)
                .price(order.protocolPrice())
                .quantity(instrument.quantity(lots))
                .displayedQuantity(instrument.quantity(displayedLots))
                .leaves(order.leavesQuantity())
                .available(account.available(asset))
                .held(account.held(asset))
                .instrumentId(instrument.id)
                .side(order.protocolSide())
                .reason(reason);
        origin.write(reduced.origin());
    }

    private int next(final int blockLength) {
        return framer.next(blockLength, JournalFramer.VERSION_1);
    }
}

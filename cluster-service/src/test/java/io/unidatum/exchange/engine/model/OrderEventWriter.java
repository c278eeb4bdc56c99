package io.unidatum.exchange.engine.model;

import io.unidatum.exchange.sbe.common.BooleanType;
import io.unidatum.exchange.sbe.common.CancelReason;
import io.unidatum.exchange.sbe.common.OrderStatus;
import io.unidatum.exchange.sbe.common.TradeKind;
import io.unidatum.exchange.sbe.event.AuctionUncrossedEncoder;
import io.unidatum.exchange.sbe.event.OrderAcceptedEncoder;
import io.unidatum.exchange.sbe.event.OrderAmendedEncoder;
import io.unidatum.exchange.sbe.event.OrderCancelledEncoder;
import io.unidatum.exchange.sbe.event.OrderReducedEncoder;
import io.unidatum.exchange.sbe.event.OrderRefilledEncoder;
import io.unidatum.exchange.sbe.event.OrderRestedEncoder;
import io.unidatum.exchange.sbe.event.OrderTermsEncoder;
import io.unidatum.exchange.sbe.event.OrderTriggeredEncoder;
import io.unidatum.exchange.sbe.event.TradeEncoder;
import java.math.BigInteger;

/** Writes what happens to orders; balances in events are those after them. */
final class OrderEventWriter {
    /** One side's part of a trade. */
    record Leg(ModelOrder order, BigInteger fee) {}

    private final ModelState state;
    private final EventWriter writer;

    OrderEventWriter(final ModelState state, final EventWriter writer) {
        this.state = state;
        this.writer = writer;
    }

    void accepted(final ModelOrder o) {
        final OrderAcceptedEncoder e = writer.next(new OrderAcceptedEncoder());
        writer.origin(e.origin());
        e.orderId(o.id)
                .account(o.account.id)
                .accountSequence(++o.account.sequence)
                .price(o.price)
                .quantity(o.quantity)
                .available(available(o.account, o.heldAsset()))
                .held(held(o.account, o.heldAsset()))
                .instrumentId(o.instrument.id)
                .makerRate(o.makerRate)
                .takerRate(o.takerRate)
                .side(o.side)
                .orderType(o.type)
                .timeInForce(o.timeInForce)
                .selfTradePrevention(o.prevention)
                .clientOrderId(o.clientOrderId)
                .flags()
                .clear()
                .postOnly(o.postOnly)
                .reduceOnly(o.reduceOnly)
                .massQuote(o.massQuote);
        writer.add(e, OrderAcceptedEncoder.BLOCK_LENGTH);
        terms(o);
    }

    private void terms(final ModelOrder o) {
        final long linked = o.partner == null ? 0 : o.partner.id;
        if (o.stop == 0 && o.display == 0 && o.expireTime == 0 && o.quoteAmount.signum() == 0 && linked == 0) {
            return;
        }
        final OrderTermsEncoder e = writer.next(new OrderTermsEncoder());
        e.orderId(o.id)
                .account(o.account.id)
                .accountSequence(++o.account.sequence)
                .stopPrice(o.stop)
                .displayQuantity(o.display)
                .expireTime(o.expireTime)
                .quoteAmount(o.quoteAmount.longValueExact())
                .trailingOffset(o.trailingOffset)
                .linkedOrderId(linked)
                .trailingRate(o.trailingRate);
        writer.addVersion1(e);
    }

    void rested(final ModelOrder o) {
        final OrderRestedEncoder e = writer.next(new OrderRestedEncoder());
        e.orderId(o.id)
                .instrumentSequence(++o.instrument.sequence)
                .price(o.price)
                .quantity(o.visible)
                .instrumentId(o.instrument.id)
                .side(o.side);
        writer.add(e, OrderRestedEncoder.BLOCK_LENGTH);
    }

    void traded(
            final long tradeId,
            final long price,
            final long quantity,
            final BigInteger notional,
            final Leg maker,
            final Leg taker,
            final boolean auction) {
        final ModelInstrument instrument = maker.order.instrument;
        final ModelAccount makers = maker.order.account;
        final ModelAccount takers = taker.order.account;
        final TradeEncoder e = writer.next(new TradeEncoder());
        e.tradeId(tradeId)
                .instrumentSequence(++instrument.sequence)
                .price(price)
                .quantity(quantity)
                .notional(notional.longValueExact())
                .makerOrderId(maker.order.id)
                .makerAccount(makers.id)
                .makerAccountSequence(++makers.sequence)
                .makerLeaves(maker.order.leaves)
                .makerFee(maker.fee.longValueExact())
                .makerBaseAvailable(available(makers, instrument.base))
                .makerBaseHeld(held(makers, instrument.base))
                .makerQuoteAvailable(available(makers, instrument.quote))
                .makerQuoteHeld(held(makers, instrument.quote))
                .takerOrderId(taker.order.id)
                .takerAccount(takers.id)
                .takerAccountSequence(++takers.sequence)
                .takerLeaves(taker.order.leaves)
                .takerFee(taker.fee.longValueExact())
                .takerBaseAvailable(available(takers, instrument.base))
                .takerBaseHeld(held(takers, instrument.base))
                .takerQuoteAvailable(available(takers, instrument.quote))
                .takerQuoteHeld(held(takers, instrument.quote))
                .instrumentId(instrument.id)
                .takerSide(taker.order.side)
                .kind(auction ? TradeKind.AUCTION : TradeKind.NULL_VAL);
        if (auction) {
            writer.addVersion1(e);
        } else {
            writer.add(e, TradeEncoder.kindEncodingOffset());
        }
    }

    /** The order is not among the open any more, but its values are what they were. */
    void cancelled(final ModelOrder o, final boolean rested, final CancelReason reason) {
        final OrderCancelledEncoder e = writer.next(new OrderCancelledEncoder());
        writer.origin(e.origin());
        e.orderId(o.id)
                .account(o.account.id)
                .accountSequence(++o.account.sequence)
                .instrumentSequence(rested ? ++o.instrument.sequence : 0)
                .price(o.price)
                .cancelledQuantity(o.leaves)
                .available(available(o.account, o.heldAsset()))
                .held(held(o.account, o.heldAsset()))
                .instrumentId(o.instrument.id)
                .side(o.side)
                .status(reason == CancelReason.EXPIRED ? OrderStatus.EXPIRED : OrderStatus.CANCELLED)
                .reason(reason)
                .displayedQuantity(o.visible);
        if (rested && o.isIceberg()) {
            writer.addVersion1(e);
        } else {
            writer.add(e, OrderCancelledEncoder.displayedQuantityEncodingOffset());
        }
    }

    /** What a resting order was before it was amended. */
    record Before(long price, long leaves, long visible) {
        static Before of(final ModelOrder o) {
            return new Before(o.price, o.leaves, o.visible);
        }
    }

    void amended(final ModelOrder o, final Before before, final boolean kept) {
        final OrderAmendedEncoder e = amendment(o, before, kept);
        e.instrumentSequence(++o.instrument.sequence);
        e.oldDisplayed(before.visible)
                .newDisplayed(kept ? o.visible : OrderAmendedEncoder.newDisplayedNullValue())
                .newStopPrice(OrderAmendedEncoder.newStopPriceNullValue());
        if (o.isIceberg()) {
            writer.addVersion1(e);
        } else {
            writer.add(e, OrderAmendedEncoder.oldDisplayedEncodingOffset());
        }
    }

    void amendedWaiting(final ModelOrder o, final Before before) {
        final OrderAmendedEncoder e = amendment(o, before, false);
        e.oldDisplayed(OrderAmendedEncoder.oldDisplayedNullValue())
                .newDisplayed(OrderAmendedEncoder.newDisplayedNullValue())
                .newStopPrice(o.stop);
        writer.addVersion1(e);
    }

    private OrderAmendedEncoder amendment(final ModelOrder o, final Before before, final boolean kept) {
        final OrderAmendedEncoder e = writer.next(new OrderAmendedEncoder());
        writer.origin(e.origin());
        return e.orderId(o.id)
                .account(o.account.id)
                .accountSequence(++o.account.sequence)
                .oldPrice(before.price)
                .oldLeaves(before.leaves)
                .newPrice(o.price)
                .newLeaves(o.leaves)
                .newQuantity(o.quantity)
                .available(available(o.account, o.heldAsset()))
                .held(held(o.account, o.heldAsset()))
                .instrumentId(o.instrument.id)
                .side(o.side)
                .priorityKept(kept ? BooleanType.TRUE : BooleanType.FALSE);
    }

    void triggered(final ModelOrder o) {
        final OrderTriggeredEncoder e = writer.next(new OrderTriggeredEncoder());
        e.orderId(o.id)
                .account(o.account.id)
                .accountSequence(++o.account.sequence)
                .stopPrice(o.stop)
                .price(o.price)
                .available(available(o.account, o.heldAsset()))
                .held(held(o.account, o.heldAsset()))
                .instrumentId(o.instrument.id)
                .side(o.side);
        writer.addVersion1(e);
    }

    void refilled(final ModelOrder o) {
        final OrderRefilledEncoder e = writer.next(new OrderRefilledEncoder());
        e.orderId(o.id)
                .instrumentSequence(++o.instrument.sequence)
                .price(o.price)
                .quantity(o.visible)
                .instrumentId(o.instrument.id)
                .side(o.side);
        writer.addVersion1(e);
    }

    void reduced(final ModelOrder o, final long quantity, final long displayed, final CancelReason reason) {
        final OrderReducedEncoder e = writer.next(new OrderReducedEncoder());
        writer.origin(e.origin());
        e.orderId(o.id)
                .account(o.account.id)
                .accountSequence(++o.account.sequence)
                .instrumentSequence(o.rests() ? ++o.instrument.sequence : 0)
                .price(o.price)
                .quantity(quantity)
                .displayedQuantity(displayed)
                .leaves(o.leaves)
                .available(available(o.account, o.heldAsset()))
                .held(held(o.account, o.heldAsset()))
                .instrumentId(o.instrument.id)
                .side(o.side)
                .reason(reason);
        writer.addVersion1(e);
    }

    void uncrossed(final ModelInstrument instrument, final long price, final long volume, final long surplus) {
        final AuctionUncrossedEncoder e = writer.next(new AuctionUncrossedEncoder());
        e.instrumentSequence(++instrument.sequence)
                .price(price)
                .volume(volume)
                .surplus(surplus)
                .instrumentId(instrument.id);
        writer.addVersion1(e);
    }

    private long available(final ModelAccount account, final int asset) {
        return state.available(account, asset).longValueExact();
    }

    private long held(final ModelAccount account, final int asset) {
        return state.held(account, asset).longValueExact();
    }
}

package io.unidatum.exchange.engine;

import static io.unidatum.exchange.engine.SnapshotReader.check;

import io.unidatum.exchange.book.BookSide;
import io.unidatum.exchange.sbe.common.OrderPlace;
import io.unidatum.exchange.sbe.common.OrderType;
import io.unidatum.exchange.sbe.common.Side;
import io.unidatum.exchange.sbe.common.TimeInForce;
import io.unidatum.exchange.sbe.snapshot.OrderStateDecoder;
import org.agrona.DirectBuffer;

/** Restores open orders to where they stood: in the book, waiting, or in the queue of the triggered. */
final class OrderSnapshotReader {
    private final OrderStateDecoder decoder = new OrderStateDecoder();
    private final long[] held = new long[EngineLimits.MAX_ASSETS];
    private final ExchangeState state;
    private long openLegs;

    OrderSnapshotReader(final ExchangeState state) {
        this.state = state;
    }

    /** What the orders so far hold of an asset. */
    long held(final Asset asset) {
        return held[asset.slot];
    }

    /** Whether every leg of an OCO has found the other. */
    boolean areLegsLinked() {
        return openLegs == 0;
    }

    void read(final DirectBuffer buffer, final int block, final int blockLength, final int version) {
        decoder.wrap(buffer, block, blockLength, version);
        final Account owner = state.accounts.get(decoder.account());
        final Instrument instrument = state.instruments.get(decoder.instrumentId());
        check(owner != null && instrument != null, "an order is of an unknown account or instrument");
        final EngineOrder order = state.orderPool.acquire();
        order.open(
                decoder.side() == Side.BUY ? BookSide.BUY : BookSide.SELL,
                decoder.price() / instrument.tickSize,
                decoder.leaves() / instrument.lotSize,
                owner.id);
        check(order.price() > 0 && order.leaves() > 0, "an order has no price or quantity");
        order.id = decoder.orderId();
        order.account = owner;
        order.instrument = instrument;
        order.type = decoder.orderType();
        order.timeInForce = decoder.timeInForce();
        order.mayRest =
                !order.isMarket() && order.timeInForce != TimeInForce.IOC && order.timeInForce != TimeInForce.FOK;
        order.quantityLots = decoder.quantity() / instrument.lotSize;
        order.makerRate = decoder.makerRate();
        order.takerRate = decoder.takerRate();
        order.makerNotional = decoder.makerNotional();
        order.takerNotional = decoder.takerNotional();
        order.fee = decoder.fee();
        order.hold = decoder.hold();
        order.acceptedTime = decoder.acceptedTime();
        order.clientOrderId.read(buffer, block + OrderStateDecoder.clientOrderIdEncodingOffset());
        OrderPlace place = OrderPlace.BOOK;
        if (version > 0) {
            readTerms(order);
            place = decoder.place();
        }
        put(order, place);
        state.openOrders.restore(order);
        if (order.expireTime != 0) {
            state.deadlines.orders.set(order, order.expireTime);
        }
        held[order.heldAsset().slot] += order.hold;
    }

    private void readTerms(final EngineOrder order) {
        final Instrument instrument = order.instrument;
        final long display = decoder.displayQuantity() / instrument.lotSize;
        order.flags = decoder.flags().getRaw();
        order.prevention(SelfTrades.prevention(decoder.selfTradePrevention()));
        order.guarded(order.has(OrderFlag.REDUCE_ONLY));
        if (display != 0) {
            order.iceberg(display, decoder.visible() / instrument.lotSize);
        }
        order.stopTicks = decoder.stopPrice() / instrument.tickSize;
        order.trailingOffset = decoder.trailingOffset();
        order.trailingRate = decoder.trailingRate();
        order.trailingPeak = decoder.trailingPeak() / instrument.tickSize;
        order.expireTime = decoder.expireTime();
        order.connectionId = decoder.connectionId();
        order.special = order.isConditional()
                || order.flags != 0
                || display != 0
                || order.expireTime != 0
                || decoder.linkedOrderId() != 0;
        if (decoder.linkedOrderId() != 0) {
            link(order);
        }
    }

    /** The limit leg rests, so it stands before the stop leg in the snapshot. */
    private void link(final EngineOrder order) {
        if (!order.isConditional()) {
            openLegs++;
            return;
        }
        final EngineOrder other = state.openOrders.get(decoder.linkedOrderId());
        check(other != null && other.linked == null, "an order is linked to an unknown one");
        openLegs--;
        order.linked = other;
        other.linked = order;
    }

    private static void put(final EngineOrder order, final OrderPlace place) {
        final Instrument instrument = order.instrument;
        final boolean trails = order.type == OrderType.TRAILING_STOP;
        switch (place) {
            case BOOK -> {
                instrument.book.rest(order);
                check(!OrderRules.letsTriggeredIn(instrument) || !instrument.book.isCrossed(), "a book is crossed");
            }
            case WAITING -> {
                check(order.stopTicks > 0 && trails == (order.trailingPeak > 0), "an order has no trigger");
                instrument.triggers.add(order);
            }
            case TRIGGERED -> instrument.triggers.restoreElected(order);
            default -> check(false, "an order stands nowhere");
        }
    }
}

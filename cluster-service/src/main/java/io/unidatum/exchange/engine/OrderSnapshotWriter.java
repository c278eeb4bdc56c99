package io.unidatum.exchange.engine;

import io.unidatum.exchange.book.BookOrder;
import io.unidatum.exchange.book.BookSide;
import io.unidatum.exchange.book.PriceLevel;
import io.unidatum.exchange.sbe.snapshot.OrderStateEncoder;

/**
 * Writes the open orders of an instrument: bids then asks, best price first, then in the order of the queue; then those
 * that wait for their trigger by id; then the triggered in the order of their queue.
 */
final class OrderSnapshotWriter {
    private final OrderStateEncoder encoder = new OrderStateEncoder();
    private final SnapshotOutput output;

    OrderSnapshotWriter(final SnapshotOutput output) {
        this.output = output;
    }

    void orders(final Instrument instrument) {
        side(instrument, BookSide.BUY);
        side(instrument, BookSide.SELL);
        instrument.triggers.waiting().forEach(this::order);
        EngineOrder elected = instrument.triggers.firstElected();
        while (elected != null) {
            order(elected);
            elected = TriggerBook.behind(elected);
        }
    }

    private void side(final Instrument instrument, final BookSide side) {
        PriceLevel level = instrument.book.best(side);
        while (level != null) {
            for (BookOrder order = level.first(); order != null; order = order.behind()) {
                order((EngineOrder) order);
            }
            level = instrument.book.worse(side, level);
        }
    }

    private void order(final EngineOrder order) {
        final Instrument instrument = order.instrument;
        encoder.wrapAndApplyHeader(output.buffer(), 0, output.header())
                .orderId(order.id)
                .account(order.account.id)
                .instrumentId(order.instrument.id)
                .side(order.protocolSide())
                .orderType(order.type)
                .timeInForce(order.timeInForce)
                .selfTradePrevention(SelfTrades.protocol(order.prevention()))
                .price(order.protocolPrice())
                .quantity(order.quantity())
                .leaves(order.leavesQuantity())
                .makerRate(order.makerRate)
                .takerRate(order.takerRate)
                .makerNotional(order.makerNotional)
                .takerNotional(order.takerNotional)
                .fee(order.fee)
                .hold(order.hold)
                .acceptedTime(order.acceptedTime)
                .place(order.place())
                .visible(instrument.quantity(order.visible()))
                .displayQuantity(instrument.quantity(order.display()))
                .stopPrice(instrument.price(order.stopTicks))
                .trailingOffset(order.trailingOffset)
                .trailingPeak(instrument.price(order.trailingPeak))
                .expireTime(order.expireTime)
                .linkedOrderId(order.linked == null ? 0 : order.linked.id)
                .connectionId(order.connectionId)
                .trailingRate(order.trailingRate);
        output.buffer()
                .putShort(
                        encoder.offset() + OrderStateEncoder.flagsEncodingOffset(),
                        (short) order.flags,
                        OrderStateEncoder.BYTE_ORDER);
        order.clientOrderId.write(output.buffer(), encoder.offset() + OrderStateEncoder.clientOrderIdEncodingOffset());
        output.emit(OrderStateEncoder.placeEncodingOffset(), OrderStateEncoder.BLOCK_LENGTH);
    }
}

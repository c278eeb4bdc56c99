package io.unidatum.exchange.engine;

import static io.unidatum.exchange.engine.Exchange.DEC_USD;
import static io.unidatum.exchange.engine.Exchange.d;

import io.unidatum.exchange.sbe.common.OrderType;
import io.unidatum.exchange.sbe.common.SelfTradePrevention;
import io.unidatum.exchange.sbe.common.Side;
import io.unidatum.exchange.sbe.common.TimeInForce;
import io.unidatum.exchange.sbe.order.NewOrderEncoder;
import java.util.function.Function;
import org.agrona.concurrent.UnsafeBuffer;

/** A NewOrder of any type in DEC/USD, put together value by value. */
final class OrderMessage implements Function<Commands, byte[]> {
    private final Side side;
    private final OrderType type;
    private final NewOrderEncoder encoder = new NewOrderEncoder();
    private TimeInForce timeInForce = TimeInForce.GTC;
    private SelfTradePrevention prevention = SelfTradePrevention.NULL_VAL;
    private String clientOrderId = "";
    private long price;
    private long quantity;
    private long stopPrice;
    private long display;
    private long expireTime;
    private long quoteAmount;
    private long trailingOffset;
    private int trailingRate;
    private int flags;

    private OrderMessage(final Side side, final OrderType type, final String quantity, final String price) {
        this.side = side;
        this.type = type;
        this.quantity = d(quantity);
        this.price = d(price);
    }

    static OrderMessage limit(final Side side, final String quantity, final String price) {
        return new OrderMessage(side, OrderType.LIMIT, quantity, price);
    }

    static OrderMessage market(final Side side, final String quantity) {
        return new OrderMessage(side, OrderType.MARKET, quantity, "0").in(TimeInForce.IOC);
    }

    static OrderMessage forAmount(final String quoteAmount) {
        final OrderMessage message = market(Side.BUY, "0");
        message.quoteAmount = d(quoteAmount);
        return message;
    }

    static OrderMessage waiting(final OrderType type, final Side side, final String quantity, final String stopPrice) {
        final OrderMessage message = new OrderMessage(side, type, quantity, "0");
        message.stopPrice = d(stopPrice);
        return message;
    }

    static OrderMessage stop(final Side side, final String quantity, final String stopPrice) {
        return waiting(OrderType.STOP, side, quantity, stopPrice);
    }

    static OrderMessage stopLimit(
            final Side side, final String quantity, final String stopPrice, final String limitPrice) {
        return waiting(OrderType.STOP_LIMIT, side, quantity, stopPrice).price(limitPrice);
    }

    static OrderMessage takeProfit(final Side side, final String quantity, final String stopPrice) {
        return waiting(OrderType.TAKE_PROFIT, side, quantity, stopPrice);
    }

    static OrderMessage trailing(final Side side, final String quantity, final String offset) {
        final OrderMessage message = new OrderMessage(side, OrderType.TRAILING_STOP, quantity, "0");
        message.trailingOffset = d(offset);
        return message;
    }

    static OrderMessage trailingBy(final Side side, final String quantity, final int partsPerMillion) {
        return trailing(side, quantity, "0").rate(partsPerMillion);
    }

    OrderMessage rate(final int partsPerMillion) {
        trailingRate = partsPerMillion;
        return this;
    }

    OrderMessage offset(final String offset) {
        trailingOffset = d(offset);
        return this;
    }

    OrderMessage price(final String limitPrice) {
        price = d(limitPrice);
        return this;
    }

    OrderMessage quantity(final String newQuantity) {
        quantity = d(newQuantity);
        return this;
    }

    OrderMessage stopPrice(final String newStopPrice) {
        stopPrice = d(newStopPrice);
        return this;
    }

    OrderMessage amount(final String amount) {
        quoteAmount = d(amount);
        return this;
    }

    OrderMessage in(final TimeInForce newTimeInForce) {
        timeInForce = newTimeInForce;
        return this;
    }

    OrderMessage until(final long time) {
        expireTime = time;
        return in(TimeInForce.GTD);
    }

    OrderMessage expiring(final long time) {
        expireTime = time;
        return this;
    }

    OrderMessage showing(final String displayQuantity) {
        display = d(displayQuantity);
        return this;
    }

    OrderMessage preventing(final SelfTradePrevention newPrevention) {
        prevention = newPrevention;
        return this;
    }

    OrderMessage postOnly() {
        flags |= OrderFlag.POST_ONLY;
        return this;
    }

    OrderMessage reduceOnly() {
        flags |= OrderFlag.REDUCE_ONLY;
        return this;
    }

    OrderMessage flags(final int newFlags) {
        flags = newFlags;
        return this;
    }

    OrderMessage id(final String newClientOrderId) {
        clientOrderId = newClientOrderId;
        return this;
    }

    @Override
    public byte[] apply(final Commands commands) {
        final byte[] message = commands.newOrder(DEC_USD, side, type, timeInForce, price, quantity, clientOrderId);
        final UnsafeBuffer buffer = new UnsafeBuffer(message);
        encoder.wrap(buffer, 8)
                .selfTradePrevention(prevention)
                .stopPrice(stopPrice)
                .displayQuantity(display)
                .expireTime(expireTime)
                .quoteAmount(quoteAmount)
                .trailingOffset(trailingOffset)
                .trailingRate(trailingRate);
        buffer.putShort(8 + NewOrderEncoder.flagsEncodingOffset(), (short) flags, NewOrderEncoder.BYTE_ORDER);
        return message;
    }
}

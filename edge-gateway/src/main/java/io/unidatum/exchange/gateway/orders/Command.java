package io.unidatum.exchange.gateway.orders;

import io.unidatum.exchange.gateway.auth.Caller;
import io.unidatum.exchange.sbe.common.CommandHeaderEncoder;
import io.unidatum.exchange.sbe.common.MessageHeaderEncoder;
import io.unidatum.exchange.sbe.common.SelfTradePrevention;
import io.unidatum.exchange.sbe.order.AmendOrderEncoder;
import io.unidatum.exchange.sbe.order.CancelOrderEncoder;
import io.unidatum.exchange.sbe.order.NewOrderEncoder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * An encoded command.
 *
 * @param buffer that holds it from index 0 on.
 * @param length in bytes.
 */
record Command(DirectBuffer buffer, int length) {
    private static final int CAPACITY = 256;

    /**
     * The header of every command.
     *
     * @param caller who asks.
     * @param requestId of the request.
     * @param validUntilNs cluster time after which it must have no effect.
     */
    record Header(Caller caller, RequestId requestId, long validUntilNs) {
        private void encode(final CommandHeaderEncoder header) {
            header.requestIdHigh(requestId.high())
                    .requestIdLow(requestId.low())
                    .account(caller.account())
                    .actor(caller.apiKeyId())
                    .connectionId(0)
                    .validUntil(validUntilNs);
        }
    }

    static Command newOrder(final Header header, final NewOrderRequest order) {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[CAPACITY]);
        final NewOrderEncoder encoder = new NewOrderEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
        header.encode(encoder.header());
        encoder.instrumentId(order.instrument().instrumentId())
                .side(order.side())
                .orderType(order.type())
                .timeInForce(order.timeInForce())
                .selfTradePrevention(SelfTradePrevention.NULL_VAL)
                .price(order.price())
                .quantity(order.quantity())
                .clientOrderId(order.clientOrderId())
                .stopPrice(0)
                .displayQuantity(0)
                .expireTime(0)
                .quoteAmount(0);
        encoder.flags().clear();
        return new Command(buffer, MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength());
    }

    static Command cancel(final Header header, final long orderId, final String clientOrderId) {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[CAPACITY]);
        final CancelOrderEncoder encoder =
                new CancelOrderEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
        header.encode(encoder.header());
        encoder.orderId(orderId).clientOrderId(clientOrderId);
        return new Command(buffer, MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength());
    }

    static Command amend(final Header header, final long orderId, final AmendRequest terms) {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[CAPACITY]);
        final AmendOrderEncoder encoder =
                new AmendOrderEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
        header.encode(encoder.header());
        encoder.orderId(orderId).clientOrderId("").newPrice(terms.price()).newQuantity(terms.quantity());
        return new Command(buffer, MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength());
    }
}

package io.unidatum.exchange.gateway.orders;

import io.unidatum.exchange.sbe.common.CommandHeaderEncoder;
import io.unidatum.exchange.sbe.common.ConnectionState;
import io.unidatum.exchange.sbe.common.MessageHeaderEncoder;
import io.unidatum.exchange.sbe.common.Side;
import io.unidatum.exchange.sbe.order.AmendOrderEncoder;
import io.unidatum.exchange.sbe.order.CancelOrderEncoder;
import io.unidatum.exchange.sbe.order.KillSwitchEncoder;
import io.unidatum.exchange.sbe.order.MassCancelEncoder;
import io.unidatum.exchange.sbe.order.MassQuoteEncoder;
import io.unidatum.exchange.sbe.order.NewOcoEncoder;
import io.unidatum.exchange.sbe.order.NewOrderEncoder;
import io.unidatum.exchange.sbe.order.RequestWithdrawalEncoder;
import io.unidatum.exchange.sbe.order.SetConnectionEncoder;
import io.unidatum.exchange.sbe.order.SetDeadManTimerEncoder;
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
    private static final int QUOTE_CAPACITY = 2048;

    /**
     * The header of every command.
     *
     * @param origin of the command.
     * @param validUntilNs cluster time after which it must have no effect.
     */
    record Header(CommandOrigin origin, long validUntilNs) {
        private void encode(final CommandHeaderEncoder header) {
            header.requestIdHigh(origin.requestId().high())
                    .requestIdLow(origin.requestId().low())
                    .account(origin.caller().account())
                    .actor(origin.caller().apiKeyId())
                    .connectionId(origin.connectionId())
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
                .selfTradePrevention(order.prevention())
                .price(order.price())
                .quantity(order.quantity())
                .clientOrderId(order.clientOrderId())
                .stopPrice(order.terms().stopPrice())
                .displayQuantity(order.terms().displayQuantity())
                .expireTime(order.terms().expireTime())
                .quoteAmount(order.terms().quoteAmount())
                .trailingOffset(order.terms().trailingOffset())
                .trailingRate(order.terms().trailingRate());
        encoder.flags().clear().postOnly(order.postOnly()).reduceOnly(order.reduceOnly());
        return of(buffer, encoder.encodedLength());
    }

    static Command oco(final Header header, final OcoRequest oco) {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[CAPACITY]);
        final NewOcoEncoder encoder = new NewOcoEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
        header.encode(encoder.header());
        encoder.instrumentId(oco.instrument().instrumentId())
                .side(oco.side())
                .timeInForce(oco.timeInForce())
                .selfTradePrevention(oco.prevention())
                .quantity(oco.quantity())
                .limitPrice(oco.price())
                .stopPrice(oco.stopPrice())
                .stopLimitPrice(oco.stopLimitPrice())
                .expireTime(oco.expireTime())
                .clientOrderId(oco.clientOrderId())
                .stopClientOrderId(oco.stopClientOrderId());
        encoder.flags().clear().postOnly(oco.postOnly()).reduceOnly(oco.reduceOnly());
        return of(buffer, encoder.encodedLength());
    }

    static Command cancel(final Header header, final OrderName target) {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[CAPACITY]);
        final CancelOrderEncoder encoder =
                new CancelOrderEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
        header.encode(encoder.header());
        encoder.orderId(target.orderId()).clientOrderId(target.clientOrderId());
        return of(buffer, encoder.encodedLength());
    }

    static Command amend(final Header header, final OrderName target, final AmendRequest terms) {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[CAPACITY]);
        final AmendOrderEncoder encoder =
                new AmendOrderEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
        header.encode(encoder.header());
        encoder.orderId(target.orderId())
                .clientOrderId(target.clientOrderId())
                .newPrice(terms.price())
                .newQuantity(terms.quantity())
                .newStopPrice(terms.stopPrice());
        return of(buffer, encoder.encodedLength());
    }

    /** Cancels what fits; instrument 0 is every one, NULL_VAL both sides. */
    static Command massCancel(final Header header, final int instrumentId, final Side side) {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[CAPACITY]);
        final MassCancelEncoder encoder =
                new MassCancelEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
        header.encode(encoder.header());
        encoder.instrumentId(instrumentId).side(side);
        return of(buffer, encoder.encodedLength());
    }

    static Command massQuote(final Header header, final QuoteRequest quote) {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[QUOTE_CAPACITY]);
        final MassQuoteEncoder encoder =
                new MassQuoteEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
        header.encode(encoder.header());
        encoder.instrumentId(quote.instrument().instrumentId()).selfTradePrevention(quote.prevention());
        encoder.flags().clear().postOnly(quote.postOnly());
        final MassQuoteEncoder.QuotesEncoder levels =
                encoder.quotesCount(quote.levels().size());
        for (final QuoteRequest.Level level : quote.levels()) {
            levels.next().price(level.price()).quantity(level.quantity()).side(level.side());
        }
        return of(buffer, encoder.encodedLength());
    }

    static Command killSwitch(final Header header, final String reason) {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[CAPACITY]);
        final KillSwitchEncoder encoder =
                new KillSwitchEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
        header.encode(encoder.header());
        encoder.reason(reason);
        return of(buffer, encoder.encodedLength());
    }

    static Command withdrawal(final Header header, final int assetId, final WithdrawalRequest withdrawal) {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[CAPACITY]);
        final RequestWithdrawalEncoder encoder =
                new RequestWithdrawalEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
        header.encode(encoder.header());
        encoder.assetId(assetId)
                .amount(withdrawal.amount())
                .maxFee(withdrawal.maxFee())
                .address(withdrawal.address());
        return of(buffer, encoder.encodedLength());
    }

    static Command deadManTimer(final Header header, final long timeoutNs) {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[CAPACITY]);
        final SetDeadManTimerEncoder encoder =
                new SetDeadManTimerEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
        header.encode(encoder.header());
        encoder.timeoutNs(timeoutNs);
        return of(buffer, encoder.encodedLength());
    }

    static Command connection(
            final Header header, final long sessionId, final long gracePeriodNs, final ConnectionState state) {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[CAPACITY]);
        final SetConnectionEncoder encoder =
                new SetConnectionEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
        header.encode(encoder.header());
        encoder.sessionId(sessionId).gracePeriodNs(gracePeriodNs).state(state);
        return of(buffer, encoder.encodedLength());
    }

    private static Command of(final DirectBuffer buffer, final int encodedLength) {
        return new Command(buffer, MessageHeaderEncoder.ENCODED_LENGTH + encodedLength);
    }
}

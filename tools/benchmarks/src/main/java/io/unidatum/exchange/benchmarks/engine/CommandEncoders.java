package io.unidatum.exchange.benchmarks.engine;

import io.unidatum.exchange.engine.PrincipalKey;
import io.unidatum.exchange.sbe.common.BooleanType;
import io.unidatum.exchange.sbe.common.CommandHeaderEncoder;
import io.unidatum.exchange.sbe.common.MessageHeaderEncoder;
import io.unidatum.exchange.sbe.common.OrderType;
import io.unidatum.exchange.sbe.common.Role;
import io.unidatum.exchange.sbe.common.SelfTradePrevention;
import io.unidatum.exchange.sbe.common.Side;
import io.unidatum.exchange.sbe.common.TimeInForce;
import io.unidatum.exchange.sbe.order.AdjustBalanceEncoder;
import io.unidatum.exchange.sbe.order.AmendOrderEncoder;
import io.unidatum.exchange.sbe.order.CancelOrderEncoder;
import io.unidatum.exchange.sbe.order.CreateAccountEncoder;
import io.unidatum.exchange.sbe.order.CreateAssetEncoder;
import io.unidatum.exchange.sbe.order.CreateInstrumentEncoder;
import io.unidatum.exchange.sbe.order.GenesisEncoder;
import io.unidatum.exchange.sbe.order.NewOrderEncoder;
import io.unidatum.exchange.sbe.order.SetEncodingVersionEncoder;
import io.unidatum.exchange.sbe.order.SetPrincipalEncoder;
import java.nio.ByteOrder;
import org.agrona.MutableDirectBuffer;

/** Encodes commands, each with a fresh 128-bit request id, into zeroed room. Every method gives the length. */
final class CommandEncoders {
    static final PrincipalKey OPERATOR = new PrincipalKey(1, 2, 3, 4);
    static final PrincipalKey GATEWAY = new PrincipalKey(5, 6, 7, 8);
    private static final int CLIENT_ID_LENGTH = 20;

    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final NewOrderEncoder newOrder = new NewOrderEncoder();
    private final CancelOrderEncoder cancelOrder = new CancelOrderEncoder();
    private final AmendOrderEncoder amendOrder = new AmendOrderEncoder();
    private final RandomNumbers requestIds;

    CommandEncoders(final long seed) {
        requestIds = new RandomNumbers(seed);
    }

    int newOrder(
            final MutableDirectBuffer buffer,
            final int offset,
            final long account,
            final long validUntil,
            final long instrument,
            final Side side,
            final TimeInForce timeInForce,
            final long price,
            final long quantity,
            final long clientNumber) {
        newOrder.wrapAndApplyHeader(buffer, offset, header)
                .instrumentId(instrument)
                .side(side)
                .orderType(OrderType.LIMIT)
                .timeInForce(timeInForce)
                .selfTradePrevention(SelfTradePrevention.CANCEL_NEWEST)
                .price(price)
                .quantity(quantity);
        envelope(newOrder.header(), account, validUntil);
        clientId(buffer, newOrder.offset() + NewOrderEncoder.clientOrderIdEncodingOffset(), clientNumber);
        return MessageHeaderEncoder.ENCODED_LENGTH + NewOrderEncoder.BLOCK_LENGTH;
    }

    /** By client order id if the order id is 0. */
    int cancel(
            final MutableDirectBuffer buffer,
            final int offset,
            final long account,
            final long validUntil,
            final long orderId,
            final long clientNumber) {
        cancelOrder.wrapAndApplyHeader(buffer, offset, header).orderId(orderId);
        envelope(cancelOrder.header(), account, validUntil);
        if (orderId == 0) {
            clientId(buffer, cancelOrder.offset() + CancelOrderEncoder.clientOrderIdEncodingOffset(), clientNumber);
        }
        return MessageHeaderEncoder.ENCODED_LENGTH + CancelOrderEncoder.BLOCK_LENGTH;
    }

    /** By client order id if the order id is 0. */
    int amend(
            final MutableDirectBuffer buffer,
            final int offset,
            final long account,
            final long validUntil,
            final long orderId,
            final long clientNumber,
            final long newPrice,
            final long newQuantity) {
        amendOrder
                .wrapAndApplyHeader(buffer, offset, header)
                .orderId(orderId)
                .newPrice(newPrice)
                .newQuantity(newQuantity);
        envelope(amendOrder.header(), account, validUntil);
        if (orderId == 0) {
            clientId(buffer, amendOrder.offset() + AmendOrderEncoder.clientOrderIdEncodingOffset(), clientNumber);
        }
        return MessageHeaderEncoder.ENCODED_LENGTH + AmendOrderEncoder.BLOCK_LENGTH;
    }

    int genesis(final MutableDirectBuffer buffer, final long validUntil) {
        final GenesisEncoder encoder = new GenesisEncoder();
        encoder.wrapAndApplyHeader(buffer, 0, header)
                .clusterName("bench")
                .makerRate(1000)
                .takerRate(2000);
        envelope(encoder.header(), 0, validUntil);
        encoder.operatorKey()
                .w0(OPERATOR.w0())
                .w1(OPERATOR.w1())
                .w2(OPERATOR.w2())
                .w3(OPERATOR.w3());
        return MessageHeaderEncoder.ENCODED_LENGTH + GenesisEncoder.BLOCK_LENGTH;
    }

    int gateway(final MutableDirectBuffer buffer, final long validUntil) {
        final SetPrincipalEncoder encoder = new SetPrincipalEncoder();
        encoder.wrapAndApplyHeader(buffer, 0, header).role(Role.GATEWAY).enabled(BooleanType.TRUE);
        envelope(encoder.header(), 0, validUntil);
        encoder.publicKey().w0(GATEWAY.w0()).w1(GATEWAY.w1()).w2(GATEWAY.w2()).w3(GATEWAY.w3());
        return MessageHeaderEncoder.ENCODED_LENGTH + SetPrincipalEncoder.BLOCK_LENGTH;
    }

    int encodingVersion(final MutableDirectBuffer buffer, final long validUntil, final int version) {
        final SetEncodingVersionEncoder encoder = new SetEncodingVersionEncoder();
        encoder.wrapAndApplyHeader(buffer, 0, header).encodingVersion(version);
        envelope(encoder.header(), 0, validUntil);
        return MessageHeaderEncoder.ENCODED_LENGTH + SetEncodingVersionEncoder.BLOCK_LENGTH;
    }

    int asset(final MutableDirectBuffer buffer, final long validUntil, final int id) {
        final CreateAssetEncoder encoder = new CreateAssetEncoder();
        encoder.wrapAndApplyHeader(buffer, 0, header).assetId(id).name("A" + id);
        envelope(encoder.header(), 0, validUntil);
        return MessageHeaderEncoder.ENCODED_LENGTH + CreateAssetEncoder.BLOCK_LENGTH;
    }

    int instrument(
            final MutableDirectBuffer buffer,
            final long validUntil,
            final int id,
            final int base,
            final int quote,
            final long tick,
            final long lot) {
        final CreateInstrumentEncoder encoder = new CreateInstrumentEncoder();
        encoder.wrapAndApplyHeader(buffer, 0, header)
                .instrumentId(id)
                .symbol("A" + base + "/A" + quote)
                .baseAsset(base)
                .quoteAsset(quote)
                .tickSize(tick)
                .lotSize(lot)
                .maxOrderQuantity(1_000_000 * lot)
                .protectionBand(100_000);
        envelope(encoder.header(), 0, validUntil);
        return MessageHeaderEncoder.ENCODED_LENGTH + CreateInstrumentEncoder.BLOCK_LENGTH;
    }

    int account(final MutableDirectBuffer buffer, final long validUntil, final long account) {
        final CreateAccountEncoder encoder = new CreateAccountEncoder();
        encoder.wrapAndApplyHeader(buffer, 0, header).feeTier((short) 0);
        envelope(encoder.header(), account, validUntil);
        return MessageHeaderEncoder.ENCODED_LENGTH + CreateAccountEncoder.BLOCK_LENGTH;
    }

    int credit(
            final MutableDirectBuffer buffer,
            final long validUntil,
            final long account,
            final int asset,
            final long amount) {
        final AdjustBalanceEncoder encoder = new AdjustBalanceEncoder();
        encoder.wrapAndApplyHeader(buffer, 0, header)
                .assetId(asset)
                .amount(amount)
                .reason("bench");
        envelope(encoder.header(), account, validUntil);
        return MessageHeaderEncoder.ENCODED_LENGTH + AdjustBalanceEncoder.BLOCK_LENGTH;
    }

    private void envelope(final CommandHeaderEncoder encoder, final long account, final long validUntil) {
        encoder.requestIdHigh(requestIds.nextLong())
                .requestIdLow(requestIds.nextLong())
                .account(account)
                .actor(account)
                .connectionId(0)
                .validUntil(validUntil);
    }

    private static void clientId(final MutableDirectBuffer buffer, final int offset, final long number) {
        buffer.putLong(offset, 0x2d72_6564_726f_2d63L, ByteOrder.LITTLE_ENDIAN);
        long rest = number;
        for (int i = CLIENT_ID_LENGTH - 1; i >= Long.BYTES; i--) {
            buffer.putByte(offset + i, (byte) ('0' + rest % 10));
            rest /= 10;
        }
    }
}

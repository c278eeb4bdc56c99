package io.unidatum.exchange.engine;

import io.unidatum.exchange.sbe.common.AccountStatus;
import io.unidatum.exchange.sbe.common.BooleanType;
import io.unidatum.exchange.sbe.common.CommandHeaderEncoder;
import io.unidatum.exchange.sbe.common.ConnectionState;
import io.unidatum.exchange.sbe.common.Hash256Encoder;
import io.unidatum.exchange.sbe.common.InstrumentStatus;
import io.unidatum.exchange.sbe.common.MessageHeaderEncoder;
import io.unidatum.exchange.sbe.common.OrderType;
import io.unidatum.exchange.sbe.common.Role;
import io.unidatum.exchange.sbe.common.SelfTradePrevention;
import io.unidatum.exchange.sbe.common.Side;
import io.unidatum.exchange.sbe.common.SpaceState;
import io.unidatum.exchange.sbe.common.TimeInForce;
import io.unidatum.exchange.sbe.common.WithdrawalState;
import io.unidatum.exchange.sbe.order.AcknowledgeJournalEncoder;
import io.unidatum.exchange.sbe.order.AdjustBalanceEncoder;
import io.unidatum.exchange.sbe.order.AmendOrderEncoder;
import io.unidatum.exchange.sbe.order.BalancesQueryEncoder;
import io.unidatum.exchange.sbe.order.BatchEncoder;
import io.unidatum.exchange.sbe.order.CancelOrderEncoder;
import io.unidatum.exchange.sbe.order.ClusterTimeQueryEncoder;
import io.unidatum.exchange.sbe.order.CreateAccountEncoder;
import io.unidatum.exchange.sbe.order.CreateAssetEncoder;
import io.unidatum.exchange.sbe.order.CreateInstrumentEncoder;
import io.unidatum.exchange.sbe.order.DepositEncoder;
import io.unidatum.exchange.sbe.order.EndWithdrawalEncoder;
import io.unidatum.exchange.sbe.order.GenesisEncoder;
import io.unidatum.exchange.sbe.order.KillSwitchEncoder;
import io.unidatum.exchange.sbe.order.MassCancelEncoder;
import io.unidatum.exchange.sbe.order.MassQuoteEncoder;
import io.unidatum.exchange.sbe.order.NewOcoEncoder;
import io.unidatum.exchange.sbe.order.NewOrderEncoder;
import io.unidatum.exchange.sbe.order.RecordStateHashEncoder;
import io.unidatum.exchange.sbe.order.ReportJournalSpaceEncoder;
import io.unidatum.exchange.sbe.order.RequestWithdrawalEncoder;
import io.unidatum.exchange.sbe.order.SetAccountEncoder;
import io.unidatum.exchange.sbe.order.SetAccountLimitsEncoder;
import io.unidatum.exchange.sbe.order.SetApiKeyEncoder;
import io.unidatum.exchange.sbe.order.SetConnectionEncoder;
import io.unidatum.exchange.sbe.order.SetConsumerEncoder;
import io.unidatum.exchange.sbe.order.SetDeadManTimerEncoder;
import io.unidatum.exchange.sbe.order.SetEncodingVersionEncoder;
import io.unidatum.exchange.sbe.order.SetFeeTierEncoder;
import io.unidatum.exchange.sbe.order.SetInstrumentRulesEncoder;
import io.unidatum.exchange.sbe.order.SetInstrumentStatusEncoder;
import io.unidatum.exchange.sbe.order.SetPrincipalEncoder;
import io.unidatum.exchange.sbe.order.SetRetentionEncoder;
import io.unidatum.exchange.sbe.order.SetWithdrawalRulesEncoder;
import java.util.Arrays;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Encodes commands. The envelope of the next one is in {@link #requestId}, {@link #account}, {@link #actor} and {@link
 * #validUntil}; every method returns a fresh message.
 */
final class Commands {
    long requestIdHigh = 0x1234;
    long requestId;
    long account;
    long actor;
    long connectionId;
    long validUntil;

    private final MessageHeaderEncoder messageHeader = new MessageHeaderEncoder();
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[32 * 1024]);

    byte[] genesis(final PrincipalKey operator, final String clusterName, final int makerRate, final int takerRate) {
        final GenesisEncoder encoder = new GenesisEncoder().wrapAndApplyHeader(buffer, 0, messageHeader);
        header(encoder.header());
        key(encoder.operatorKey(), operator);
        encoder.clusterName(clusterName).makerRate(makerRate).takerRate(takerRate);
        return message(GenesisEncoder.BLOCK_LENGTH);
    }

    byte[] timeQuery() {
        header(new ClusterTimeQueryEncoder()
                .wrapAndApplyHeader(buffer, 0, messageHeader)
                .header());
        return message(ClusterTimeQueryEncoder.BLOCK_LENGTH);
    }

    byte[] newOrder(
            final long instrument,
            final Side side,
            final OrderType type,
            final TimeInForce timeInForce,
            final long price,
            final long quantity,
            final String clientOrderId) {
        final NewOrderEncoder encoder = new NewOrderEncoder().wrapAndApplyHeader(buffer, 0, messageHeader);
        header(encoder.header());
        encoder.instrumentId(instrument)
                .side(side)
                .orderType(type)
                .timeInForce(timeInForce)
                .selfTradePrevention(SelfTradePrevention.CANCEL_NEWEST)
                .price(price)
                .quantity(quantity)
                .clientOrderId(clientOrderId)
                .stopPrice(0)
                .displayQuantity(0)
                .expireTime(0)
                .quoteAmount(0)
                .trailingOffset(NewOrderEncoder.trailingOffsetNullValue())
                .trailingRate(NewOrderEncoder.trailingRateNullValue())
                .flags()
                .clear();
        return message(NewOrderEncoder.BLOCK_LENGTH);
    }

    byte[] cancel(final long orderId, final String clientOrderId) {
        final CancelOrderEncoder encoder = new CancelOrderEncoder().wrapAndApplyHeader(buffer, 0, messageHeader);
        header(encoder.header());
        encoder.orderId(orderId).clientOrderId(clientOrderId);
        return message(CancelOrderEncoder.BLOCK_LENGTH);
    }

    byte[] amend(final long orderId, final String clientOrderId, final long newPrice, final long newQuantity) {
        final AmendOrderEncoder encoder = new AmendOrderEncoder().wrapAndApplyHeader(buffer, 0, messageHeader);
        header(encoder.header());
        encoder.orderId(orderId)
                .clientOrderId(clientOrderId)
                .newPrice(newPrice)
                .newQuantity(newQuantity)
                .newStopPrice(AmendOrderEncoder.newStopPriceNullValue());
        return message(AmendOrderEncoder.BLOCK_LENGTH);
    }

    /** An amendment that gives a waiting order another trigger. */
    byte[] amendStop(final long orderId, final long newPrice, final long newQuantity, final long newStopPrice) {
        final byte[] message = amend(orderId, "", newPrice, newQuantity);
        new AmendOrderEncoder()
                .wrap(new UnsafeBuffer(message), MessageHeaderEncoder.ENCODED_LENGTH)
                .newStopPrice(newStopPrice);
        return message;
    }

    byte[] newOco(
            final long instrument,
            final Side side,
            final TimeInForce timeInForce,
            final SelfTradePrevention prevention,
            final int flags,
            final long quantity,
            final long limitPrice,
            final long stopPrice,
            final long stopLimitPrice,
            final long expireTime,
            final String clientOrderId,
            final String stopClientOrderId) {
        final NewOcoEncoder encoder = new NewOcoEncoder().wrapAndApplyHeader(buffer, 0, messageHeader);
        header(encoder.header());
        encoder.instrumentId(instrument)
                .side(side)
                .timeInForce(timeInForce)
                .selfTradePrevention(prevention)
                .quantity(quantity)
                .limitPrice(limitPrice)
                .stopPrice(stopPrice)
                .stopLimitPrice(stopLimitPrice)
                .expireTime(expireTime)
                .clientOrderId(clientOrderId)
                .stopClientOrderId(stopClientOrderId);
        buffer.putShort(
                encoder.offset() + NewOcoEncoder.flagsEncodingOffset(), (short) flags, NewOcoEncoder.BYTE_ORDER);
        return message(NewOcoEncoder.BLOCK_LENGTH);
    }

    byte[] createAsset(final int id, final String name) {
        final CreateAssetEncoder encoder = new CreateAssetEncoder().wrapAndApplyHeader(buffer, 0, messageHeader);
        header(encoder.header());
        encoder.assetId(id).name(name);
        return message(CreateAssetEncoder.BLOCK_LENGTH);
    }

    byte[] createInstrument(
            final long id,
            final String symbol,
            final int base,
            final int quote,
            final long tick,
            final long lot,
            final long maxQuantity,
            final int band) {
        final CreateInstrumentEncoder encoder =
                new CreateInstrumentEncoder().wrapAndApplyHeader(buffer, 0, messageHeader);
        header(encoder.header());
        encoder.instrumentId(id)
                .symbol(symbol)
                .baseAsset(base)
                .quoteAsset(quote)
                .tickSize(tick)
                .lotSize(lot)
                .maxOrderQuantity(maxQuantity)
                .protectionBand(band);
        return message(CreateInstrumentEncoder.BLOCK_LENGTH);
    }

    byte[] setInstrumentStatus(final long id, final InstrumentStatus status, final String reason) {
        return setInstrumentStatus(id, status, 0, reason);
    }

    byte[] setInstrumentStatus(
            final long id, final InstrumentStatus status, final long durationNs, final String reason) {
        final SetInstrumentStatusEncoder encoder =
                new SetInstrumentStatusEncoder().wrapAndApplyHeader(buffer, 0, messageHeader);
        header(encoder.header());
        encoder.instrumentId(id).status(status).reason(reason).durationNs(durationNs);
        return message(SetInstrumentStatusEncoder.BLOCK_LENGTH);
    }

    byte[] setInstrumentRules(
            final long id,
            final long maxQuantity,
            final int band,
            final int collar,
            final long haltDurationNs,
            final long auctionDurationNs,
            final String reason) {
        final SetInstrumentRulesEncoder encoder =
                new SetInstrumentRulesEncoder().wrapAndApplyHeader(buffer, 0, messageHeader);
        header(encoder.header());
        encoder.instrumentId(id)
                .maxOrderQuantity(maxQuantity)
                .haltDurationNs(haltDurationNs)
                .auctionDurationNs(auctionDurationNs)
                .protectionBand(band)
                .collar(collar)
                .reason(reason);
        return message(SetInstrumentRulesEncoder.BLOCK_LENGTH);
    }

    byte[] createAccount(final int feeTier) {
        final CreateAccountEncoder encoder = new CreateAccountEncoder().wrapAndApplyHeader(buffer, 0, messageHeader);
        header(encoder.header());
        encoder.feeTier((short) feeTier);
        return message(CreateAccountEncoder.BLOCK_LENGTH);
    }

    byte[] setAccount(
            final AccountStatus status,
            final int feeTier,
            final long maxOpenOrders,
            final long maxOrdersPerSecond,
            final String reason) {
        final SetAccountEncoder encoder = new SetAccountEncoder().wrapAndApplyHeader(buffer, 0, messageHeader);
        header(encoder.header());
        encoder.status(status)
                .feeTier((short) feeTier)
                .maxOpenOrders(maxOpenOrders)
                .maxOrdersPerSecond(maxOrdersPerSecond)
                .reason(reason);
        return message(SetAccountEncoder.BLOCK_LENGTH);
    }

    byte[] setFeeTier(final int tier, final int makerRate, final int takerRate) {
        final SetFeeTierEncoder encoder = new SetFeeTierEncoder().wrapAndApplyHeader(buffer, 0, messageHeader);
        header(encoder.header());
        encoder.feeTier((short) tier).makerRate(makerRate).takerRate(takerRate);
        return message(SetFeeTierEncoder.BLOCK_LENGTH);
    }

    byte[] setApiKey(final long id, final long generation, final boolean enabled) {
        return setApiKey(id, generation, enabled, Permissions.READ | Permissions.TRADE);
    }

    byte[] setApiKey(final long id, final long generation, final boolean enabled, final int permissions) {
        final SetApiKeyEncoder encoder = new SetApiKeyEncoder().wrapAndApplyHeader(buffer, 0, messageHeader);
        header(encoder.header());
        encoder.apiKeyId(id).generation(generation).enabled(enabled ? BooleanType.TRUE : BooleanType.FALSE);
        encoder.permissions()
                .clear()
                .read((permissions & Permissions.READ) != 0)
                .trade((permissions & Permissions.TRADE) != 0)
                .withdraw((permissions & Permissions.WITHDRAW) != 0);
        return message(SetApiKeyEncoder.BLOCK_LENGTH);
    }

    byte[] setPrincipal(final PrincipalKey key, final Role role, final boolean enabled) {
        final SetPrincipalEncoder encoder = new SetPrincipalEncoder().wrapAndApplyHeader(buffer, 0, messageHeader);
        header(encoder.header());
        key(encoder.publicKey(), key);
        encoder.role(role).enabled(enabled ? BooleanType.TRUE : BooleanType.FALSE);
        return message(SetPrincipalEncoder.BLOCK_LENGTH);
    }

    byte[] deposit(final int asset, final long amount, final long depositId) {
        final DepositEncoder encoder = new DepositEncoder().wrapAndApplyHeader(buffer, 0, messageHeader);
        header(encoder.header());
        encoder.assetId(asset).amount(amount);
        encoder.depositId().w0(depositId).w1(0).w2(0).w3(0);
        return message(DepositEncoder.BLOCK_LENGTH);
    }

    byte[] adjust(final int asset, final long amount, final String reason) {
        final AdjustBalanceEncoder encoder = new AdjustBalanceEncoder().wrapAndApplyHeader(buffer, 0, messageHeader);
        header(encoder.header());
        encoder.assetId(asset).amount(amount).reason(reason);
        return message(AdjustBalanceEncoder.BLOCK_LENGTH);
    }

    byte[] recordStateHash() {
        header(new RecordStateHashEncoder()
                .wrapAndApplyHeader(buffer, 0, messageHeader)
                .header());
        return message(RecordStateHashEncoder.BLOCK_LENGTH);
    }

    byte[] setEncodingVersion(final int version) {
        final SetEncodingVersionEncoder encoder =
                new SetEncodingVersionEncoder().wrapAndApplyHeader(buffer, 0, messageHeader);
        header(encoder.header());
        encoder.encodingVersion(version);
        return message(SetEncodingVersionEncoder.BLOCK_LENGTH);
    }

    byte[] setConsumer(final String consumer, final boolean enabled, final String reason) {
        final SetConsumerEncoder encoder = new SetConsumerEncoder().wrapAndApplyHeader(buffer, 0, messageHeader);
        header(encoder.header());
        encoder.consumer(consumer)
                .enabled(enabled ? BooleanType.TRUE : BooleanType.FALSE)
                .reason(reason);
        return message(SetConsumerEncoder.BLOCK_LENGTH);
    }

    byte[] acknowledge(final String consumer, final long sequence, final long position) {
        final AcknowledgeJournalEncoder encoder =
                new AcknowledgeJournalEncoder().wrapAndApplyHeader(buffer, 0, messageHeader);
        header(encoder.header());
        encoder.consumer(consumer).sequence(sequence).position(position);
        return message(AcknowledgeJournalEncoder.BLOCK_LENGTH);
    }

    byte[] setRetention(final long marginNs, final int scarceMembers) {
        final SetRetentionEncoder encoder = new SetRetentionEncoder().wrapAndApplyHeader(buffer, 0, messageHeader);
        header(encoder.header());
        encoder.marginNs(marginNs).scarceMembers((short) scarceMembers).reason("why");
        return message(SetRetentionEncoder.BLOCK_LENGTH);
    }

    byte[] reportSpace(final int memberId, final boolean scarce) {
        final ReportJournalSpaceEncoder encoder =
                new ReportJournalSpaceEncoder().wrapAndApplyHeader(buffer, 0, messageHeader);
        header(encoder.header());
        encoder.memberId((short) memberId)
                .state(scarce ? SpaceState.SCARCE : SpaceState.AMPLE)
                .freeBytes(1000);
        return message(ReportJournalSpaceEncoder.BLOCK_LENGTH);
    }

    byte[] balancesQuery(final long cursor) {
        final BalancesQueryEncoder encoder = new BalancesQueryEncoder().wrapAndApplyHeader(buffer, 0, messageHeader);
        header(encoder.header());
        encoder.cursor(cursor);
        return message(BalancesQueryEncoder.BLOCK_LENGTH);
    }

    byte[] massCancel(final long instrument, final Side side) {
        final MassCancelEncoder encoder = new MassCancelEncoder().wrapAndApplyHeader(buffer, 0, messageHeader);
        header(encoder.header());
        encoder.instrumentId(instrument).side(side);
        return message(MassCancelEncoder.BLOCK_LENGTH);
    }

    byte[] killSwitch(final String reason) {
        final KillSwitchEncoder encoder = new KillSwitchEncoder().wrapAndApplyHeader(buffer, 0, messageHeader);
        header(encoder.header());
        encoder.reason(reason);
        return message(KillSwitchEncoder.BLOCK_LENGTH);
    }

    byte[] setAccountLimits(
            final long instrument, final long maxQuantity, final long maxNotional, final long maxPosition) {
        final SetAccountLimitsEncoder encoder =
                new SetAccountLimitsEncoder().wrapAndApplyHeader(buffer, 0, messageHeader);
        header(encoder.header());
        encoder.instrumentId(instrument)
                .maxOrderQuantity(maxQuantity)
                .maxOrderNotional(maxNotional)
                .maxPosition(maxPosition)
                .reason("why");
        return message(SetAccountLimitsEncoder.BLOCK_LENGTH);
    }

    /** Of the connection in {@link #connectionId}. */
    byte[] setConnection(final long sessionId, final long gracePeriodNs, final ConnectionState state) {
        final SetConnectionEncoder encoder = new SetConnectionEncoder().wrapAndApplyHeader(buffer, 0, messageHeader);
        header(encoder.header());
        encoder.sessionId(sessionId).gracePeriodNs(gracePeriodNs).state(state);
        return message(SetConnectionEncoder.BLOCK_LENGTH);
    }

    byte[] setDeadManTimer(final long timeoutNs) {
        final SetDeadManTimerEncoder encoder =
                new SetDeadManTimerEncoder().wrapAndApplyHeader(buffer, 0, messageHeader);
        header(encoder.header());
        encoder.timeoutNs(timeoutNs);
        return message(SetDeadManTimerEncoder.BLOCK_LENGTH);
    }

    /** One level of a mass quote. */
    record Level(Side side, long price, long quantity) {}

    byte[] massQuote(
            final long instrument, final int flags, final SelfTradePrevention prevention, final Level... levels) {
        final MassQuoteEncoder encoder = new MassQuoteEncoder().wrapAndApplyHeader(buffer, 0, messageHeader);
        header(encoder.header());
        encoder.instrumentId(instrument).selfTradePrevention(prevention);
        buffer.putShort(encoder.offset() + MassQuoteEncoder.flagsEncodingOffset(), (short) flags);
        final MassQuoteEncoder.QuotesEncoder group = encoder.quotesCount(levels.length);
        for (final Level level : levels) {
            group.next().price(level.price).quantity(level.quantity).side(level.side);
        }
        return message(encoder.encodedLength());
    }

    /** An envelope around messages. */
    byte[] setWithdrawalRules(
            final int asset,
            final long fee,
            final long minimum,
            final long dailyLimit,
            final boolean enabled,
            final String reason) {
        final SetWithdrawalRulesEncoder encoder =
                new SetWithdrawalRulesEncoder().wrapAndApplyHeader(buffer, 0, messageHeader);
        header(encoder.header());
        encoder.assetId(asset)
                .fee(fee)
                .minimum(minimum)
                .dailyLimit(dailyLimit)
                .enabled(enabled ? BooleanType.TRUE : BooleanType.FALSE)
                .reason(reason);
        return message(SetWithdrawalRulesEncoder.BLOCK_LENGTH);
    }

    byte[] requestWithdrawal(final int asset, final long amount, final long maxFee, final String address) {
        final RequestWithdrawalEncoder encoder =
                new RequestWithdrawalEncoder().wrapAndApplyHeader(buffer, 0, messageHeader);
        header(encoder.header());
        encoder.assetId(asset).amount(amount).maxFee(maxFee).address(address);
        return message(RequestWithdrawalEncoder.BLOCK_LENGTH);
    }

    byte[] endWithdrawal(
            final long id,
            final WithdrawalState state,
            final long networkFee,
            final long transaction,
            final String reason) {
        final EndWithdrawalEncoder encoder = new EndWithdrawalEncoder().wrapAndApplyHeader(buffer, 0, messageHeader);
        header(encoder.header());
        encoder.withdrawalId(id).networkFee(networkFee).state(state).reason(reason);
        key(encoder.transactionId(), new PrincipalKey(transaction, 0, 0, 0));
        return message(EndWithdrawalEncoder.BLOCK_LENGTH);
    }

    byte[] batch(final byte[]... messages) {
        return batch(messages.length, messages);
    }

    /** An envelope that says it has so many messages. */
    byte[] batch(final int count, final byte[]... messages) {
        final BatchEncoder encoder = new BatchEncoder().wrapAndApplyHeader(buffer, 0, messageHeader);
        header(encoder.header());
        encoder.count(count);
        int length = BatchEncoder.BLOCK_LENGTH;
        for (final byte[] each : messages) {
            buffer.putBytes(MessageHeaderEncoder.ENCODED_LENGTH + length, each);
            length += each.length;
        }
        return message(length);
    }

    private void header(final CommandHeaderEncoder encoder) {
        encoder.requestIdHigh(requestIdHigh)
                .requestIdLow(requestId)
                .account(account)
                .actor(actor)
                .connectionId(connectionId)
                .validUntil(validUntil);
    }

    private static void key(final Hash256Encoder encoder, final PrincipalKey key) {
        encoder.w0(key.w0()).w1(key.w1()).w2(key.w2()).w3(key.w3());
    }

    private byte[] message(final int blockLength) {
        return Arrays.copyOf(buffer.byteArray(), MessageHeaderEncoder.ENCODED_LENGTH + blockLength);
    }
}

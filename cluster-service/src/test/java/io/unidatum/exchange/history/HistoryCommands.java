package io.unidatum.exchange.history;

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
import io.unidatum.exchange.sbe.common.TimeInForce;
import io.unidatum.exchange.sbe.common.WithdrawalState;
import io.unidatum.exchange.sbe.order.AdjustBalanceEncoder;
import io.unidatum.exchange.sbe.order.AmendOrderEncoder;
import io.unidatum.exchange.sbe.order.CancelOrderEncoder;
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
import io.unidatum.exchange.sbe.order.RequestWithdrawalEncoder;
import io.unidatum.exchange.sbe.order.SetAccountEncoder;
import io.unidatum.exchange.sbe.order.SetAccountLimitsEncoder;
import io.unidatum.exchange.sbe.order.SetConnectionEncoder;
import io.unidatum.exchange.sbe.order.SetDeadManTimerEncoder;
import io.unidatum.exchange.sbe.order.SetEncodingVersionEncoder;
import io.unidatum.exchange.sbe.order.SetInstrumentRulesEncoder;
import io.unidatum.exchange.sbe.order.SetInstrumentStatusEncoder;
import io.unidatum.exchange.sbe.order.SetPrincipalEncoder;
import io.unidatum.exchange.sbe.order.SetWithdrawalRulesEncoder;
import org.agrona.concurrent.UnsafeBuffer;

/** Encodes one command after the other into one buffer. What is not set is zero. */
final class HistoryCommands {
    /** An order's fields; what is not set is not given. */
    static final class Order {
        long instrument;
        Side side = Side.BUY;
        OrderType type = OrderType.LIMIT;
        TimeInForce timeInForce = TimeInForce.GTC;
        SelfTradePrevention prevention = SelfTradePrevention.CANCEL_NEWEST;
        boolean postOnly;
        boolean reduceOnly;
        long price;
        long quantity;
        long stopPrice;
        long displayQuantity;
        long expireTime;
        long quoteAmount;
        long trailingOffset;
        int trailingRate;
        long connection;
        String clientOrderId = "";
    }

    private static final int CAPACITY = 4096;
    private static final long VALID_NS = 20_000_000_000L;

    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[CAPACITY]);
    private final MessageHeaderEncoder messageHeader = new MessageHeaderEncoder();
    private long requestId;
    private long account;
    private long connection;
    private long nowNs;

    UnsafeBuffer buffer() {
        return buffer;
    }

    /** Begins a command of an account. */
    HistoryCommands of(final long newAccount, final long newNowNs) {
        buffer.setMemory(0, CAPACITY, (byte) 0);
        requestId++;
        account = newAccount;
        connection = 0;
        nowNs = newNowNs;
        return this;
    }

    int genesis(final long operator) {
        final GenesisEncoder encoder = new GenesisEncoder().wrapAndApplyHeader(buffer, 0, messageHeader);
        header(encoder.header());
        key(encoder.operatorKey(), operator);
        encoder.clusterName("history").makerRate(1_000).takerRate(2_500);
        return length(GenesisEncoder.BLOCK_LENGTH);
    }

    int principal(final long key, final Role role) {
        final SetPrincipalEncoder encoder = new SetPrincipalEncoder().wrapAndApplyHeader(buffer, 0, messageHeader);
        header(encoder.header());
        key(encoder.publicKey(), key);
        encoder.role(role).enabled(BooleanType.TRUE);
        return length(SetPrincipalEncoder.BLOCK_LENGTH);
    }

    int encodingVersion(final int version) {
        final SetEncodingVersionEncoder encoder =
                new SetEncodingVersionEncoder().wrapAndApplyHeader(buffer, 0, messageHeader);
        header(encoder.header());
        encoder.encodingVersion(version);
        return length(SetEncodingVersionEncoder.BLOCK_LENGTH);
    }

    int withdrawalRules(final int asset, final long fee, final long minimum, final long dailyLimit) {
        final SetWithdrawalRulesEncoder encoder =
                new SetWithdrawalRulesEncoder().wrapAndApplyHeader(buffer, 0, messageHeader);
        header(encoder.header());
        encoder.assetId(asset)
                .fee(fee)
                .minimum(minimum)
                .dailyLimit(dailyLimit)
                .enabled(BooleanType.TRUE)
                .reason("history");
        return length(SetWithdrawalRulesEncoder.BLOCK_LENGTH);
    }

    int withdraw(final int asset, final long amount, final long maxFee) {
        final RequestWithdrawalEncoder encoder =
                new RequestWithdrawalEncoder().wrapAndApplyHeader(buffer, 0, messageHeader);
        header(encoder.header());
        encoder.assetId(asset).amount(amount).maxFee(maxFee).address("DEC" + requestId);
        return length(RequestWithdrawalEncoder.BLOCK_LENGTH);
    }

    int endWithdrawal(final long id, final boolean paid, final long networkFee) {
        final EndWithdrawalEncoder encoder = new EndWithdrawalEncoder().wrapAndApplyHeader(buffer, 0, messageHeader);
        header(encoder.header());
        encoder.withdrawalId(id)
                .networkFee(networkFee)
                .state(paid ? WithdrawalState.COMPLETED : WithdrawalState.FAILED)
                .reason(paid ? "" : "history");
        if (paid) {
            key(encoder.transactionId(), id);
        }
        return length(EndWithdrawalEncoder.BLOCK_LENGTH);
    }

    int asset(final int id, final String name) {
        final CreateAssetEncoder encoder = new CreateAssetEncoder().wrapAndApplyHeader(buffer, 0, messageHeader);
        header(encoder.header());
        encoder.assetId(id).name(name);
        return length(CreateAssetEncoder.BLOCK_LENGTH);
    }

    int instrument(
            final long id, final String symbol, final int base, final int quote, final long step, final long largest) {
        final CreateInstrumentEncoder encoder =
                new CreateInstrumentEncoder().wrapAndApplyHeader(buffer, 0, messageHeader);
        header(encoder.header());
        encoder.instrumentId(id)
                .symbol(symbol)
                .baseAsset(base)
                .quoteAsset(quote)
                .tickSize(step)
                .lotSize(step)
                .maxOrderQuantity(largest)
                .protectionBand(50_000);
        return length(CreateInstrumentEncoder.BLOCK_LENGTH);
    }

    int createAccount() {
        header(new CreateAccountEncoder()
                .wrapAndApplyHeader(buffer, 0, messageHeader)
                .header());
        return length(CreateAccountEncoder.BLOCK_LENGTH);
    }

    int activate() {
        final SetAccountEncoder encoder = new SetAccountEncoder().wrapAndApplyHeader(buffer, 0, messageHeader);
        header(encoder.header());
        encoder.status(AccountStatus.ACTIVE).reason("again");
        return length(SetAccountEncoder.BLOCK_LENGTH);
    }

    int deposit(final int asset, final long amount, final long depositId) {
        final DepositEncoder encoder = new DepositEncoder().wrapAndApplyHeader(buffer, 0, messageHeader);
        header(encoder.header());
        encoder.assetId(asset).amount(amount);
        key(encoder.depositId(), depositId);
        return length(DepositEncoder.BLOCK_LENGTH);
    }

    int adjust(final int asset, final long amount) {
        final AdjustBalanceEncoder encoder = new AdjustBalanceEncoder().wrapAndApplyHeader(buffer, 0, messageHeader);
        header(encoder.header());
        encoder.assetId(asset).amount(amount).reason("random");
        return length(AdjustBalanceEncoder.BLOCK_LENGTH);
    }

    int stateHash() {
        header(new RecordStateHashEncoder()
                .wrapAndApplyHeader(buffer, 0, messageHeader)
                .header());
        return length(RecordStateHashEncoder.BLOCK_LENGTH);
    }

    int order(final Order order) {
        connection = order.connection;
        final NewOrderEncoder encoder = new NewOrderEncoder().wrapAndApplyHeader(buffer, 0, messageHeader);
        header(encoder.header());
        encoder.instrumentId(order.instrument)
                .side(order.side)
                .orderType(order.type)
                .timeInForce(order.timeInForce)
                .selfTradePrevention(order.prevention)
                .price(order.price)
                .quantity(order.quantity)
                .clientOrderId(order.clientOrderId)
                .stopPrice(order.stopPrice)
                .displayQuantity(order.displayQuantity)
                .expireTime(order.expireTime)
                .quoteAmount(order.quoteAmount)
                .trailingOffset(order.trailingOffset)
                .trailingRate(order.trailingRate);
        encoder.flags().postOnly(order.postOnly).reduceOnly(order.reduceOnly);
        return length(NewOrderEncoder.BLOCK_LENGTH);
    }

    /** The order's price is the limit leg's; a stop leg with a limit has its display quantity for that limit. */
    int oco(final Order order, final long stopLimitPrice) {
        connection = order.connection;
        final NewOcoEncoder encoder = new NewOcoEncoder().wrapAndApplyHeader(buffer, 0, messageHeader);
        header(encoder.header());
        encoder.instrumentId(order.instrument)
                .side(order.side)
                .timeInForce(order.timeInForce)
                .selfTradePrevention(order.prevention)
                .quantity(order.quantity)
                .limitPrice(order.price)
                .stopPrice(order.stopPrice)
                .stopLimitPrice(stopLimitPrice)
                .expireTime(order.expireTime);
        encoder.flags().postOnly(order.postOnly).reduceOnly(order.reduceOnly);
        return length(NewOcoEncoder.BLOCK_LENGTH);
    }

    int cancel(final long orderId) {
        final CancelOrderEncoder encoder = new CancelOrderEncoder().wrapAndApplyHeader(buffer, 0, messageHeader);
        header(encoder.header());
        encoder.orderId(orderId);
        return length(CancelOrderEncoder.BLOCK_LENGTH);
    }

    int amend(final long orderId, final long newPrice, final long newQuantity, final long newStopPrice) {
        final AmendOrderEncoder encoder = new AmendOrderEncoder().wrapAndApplyHeader(buffer, 0, messageHeader);
        header(encoder.header());
        encoder.orderId(orderId).newPrice(newPrice).newQuantity(newQuantity).newStopPrice(newStopPrice);
        return length(AmendOrderEncoder.BLOCK_LENGTH);
    }

    int massCancel(final long instrument, final Side side) {
        final MassCancelEncoder encoder = new MassCancelEncoder().wrapAndApplyHeader(buffer, 0, messageHeader);
        header(encoder.header());
        encoder.instrumentId(instrument).side(side);
        return length(MassCancelEncoder.BLOCK_LENGTH);
    }

    int killSwitch() {
        final KillSwitchEncoder encoder = new KillSwitchEncoder().wrapAndApplyHeader(buffer, 0, messageHeader);
        header(encoder.header());
        encoder.reason("random");
        return length(KillSwitchEncoder.BLOCK_LENGTH);
    }

    /** {@code quotes} are price and quantity in turn; a quantity below 0 sells. */
    int massQuote(final long instrument, final boolean postOnly, final long... quotes) {
        final MassQuoteEncoder encoder = new MassQuoteEncoder().wrapAndApplyHeader(buffer, 0, messageHeader);
        header(encoder.header());
        encoder.instrumentId(instrument).selfTradePrevention(SelfTradePrevention.CANCEL_OLDEST);
        encoder.flags().postOnly(postOnly);
        final MassQuoteEncoder.QuotesEncoder group = encoder.quotesCount(quotes.length / 2);
        for (int i = 0; i < quotes.length; i += 2) {
            group.next()
                    .price(quotes[i])
                    .quantity(Math.abs(quotes[i + 1]))
                    .side(quotes[i + 1] > 0 ? Side.BUY : Side.SELL);
        }
        return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
    }

    int connection(final long id, final ConnectionState state, final long graceNs) {
        connection = id;
        final SetConnectionEncoder encoder = new SetConnectionEncoder().wrapAndApplyHeader(buffer, 0, messageHeader);
        header(encoder.header());
        encoder.sessionId(1).gracePeriodNs(graceNs).state(state);
        return length(SetConnectionEncoder.BLOCK_LENGTH);
    }

    int deadMan(final long timeoutNs) {
        final SetDeadManTimerEncoder encoder =
                new SetDeadManTimerEncoder().wrapAndApplyHeader(buffer, 0, messageHeader);
        header(encoder.header());
        encoder.timeoutNs(timeoutNs);
        return length(SetDeadManTimerEncoder.BLOCK_LENGTH);
    }

    int status(final long instrument, final InstrumentStatus status, final long durationNs) {
        final SetInstrumentStatusEncoder encoder =
                new SetInstrumentStatusEncoder().wrapAndApplyHeader(buffer, 0, messageHeader);
        header(encoder.header());
        encoder.instrumentId(instrument).status(status).reason("random").durationNs(durationNs);
        return length(SetInstrumentStatusEncoder.BLOCK_LENGTH);
    }

    int rules(final long instrument, final long largest, final int collar, final long haltNs, final long auctionNs) {
        final SetInstrumentRulesEncoder encoder =
                new SetInstrumentRulesEncoder().wrapAndApplyHeader(buffer, 0, messageHeader);
        header(encoder.header());
        encoder.instrumentId(instrument)
                .maxOrderQuantity(largest)
                .haltDurationNs(haltNs)
                .auctionDurationNs(auctionNs)
                .protectionBand(60_000)
                .collar(collar)
                .reason("random");
        return length(SetInstrumentRulesEncoder.BLOCK_LENGTH);
    }

    int limits(final long instrument, final long quantity, final long notional, final long position) {
        final SetAccountLimitsEncoder encoder =
                new SetAccountLimitsEncoder().wrapAndApplyHeader(buffer, 0, messageHeader);
        header(encoder.header());
        encoder.instrumentId(instrument)
                .maxOrderQuantity(quantity)
                .maxOrderNotional(notional)
                .maxPosition(position)
                .reason("random");
        return length(SetAccountLimitsEncoder.BLOCK_LENGTH);
    }

    private void header(final CommandHeaderEncoder encoder) {
        encoder.requestIdHigh(7)
                .requestIdLow(requestId)
                .account(account)
                .actor(account == 0 ? 0 : 70 + account)
                .connectionId(connection)
                .validUntil(nowNs + VALID_NS);
    }

    private static void key(final Hash256Encoder encoder, final long value) {
        encoder.w0(value).w1(0).w2(0).w3(0);
    }

    private static int length(final int blockLength) {
        return MessageHeaderEncoder.ENCODED_LENGTH + blockLength;
    }
}

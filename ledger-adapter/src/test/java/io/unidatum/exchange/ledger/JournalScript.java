package io.unidatum.exchange.ledger;

import io.unidatum.exchange.sbe.common.AccountStatus;
import io.unidatum.exchange.sbe.common.BalanceChangeKind;
import io.unidatum.exchange.sbe.common.BooleanType;
import io.unidatum.exchange.sbe.common.CancelReason;
import io.unidatum.exchange.sbe.common.Hash256Encoder;
import io.unidatum.exchange.sbe.common.InstrumentStatus;
import io.unidatum.exchange.sbe.common.MessageHeaderEncoder;
import io.unidatum.exchange.sbe.common.OrderStatus;
import io.unidatum.exchange.sbe.common.OrderType;
import io.unidatum.exchange.sbe.common.OriginEncoder;
import io.unidatum.exchange.sbe.common.Role;
import io.unidatum.exchange.sbe.common.SelfTradePrevention;
import io.unidatum.exchange.sbe.common.Side;
import io.unidatum.exchange.sbe.common.TimeInForce;
import io.unidatum.exchange.sbe.common.TradeKind;
import io.unidatum.exchange.sbe.event.AccountChangedEncoder;
import io.unidatum.exchange.sbe.event.ApiKeyChangedEncoder;
import io.unidatum.exchange.sbe.event.AssetCreatedEncoder;
import io.unidatum.exchange.sbe.event.BalanceChangedEncoder;
import io.unidatum.exchange.sbe.event.EncodingVersionChangedEncoder;
import io.unidatum.exchange.sbe.event.FeeTierChangedEncoder;
import io.unidatum.exchange.sbe.event.GenesisAppliedEncoder;
import io.unidatum.exchange.sbe.event.InstrumentCreatedEncoder;
import io.unidatum.exchange.sbe.event.InstrumentStatusChangedEncoder;
import io.unidatum.exchange.sbe.event.JournalFrameEncoder;
import io.unidatum.exchange.sbe.event.OrderAcceptedEncoder;
import io.unidatum.exchange.sbe.event.OrderAmendedEncoder;
import io.unidatum.exchange.sbe.event.OrderCancelledEncoder;
import io.unidatum.exchange.sbe.event.OrderRestedEncoder;
import io.unidatum.exchange.sbe.event.PrincipalChangedEncoder;
import io.unidatum.exchange.sbe.event.StateHashRecordedEncoder;
import io.unidatum.exchange.sbe.event.TradeEncoder;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.sbe.MessageEncoderFlyweight;

/** Writes a journal by hand, event by event, with no state behind it: what is written here is what is so. */
final class JournalScript {
    static final long T0_NS = 1_700_000_000_123_456_789L;

    private static final int FRAME_HEADER = MessageHeaderEncoder.ENCODED_LENGTH + JournalFrameEncoder.BLOCK_LENGTH;

    private final TestJournal journal;
    private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer(8192);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private long timeNs = T0_NS;
    private long requestLow;
    private int length = FRAME_HEADER;
    private int count;

    JournalScript(final TestJournal journal) {
        this.journal = journal;
    }

    /** Ends the command; the next one is a millisecond later. */
    void end() {
        frame(true);
        timeNs += 1_000_000;
        requestLow++;
    }

    /** Lets time pass. */
    JournalScript later(final long ns) {
        timeNs += ns;
        return this;
    }

    /** Ends a frame within the command. */
    void frame(final boolean lastOfCommand) {
        final JournalFrameEncoder frame = new JournalFrameEncoder();
        frame.wrapAndApplyHeader(buffer, 0, header)
                .firstSequence(journal.end().sequence() + 1)
                .time(timeNs)
                .chainHash(journal.end().chainHash())
                .count(count)
                .encodingVersion(1)
                .flags()
                .clear()
                .lastOfCommand(lastOfCommand);
        journal.append(buffer, 0, length);
        length = FRAME_HEADER;
        count = 0;
    }

    JournalScript genesis() {
        final GenesisAppliedEncoder event = event(new GenesisAppliedEncoder());
        origin(event.origin());
        hash(event.operatorKey(), 7);
        event.clusterName("test");
        return this;
    }

    JournalScript asset(final int id, final String name) {
        final AssetCreatedEncoder event = event(new AssetCreatedEncoder());
        origin(event.origin());
        event.assetId(id).name(name);
        return this;
    }

    JournalScript instrument(final long id, final String symbol, final int base, final int quote) {
        final InstrumentCreatedEncoder event = event(new InstrumentCreatedEncoder());
        origin(event.origin());
        event.instrumentId(id)
                .baseAsset(base)
                .quoteAsset(quote)
                .tickSize(1_000_000)
                .lotSize(100)
                .maxOrderQuantity(1_000_000_000_000L)
                .protectionBand(50_000)
                .symbol(symbol);
        return this;
    }

    JournalScript instrumentStatus(final long id, final InstrumentStatus status, final String reason) {
        final InstrumentStatusChangedEncoder event = event(new InstrumentStatusChangedEncoder());
        origin(event.origin());
        event.instrumentId(id)
                .instrumentSequence(9)
                .status(status)
                .reason(reason)
                .until(InstrumentStatusChangedEncoder.untilNullValue());
        return this;
    }

    JournalScript account(final long id, final int feeTier, final int maxOpenOrders) {
        final AccountChangedEncoder event = event(new AccountChangedEncoder());
        origin(event.origin());
        event.account(id)
                .accountSequence(1)
                .status(AccountStatus.ACTIVE)
                .feeTier((short) feeTier)
                .maxOpenOrders(maxOpenOrders)
                .maxOrdersPerSecond(0)
                .reason("");
        return this;
    }

    JournalScript feeTier(final int tier, final int makerRate, final int takerRate) {
        final FeeTierChangedEncoder event = event(new FeeTierChangedEncoder());
        origin(event.origin());
        event.feeTier((short) tier).makerRate(makerRate).takerRate(takerRate);
        return this;
    }

    JournalScript apiKey(final long account, final long id, final int generation, final boolean enabled) {
        final ApiKeyChangedEncoder event = event(new ApiKeyChangedEncoder());
        origin(event.origin());
        event.account(account).accountSequence(2).apiKeyId(id).generation(generation);
        event.permissions().clear().read(true).trade(true);
        event.enabled(enabled ? BooleanType.TRUE : BooleanType.FALSE);
        return this;
    }

    JournalScript principal(final long key, final Role role, final boolean enabled) {
        final PrincipalChangedEncoder event = event(new PrincipalChangedEncoder());
        origin(event.origin());
        hash(event.publicKey(), key);
        event.role(role).enabled(enabled ? BooleanType.TRUE : BooleanType.FALSE);
        return this;
    }

    JournalScript encodingVersion(final int version) {
        final EncodingVersionChangedEncoder event = event(new EncodingVersionChangedEncoder());
        origin(event.origin());
        event.encodingVersion(version);
        return this;
    }

    JournalScript stateHash(final long hash) {
        final StateHashRecordedEncoder event = event(new StateHashRecordedEncoder());
        origin(event.origin());
        event.stateHash(hash).algorithm(1);
        return this;
    }

    JournalScript balance(
            final BalanceChangeKind kind,
            final long account,
            final int asset,
            final long amount,
            final long available,
            final long held) {
        final BalanceChangedEncoder event = event(new BalanceChangedEncoder());
        origin(event.origin());
        event.account(account)
                .accountSequence(3)
                .assetId(asset)
                .kind(kind)
                .amount(amount)
                .available(available)
                .held(held)
                .reason(kind == BalanceChangeKind.ADJUSTMENT ? "by hand" : "");
        hash(
                event.depositId(),
                kind == BalanceChangeKind.DEPOSIT ? journal.end().sequence() + 100 + count : 0);
        return this;
    }

    JournalScript accepted(
            final long order,
            final long account,
            final long instrument,
            final Side side,
            final long price,
            final long quantity,
            final long available,
            final long held,
            final String clientOrderId) {
        final OrderAcceptedEncoder event = event(new OrderAcceptedEncoder());
        origin(event.origin());
        event.orderId(order)
                .account(account)
                .accountSequence(4)
                .price(price)
                .quantity(quantity)
                .available(available)
                .held(held)
                .instrumentId(instrument)
                .makerRate(1_000)
                .takerRate(2_000)
                .side(side)
                .orderType(OrderType.LIMIT)
                .timeInForce(TimeInForce.GTC)
                .selfTradePrevention(SelfTradePrevention.CANCEL_NEWEST)
                .clientOrderId(clientOrderId);
        event.flags().clear();
        return this;
    }

    JournalScript rested(final long order, final long instrument, final Side side, final long price, final long open) {
        final OrderRestedEncoder event = event(new OrderRestedEncoder());
        event.orderId(order)
                .instrumentSequence(1)
                .price(price)
                .quantity(open)
                .instrumentId(instrument)
                .side(side);
        return this;
    }

    /** A trade; fill in the balances and leaves on what is returned. */
    TradeEncoder trade(
            final long trade,
            final long instrument,
            final Side takerSide,
            final long price,
            final long quantity,
            final long notional) {
        return event(new TradeEncoder())
                .tradeId(trade)
                .instrumentSequence(2)
                .price(price)
                .quantity(quantity)
                .notional(notional)
                .instrumentId(instrument)
                .takerSide(takerSide)
                .kind(TradeKind.NULL_VAL);
    }

    JournalScript cancelled(
            final long order,
            final long account,
            final long instrument,
            final Side side,
            final CancelReason reason,
            final long available,
            final long held) {
        final OrderCancelledEncoder event = event(new OrderCancelledEncoder());
        origin(event.origin());
        event.orderId(order)
                .account(account)
                .accountSequence(5)
                .instrumentSequence(3)
                .price(1)
                .cancelledQuantity(1)
                .available(available)
                .held(held)
                .instrumentId(instrument)
                .side(side)
                .status(OrderStatus.CANCELLED)
                .reason(reason)
                .displayedQuantity(OrderCancelledEncoder.displayedQuantityNullValue());
        return this;
    }

    JournalScript amended(
            final long order,
            final long account,
            final long instrument,
            final Side side,
            final long oldPrice,
            final long oldLeaves,
            final long newPrice,
            final long newLeaves,
            final long newQuantity,
            final long available,
            final long held) {
        final OrderAmendedEncoder event = event(new OrderAmendedEncoder());
        origin(event.origin());
        event.orderId(order)
                .account(account)
                .accountSequence(6)
                .instrumentSequence(4)
                .oldPrice(oldPrice)
                .oldLeaves(oldLeaves)
                .newPrice(newPrice)
                .newLeaves(newLeaves)
                .newQuantity(newQuantity)
                .available(available)
                .held(held)
                .instrumentId(instrument)
                .side(side)
                .priorityKept(BooleanType.TRUE)
                .oldDisplayed(OrderAmendedEncoder.oldDisplayedNullValue())
                .newDisplayed(OrderAmendedEncoder.newDisplayedNullValue())
                .newStopPrice(OrderAmendedEncoder.newStopPriceNullValue());
        return this;
    }

    /** An event of a kind that nobody knows yet. */
    JournalScript unknown() {
        header.wrap(buffer, length).blockLength(8).templateId(999).schemaId(2).version(9);
        length += MessageHeaderEncoder.ENCODED_LENGTH + 8;
        count++;
        return this;
    }

    /** An event of any kind; set all its fields but its origin on what is returned. */
    <E extends MessageEncoderFlyweight> E event(final E event) {
        header.wrap(buffer, length)
                .blockLength(event.sbeBlockLength())
                .templateId(event.sbeTemplateId())
                .schemaId(event.sbeSchemaId())
                .version(event.sbeSchemaVersion());
        event.wrap(buffer, length + MessageHeaderEncoder.ENCODED_LENGTH);
        length += MessageHeaderEncoder.ENCODED_LENGTH + event.sbeBlockLength();
        count++;
        return event;
    }

    void origin(final OriginEncoder origin) {
        origin.requestIdHigh(1).requestIdLow(requestLow).actor(77);
    }

    private static void hash(final Hash256Encoder hash, final long value) {
        hash.w0(value).w1(0).w2(0).w3(0);
    }
}

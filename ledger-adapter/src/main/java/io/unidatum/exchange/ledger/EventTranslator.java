package io.unidatum.exchange.ledger;

import io.unidatum.exchange.protocol.ReservedAccounts;
import io.unidatum.exchange.sbe.common.BooleanType;
import io.unidatum.exchange.sbe.common.OrderStatus;
import io.unidatum.exchange.sbe.common.OriginDecoder;
import io.unidatum.exchange.sbe.common.Side;
import io.unidatum.exchange.sbe.common.TradeKind;
import io.unidatum.exchange.sbe.event.EncodingVersionChangedDecoder;
import io.unidatum.exchange.sbe.event.OrderAcceptedDecoder;
import io.unidatum.exchange.sbe.event.OrderAmendedDecoder;
import io.unidatum.exchange.sbe.event.OrderCancelledDecoder;
import io.unidatum.exchange.sbe.event.OrderReducedDecoder;
import io.unidatum.exchange.sbe.event.OrderRefilledDecoder;
import io.unidatum.exchange.sbe.event.OrderRestedDecoder;
import io.unidatum.exchange.sbe.event.OrderTermsDecoder;
import io.unidatum.exchange.sbe.event.OrderTriggeredDecoder;
import io.unidatum.exchange.sbe.event.TradeDecoder;
import java.util.HashMap;
import java.util.Map;
import org.agrona.DirectBuffer;

/**
 * Turns events into rows: orders and trades here, the rest in {@link AdminTranslator}, {@link RiskTranslator}, {@link
 * FundsTranslator} and {@link RetentionTranslator}. A function of the events and of what is known before them; not
 * thread safe.
 */
final class EventTranslator {
    /** Encoding version from which the state machine counts positions. */
    private static final int POSITIONS_SINCE = 2;

    private final OrderAcceptedDecoder accepted = new OrderAcceptedDecoder();
    private final OrderRestedDecoder rested = new OrderRestedDecoder();
    private final TradeDecoder trade = new TradeDecoder();
    private final OrderCancelledDecoder cancelled = new OrderCancelledDecoder();
    private final OrderAmendedDecoder amended = new OrderAmendedDecoder();
    private final OrderTermsDecoder terms = new OrderTermsDecoder();
    private final OrderTriggeredDecoder triggered = new OrderTriggeredDecoder();
    private final OrderRefilledDecoder refilled = new OrderRefilledDecoder();
    private final OrderReducedDecoder reduced = new OrderReducedDecoder();
    private final EncodingVersionChangedDecoder encodingVersion = new EncodingVersionChangedDecoder();
    private final Map<Long, StartPoint.Assets> assetsByInstrument;
    private final AdminTranslator admin;
    private final RiskTranslator risk;
    private final FundsTranslator funds = new FundsTranslator();
    private final RetentionTranslator retention = new RetentionTranslator();
    private boolean countsPositions;

    /**
     * Makes a translator.
     *
     * @param known before the first event.
     */
    EventTranslator(final StartPoint.Known known) {
        assetsByInstrument = new HashMap<>(known.assetsByInstrument());
        countsPositions = known.countsPositions();
        risk = new RiskTranslator(known.deadManTimeouts());
        admin = new AdminTranslator(assetsByInstrument);
    }

    /**
     * Adds an event's rows to a batch.
     *
     * @param batch to add to.
     * @param sequence of the event.
     * @param time of the event, ns.
     * @param templateId which event it is.
     * @param buffer that holds it.
     * @param offset of its block.
     * @param blockLength of its block.
     * @param version of the schema it was encoded with.
     * @throws LedgerFault if the event is unknown: to pass over it could be to pass over money.
     */
    void onEvent(
            final JournalBatch batch,
            final long sequence,
            final long time,
            final int templateId,
            final DirectBuffer buffer,
            final int offset,
            final int blockLength,
            final int version) {
        switch (templateId) {
            case OrderAcceptedDecoder.TEMPLATE_ID ->
                onAccepted(batch, sequence, time, accepted.wrap(buffer, offset, blockLength, version));
            case OrderRestedDecoder.TEMPLATE_ID ->
                batch.orders
                        .change(rested.wrap(buffer, offset, blockLength, version)
                                .orderId())
                        .touch(sequence, time);
            case TradeDecoder.TEMPLATE_ID ->
                onTrade(batch, sequence, time, trade.wrap(buffer, offset, blockLength, version));
            case OrderCancelledDecoder.TEMPLATE_ID ->
                onCancelled(batch, sequence, time, cancelled.wrap(buffer, offset, blockLength, version));
            case OrderAmendedDecoder.TEMPLATE_ID ->
                onAmended(batch, sequence, time, amended.wrap(buffer, offset, blockLength, version));
            case OrderTermsDecoder.TEMPLATE_ID ->
                onTerms(batch, sequence, time, terms.wrap(buffer, offset, blockLength, version));
            case OrderTriggeredDecoder.TEMPLATE_ID ->
                onTriggered(batch, sequence, time, triggered.wrap(buffer, offset, blockLength, version));
            case OrderRefilledDecoder.TEMPLATE_ID ->
                batch.orders
                        .change(refilled.wrap(buffer, offset, blockLength, version)
                                .orderId())
                        .touch(sequence, time);
            case OrderReducedDecoder.TEMPLATE_ID ->
                onReduced(batch, sequence, time, reduced.wrap(buffer, offset, blockLength, version));
            default -> {
                if (templateId == EncodingVersionChangedDecoder.TEMPLATE_ID) {
                    encodingVersion.wrap(buffer, offset, blockLength, version);
                    countsPositions = encodingVersion.encodingVersion() >= POSITIONS_SINCE;
                }
                if (!admin.onEvent(batch, sequence, time, templateId, buffer, offset, blockLength, version)
                        && !risk.onEvent(batch, sequence, time, templateId, buffer, offset, blockLength, version)
                        && !funds.onEvent(batch, sequence, time, templateId, buffer, offset, blockLength, version)
                        && !retention.onEvent(
                                batch, sequence, time, templateId, buffer, offset, blockLength, version)) {
                    throw new LedgerFault("Event " + sequence + " of the journal is of a kind (" + templateId
                            + ") that this ledger adapter does not know. Nothing was written of it: start a newer"
                            + " version of the adapter, which goes on from there.");
                }
            }
        }
    }

    private void onAccepted(
            final JournalBatch batch, final long sequence, final long time, final OrderAcceptedDecoder event) {
        final OrderRow row = batch.orders.create(event.orderId()).touch(sequence, time);
        final OriginDecoder origin = event.origin();
        row.accountId = event.account();
        row.instrumentId = event.instrumentId();
        row.price = event.price();
        row.quantity = event.quantity();
        row.status = OrderStatus.NEW.value();
        row.acceptedSequence = sequence;
        row.createdAtNs = time;
        row.actor = origin.actor();
        row.requestIdHigh = origin.requestIdHigh();
        row.requestIdLow = origin.requestIdLow();
        row.makerRate = event.makerRate();
        row.takerRate = event.takerRate();
        row.flags = event.flags().getRaw();
        row.side = event.sideRaw();
        row.orderType = event.orderTypeRaw();
        row.timeInForce = event.timeInForceRaw();
        row.selfTradePrevention = event.selfTradePreventionRaw();
        row.clientOrderId = event.clientOrderId();
        setHeldAsset(
                batch,
                sequence,
                event.account(),
                event.instrumentId(),
                event.sideRaw(),
                event.available(),
                event.held());
    }

    private void onTrade(final JournalBatch batch, final long sequence, final long time, final TradeDecoder event) {
        final StartPoint.Assets assets = assets(event.instrumentId(), sequence);
        final long maker = event.makerAccount();
        final long taker = event.takerAccount();
        final long quantity = event.quantity();
        final long notional = event.notional();
        final long makerFee = event.makerFee();
        final long takerFee = event.takerFee();

        batch.trades
                .row()
                .putLong(event.tradeId())
                .putLong(sequence)
                .putLong(event.instrumentId())
                .putLong(event.instrumentSequence())
                .putLong(event.price())
                .putLong(quantity)
                .putLong(notional)
                .putLong(event.makerOrderId())
                .putLong(event.takerOrderId())
                .putLong(maker)
                .putLong(taker)
                .putLong(makerFee)
                .putLong(takerFee)
                .putTime(time)
                .putShort(event.takerSideRaw())
                .putShort(event.kind() == TradeKind.AUCTION ? TradeKind.AUCTION.value() : TradeKind.CONTINUOUS.value());

        batch.candles.trade(event.instrumentId(), time, event.tradeId(), event.price(), quantity, notional);

        batch.orders
                .change(event.makerOrderId())
                .touch(sequence, time)
                .fill(quantity, notional, makerFee, statusOf(event.makerLeaves()));
        batch.orders
                .change(event.takerOrderId())
                .touch(sequence, time)
                .fill(quantity, notional, takerFee, statusOf(event.takerLeaves()));

        final int base = assets.base();
        final int quote = assets.quote();
        final BalanceRows balances = batch.balances;
        balances.set(maker, base, event.makerBaseAvailable(), event.makerBaseHeld(), sequence);
        balances.set(maker, quote, event.makerQuoteAvailable(), event.makerQuoteHeld(), sequence);
        balances.set(taker, base, event.takerBaseAvailable(), event.takerBaseHeld(), sequence);
        balances.set(taker, quote, event.takerQuoteAvailable(), event.takerQuoteHeld(), sequence);
        final long fees = Math.addExact(makerFee, takerFee);
        if (fees != 0) {
            balances.add(ReservedAccounts.FEES, quote, fees, sequence);
        }

        final boolean takerBuys = event.takerSideRaw() == Side.BUY.value();
        if (countsPositions) {
            batch.positions.fill(maker, event.instrumentId(), !takerBuys, quantity, notional, sequence);
            batch.positions.fill(taker, event.instrumentId(), takerBuys, quantity, notional, sequence);
        }
        final long buyer = takerBuys ? taker : maker;
        final long seller = takerBuys ? maker : taker;
        final LedgerRows ledger = batch.ledger;
        ledger.move(sequence, time, LedgerKind.TRADE, base, seller, buyer, quantity);
        ledger.move(sequence, time, LedgerKind.TRADE, quote, buyer, seller, notional);
        ledger.move(sequence, time, LedgerKind.FEE, quote, maker, ReservedAccounts.FEES, makerFee);
        ledger.move(sequence, time, LedgerKind.FEE, quote, taker, ReservedAccounts.FEES, takerFee);
    }

    private void onCancelled(
            final JournalBatch batch, final long sequence, final long time, final OrderCancelledDecoder event) {
        final OrderRow row = batch.orders.change(event.orderId()).touch(sequence, time);
        row.status = event.statusRaw();
        row.cancelReason = event.reasonRaw();
        setHeldAsset(
                batch,
                sequence,
                event.account(),
                event.instrumentId(),
                event.sideRaw(),
                event.available(),
                event.held());
    }

    private void onAmended(
            final JournalBatch batch, final long sequence, final long time, final OrderAmendedDecoder event) {
        final OrderRow row = batch.orders.change(event.orderId()).touch(sequence, time);
        row.price = event.newPrice();
        row.amendQuantity(event.newQuantity());
        final long newStopPrice = event.newStopPrice();
        if (newStopPrice != OrderAmendedDecoder.newStopPriceNullValue()) {
            row.stopPrice = newStopPrice;
        }
        final OriginDecoder origin = event.origin();
        batch.amendments
                .row()
                .putLong(sequence)
                .putLong(event.orderId())
                .putLong(event.account())
                .putLong(event.oldPrice())
                .putLong(event.newPrice())
                .putLong(event.oldLeaves())
                .putLong(event.newLeaves())
                .putLong(event.newQuantity())
                .putLong(origin.actor())
                .putTime(time)
                .putUuid(origin.requestIdHigh(), origin.requestIdLow())
                .putBoolean(event.priorityKept() == BooleanType.TRUE)
                .putLongOrNull(newStopPrice, OrderAmendedDecoder.newStopPriceNullValue());
        setHeldAsset(
                batch,
                sequence,
                event.account(),
                event.instrumentId(),
                event.sideRaw(),
                event.available(),
                event.held());
    }

    private static void onTerms(
            final JournalBatch batch, final long sequence, final long time, final OrderTermsDecoder event) {
        final OrderRow row = batch.orders.change(event.orderId()).touch(sequence, time);
        if (!row.isNew) {
            throw new LedgerFault("Event " + sequence + " of the journal gives the terms of order " + event.orderId()
                    + ", which was not accepted in the same command: the journal is damaged.");
        }
        row.stopPrice = event.stopPrice();
        row.displayQuantity = event.displayQuantity();
        row.expireTimeNs = event.expireTime();
        row.quoteAmount = event.quoteAmount();
        row.trailingOffset = event.trailingOffset();
        row.trailingRate = event.trailingRate();
        row.linkedOrderId = event.linkedOrderId();
    }

    private void onTriggered(
            final JournalBatch batch, final long sequence, final long time, final OrderTriggeredDecoder event) {
        final OrderRow row = batch.orders.change(event.orderId()).touch(sequence, time);
        row.stopPrice = event.stopPrice();
        row.price = event.price();
        row.triggeredAtNs = time;
        setHeldAsset(
                batch,
                sequence,
                event.account(),
                event.instrumentId(),
                event.sideRaw(),
                event.available(),
                event.held());
    }

    private void onReduced(
            final JournalBatch batch, final long sequence, final long time, final OrderReducedDecoder event) {
        batch.orders.change(event.orderId()).touch(sequence, time).reduce(event.quantity());
        batch.reductions
                .row()
                .putLong(sequence)
                .putLong(event.orderId())
                .putLong(event.account())
                .putLong(event.quantity())
                .putLong(event.leaves())
                .putTime(time)
                .putShort(event.reasonRaw());
        setHeldAsset(
                batch,
                sequence,
                event.account(),
                event.instrumentId(),
                event.sideRaw(),
                event.available(),
                event.held());
    }

    private void setHeldAsset(
            final JournalBatch batch,
            final long sequence,
            final long account,
            final long instrumentId,
            final int side,
            final long available,
            final long held) {
        final StartPoint.Assets assets = assets(instrumentId, sequence);
        final int asset = side == Side.BUY.value() ? assets.quote() : assets.base();
        batch.balances.set(account, asset, available, held, sequence);
    }

    private StartPoint.Assets assets(final long instrumentId, final long sequence) {
        final StartPoint.Assets assets = assetsByInstrument.get(instrumentId);
        if (assets == null) {
            throw new LedgerFault("Event " + sequence + " names instrument " + instrumentId
                    + ", which neither the journal before it nor the database knows: one of them is damaged.");
        }
        return assets;
    }

    private static int statusOf(final long leaves) {
        return leaves == 0 ? OrderStatus.FILLED.value() : OrderStatus.PARTIALLY_FILLED.value();
    }
}

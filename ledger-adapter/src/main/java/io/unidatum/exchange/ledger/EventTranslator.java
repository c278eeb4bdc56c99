package io.unidatum.exchange.ledger;

import io.unidatum.exchange.protocol.ReservedAccounts;
import io.unidatum.exchange.sbe.common.BooleanType;
import io.unidatum.exchange.sbe.common.OrderStatus;
import io.unidatum.exchange.sbe.common.OriginDecoder;
import io.unidatum.exchange.sbe.common.Side;
import io.unidatum.exchange.sbe.event.OrderAcceptedDecoder;
import io.unidatum.exchange.sbe.event.OrderAmendedDecoder;
import io.unidatum.exchange.sbe.event.OrderCancelledDecoder;
import io.unidatum.exchange.sbe.event.OrderRestedDecoder;
import io.unidatum.exchange.sbe.event.TradeDecoder;
import java.util.HashMap;
import java.util.Map;
import org.agrona.DirectBuffer;

/**
 * Turns events into rows: orders and trades here, the rest in {@link AdminTranslator}. A function of the events and of
 * the instruments known so far; not thread safe.
 */
final class EventTranslator {
    private final OrderAcceptedDecoder accepted = new OrderAcceptedDecoder();
    private final OrderRestedDecoder rested = new OrderRestedDecoder();
    private final TradeDecoder trade = new TradeDecoder();
    private final OrderCancelledDecoder cancelled = new OrderCancelledDecoder();
    private final OrderAmendedDecoder amended = new OrderAmendedDecoder();
    private final Map<Long, StartPoint.Assets> assetsByInstrument;
    private final AdminTranslator admin;

    /**
     * Makes a translator.
     *
     * @param instruments known before the first event.
     */
    EventTranslator(final Map<Long, StartPoint.Assets> instruments) {
        assetsByInstrument = new HashMap<>(instruments);
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
            default -> {
                if (!admin.onEvent(batch, sequence, time, templateId, buffer, offset, blockLength, version)) {
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
                .putShort(event.takerSideRaw());

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
        row.quantity = event.newQuantity();
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
                .putBoolean(event.priorityKept() == BooleanType.TRUE);
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

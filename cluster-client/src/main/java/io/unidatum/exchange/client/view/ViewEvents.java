package io.unidatum.exchange.client.view;

import io.unidatum.exchange.protocol.ReservedAccounts;
import io.unidatum.exchange.sbe.common.BooleanType;
import io.unidatum.exchange.sbe.common.Role;
import io.unidatum.exchange.sbe.common.Side;
import io.unidatum.exchange.sbe.event.AccountChangedDecoder;
import io.unidatum.exchange.sbe.event.ApiKeyChangedDecoder;
import io.unidatum.exchange.sbe.event.AssetCreatedDecoder;
import io.unidatum.exchange.sbe.event.BalanceChangedDecoder;
import io.unidatum.exchange.sbe.event.FeeTierChangedDecoder;
import io.unidatum.exchange.sbe.event.GenesisAppliedDecoder;
import io.unidatum.exchange.sbe.event.InstrumentCreatedDecoder;
import io.unidatum.exchange.sbe.event.InstrumentStatusChangedDecoder;
import io.unidatum.exchange.sbe.event.OrderAcceptedDecoder;
import io.unidatum.exchange.sbe.event.OrderAmendedDecoder;
import io.unidatum.exchange.sbe.event.OrderCancelledDecoder;
import io.unidatum.exchange.sbe.event.OrderRestedDecoder;
import io.unidatum.exchange.sbe.event.PrincipalChangedDecoder;
import io.unidatum.exchange.sbe.event.TradeDecoder;
import org.agrona.DirectBuffer;

/**
 * Brings the view forward by one event. Events carry balances as they are afterwards, so there is little to compute.
 */
final class ViewEvents {
    private final ViewState state;
    private final GenesisAppliedDecoder genesis = new GenesisAppliedDecoder();
    private final AssetCreatedDecoder asset = new AssetCreatedDecoder();
    private final InstrumentCreatedDecoder instrument = new InstrumentCreatedDecoder();
    private final InstrumentStatusChangedDecoder instrumentStatus = new InstrumentStatusChangedDecoder();
    private final AccountChangedDecoder account = new AccountChangedDecoder();
    private final FeeTierChangedDecoder feeTier = new FeeTierChangedDecoder();
    private final ApiKeyChangedDecoder apiKey = new ApiKeyChangedDecoder();
    private final PrincipalChangedDecoder principal = new PrincipalChangedDecoder();
    private final BalanceChangedDecoder balance = new BalanceChangedDecoder();
    private final OrderAcceptedDecoder accepted = new OrderAcceptedDecoder();
    private final OrderRestedDecoder rested = new OrderRestedDecoder();
    private final TradeDecoder trade = new TradeDecoder();
    private final OrderCancelledDecoder cancelled = new OrderCancelledDecoder();
    private final OrderAmendedDecoder amended = new OrderAmendedDecoder();
    private ExchangeViewListener listener = new ExchangeViewListener() {};
    private long sequence;
    private long time;

    ViewEvents(final ViewState state) {
        this.state = state;
    }

    void listener(final ExchangeViewListener newListener) {
        this.listener = newListener;
    }

    ExchangeViewListener listener() {
        return listener;
    }

    void onEvent(
            final long eventSequence,
            final long eventTime,
            final int templateId,
            final DirectBuffer buffer,
            final int offset,
            final int blockLength,
            final int version) {
        sequence = eventSequence;
        time = eventTime;
        switch (templateId) {
            case OrderAcceptedDecoder.TEMPLATE_ID -> {
                accepted.wrap(buffer, offset, blockLength, version);
                onAccepted();
            }
            case OrderRestedDecoder.TEMPLATE_ID -> {
                rested.wrap(buffer, offset, blockLength, version);
                bookChanged((int) rested.instrumentId(), rested.instrumentSequence());
            }
            case TradeDecoder.TEMPLATE_ID -> {
                trade.wrap(buffer, offset, blockLength, version);
                onTrade();
            }
            case OrderCancelledDecoder.TEMPLATE_ID -> {
                cancelled.wrap(buffer, offset, blockLength, version);
                onCancelled();
            }
            case OrderAmendedDecoder.TEMPLATE_ID -> {
                amended.wrap(buffer, offset, blockLength, version);
                onAmended();
            }
            case BalanceChangedDecoder.TEMPLATE_ID -> {
                balance.wrap(buffer, offset, blockLength, version);
                accountChanged(balance.account(), balance.accountSequence());
                setBalance(balance.account(), balance.assetId(), balance.available(), balance.held());
            }
            default -> onAdministration(templateId, buffer, offset, blockLength, version);
        }
    }

    private void onAdministration(
            final int templateId,
            final DirectBuffer buffer,
            final int offset,
            final int blockLength,
            final int version) {
        switch (templateId) {
            case GenesisAppliedDecoder.TEMPLATE_ID -> {
                genesis.wrap(buffer, offset, blockLength, version);
                state.isInitialised = true;
                state.clusterName = genesis.clusterName();
                final String key = Hashes.hex(genesis.operatorKey());
                state.principals.put(key, new PrincipalView(key, Role.OPERATOR, true));
            }
            case AssetCreatedDecoder.TEMPLATE_ID -> {
                asset.wrap(buffer, offset, blockLength, version);
                state.put(new AssetView(asset.assetId(), asset.name()));
            }
            case InstrumentCreatedDecoder.TEMPLATE_ID -> {
                instrument.wrap(buffer, offset, blockLength, version);
                onInstrument();
            }
            case InstrumentStatusChangedDecoder.TEMPLATE_ID -> {
                instrumentStatus.wrap(buffer, offset, blockLength, version);
                onInstrumentStatus();
            }
            case AccountChangedDecoder.TEMPLATE_ID -> {
                account.wrap(buffer, offset, blockLength, version);
                final AccountView view = accountChanged(account.account(), account.accountSequence());
                view.terms(account.status(), account.feeTier(), account.maxOpenOrders(), account.maxOrdersPerSecond());
                listener.onAccount(view);
            }
            case FeeTierChangedDecoder.TEMPLATE_ID -> {
                feeTier.wrap(buffer, offset, blockLength, version);
                final int tier = feeTier.feeTier();
                state.feeTiers.put(tier, new FeeTierView(tier, feeTier.makerRate(), feeTier.takerRate()));
            }
            case ApiKeyChangedDecoder.TEMPLATE_ID -> {
                apiKey.wrap(buffer, offset, blockLength, version);
                onApiKey();
            }
            case PrincipalChangedDecoder.TEMPLATE_ID -> {
                principal.wrap(buffer, offset, blockLength, version);
                final String key = Hashes.hex(principal.publicKey());
                state.principals.put(
                        key, new PrincipalView(key, principal.role(), principal.enabled() == BooleanType.TRUE));
            }
            default -> {
                // Encoding versions and state hashes are of no interest here, and later events are not known.
            }
        }
    }

    private void onInstrument() {
        final InstrumentView view = new InstrumentView(
                (int) instrument.instrumentId(),
                instrument.symbol(),
                instrument.baseAsset(),
                instrument.quoteAsset(),
                instrument.tickSize(),
                instrument.lotSize(),
                instrument.maxOrderQuantity(),
                instrument.protectionBand());
        state.put(view);
        listener.onInstrument(view);
    }

    private void onInstrumentStatus() {
        final InstrumentView view =
                bookChanged((int) instrumentStatus.instrumentId(), instrumentStatus.instrumentSequence());
        if (view != null) {
            view.status(instrumentStatus.status());
            listener.onInstrument(view);
        }
    }

    private void onApiKey() {
        accountChanged(apiKey.account(), apiKey.accountSequence());
        final ApiKeyView view = new ApiKeyView(
                apiKey.apiKeyId(),
                apiKey.account(),
                (int) apiKey.generation(),
                apiKey.permissions().read(),
                apiKey.permissions().trade(),
                apiKey.enabled() == BooleanType.TRUE);
        state.apiKeys.put(view.apiKeyId(), view);
        listener.onApiKey(view);
    }

    private void onAccepted() {
        accountChanged(accepted.account(), accepted.accountSequence());
        final OrderView order = new OrderView(
                accepted.orderId(),
                accepted.account(),
                (int) accepted.instrumentId(),
                accepted.side(),
                accepted.orderType(),
                accepted.timeInForce(),
                accepted.clientOrderId(),
                time,
                sequence);
        order.terms(accepted.price(), accepted.quantity(), accepted.quantity());
        state.open(order);
        listener.onOrder(order);
        setHeldAsset(order.account(), order.instrumentId(), order.side(), accepted.available(), accepted.held());
    }

    private void onTrade() {
        final int instrumentId = (int) trade.instrumentId();
        final InstrumentView traded = bookChanged(instrumentId, trade.instrumentSequence());
        accountChanged(trade.makerAccount(), trade.makerAccountSequence());
        accountChanged(trade.takerAccount(), trade.takerAccountSequence());
        final Side takerSide = trade.takerSide();
        final Side makerSide = takerSide == Side.BUY ? Side.SELL : Side.BUY;
        onFill(trade.makerOrderId(), trade.makerAccount(), makerSide, true, trade.makerFee(), trade.makerLeaves());
        onFill(trade.takerOrderId(), trade.takerAccount(), takerSide, false, trade.takerFee(), trade.takerLeaves());
        if (traded != null) {
            traded.lastPrice(trade.price());
            final int base = traded.baseAsset();
            final int quote = traded.quoteAsset();
            setBalance(trade.makerAccount(), base, trade.makerBaseAvailable(), trade.makerBaseHeld());
            setBalance(trade.makerAccount(), quote, trade.makerQuoteAvailable(), trade.makerQuoteHeld());
            setBalance(trade.takerAccount(), base, trade.takerBaseAvailable(), trade.takerBaseHeld());
            setBalance(trade.takerAccount(), quote, trade.takerQuoteAvailable(), trade.takerQuoteHeld());
            final long fees = trade.makerFee() + trade.takerFee();
            if (fees != 0) {
                final BalanceView earned =
                        state.accountOf(ReservedAccounts.FEES).balanceOf(quote);
                setBalance(ReservedAccounts.FEES, quote, earned.available() + fees, earned.held());
            }
        }
    }

    private void onFill(
            final long orderId,
            final long accountId,
            final Side side,
            final boolean isMaker,
            final long fee,
            final long leaves) {
        final FillView fill = new FillView(
                trade.tradeId(),
                orderId,
                accountId,
                (int) trade.instrumentId(),
                side,
                isMaker,
                trade.price(),
                trade.quantity(),
                trade.notional(),
                fee,
                time,
                sequence);
        state.accountOf(accountId).fill(fill, state.maxFills);
        final OrderView order = state.orders.get(orderId);
        if (order != null) {
            order.fill(fill, leaves, state.maxFillsPerOrder);
            order.touched(time, sequence);
            if (leaves == 0) {
                state.close(order);
            }
            listener.onFill(order, fill);
            listener.onOrder(order);
        }
    }

    private void onCancelled() {
        if (cancelled.instrumentSequence() != 0) {
            bookChanged((int) cancelled.instrumentId(), cancelled.instrumentSequence());
        }
        accountChanged(cancelled.account(), cancelled.accountSequence());
        final OrderView order = state.orders.get(cancelled.orderId());
        if (order != null) {
            order.cancel(cancelled.status(), cancelled.reason());
            order.touched(time, sequence);
            state.close(order);
            listener.onOrder(order);
        }
        setHeldAsset(
                cancelled.account(),
                (int) cancelled.instrumentId(),
                cancelled.side(),
                cancelled.available(),
                cancelled.held());
    }

    private void onAmended() {
        bookChanged((int) amended.instrumentId(), amended.instrumentSequence());
        accountChanged(amended.account(), amended.accountSequence());
        final OrderView order = state.orders.get(amended.orderId());
        if (order != null) {
            order.terms(amended.newPrice(), amended.newQuantity(), amended.newLeaves());
            order.touched(time, sequence);
            listener.onOrder(order);
        }
        setHeldAsset(
                amended.account(), (int) amended.instrumentId(), amended.side(), amended.available(), amended.held());
    }

    private InstrumentView bookChanged(final int instrumentId, final long instrumentSequence) {
        final InstrumentView view = state.instruments.get(instrumentId);
        if (view != null) {
            view.instrumentSequence(instrumentSequence);
        }
        return view;
    }

    private AccountView accountChanged(final long accountId, final long accountSequence) {
        final AccountView view = state.accountOf(accountId);
        view.accountSequence(accountSequence);
        return view;
    }

    private void setHeldAsset(
            final long accountId, final int instrumentId, final Side side, final long available, final long held) {
        final InstrumentView view = state.instruments.get(instrumentId);
        if (view != null) {
            setBalance(accountId, side == Side.BUY ? view.quoteAsset() : view.baseAsset(), available, held);
        }
    }

    private void setBalance(final long accountId, final int assetId, final long available, final long held) {
        final BalanceView view = state.accountOf(accountId).balanceOf(assetId);
        view.set(available, held, sequence);
        listener.onBalance(view);
    }
}

package io.unidatum.exchange.client.view;

import io.unidatum.exchange.sbe.common.BooleanType;
import io.unidatum.exchange.sbe.snapshot.AccountStateDecoder;
import io.unidatum.exchange.sbe.snapshot.ApiKeyStateDecoder;
import io.unidatum.exchange.sbe.snapshot.AssetStateDecoder;
import io.unidatum.exchange.sbe.snapshot.BalanceStateDecoder;
import io.unidatum.exchange.sbe.snapshot.FeeTierStateDecoder;
import io.unidatum.exchange.sbe.snapshot.InstrumentStateDecoder;
import io.unidatum.exchange.sbe.snapshot.OrderStateDecoder;
import io.unidatum.exchange.sbe.snapshot.PrincipalStateDecoder;
import io.unidatum.exchange.sbe.snapshot.SnapshotHeaderDecoder;
import org.agrona.DirectBuffer;

/** Fills the view from a state image. */
final class ViewImage {
    private final ViewState state;
    private final SnapshotHeaderDecoder header = new SnapshotHeaderDecoder();
    private final FeeTierStateDecoder feeTier = new FeeTierStateDecoder();
    private final AssetStateDecoder asset = new AssetStateDecoder();
    private final InstrumentStateDecoder instrument = new InstrumentStateDecoder();
    private final PrincipalStateDecoder principal = new PrincipalStateDecoder();
    private final AccountStateDecoder account = new AccountStateDecoder();
    private final ApiKeyStateDecoder apiKey = new ApiKeyStateDecoder();
    private final BalanceStateDecoder balance = new BalanceStateDecoder();
    private final OrderStateDecoder order = new OrderStateDecoder();

    ViewImage(final ViewState state) {
        this.state = state;
    }

    void onMessage(
            final int templateId,
            final DirectBuffer buffer,
            final int offset,
            final int blockLength,
            final int version) {
        switch (templateId) {
            case SnapshotHeaderDecoder.TEMPLATE_ID -> {
                header.wrap(buffer, offset, blockLength, version);
                onHeader();
            }
            case FeeTierStateDecoder.TEMPLATE_ID -> {
                feeTier.wrap(buffer, offset, blockLength, version);
                final int tier = feeTier.feeTier();
                state.feeTiers.put(tier, new FeeTierView(tier, feeTier.makerRate(), feeTier.takerRate()));
            }
            case AssetStateDecoder.TEMPLATE_ID -> {
                asset.wrap(buffer, offset, blockLength, version);
                state.put(new AssetView(asset.assetId(), asset.name()));
            }
            case InstrumentStateDecoder.TEMPLATE_ID -> {
                instrument.wrap(buffer, offset, blockLength, version);
                onInstrument();
            }
            case PrincipalStateDecoder.TEMPLATE_ID -> {
                principal.wrap(buffer, offset, blockLength, version);
                final String key = Hashes.hex(principal.publicKey());
                state.principals.put(
                        key, new PrincipalView(key, principal.role(), principal.enabled() == BooleanType.TRUE));
            }
            case AccountStateDecoder.TEMPLATE_ID -> {
                account.wrap(buffer, offset, blockLength, version);
                onAccount();
            }
            case ApiKeyStateDecoder.TEMPLATE_ID -> {
                apiKey.wrap(buffer, offset, blockLength, version);
                onApiKey();
            }
            case BalanceStateDecoder.TEMPLATE_ID -> {
                balance.wrap(buffer, offset, blockLength, version);
                state.accountOf(balance.account())
                        .balanceOf(balance.assetId())
                        .set(balance.available(), balance.held(), state.sequence);
            }
            case OrderStateDecoder.TEMPLATE_ID -> {
                order.wrap(buffer, offset, blockLength, version);
                onOrder();
            }
            default -> {
                // Deposits and remembered requests are of no interest to readers.
            }
        }
    }

    private void onHeader() {
        state.clear();
        state.isInitialised = header.initialised() == BooleanType.TRUE;
        state.clusterName = header.clusterName();
        state.sequence = header.lastSequence();
        state.time = header.time();
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
        view.status(instrument.status());
        view.instrumentSequence(instrument.instrumentSequence());
        view.lastPrice(instrument.lastPrice());
        state.put(view);
    }

    private void onAccount() {
        final AccountView view = state.accountOf(account.account());
        view.accountSequence(account.accountSequence());
        view.terms(account.status(), account.feeTier(), account.maxOpenOrders(), account.maxOrdersPerSecond());
    }

    private void onApiKey() {
        state.apiKeys.put(
                apiKey.apiKeyId(),
                new ApiKeyView(
                        apiKey.apiKeyId(),
                        apiKey.account(),
                        (int) apiKey.generation(),
                        apiKey.permissions().read(),
                        apiKey.permissions().trade(),
                        apiKey.enabled() == BooleanType.TRUE));
    }

    private void onOrder() {
        final OrderView view = new OrderView(
                order.orderId(),
                order.account(),
                (int) order.instrumentId(),
                order.side(),
                order.orderType(),
                order.timeInForce(),
                order.clientOrderId(),
                order.acceptedTime(),
                0);
        view.terms(order.price(), order.quantity(), order.leaves());
        view.filledBefore(
                order.quantity() - order.leaves(), order.makerNotional() + order.takerNotional(), order.fee());
        view.touched(state.time, state.sequence);
        state.open(view);
    }
}

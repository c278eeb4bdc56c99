package io.unidatum.exchange.client.view;

import io.unidatum.exchange.sbe.common.BooleanType;
import io.unidatum.exchange.sbe.common.ConnectionState;
import io.unidatum.exchange.sbe.common.OrderPlace;
import io.unidatum.exchange.sbe.common.WithdrawalState;
import io.unidatum.exchange.sbe.snapshot.AccountStateDecoder;
import io.unidatum.exchange.sbe.snapshot.ApiKeyStateDecoder;
import io.unidatum.exchange.sbe.snapshot.AssetStateDecoder;
import io.unidatum.exchange.sbe.snapshot.BalanceStateDecoder;
import io.unidatum.exchange.sbe.snapshot.FeeTierStateDecoder;
import io.unidatum.exchange.sbe.snapshot.InstrumentStateDecoder;
import io.unidatum.exchange.sbe.snapshot.OpenConnectionStateDecoder;
import io.unidatum.exchange.sbe.snapshot.OpenWithdrawalStateDecoder;
import io.unidatum.exchange.sbe.snapshot.OrderStateDecoder;
import io.unidatum.exchange.sbe.snapshot.PositionStateDecoder;
import io.unidatum.exchange.sbe.snapshot.PrincipalStateDecoder;
import io.unidatum.exchange.sbe.snapshot.SnapshotHeaderDecoder;
import io.unidatum.exchange.sbe.snapshot.WithdrawalRulesStateDecoder;
import org.agrona.DirectBuffer;

/** Fills the view from a state image of version 1 to 3; what an older one does not have is as if it were not given. */
final class ViewImage {
    private static final long NO_UINT64 = OrderStateDecoder.linkedOrderIdNullValue();

    private final ViewState state;
    private final SnapshotHeaderDecoder header = new SnapshotHeaderDecoder();
    private int snapshotVersion;
    private final FeeTierStateDecoder feeTier = new FeeTierStateDecoder();
    private final AssetStateDecoder asset = new AssetStateDecoder();
    private final InstrumentStateDecoder instrument = new InstrumentStateDecoder();
    private final PrincipalStateDecoder principal = new PrincipalStateDecoder();
    private final AccountStateDecoder account = new AccountStateDecoder();
    private final ApiKeyStateDecoder apiKey = new ApiKeyStateDecoder();
    private final BalanceStateDecoder balance = new BalanceStateDecoder();
    private final OrderStateDecoder order = new OrderStateDecoder();
    private final PositionStateDecoder position = new PositionStateDecoder();
    private final OpenConnectionStateDecoder connection = new OpenConnectionStateDecoder();
    private final WithdrawalRulesStateDecoder rules = new WithdrawalRulesStateDecoder();
    private final OpenWithdrawalStateDecoder withdrawal = new OpenWithdrawalStateDecoder();

    ViewImage(final ViewState state) {
        this.state = state;
    }

    void onMessage(
            final int templateId,
            final DirectBuffer buffer,
            final int offset,
            final int blockLength,
            final int schemaVersion) {
        if (templateId == SnapshotHeaderDecoder.TEMPLATE_ID) {
            header.wrap(buffer, offset, blockLength, schemaVersion);
            onHeader();
            return;
        }
        // A snapshot of version 1 says nothing in the fields of schema version 1, whatever stands there.
        final int version = snapshotVersion < 2 ? 0 : schemaVersion;
        switch (templateId) {
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
            case PositionStateDecoder.TEMPLATE_ID -> {
                position.wrap(buffer, offset, blockLength, version);
                onPosition();
            }
            case OpenConnectionStateDecoder.TEMPLATE_ID -> {
                connection.wrap(buffer, offset, blockLength, version);
                onConnection();
            }
            case WithdrawalRulesStateDecoder.TEMPLATE_ID -> {
                rules.wrap(buffer, offset, blockLength, version);
                state.withdrawalRules.put(
                        rules.assetId(),
                        new WithdrawalRulesView(
                                rules.assetId(),
                                rules.fee(),
                                rules.minimum(),
                                rules.dailyLimit(),
                                rules.enabled() == BooleanType.TRUE));
            }
            case OpenWithdrawalStateDecoder.TEMPLATE_ID -> {
                withdrawal.wrap(buffer, offset, blockLength, version);
                onWithdrawal();
            }
            default -> {
                // Deposits and remembered requests are of no interest to readers.
            }
        }
    }

    private void onHeader() {
        snapshotVersion = header.snapshotVersion();
        state.clear();
        state.isInitialised = header.initialised() == BooleanType.TRUE;
        state.clusterName = header.clusterName();
        state.encodingVersion = header.encodingVersion();
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
        view.status(instrument.status(), given(instrument.statusUntil()));
        view.rules(
                instrument.maxOrderQuantity(),
                instrument.protectionBand(),
                given(instrument.collar()),
                given(instrument.haltDurationNs()),
                given(instrument.auctionDurationNs()));
        view.instrumentSequence(instrument.instrumentSequence());
        view.lastPrice(instrument.lastPrice());
        state.put(view);
    }

    private void onAccount() {
        final AccountView view = state.accountOf(account.account());
        view.accountSequence(account.accountSequence());
        view.terms(account.status(), account.feeTier(), account.maxOpenOrders(), account.maxOrdersPerSecond());
        view.limits(
                0,
                new LimitsView(
                        given(account.maxOrderQuantity()),
                        given(account.maxOrderNotional()),
                        given(account.maxPosition())));
        view.deadManTimer(given(account.deadManTimeout()), given(account.deadManDeadline()));
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
                        apiKey.permissions().withdraw(),
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
        view.flags(
                order.selfTradePrevention(),
                order.flags().postOnly(),
                order.flags().reduceOnly(),
                order.flags().massQuote());
        view.specialTerms(new SpecialTerms(
                given(order.stopPrice()),
                given(order.displayQuantity()),
                given(order.expireTime()),
                0,
                given(order.trailingOffset()),
                given(order.trailingRate()),
                given(order.linkedOrderId())));
        if (order.place() == OrderPlace.BOOK) {
            view.triggeredBefore();
        }
        view.touched(state.time, state.sequence);
        state.open(view);
    }

    private void onPosition() {
        final AccountView view = state.accountOf(position.account());
        final int instrumentId = (int) position.instrumentId();
        view.positionOf(instrumentId).position().set(position.quantity(), position.cost(), position.realised());
        if (position.hasLimits() == BooleanType.TRUE) {
            view.limits(
                    instrumentId,
                    new LimitsView(position.maxOrderQuantity(), position.maxOrderNotional(), position.maxPosition()));
        }
    }

    private void onConnection() {
        state.accountOf(connection.account())
                .connection(new ConnectionView(
                        connection.account(),
                        connection.connectionId(),
                        connection.sessionId(),
                        connection.gracePeriodNs(),
                        connection.deadline(),
                        connection.deadline() == 0 ? ConnectionState.OPEN : ConnectionState.LOST,
                        state.sequence));
    }

    private void onWithdrawal() {
        state.accountOf(withdrawal.account())
                .withdrawal(new WithdrawalView(
                        withdrawal.withdrawalId(),
                        withdrawal.account(),
                        withdrawal.assetId(),
                        withdrawal.amount(),
                        withdrawal.fee(),
                        withdrawal.address(),
                        WithdrawalState.HELD,
                        "",
                        "",
                        withdrawal.time(),
                        0,
                        state.sequence));
    }

    /** A field that a message of version 0 does not have reads as null. {@return 0 instead} */
    private static long given(final long value) {
        return value == Long.MIN_VALUE || value == NO_UINT64 ? 0 : value;
    }

    private static int given(final int value) {
        return value == Integer.MIN_VALUE ? 0 : value;
    }
}

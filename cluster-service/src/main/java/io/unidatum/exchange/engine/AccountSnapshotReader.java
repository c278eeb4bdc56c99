package io.unidatum.exchange.engine;

import static io.unidatum.exchange.engine.SnapshotReader.check;

import io.unidatum.exchange.book.BookSide;
import io.unidatum.exchange.sbe.common.AccountStatus;
import io.unidatum.exchange.sbe.common.InstrumentStatus;
import io.unidatum.exchange.sbe.common.Side;
import io.unidatum.exchange.sbe.snapshot.AccountStateDecoder;
import io.unidatum.exchange.sbe.snapshot.BalanceStateDecoder;
import io.unidatum.exchange.sbe.snapshot.OrderStateDecoder;
import io.unidatum.exchange.sbe.snapshot.RequestStateDecoder;
import org.agrona.DirectBuffer;

/** Restores accounts, balances, resting orders and remembered requests. */
final class AccountSnapshotReader {
    private final AccountStateDecoder account = new AccountStateDecoder();
    private final BalanceStateDecoder balance = new BalanceStateDecoder();
    private final OrderStateDecoder order = new OrderStateDecoder();
    private final RequestStateDecoder request = new RequestStateDecoder();
    private final Outcome outcome = new Outcome();
    private final long[] heldInOrders = new long[EngineLimits.MAX_ASSETS];
    private final ExchangeState state;

    AccountSnapshotReader(final ExchangeState state) {
        this.state = state;
    }

    /** Least length of a message's block: that of schema version 0. {@return 0 if it is not one of these} */
    int blockLength(final int templateId) {
        return switch (templateId) {
            case AccountStateDecoder.TEMPLATE_ID -> AccountStateDecoder.maxOrderQuantityEncodingOffset();
            case BalanceStateDecoder.TEMPLATE_ID -> BalanceStateDecoder.BLOCK_LENGTH;
            case OrderStateDecoder.TEMPLATE_ID -> OrderStateDecoder.placeEncodingOffset();
            case RequestStateDecoder.TEMPLATE_ID -> RequestStateDecoder.BLOCK_LENGTH;
            default -> 0;
        };
    }

    void read(
            final int templateId,
            final DirectBuffer buffer,
            final int block,
            final int blockLength,
            final int version) {
        switch (templateId) {
            case AccountStateDecoder.TEMPLATE_ID -> {
                account.wrap(buffer, block, blockLength, version);
                readAccount();
            }
            case BalanceStateDecoder.TEMPLATE_ID -> {
                balance.wrap(buffer, block, blockLength, version);
                readBalance();
            }
            case OrderStateDecoder.TEMPLATE_ID -> {
                order.wrap(buffer, block, blockLength, version);
                readOrder(buffer, block);
            }
            case RequestStateDecoder.TEMPLATE_ID -> {
                request.wrap(buffer, block, blockLength, version);
                readRequest();
            }
            default -> check(false, "a message has the unknown template id " + templateId);
        }
    }

    /** Brings orders into their accounts' order, and checks that what accounts have held is what their orders hold. */
    void finish() {
        for (final Account each : state.accounts.sorted()) {
            AccountOrders.sort(each);
            for (final Asset asset : state.assets.sorted()) {
                heldInOrders[asset.slot] -= each.held(asset);
            }
        }
        for (final Asset asset : state.assets.sorted()) {
            check(heldInOrders[asset.slot] == 0, "holds and orders differ in asset " + asset.id);
        }
    }

    private void readAccount() {
        final Account restored = state.accounts.create(account.account());
        restored.sequence = account.accountSequence();
        restored.blocked = account.status() == AccountStatus.BLOCKED;
        restored.feeTier = account.feeTier();
        restored.maxOpenOrders = account.maxOpenOrders();
        restored.maxOrdersPerSecond = account.maxOrdersPerSecond();
        restored.rateWindowStart = account.rateWindowStart();
        restored.rateWindowCount = account.rateWindowCount();
    }

    private void readBalance() {
        final Account owner = state.accounts.get(balance.account());
        final Asset asset = state.assets.get(balance.assetId());
        check(owner != null && asset != null, "a balance is of an unknown account or asset");
        owner.addAvailable(asset, balance.available() + balance.held());
        owner.hold(asset, balance.held());
        asset.supply += balance.available() + balance.held();
    }

    private void readOrder(final DirectBuffer buffer, final int block) {
        final Account owner = state.accounts.get(order.account());
        final Instrument instrument = state.instruments.get(order.instrumentId());
        check(owner != null && instrument != null, "an order is of an unknown account or instrument");
        final EngineOrder restored = state.orderPool.acquire();
        restored.open(
                order.side() == Side.BUY ? BookSide.BUY : BookSide.SELL,
                order.price() / instrument.tickSize,
                order.leaves() / instrument.lotSize,
                owner.id);
        restored.id = order.orderId();
        restored.account = owner;
        restored.instrument = instrument;
        restored.type = order.orderType();
        restored.timeInForce = order.timeInForce();
        restored.mayRest = true;
        if (order.actingVersion() > 0) {
            readVersion1(restored);
        }
        restored.quantityLots = order.quantity() / instrument.lotSize;
        restored.makerRate = order.makerRate();
        restored.takerRate = order.takerRate();
        restored.makerNotional = order.makerNotional();
        restored.takerNotional = order.takerNotional();
        restored.fee = order.fee();
        restored.hold = order.hold();
        restored.acceptedTime = order.acceptedTime();
        restored.clientOrderId.read(buffer, block + OrderStateDecoder.clientOrderIdEncodingOffset());
        check(restored.price() > 0 && restored.leaves() > 0, "an order has no price or quantity");
        instrument.book.rest(restored);
        state.openOrders.restore(restored);
        heldInOrders[restored.heldAsset().slot] += restored.hold;

        final boolean mayCross =
                instrument.status != InstrumentStatus.OPEN && instrument.status != InstrumentStatus.POST_ONLY;
        check(mayCross || !instrument.book.isCrossed(), "a book is crossed");
    }

    private void readVersion1(final EngineOrder restored) {
        final long lot = restored.instrument.lotSize;
        restored.flags = order.flags().getRaw();
        restored.prevention(SelfTrades.prevention(order.selfTradePrevention()));
        restored.guarded(restored.has(OrderFlag.REDUCE_ONLY));
        if (order.displayQuantity() != 0) {
            restored.iceberg(order.displayQuantity() / lot, order.visible() / lot);
        }
        restored.expireTime = order.expireTime();
        restored.connectionId = order.connectionId();
        restored.special = restored.flags != 0 || order.displayQuantity() != 0 || restored.expireTime != 0;
    }

    private void readRequest() {
        outcome.reset(request.time());
        outcome.rejectReason = request.rejectReason();
        outcome.orderStatus = request.orderStatus();
        outcome.cancelReason = request.cancelReason();
        outcome.orderId = request.orderId();
        outcome.filledQuantity = request.filledQuantity();
        outcome.leavesQuantity = request.leavesQuantity();
        outcome.filledNotional = request.filledNotional();
        outcome.fee = request.fee();
        outcome.firstSequence = request.firstSequence();
        outcome.lastSequence = request.lastSequence();
        state.requests.remember(
                request.requestIdHigh(),
                request.requestIdLow(),
                request.contentHash(),
                request.validUntil(),
                request.account(),
                request.commandTemplateId(),
                outcome);
    }
}

package io.unidatum.exchange.engine;

import static io.unidatum.exchange.engine.SnapshotReader.check;

import io.unidatum.exchange.sbe.common.AccountStatus;
import io.unidatum.exchange.sbe.snapshot.AccountStateDecoder;
import io.unidatum.exchange.sbe.snapshot.BalanceStateDecoder;
import io.unidatum.exchange.sbe.snapshot.OrderStateDecoder;
import io.unidatum.exchange.sbe.snapshot.RequestStateDecoder;
import org.agrona.DirectBuffer;

/** Restores accounts, balances, open orders and remembered requests. */
final class AccountSnapshotReader {
    private final AccountStateDecoder account = new AccountStateDecoder();
    private final BalanceStateDecoder balance = new BalanceStateDecoder();
    private final RequestStateDecoder request = new RequestStateDecoder();
    private final Outcome outcome = new Outcome();
    private final long[] held = new long[EngineLimits.MAX_ASSETS];
    private final ExchangeState state;
    private final OrderSnapshotReader orders;
    private final RiskRules rules;

    AccountSnapshotReader(final ExchangeState state) {
        this.state = state;
        orders = new OrderSnapshotReader(state);
        rules = new RiskRules(state);
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
            case OrderStateDecoder.TEMPLATE_ID -> orders.read(buffer, block, blockLength, version);
            case RequestStateDecoder.TEMPLATE_ID -> {
                request.wrap(buffer, block, blockLength, version);
                readRequest();
            }
            default -> check(false, "a message has the unknown template id " + templateId);
        }
    }

    /** Brings orders into their accounts' order, and checks that what accounts have held is what holds it. */
    void finish() {
        for (final Account each : state.accounts.sorted()) {
            AccountOrders.sort(each);
            // Now that the legs of OCOs are linked.
            state.openQuantities.recountAll(each);
            for (final Asset asset : state.assets.sorted()) {
                held[asset.slot] += each.held(asset);
            }
        }
        for (final Withdrawal each : state.withdrawals.sorted()) {
            held[each.asset().slot] -= each.hold();
        }
        check(orders.areLegsLinked(), "a leg of an OCO is missing");
        for (final Asset asset : state.assets.sorted()) {
            check(held[asset.slot] == orders.held(asset), "holds and orders differ in asset " + asset.id);
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
        if (account.actingVersion() > 0) {
            readVersion1(restored);
        }
    }

    private void readVersion1(final Account restored) {
        rules.set(
                restored,
                null,
                RiskLimits.of(account.maxOrderQuantity(), account.maxOrderNotional(), account.maxPosition()));
        restored.deadManTimeoutNs = account.deadManTimeout();
        if (account.deadManDeadline() != 0) {
            state.deadlines.deadManTimers.set(restored, account.deadManDeadline());
        }
    }

    private void readBalance() {
        final Account owner = state.accounts.get(balance.account());
        final Asset asset = state.assets.get(balance.assetId());
        check(owner != null && asset != null, "a balance is of an unknown account or asset");
        owner.addAvailable(asset, balance.available() + balance.held());
        owner.hold(asset, balance.held());
        asset.supply += balance.available() + balance.held();
    }

    private void readRequest() {
        // Version 1 kept requests until the second had passed; here they are forgotten already.
        if (RequestWheel.tick(request.validUntil()) < RequestWheel.tick(state.time)) {
            return;
        }
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

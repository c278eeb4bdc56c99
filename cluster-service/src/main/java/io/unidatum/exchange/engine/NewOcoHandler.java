package io.unidatum.exchange.engine;

import io.unidatum.exchange.book.BookSide;
import io.unidatum.exchange.protocol.ReservedAccounts;
import io.unidatum.exchange.sbe.common.OrderPlace;
import io.unidatum.exchange.sbe.common.OrderType;
import io.unidatum.exchange.sbe.common.Side;
import io.unidatum.exchange.sbe.order.NewOcoDecoder;
import io.unidatum.exchange.sbe.order.RejectReason;

/**
 * NewOco: a limit order and a stop order of which one cancels the other. The limit leg holds what the costlier of the
 * two needs; the stop leg holds nothing while it is linked.
 */
final class NewOcoHandler implements CommandHandler {
    private final NewOcoDecoder decoder = new NewOcoDecoder();
    private final ClientOrderId limitId = new ClientOrderId();
    private final ClientOrderId stopId = new ClientOrderId();
    private final ExchangeState state;
    private final RiskRules riskRules;
    private final OrderFactory orders;
    private final OrderAcceptance acceptance;
    private final OrderExecution execution;

    NewOcoHandler(
            final ExchangeState state,
            final OrderFactory orders,
            final OrderAcceptance acceptance,
            final OrderExecution execution) {
        this.state = state;
        this.riskRules = new RiskRules(state);
        this.orders = orders;
        this.acceptance = acceptance;
        this.execution = execution;
    }

    @Override
    public RejectReason onCommand(final Command command, final Outcome outcome) {
        decoder.wrap(command.buffer(), command.blockOffset(), command.blockLength(), command.version());
        if (command.account() < ReservedAccounts.FIRST_CUSTOMER) {
            return RejectReason.RESERVED_ACCOUNT;
        }
        final Account account = state.accounts.get(command.account());
        if (account == null) {
            return RejectReason.UNKNOWN_ACCOUNT;
        }
        if (state.retention.isOrderEntrySuspended()) {
            return RejectReason.ORDER_ENTRY_SUSPENDED;
        }
        final Instrument instrument = state.instruments.get(decoder.instrumentId());
        if (instrument == null) {
            return RejectReason.UNKNOWN_INSTRUMENT;
        }
        final RejectReason reason = OcoRules.check(decoder, instrument, command.now());
        if (reason != RejectReason.NONE) {
            return reason;
        }
        if (account.blocked) {
            return RejectReason.ACCOUNT_BLOCKED;
        }
        limitId.read(decoder.buffer(), decoder.offset() + NewOcoDecoder.clientOrderIdEncodingOffset());
        stopId.read(decoder.buffer(), decoder.offset() + NewOcoDecoder.stopClientOrderIdEncodingOffset());

        final EngineOrder limitLeg = create(
                account,
                instrument,
                OrderType.LIMIT,
                decoder.limitPrice(),
                decoder.flags().getRaw(),
                command);
        final OrderType stopType = decoder.stopLimitPrice() == 0 ? OrderType.STOP : OrderType.STOP_LIMIT;
        final int stopFlags = decoder.flags().getRaw() & OrderFlag.REDUCE_ONLY;
        final EngineOrder stopLeg = create(account, instrument, stopType, decoder.stopLimitPrice(), stopFlags, command);
        stopLeg.stopTicks = decoder.stopPrice() / instrument.tickSize;
        final RejectReason refusal = check(limitLeg, stopLeg, command.now());
        if (refusal != RejectReason.NONE) {
            state.orderPool.release(limitLeg);
            state.orderPool.release(stopLeg);
            return refusal;
        }
        account.countOrder(command.now());
        start(limitLeg, stopLeg, command, outcome);
        return RejectReason.NONE;
    }

    private EngineOrder create(
            final Account account,
            final Instrument instrument,
            final OrderType type,
            final long price,
            final int flags,
            final Command command) {
        final EngineOrder order = orders.create(
                account,
                instrument,
                decoder.side() == Side.BUY ? BookSide.BUY : BookSide.SELL,
                type,
                decoder.timeInForce(),
                price / instrument.tickSize,
                decoder.quantity() / instrument.lotSize);
        order.special = true;
        order.flags = flags;
        order.prevention(SelfTrades.prevention(decoder.selfTradePrevention()));
        order.guarded(order.has(OrderFlag.REDUCE_ONLY));
        order.expireTime = NewOrderHandler.expireTime(decoder.timeInForce(), decoder.expireTime(), command.now());
        return order;
    }

    private RejectReason check(final EngineOrder limitLeg, final EngineOrder stopLeg, final long now) {
        final Account account = limitLeg.account;
        final Instrument instrument = limitLeg.instrument;
        final boolean postOnly = limitLeg.has(OrderFlag.POST_ONLY);
        RejectReason reason = RejectReason.NONE;
        if (instrument.isRestricted) {
            reason = MarketAccess.checkNew(instrument, false, true, postOnly, limitLeg.side(), limitLeg.price());
        }
        if (reason == RejectReason.NONE && !account.isWithinRate(now)) {
            reason = RejectReason.RATE_LIMITED;
        }
        if (reason == RejectReason.NONE) {
            reason = checkRoom(account);
        }
        if (reason != RejectReason.NONE) {
            return reason;
        }
        if (postOnly && MarketAccess.wouldTake(instrument, limitLeg.side(), limitLeg.price())) {
            return RejectReason.POST_ONLY_WOULD_TAKE;
        }
        if (limitLeg.has(OrderFlag.REDUCE_ONLY) && ReduceOnly.allowedLots(state.positions, limitLeg) == 0) {
            return RejectReason.NO_POSITION_TO_REDUCE;
        }
        return checkCover(limitLeg, stopLeg);
    }

    private RejectReason checkRoom(final Account account) {
        if (state.openOrders.get(account, limitId) != null
                || state.openOrders.get(account, stopId) != null
                || !limitId.isEmpty() && limitId.matches(stopId)) {
            return RejectReason.DUPLICATE_CLIENT_ORDER_ID;
        }
        if (!account.mayOpen(2)) {
            return RejectReason.TOO_MANY_OPEN_ORDERS;
        }
        return state.openOrders.hasRoomFor(2) ? RejectReason.NONE : RejectReason.OVERLOADED;
    }

    private RejectReason checkCover(final EngineOrder limitLeg, final EngineOrder stopLeg) {
        if (stopLeg.isMarket()) {
            final long ticks = Protection.ticks(stopLeg.instrument, stopLeg.side(), stopLeg.stopTicks);
            if (ticks == Money.OVERFLOW) {
                return RejectReason.NOTIONAL_OVERFLOW;
            }
            stopLeg.reopen(ticks, stopLeg.leaves());
        }
        RejectReason reason = riskRules.check(limitLeg);
        if (reason == RejectReason.NONE) {
            reason = riskRules.check(stopLeg);
        }
        if (reason != RejectReason.NONE) {
            return reason;
        }
        final long limitNeed = limitLeg.holdFor(limitLeg.price(), limitLeg.leaves());
        final long stopNeed = stopLeg.holdFor(stopLeg.price(), stopLeg.leaves());
        if (limitNeed == Money.OVERFLOW || stopNeed == Money.OVERFLOW) {
            return RejectReason.NOTIONAL_OVERFLOW;
        }
        limitLeg.hold = Math.max(limitNeed, stopNeed);
        stopLeg.hold = 0;
        if (limitLeg.account.available(limitLeg.heldAsset()) < limitLeg.hold) {
            return RejectReason.INSUFFICIENT_BALANCE;
        }
        final long lots = stopLeg.mayRest ? Money.add(limitLeg.leaves(), stopLeg.leaves()) : limitLeg.leaves();
        return lots != Money.OVERFLOW && limitLeg.instrument.hasRoomFor(limitLeg, lots)
                ? RejectReason.NONE
                : RejectReason.QUANTITY_TOO_LARGE;
    }

    private void start(
            final EngineOrder limitLeg, final EngineOrder stopLeg, final Command command, final Outcome outcome) {
        limitLeg.linked = stopLeg;
        stopLeg.linked = limitLeg;
        acceptance.number(limitLeg, command, limitId);
        acceptance.number(stopLeg, command, stopId);
        acceptance.announce(limitLeg);
        acceptance.announce(stopLeg);
        execution.startWaiting(stopLeg);
        final long stopLegId = stopLeg.id;
        execution.execute(limitLeg, outcome);
        final EngineOrder stillWaiting = state.openOrders.get(stopLegId);
        if (stillWaiting != null && stillWaiting.waitingPlace == OrderPlace.WAITING) {
            execution.cascade().electIfReached(stillWaiting);
        }
    }
}

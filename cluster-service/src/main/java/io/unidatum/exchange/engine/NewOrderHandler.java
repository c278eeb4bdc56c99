package io.unidatum.exchange.engine;

import io.unidatum.exchange.book.BookSide;
import io.unidatum.exchange.book.PriceLevel;
import io.unidatum.exchange.protocol.ReservedAccounts;
import io.unidatum.exchange.sbe.common.OrderType;
import io.unidatum.exchange.sbe.common.Side;
import io.unidatum.exchange.sbe.common.TimeInForce;
import io.unidatum.exchange.sbe.order.NewOrderDecoder;
import io.unidatum.exchange.sbe.order.RejectReason;

/** NewOrder: checks it, holds its worst case, accepts it and has it executed, or wait for its trigger. */
final class NewOrderHandler implements CommandHandler {
    private static final long DAY_NS = 86_400_000_000_000L;

    private final NewOrderDecoder decoder = new NewOrderDecoder();
    private final ClientOrderId clientOrderId = new ClientOrderId();
    private final ExchangeState state;
    private final RiskRules riskRules;
    private final OrderFactory orders;
    private final OrderAcceptance acceptance;
    private final OrderExecution execution;

    NewOrderHandler(
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
        decoder.wrap(
                command.buffer(),
                command.blockOffset(),
                command.blockLength(),
                command.version(NewOrderDecoder.BLOCK_LENGTH));
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
        final boolean plainLimit = NewOrderRules.isPlainLimit(decoder);
        if (!plainLimit && !NewOrderRules.areEnumsKnown(decoder)) {
            return RejectReason.UNKNOWN_ENUM_VALUE;
        }
        final boolean plain = plainLimit || NewOrderRules.isPlain(decoder);
        if (!plain && !(state.knowsVersion2() && NewOrderRules.isSupported(decoder))) {
            return RejectReason.UNSUPPORTED;
        }

        RejectReason reason = checkValues(instrument, command.now(), plainLimit);
        if (reason != RejectReason.NONE) {
            return reason;
        }
        if (account.blocked) {
            return RejectReason.ACCOUNT_BLOCKED;
        }

        final EngineOrder order = createOrder(account, instrument);
        if (!plain) {
            addTerms(order, command.now());
        }
        if (instrument.isRestricted) {
            reason = MarketAccess.checkNew(
                    instrument,
                    order.isConditional(),
                    order.mayRest,
                    order.has(OrderFlag.POST_ONLY),
                    order.side(),
                    order.price());
        }
        if (reason == RejectReason.NONE && !account.isWithinRate(command.now())) {
            reason = RejectReason.RATE_LIMITED;
        }
        if (reason == RejectReason.NONE) {
            reason = checkRoom(order);
        }
        if (reason == RejectReason.NONE && order.type != OrderType.LIMIT) {
            reason = findPrice(order);
        }
        if (reason == RejectReason.NONE && order.flags != 0) {
            reason = checkFlags(order);
        }
        if (reason == RejectReason.NONE) {
            reason = riskRules.check(order);
        }
        if (reason == RejectReason.NONE) {
            reason = checkCover(order);
        }
        if (reason != RejectReason.NONE) {
            state.orderPool.release(order);
            return reason;
        }
        account.countOrder(command.now());
        acceptance.number(order, command, clientOrderId);
        acceptance.announce(order);
        execution.begin(order, outcome);
        return RejectReason.NONE;
    }

    private RejectReason checkValues(final Instrument instrument, final long now, final boolean plainLimit) {
        final int idOffset = decoder.offset() + NewOrderDecoder.clientOrderIdEncodingOffset();
        if (!Ascii.isPrintable(decoder.buffer(), idOffset, ClientOrderId.LENGTH)) {
            return RejectReason.INVALID_CLIENT_ORDER_ID;
        }
        clientOrderId.read(decoder.buffer(), idOffset);
        if (plainLimit) {
            final RejectReason reason = OrderRules.checkQuantity(instrument, decoder.quantity());
            return reason == RejectReason.NONE ? OrderRules.checkPrice(instrument, decoder.price()) : reason;
        }
        final RejectReason reason = NewOrderRules.checkQuantity(decoder, instrument);
        return reason == RejectReason.NONE ? NewOrderRules.checkPrices(decoder, instrument, now) : reason;
    }

    private EngineOrder createOrder(final Account account, final Instrument instrument) {
        return orders.create(
                account,
                instrument,
                decoder.side() == Side.BUY ? BookSide.BUY : BookSide.SELL,
                decoder.orderType(),
                decoder.timeInForce(),
                decoder.price() / instrument.tickSize,
                decoder.quantity() / instrument.lotSize);
    }

    private void addTerms(final EngineOrder order, final long now) {
        order.special = true;
        order.flags = decoder.flags().getRaw();
        order.prevention(SelfTrades.prevention(decoder.selfTradePrevention()));
        order.guarded(order.has(OrderFlag.REDUCE_ONLY));
        order.iceberg(decoder.displayQuantity() / order.instrument.lotSize);
        order.stopTicks = decoder.stopPrice() / order.instrument.tickSize;
        order.quoteAmount = decoder.quoteAmount();
        order.trailingOffset = NewOrderRules.trailingOffset(decoder);
        order.trailingRate = NewOrderRules.trailingRate(decoder);
        order.expireTime = expireTime(order.timeInForce, decoder.expireTime(), now);
    }

    /** When an order expires by its time in force. {@return cluster time, ns; 0 if it does not} */
    static long expireTime(final TimeInForce timeInForce, final long goodTill, final long now) {
        return timeInForce == TimeInForce.DAY ? (now / DAY_NS + 1) * DAY_NS : goodTill;
    }

    private RejectReason checkRoom(final EngineOrder order) {
        if (state.openOrders.get(order.account, clientOrderId) != null) {
            return RejectReason.DUPLICATE_CLIENT_ORDER_ID;
        }
        if (!order.mayRest && !order.isConditional()) {
            return RejectReason.NONE;
        }
        if (!order.account.mayOpenAnother()) {
            return RejectReason.TOO_MANY_OPEN_ORDERS;
        }
        if (state.openOrders.isFull()) {
            return RejectReason.OVERLOADED;
        }
        final boolean isOneTooMany =
                order.type == OrderType.TRAILING_STOP && !order.instrument.triggers.mayTrailAnother(order.account);
        return isOneTooMany ? RejectReason.TOO_MANY_TRAILING_STOPS : RejectReason.NONE;
    }

    /** A market order's protection price, a trailing stop's first trigger, and how much a quote amount buys. */
    private static RejectReason findPrice(final EngineOrder order) {
        final Instrument instrument = order.instrument;
        long from = order.stopTicks;
        if (order.type == OrderType.MARKET) {
            final PriceLevel best = instrument.book.best(order.side().opposite());
            if (best == null) {
                return RejectReason.NO_LIQUIDITY;
            }
            from = best.price();
        } else if (order.type == OrderType.TRAILING_STOP) {
            if (instrument.lastPrice == 0) {
                return RejectReason.NO_LAST_PRICE;
            }
            order.trailingPeak = instrument.lastPrice / instrument.tickSize;
            order.stopTicks = TrailingStops.trigger(order, order.trailingPeak);
            from = order.stopTicks;
            if (from == Money.OVERFLOW) {
                return RejectReason.NOTIONAL_OVERFLOW;
            }
            if (from < 1) {
                return RejectReason.INVALID_TRAILING_OFFSET;
            }
        }
        if (!order.isMarket()) {
            return RejectReason.NONE;
        }
        final long ticks = Protection.ticks(instrument, order.side(), from);
        if (ticks == Money.OVERFLOW) {
            return RejectReason.NOTIONAL_OVERFLOW;
        }
        if (order.quoteAmount != 0) {
            final long most = instrument.maxOrderQuantity / instrument.lotSize;
            order.quantityLots = QuoteAmount.lots(order, order.quoteAmount, ticks, most);
            if (order.quantityLots == 0) {
                return RejectReason.INVALID_QUOTE_AMOUNT;
            }
        }
        order.reopen(ticks, order.quantityLots);
        return RejectReason.NONE;
    }

    private RejectReason checkFlags(final EngineOrder order) {
        if (order.has(OrderFlag.POST_ONLY)
                && !order.isConditional()
                && MarketAccess.wouldTake(order.instrument, order.side(), order.price())) {
            return RejectReason.POST_ONLY_WOULD_TAKE;
        }
        return order.has(OrderFlag.REDUCE_ONLY) && ReduceOnly.allowedLots(state.positions, order) == 0
                ? RejectReason.NO_POSITION_TO_REDUCE
                : RejectReason.NONE;
    }

    private static RejectReason checkCover(final EngineOrder order) {
        order.hold = order.quoteAmount == 0 ? order.holdFor(order.price(), order.leaves()) : order.quoteAmount;
        if (order.hold == Money.OVERFLOW) {
            return RejectReason.NOTIONAL_OVERFLOW;
        }
        if (order.account.available(order.heldAsset()) < order.hold) {
            return RejectReason.INSUFFICIENT_BALANCE;
        }
        return order.mayRest && !order.instrument.hasRoomFor(order, order.leaves())
                ? RejectReason.QUANTITY_TOO_LARGE
                : RejectReason.NONE;
    }
}

package io.unidatum.exchange.engine;

import io.unidatum.exchange.book.BookSide;
import io.unidatum.exchange.book.PriceLevel;
import io.unidatum.exchange.protocol.ReservedAccounts;
import io.unidatum.exchange.sbe.common.OrderType;
import io.unidatum.exchange.sbe.common.SelfTradePrevention;
import io.unidatum.exchange.sbe.common.Side;
import io.unidatum.exchange.sbe.common.TimeInForce;
import io.unidatum.exchange.sbe.order.NewOrderDecoder;
import io.unidatum.exchange.sbe.order.RejectReason;

/** NewOrder: checks it, holds its worst case, accepts it and has it executed. */
final class NewOrderHandler implements CommandHandler {
    private static final int KNOWN_FLAGS = 0b11;

    private final NewOrderDecoder decoder = new NewOrderDecoder();
    private final ClientOrderId clientOrderId = new ClientOrderId();
    private final ExchangeState state;
    private final OrderEvents events;
    private final OrderExecution execution;

    NewOrderHandler(final ExchangeState state, final OrderEvents events, final OrderExecution execution) {
        this.state = state;
        this.events = events;
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
        final Instrument instrument = state.instruments.get(decoder.instrumentId());
        if (instrument == null) {
            return RejectReason.UNKNOWN_INSTRUMENT;
        }

        RejectReason reason = checkKind();
        if (reason == RejectReason.NONE) {
            reason = checkValues(instrument);
        }
        if (reason == RejectReason.NONE) {
            reason = OrderRules.checkAccess(account, instrument, command.now());
        }
        if (reason == RejectReason.NONE) {
            reason = checkRoom(account);
        }
        return reason == RejectReason.NONE ? submit(account, instrument, command, outcome) : reason;
    }

    private RejectReason checkKind() {
        final Side side = decoder.side();
        final OrderType type = decoder.orderType();
        final TimeInForce timeInForce = decoder.timeInForce();
        final SelfTradePrevention prevention = decoder.selfTradePrevention();
        final int flags = decoder.flags().getRaw();
        if (side == Side.SBE_UNKNOWN
                || side == Side.NULL_VAL
                || type == OrderType.SBE_UNKNOWN
                || type == OrderType.NULL_VAL
                || timeInForce == TimeInForce.SBE_UNKNOWN
                || timeInForce == TimeInForce.NULL_VAL
                || prevention == SelfTradePrevention.SBE_UNKNOWN
                || (flags & ~KNOWN_FLAGS) != 0) {
            return RejectReason.UNKNOWN_ENUM_VALUE;
        }
        final boolean supported =
                type == OrderType.LIMIT && (timeInForce == TimeInForce.GTC || timeInForce == TimeInForce.IOC)
                        || type == OrderType.MARKET && timeInForce == TimeInForce.IOC;
        final boolean preventionSupported =
                prevention == SelfTradePrevention.CANCEL_NEWEST || prevention == SelfTradePrevention.NULL_VAL;
        final long reserved =
                decoder.stopPrice() | decoder.displayQuantity() | decoder.expireTime() | decoder.quoteAmount() | flags;
        return supported && preventionSupported && reserved == 0 ? RejectReason.NONE : RejectReason.UNSUPPORTED;
    }

    private RejectReason checkValues(final Instrument instrument) {
        final int idOffset = decoder.offset() + NewOrderDecoder.clientOrderIdEncodingOffset();
        if (!Ascii.isPrintable(decoder.buffer(), idOffset, ClientOrderId.LENGTH)) {
            return RejectReason.INVALID_CLIENT_ORDER_ID;
        }
        clientOrderId.read(decoder.buffer(), idOffset);
        final RejectReason reason = OrderRules.checkQuantity(instrument, decoder.quantity());
        if (reason != RejectReason.NONE) {
            return reason;
        }
        if (decoder.orderType() == OrderType.MARKET) {
            return decoder.price() == 0 ? RejectReason.NONE : RejectReason.INVALID_PRICE;
        }
        return OrderRules.checkPrice(instrument, decoder.price());
    }

    private RejectReason checkRoom(final Account account) {
        if (state.openOrders.get(account, clientOrderId) != null) {
            return RejectReason.DUPLICATE_CLIENT_ORDER_ID;
        }
        if (decoder.timeInForce() == TimeInForce.GTC) {
            if (!account.mayOpenAnother()) {
                return RejectReason.TOO_MANY_OPEN_ORDERS;
            }
            if (state.openOrders.isFull()) {
                return RejectReason.OVERLOADED;
            }
        }
        return RejectReason.NONE;
    }

    private RejectReason submit(
            final Account account, final Instrument instrument, final Command command, final Outcome outcome) {
        final BookSide side = decoder.side() == Side.BUY ? BookSide.BUY : BookSide.SELL;
        long ticks = decoder.price() / instrument.tickSize;
        if (decoder.orderType() == OrderType.MARKET) {
            final PriceLevel best = instrument.book.best(side.opposite());
            if (best == null) {
                return RejectReason.NO_LIQUIDITY;
            }
            final long band = Money.share(best.price(), instrument.protectionBand);
            ticks = side == BookSide.BUY ? Money.add(best.price(), band) : best.price() - band;
            if (Money.multiply(ticks, instrument.tickSize) == Money.OVERFLOW) {
                return RejectReason.NOTIONAL_OVERFLOW;
            }
        }

        final EngineOrder order = state.orderPool.acquire();
        final long lots = decoder.quantity() / instrument.lotSize;
        order.open(side, ticks, lots, account.id);
        order.account = account;
        order.instrument = instrument;
        order.makerRate = state.feeTiers.makerRate(account.feeTier);
        order.takerRate = state.feeTiers.takerRate(account.feeTier);
        order.makerNotional = 0;
        order.takerNotional = 0;
        order.fee = 0;
        order.quantityLots = lots;
        order.type = decoder.orderType();
        order.timeInForce = decoder.timeInForce();
        order.mayRest = order.timeInForce == TimeInForce.GTC;
        order.hold = order.holdFor(ticks, lots);

        final RejectReason reason = checkCover(order);
        if (reason != RejectReason.NONE) {
            state.orderPool.release(order);
            return reason;
        }
        order.id = state.nextOrderId++;
        order.acceptedTime = command.now();
        order.clientOrderId.copy(clientOrderId);
        account.hold(order.heldAsset(), order.hold);
        account.countOrder(command.now());
        events.accepted(order);
        execution.execute(order, outcome);
        return RejectReason.NONE;
    }

    private static RejectReason checkCover(final EngineOrder order) {
        if (order.hold == Money.OVERFLOW) {
            return RejectReason.NOTIONAL_OVERFLOW;
        }
        if (order.account.available(order.heldAsset()) < order.hold) {
            return RejectReason.INSUFFICIENT_BALANCE;
        }
        final boolean mayRest = order.timeInForce == TimeInForce.GTC;
        return mayRest && !order.instrument.hasRoomFor(order, order.leaves())
                ? RejectReason.QUANTITY_TOO_LARGE
                : RejectReason.NONE;
    }
}

package io.unidatum.exchange.engine.model;

import io.unidatum.exchange.sbe.common.OrderType;
import io.unidatum.exchange.sbe.common.SelfTradePrevention;
import io.unidatum.exchange.sbe.common.Side;
import io.unidatum.exchange.sbe.common.TimeInForce;
import io.unidatum.exchange.sbe.order.NewOrderDecoder;
import io.unidatum.exchange.sbe.order.RejectReason;
import java.math.BigInteger;
import java.util.Set;

/** NewOrder. */
final class ModelNewOrders {
    private static final Set<OrderType> WITH_PRICE =
            Set.of(OrderType.LIMIT, OrderType.STOP_LIMIT, OrderType.TAKE_PROFIT_LIMIT);
    private static final Set<OrderType> WITH_STOP =
            Set.of(OrderType.STOP, OrderType.STOP_LIMIT, OrderType.TAKE_PROFIT, OrderType.TAKE_PROFIT_LIMIT);
    private static final int MAX_TRAILING_RATE = 999_999;

    private final ModelExchange exchange;
    private final ModelState state;
    private final ModelOrderRules rules;

    ModelNewOrders(final ModelExchange exchange) {
        this.exchange = exchange;
        state = exchange.state;
        rules = exchange.rules;
    }

    void onNewOrder(final ModelCommand command) {
        final NewOrderDecoder d = command.read(new NewOrderDecoder());
        final ModelAccount account = rules.customer(command.account);
        exchange.retention.checkNotSuspended();
        final ModelInstrument instrument = rules.instrument(d.instrumentId());
        ModelOrderRules.checkKinds(
                d.side(),
                d.orderType(),
                d.timeInForce(),
                d.selfTradePrevention(),
                d.flags().getRaw());
        checkSupported(d);
        Rejected.when(
                !command.isPrintable(NewOrderDecoder.clientOrderIdEncodingOffset(), 36),
                RejectReason.INVALID_CLIENT_ORDER_ID);
        checkValues(d, instrument);

        final ModelOrder order = start(command, account, instrument);
        order.side = d.side();
        order.type = d.orderType();
        order.timeInForce = d.timeInForce();
        order.prevention = prevention(d.selfTradePrevention());
        order.postOnly = d.flags().postOnly();
        order.reduceOnly = d.flags().reduceOnly();
        order.clientOrderId = d.clientOrderId();
        order.price = d.price();
        order.stop = d.stopPrice();
        order.quantity = d.quantity();
        order.leaves = d.quantity();
        order.display = d.displayQuantity();
        order.expireTime = rules.expiry(d.timeInForce(), d.expireTime());
        order.quoteAmount = Exact.of(d.quoteAmount());
        order.trailingOffset = offset(d);
        order.trailingRate = rate(d);

        rules.checkAccess(order, 1);
        checkRoom(order);
        price(order);
        rules.checkPostOnly(order);
        checkReduces(order);
        rules.checkLimits(order);
        Rejected.when(order.isTooLarge(), RejectReason.NOTIONAL_OVERFLOW);
        rules.checkFunds(order, order.need(), BigInteger.ZERO);
        if (order.comesToRest()) {
            rules.checkRoomInBook(order, Exact.of(order.leaves));
        }
        accept(order);
        exchange.outcome.about(order);
        if (order.isWaitingType()) {
            exchange.triggers.await(order);
        } else if (exchange.matching.mayReduce(order)) {
            exchange.matching.execute(order);
        }
    }

    /** An order with what does not depend on its kind. */
    ModelOrder start(final ModelCommand command, final ModelAccount account, final ModelInstrument instrument) {
        final ModelOrder order = new ModelOrder();
        order.account = account;
        order.instrument = instrument;
        order.makerRate = state.feeTiers.get(account.feeTier)[0];
        order.takerRate = state.feeTiers.get(account.feeTier)[1];
        order.acceptedTime = state.time;
        order.connectionId = account.connections.containsKey(command.connectionId) ? command.connectionId : 0;
        return order;
    }

    void accept(final ModelOrder order) {
        order.account.countOrder(state.time);
        register(order);
        exchange.orderEvents.accepted(order);
    }

    void register(final ModelOrder order) {
        order.id = state.nextOrderId++;
        state.orders.add(order);
    }

    static SelfTradePrevention prevention(final SelfTradePrevention given) {
        return given == SelfTradePrevention.NULL_VAL ? SelfTradePrevention.CANCEL_NEWEST : given;
    }

    private void checkSupported(final NewOrderDecoder d) {
        final OrderType type = d.orderType();
        final TimeInForce timeInForce = d.timeInForce();
        final boolean ends = ModelOrder.endsByItself(timeInForce);
        final boolean waitsForMarket =
                type == OrderType.STOP || type == OrderType.TAKE_PROFIT || type == OrderType.TRAILING_STOP;
        final boolean limitLike = WITH_PRICE.contains(type);
        Rejected.when(state.encodingVersion < 2 && isNew(d), RejectReason.UNSUPPORTED);
        Rejected.when(type == OrderType.MARKET && !ends, RejectReason.UNSUPPORTED);
        Rejected.when(d.flags().postOnly() && (!limitLike || ends), RejectReason.UNSUPPORTED);
        Rejected.when(waitsForMarket && ends, RejectReason.UNSUPPORTED);
        Rejected.when(
                type == OrderType.MARKET && timeInForce == TimeInForce.FOK && d.quoteAmount() != 0,
                RejectReason.UNSUPPORTED);
    }

    private static boolean isNew(final NewOrderDecoder d) {
        final boolean newKind = d.orderType() != OrderType.LIMIT && d.orderType() != OrderType.MARKET
                || d.timeInForce() != TimeInForce.GTC && d.timeInForce() != TimeInForce.IOC
                || prevention(d.selfTradePrevention()) != SelfTradePrevention.CANCEL_NEWEST;
        final long fields = d.stopPrice() | d.displayQuantity() | d.expireTime() | d.quoteAmount() | offset(d);
        return newKind || (fields | rate(d) | d.flags().getRaw()) != 0;
    }

    private static long offset(final NewOrderDecoder d) {
        final long offset = d.trailingOffset();
        return offset == NewOrderDecoder.trailingOffsetNullValue() ? 0 : offset;
    }

    private static int rate(final NewOrderDecoder d) {
        final int rate = d.trailingRate();
        return rate == NewOrderDecoder.trailingRateNullValue() ? 0 : rate;
    }

    private void checkValues(final NewOrderDecoder d, final ModelInstrument instrument) {
        final OrderType type = d.orderType();
        if (d.quoteAmount() == 0) {
            ModelOrderRules.checkQuantity(instrument, d.quantity());
        } else {
            final boolean right =
                    type == OrderType.MARKET && d.side() == Side.BUY && d.quantity() == 0 && d.quoteAmount() > 0;
            Rejected.when(!right, RejectReason.INVALID_QUOTE_AMOUNT);
        }
        if (WITH_PRICE.contains(type)) {
            ModelOrderRules.checkPrice(instrument, d.price());
        } else {
            Rejected.when(d.price() != 0, RejectReason.INVALID_PRICE);
        }
        if (WITH_STOP.contains(type)) {
            ModelOrderRules.checkStop(instrument, d.stopPrice());
        } else {
            Rejected.when(d.stopPrice() != 0, RejectReason.INVALID_STOP_PRICE);
        }
        checkTrailing(d, instrument);
        final boolean rests = type == OrderType.LIMIT && !ModelOrder.endsByItself(d.timeInForce());
        final boolean shows = rests
                && d.displayQuantity() > 0
                && d.displayQuantity() < d.quantity()
                && d.displayQuantity() % instrument.lot == 0
                && ModelOrderRules.hasFewParts(d.displayQuantity(), d.quantity());
        Rejected.when(d.displayQuantity() != 0 && !shows, RejectReason.INVALID_DISPLAY_QUANTITY);
        rules.checkExpiry(d.timeInForce(), d.expireTime());
    }

    private static void checkTrailing(final NewOrderDecoder d, final ModelInstrument instrument) {
        final long offset = offset(d);
        final int rate = rate(d);
        final boolean right;
        if (d.orderType() != OrderType.TRAILING_STOP) {
            right = offset == 0 && rate == 0;
        } else if (rate == 0) {
            right = offset > 0 && offset % instrument.tick == 0;
        } else {
            right = offset == 0 && rate > 0 && rate <= MAX_TRAILING_RATE;
        }
        Rejected.when(!right, RejectReason.INVALID_TRAILING_OFFSET);
    }

    private void checkRoom(final ModelOrder order) {
        Rejected.when(
                state.findOpen(order.account, 0, order.clientOrderId) != null, RejectReason.DUPLICATE_CLIENT_ORDER_ID);
        if (ModelMatching.mayRest(order.type, order.timeInForce)) {
            rules.checkRoomForOrders(order.account, 1);
        }
        if (order.type == OrderType.TRAILING_STOP) {
            rules.checkRoomForTrailing(order.account, order.instrument);
        }
    }

    /** Gives orders without a limit price the worst price at which they may trade. */
    void price(final ModelOrder order) {
        long reference = order.stop;
        if (order.type == OrderType.MARKET) {
            final ModelOrder best = state.best(order.instrument, ModelState.opposite(order.side));
            Rejected.when(best == null, RejectReason.NO_LIQUIDITY);
            reference = best.price;
        } else if (order.type == OrderType.TRAILING_STOP) {
            trail(order);
            reference = order.stop;
        }
        if (order.isMarketType()) {
            final BigInteger protection = Exact.protection(reference, order.instrument, order.side);
            Rejected.when(Exact.exceeds63Bits(protection), RejectReason.NOTIONAL_OVERFLOW);
            order.price = protection.longValueExact();
        }
        if (order.quoteAmount.signum() != 0) {
            order.quantity = new ModelQuoteAmount(state).quantity(order);
            order.leaves = order.quantity;
            Rejected.when(order.quantity == 0, RejectReason.INVALID_QUOTE_AMOUNT);
        }
    }

    private static void trail(final ModelOrder order) {
        Rejected.when(order.instrument.lastPrice == 0, RejectReason.NO_LAST_PRICE);
        order.peak = order.instrument.lastPrice;
        final BigInteger distance =
                Exact.of(order.trailingOffset).add(Exact.of(Exact.share(order.peak, order.trailingRate)));
        if (order.isBuy()) {
            Rejected.when(Exact.exceeds63Bits(Exact.of(order.peak).add(distance)), RejectReason.NOTIONAL_OVERFLOW);
        } else {
            final boolean positive = Exact.of(order.peak).compareTo(distance) > 0;
            Rejected.when(!positive, RejectReason.INVALID_TRAILING_OFFSET);
        }
        order.stop = ModelTriggers.trailingStop(order);
    }

    void checkReduces(final ModelOrder order) {
        final boolean nothing =
                order.account.position(order.instrument).reducible(order.side).signum() == 0;
        Rejected.when(order.reduceOnly && nothing, RejectReason.NO_POSITION_TO_REDUCE);
    }
}

package io.unidatum.exchange.engine.model;

import io.unidatum.exchange.sbe.common.InstrumentStatus;
import io.unidatum.exchange.sbe.common.OrderPlace;
import io.unidatum.exchange.sbe.common.OrderType;
import io.unidatum.exchange.sbe.common.SelfTradePrevention;
import io.unidatum.exchange.sbe.common.Side;
import io.unidatum.exchange.sbe.common.TimeInForce;
import io.unidatum.exchange.sbe.order.RejectReason;
import java.math.BigInteger;
import java.util.List;

/** Checks that commands about orders share. */
final class ModelOrderRules {
    static final int MAX_OPEN_ORDERS = 100_000;
    private static final int MAX_TRAILING_STOPS = 4096;
    private static final int MAX_TRAILING_STOPS_OF_AN_ACCOUNT = 64;
    private static final int KNOWN_FLAGS = 0b11;

    private final ModelState state;
    private final ModelExchange exchange;

    ModelOrderRules(final ModelExchange exchange) {
        this.exchange = exchange;
        state = exchange.state;
    }

    ModelAccount customer(final long id) {
        Rejected.when(id < 1000, RejectReason.RESERVED_ACCOUNT);
        return account(id);
    }

    ModelAccount account(final long id) {
        final ModelAccount account = state.accounts.get(id);
        Rejected.when(account == null, RejectReason.UNKNOWN_ACCOUNT);
        return account;
    }

    ModelInstrument instrument(final long id) {
        final ModelInstrument instrument = state.instruments.get(id);
        Rejected.when(instrument == null, RejectReason.UNKNOWN_INSTRUMENT);
        return instrument;
    }

    static void checkKinds(
            final Side side,
            final OrderType type,
            final TimeInForce timeInForce,
            final SelfTradePrevention prevention,
            final int flags) {
        final boolean unknown = side == Side.NULL_VAL
                || side == Side.SBE_UNKNOWN
                || type == OrderType.NULL_VAL
                || type == OrderType.SBE_UNKNOWN
                || timeInForce == TimeInForce.NULL_VAL
                || timeInForce == TimeInForce.SBE_UNKNOWN
                || prevention == SelfTradePrevention.SBE_UNKNOWN
                || (flags & ~KNOWN_FLAGS) != 0;
        Rejected.when(unknown, RejectReason.UNKNOWN_ENUM_VALUE);
    }

    /** Whether an iceberg has been sold after a hundred parts at the latest. */
    static boolean hasFewParts(final long display, final long quantity) {
        return BigInteger.valueOf(display).multiply(BigInteger.valueOf(100)).compareTo(BigInteger.valueOf(quantity))
                >= 0;
    }

    static void checkQuantity(final ModelInstrument instrument, final long quantity) {
        Rejected.when(quantity <= 0, RejectReason.INVALID_QUANTITY);
        Rejected.when(quantity % instrument.lot != 0, RejectReason.QUANTITY_NOT_ON_LOT);
        Rejected.when(quantity > instrument.maxQuantity, RejectReason.QUANTITY_TOO_LARGE);
    }

    static void checkPrice(final ModelInstrument instrument, final long price) {
        Rejected.when(price <= 0, RejectReason.INVALID_PRICE);
        Rejected.when(price % instrument.tick != 0, RejectReason.PRICE_NOT_ON_TICK);
    }

    static void checkStop(final ModelInstrument instrument, final long stop) {
        Rejected.when(stop <= 0 || stop % instrument.tick != 0, RejectReason.INVALID_STOP_PRICE);
    }

    void checkExpiry(final TimeInForce timeInForce, final long expireTime) {
        final boolean right = timeInForce == TimeInForce.GTD ? expireTime > state.time : expireTime == 0;
        Rejected.when(!right, RejectReason.INVALID_EXPIRE_TIME);
    }

    long expiry(final TimeInForce timeInForce, final long expireTime) {
        return timeInForce == TimeInForce.DAY ? (state.time / ModelState.DAY + 1) * ModelState.DAY : expireTime;
    }

    /** Whether the market takes this new order now. */
    void checkAccess(final ModelOrder order, final int orders) {
        final ModelInstrument instrument = order.instrument;
        final boolean endsAtOnce = !order.isWaitingType()
                && (order.type == OrderType.MARKET || ModelOrder.endsByItself(order.timeInForce));
        Rejected.when(order.account.blocked, RejectReason.ACCOUNT_BLOCKED);
        Rejected.when(instrument.status == InstrumentStatus.HALTED, RejectReason.INSTRUMENT_HALTED);
        Rejected.when(instrument.status == InstrumentStatus.CANCEL_ONLY, RejectReason.INSTRUMENT_CANCEL_ONLY);
        Rejected.when(
                instrument.status == InstrumentStatus.POST_ONLY && (endsAtOnce || mayNotTake(order)),
                RejectReason.INSTRUMENT_POST_ONLY);
        Rejected.when(instrument.status == InstrumentStatus.AUCTION && endsAtOnce, RejectReason.INSTRUMENT_IN_AUCTION);
        Rejected.when(!order.account.isWithinRate(state.time, orders), RejectReason.RATE_LIMITED);
    }

    private boolean mayNotTake(final ModelOrder order) {
        return order.type == OrderType.LIMIT && !order.postOnly && exchange.matching.wouldTake(order);
    }

    void checkPostOnly(final ModelOrder order) {
        final boolean waits = order.isWaitingType() && !order.rests();
        final boolean matches = order.instrument.status != InstrumentStatus.AUCTION && !waits;
        Rejected.when(
                order.postOnly && matches && exchange.matching.wouldTake(order), RejectReason.POST_ONLY_WOULD_TAKE);
    }

    void checkRoomForOrders(final ModelAccount account, final int more) {
        final long limit = account.maxOpenOrders == 0 ? MAX_OPEN_ORDERS : account.maxOpenOrders;
        final long open =
                state.orders.stream().filter(o -> o.account == account).count();
        Rejected.when(open + more > limit, RejectReason.TOO_MANY_OPEN_ORDERS);
    }

    void checkRoomForTrailing(final ModelAccount account, final ModelInstrument instrument) {
        final List<ModelOrder> trailing = state.orders.stream()
                .filter(o -> o.instrument == instrument && o.type == OrderType.TRAILING_STOP)
                .filter(o -> o.place == OrderPlace.WAITING)
                .toList();
        final long own = trailing.stream().filter(o -> o.account == account).count();
        Rejected.when(
                trailing.size() >= MAX_TRAILING_STOPS || own >= MAX_TRAILING_STOPS_OF_AN_ACCOUNT,
                RejectReason.TOO_MANY_TRAILING_STOPS);
    }

    /** The account's risk limits, for an order that is not open yet, or as an amendment would make it. */
    void checkLimits(final ModelOrder order) {
        checkOrderLimits(order);
        if (!order.reduceOnly) {
            checkPosition(order, Exact.of(order.leaves), List.of(order));
        }
    }

    void checkOrderLimits(final ModelOrder order) {
        final ModelLimits limits = order.account.limitsIn(order.instrument);
        Rejected.when(
                limits.quantity() != 0 && order.quantity > limits.quantity(), RejectReason.ACCOUNT_QUANTITY_LIMIT);
        final BigInteger notional =
                order.quoteAmount.signum() != 0 ? order.quoteAmount : Exact.notional(order.price, order.quantity);
        Rejected.when(
                limits.notional() != 0 && notional.compareTo(Exact.of(limits.notional())) > 0,
                RejectReason.ACCOUNT_NOTIONAL_LIMIT);
    }

    /** Where the position would be if all open orders of a side traded, some instead of others. */
    void checkPosition(final ModelOrder order, final BigInteger instead, final List<ModelOrder> of) {
        final long limit = order.account.limitsIn(order.instrument).position();
        final BigInteger position = order.account.position(order.instrument).quantity;
        BigInteger open = instead;
        for (final ModelOrder other : state.orders) {
            final boolean stopLeg = other.partner != null && other.isWaitingType();
            if (other.account == order.account
                    && other.instrument == order.instrument
                    && other.side == order.side
                    && !of.contains(other)
                    && !stopLeg) {
                open = open.add(Exact.of(other.leaves));
            }
        }
        final BigInteger worst = order.isBuy() ? position.add(open) : open.subtract(position);
        Rejected.when(limit != 0 && worst.compareTo(Exact.of(limit)) > 0, RejectReason.POSITION_LIMIT);
    }

    /** Whether what the order needs now is there, if it needed `before` until now. */
    void checkFunds(final ModelOrder order, final BigInteger need, final BigInteger before) {
        final BigInteger available = state.available(order.account, order.heldAsset());
        Rejected.when(need.subtract(before).compareTo(available) > 0, RejectReason.INSUFFICIENT_BALANCE);
    }

    /** Whether the order's side of the book can take so much more. */
    void checkRoomInBook(final ModelOrder order, final BigInteger more) {
        BigInteger sum = more;
        for (final ModelOrder other : state.orders) {
            if (other.comesToRest() && other.instrument == order.instrument && other.side == order.side) {
                sum = sum.add(Exact.of(other.leaves));
            }
        }
        Rejected.when(Exact.exceeds63Bits(sum), RejectReason.QUANTITY_TOO_LARGE);
    }
}

package io.unidatum.exchange.engine;

import io.unidatum.exchange.sbe.common.CancelReason;
import io.unidatum.exchange.sbe.common.InstrumentStatus;
import io.unidatum.exchange.sbe.common.OrderStatus;
import io.unidatum.exchange.sbe.common.OrderType;
import io.unidatum.exchange.sbe.common.Side;
import io.unidatum.exchange.sbe.common.TimeInForce;
import io.unidatum.exchange.sbe.order.RejectReason;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The obviously right exchange: lists that are searched, totals from which holds are subtracted, big integers. */
final class ModelExchange {
    private static final ModelResult DONE = ModelResult.rejected(RejectReason.NONE);

    final Map<Long, ModelAccount> accounts = new TreeMap<>();
    final Map<Long, ModelInstrument> instruments = new TreeMap<>();
    final List<ModelOrder> resting = new ArrayList<>();
    final List<Event> events = new ArrayList<>();
    private final Map<Integer, int[]> feeTiers = new TreeMap<>();
    private final Set<Long> depositIds = new HashSet<>();
    private final ModelAccount fees;
    private long nextOrderId = 1;
    private long nextTradeId = 1;
    private long nextRank = 1;

    ModelExchange() {
        fees = account(1);
        feeTiers.put(0, new int[] {Exchange.MAKER_RATE, Exchange.TAKER_RATE});
    }

    ModelAccount account(final long id) {
        final ModelAccount account = new ModelAccount(id);
        accounts.put(id, account);
        return account;
    }

    ModelResult apply(final Action action, final long now) {
        if (action instanceof Action.New a) {
            return newOrder(a, now);
        } else if (action instanceof Action.Cancel a) {
            return cancel(a);
        } else if (action instanceof Action.Amend a) {
            return amend(a, now);
        } else if (action instanceof Action.Deposit a) {
            return deposit(a);
        } else if (action instanceof Action.Adjust a) {
            return adjust(a);
        } else if (action instanceof Action.SetAccount a) {
            return setAccount(a);
        } else if (action instanceof Action.SetStatus a) {
            return setStatus(a);
        }
        return setFeeTier((Action.SetFeeTier) action);
    }

    private ModelResult newOrder(final Action.New a, final long now) {
        final ModelAccount account = accounts.get(a.account());
        final ModelInstrument instrument = instruments.get(a.instrument());
        if (account == null) {
            return ModelResult.rejected(RejectReason.UNKNOWN_ACCOUNT);
        }
        if (instrument == null) {
            return ModelResult.rejected(RejectReason.UNKNOWN_INSTRUMENT);
        }
        final boolean market = a.type() == OrderType.MARKET;
        if (market && a.timeInForce() != TimeInForce.IOC) {
            return ModelResult.rejected(RejectReason.UNSUPPORTED);
        }
        RejectReason reason = ModelRules.checkQuantity(instrument, a.quantity());
        if (reason == RejectReason.NONE) {
            reason = market
                    ? (a.price() == 0 ? RejectReason.NONE : RejectReason.INVALID_PRICE)
                    : ModelRules.checkPrice(instrument, a.price());
        }
        if (reason == RejectReason.NONE) {
            reason = ModelRules.checkAccess(account, instrument, now);
        }
        if (reason != RejectReason.NONE) {
            return ModelResult.rejected(reason);
        }
        if (findOpen(account, 0, a.clientOrderId()) != null) {
            return ModelResult.rejected(RejectReason.DUPLICATE_CLIENT_ORDER_ID);
        }
        final boolean mayRest = a.timeInForce() == TimeInForce.GTC;
        if (mayRest && account.maxOpenOrders != 0 && account.live.size() >= account.maxOpenOrders) {
            return ModelResult.rejected(RejectReason.TOO_MANY_OPEN_ORDERS);
        }
        long price = a.price();
        if (market) {
            final ModelOrder best = best(instrument, ModelRules.opposite(a.side()));
            if (best == null) {
                return ModelResult.rejected(RejectReason.NO_LIQUIDITY);
            }
            final BigInteger protection = ModelRules.protectionPrice(best.price, instrument, a.side());
            if (protection.bitLength() > 63) {
                return ModelResult.rejected(RejectReason.NOTIONAL_OVERFLOW);
            }
            price = protection.longValueExact();
        }

        final ModelOrder order = new ModelOrder();
        order.account = account;
        order.instrument = instrument;
        order.side = a.side();
        order.type = a.type();
        order.timeInForce = a.timeInForce();
        order.clientOrderId = a.clientOrderId();
        order.price = price;
        order.quantity = a.quantity();
        order.leaves = a.quantity();
        order.makerRate = feeTiers.get(account.feeTier)[0];
        order.takerRate = feeTiers.get(account.feeTier)[1];
        if (order.isTooLarge()) {
            return ModelResult.rejected(RejectReason.NOTIONAL_OVERFLOW);
        }
        if (account.available(order.heldAsset()).compareTo(order.hold()) < 0) {
            return ModelResult.rejected(RejectReason.INSUFFICIENT_BALANCE);
        }
        if (mayRest && !hasRoom(order, order.leaves)) {
            return ModelResult.rejected(RejectReason.QUANTITY_TOO_LARGE);
        }
        order.id = nextOrderId++;
        account.live.add(order);
        ModelRules.countOrder(account, now);
        events.add(new Event.Accepted(
                order.id,
                account.id,
                ++account.sequence,
                price,
                order.quantity,
                account.availableUnits(order.heldAsset()),
                account.heldUnits(order.heldAsset()),
                instrument.id,
                order.makerRate,
                order.takerRate,
                order.side,
                order.type,
                order.timeInForce,
                order.clientOrderId));
        return execute(order);
    }

    private ModelResult execute(final ModelOrder taker) {
        final ModelInstrument instrument = taker.instrument;
        while (taker.leaves > 0) {
            final ModelOrder maker = best(instrument, ModelRules.opposite(taker.side));
            if (maker == null || (taker.side == Side.BUY ? maker.price > taker.price : maker.price < taker.price)) {
                break;
            }
            if (maker.account == taker.account) {
                return close(taker, CancelReason.SELF_TRADE);
            }
            trade(maker, taker);
        }
        if (taker.leaves == 0) {
            taker.account.live.remove(taker);
            return ModelResult.of(taker, OrderStatus.FILLED, CancelReason.NULL_VAL);
        }
        if (taker.timeInForce == TimeInForce.GTC) {
            taker.rank = nextRank++;
            resting.add(taker);
            events.add(new Event.Rested(
                    taker.id, ++instrument.sequence, taker.price, taker.leaves, instrument.id, taker.side));
            return openResult(taker);
        }
        if (taker.type == OrderType.LIMIT) {
            return close(taker, CancelReason.IOC_REMAINDER);
        }
        final boolean usedUp = best(instrument, ModelRules.opposite(taker.side)) == null;
        return close(taker, usedUp ? CancelReason.NO_LIQUIDITY : CancelReason.PROTECTION_PRICE);
    }

    private void trade(final ModelOrder maker, final ModelOrder taker) {
        final ModelInstrument instrument = maker.instrument;
        final long quantity = Math.min(maker.leaves, taker.leaves);
        final BigInteger notional = ModelOrder.notional(maker.price, quantity);
        final BigInteger makerFee = maker.fill(notional, quantity, true);
        final BigInteger takerFee = taker.fill(notional, quantity, false);
        if (maker.leaves == 0) {
            resting.remove(maker);
            maker.account.live.remove(maker);
        }
        pay(maker, quantity, notional, makerFee);
        pay(taker, quantity, notional, takerFee);
        fees.add(instrument.quote, makerFee.add(takerFee));
        events.add(new Event.Traded(
                nextTradeId++,
                instrument.id,
                ++instrument.sequence,
                maker.price,
                quantity,
                notional.longValueExact(),
                leg(maker, makerFee),
                leg(taker, takerFee),
                taker.side));
    }

    private static void pay(
            final ModelOrder order, final long quantity, final BigInteger notional, final BigInteger fee) {
        final BigInteger base = BigInteger.valueOf(quantity);
        final boolean buy = order.side == Side.BUY;
        order.account.add(order.instrument.base, buy ? base : base.negate());
        order.account.add(order.instrument.quote, (buy ? notional.negate() : notional).subtract(fee));
    }

    private static Event.Leg leg(final ModelOrder order, final BigInteger fee) {
        final ModelAccount account = order.account;
        return new Event.Leg(
                order.id,
                account.id,
                ++account.sequence,
                order.leaves,
                fee.longValueExact(),
                account.availableUnits(order.instrument.base),
                account.heldUnits(order.instrument.base),
                account.availableUnits(order.instrument.quote),
                account.heldUnits(order.instrument.quote));
    }

    private ModelResult close(final ModelOrder order, final CancelReason reason) {
        final boolean rested = resting.remove(order);
        order.account.live.remove(order);
        events.add(new Event.Cancelled(
                order.id,
                order.account.id,
                ++order.account.sequence,
                rested ? ++order.instrument.sequence : 0,
                order.price,
                order.leaves,
                order.account.availableUnits(order.heldAsset()),
                order.account.heldUnits(order.heldAsset()),
                order.instrument.id,
                order.side,
                reason));
        return ModelResult.of(order, OrderStatus.CANCELLED, reason);
    }

    private ModelResult cancel(final Action.Cancel a) {
        final ModelAccount account = accounts.get(a.account());
        if (account == null) {
            return ModelResult.rejected(RejectReason.UNKNOWN_ACCOUNT);
        }
        final ModelOrder order = findOpen(account, a.orderId(), a.clientOrderId());
        return order == null ? ModelResult.rejected(RejectReason.UNKNOWN_ORDER) : close(order, CancelReason.USER);
    }

    private ModelResult amend(final Action.Amend a, final long now) {
        final ModelAccount account = accounts.get(a.account());
        if (account == null) {
            return ModelResult.rejected(RejectReason.UNKNOWN_ACCOUNT);
        }
        final ModelOrder order = findOpen(account, a.orderId(), a.clientOrderId());
        if (order == null) {
            return ModelResult.rejected(RejectReason.UNKNOWN_ORDER);
        }
        final ModelInstrument instrument = order.instrument;
        RejectReason reason = a.newPrice() == 0 ? RejectReason.NONE : ModelRules.checkPrice(instrument, a.newPrice());
        if (reason == RejectReason.NONE && a.newQuantity() != 0) {
            reason = ModelRules.checkQuantity(instrument, a.newQuantity());
        }
        final long price = a.newPrice() == 0 ? order.price : a.newPrice();
        final long quantity = a.newQuantity() == 0 ? order.quantity : a.newQuantity();
        final long filled = order.quantity - order.leaves;
        if (reason == RejectReason.NONE && quantity <= filled) {
            reason = RejectReason.QUANTITY_BELOW_FILLED;
        }
        if (reason == RejectReason.NONE && price == order.price && quantity == order.quantity) {
            reason = RejectReason.NOTHING_TO_AMEND;
        }
        if (reason == RejectReason.NONE) {
            reason = ModelRules.checkAccess(account, instrument, now);
        }
        if (reason != RejectReason.NONE) {
            return ModelResult.rejected(reason);
        }

        final long oldPrice = order.price;
        final long oldQuantity = order.quantity;
        final long oldLeaves = order.leaves;
        order.price = price;
        order.quantity = quantity;
        order.leaves = quantity - filled;
        if (order.isTooLarge()) {
            reason = RejectReason.NOTIONAL_OVERFLOW;
        } else if (account.available(order.heldAsset()).signum() < 0) {
            reason = RejectReason.INSUFFICIENT_BALANCE;
        } else if (!hasRoom(order, 0)) {
            reason = RejectReason.QUANTITY_TOO_LARGE;
        }
        if (reason != RejectReason.NONE) {
            order.price = oldPrice;
            order.quantity = oldQuantity;
            order.leaves = oldLeaves;
            return ModelResult.rejected(reason);
        }
        ModelRules.countOrder(account, now);
        final boolean keeps = price == oldPrice && order.leaves < oldLeaves;
        events.add(new Event.Amended(
                order.id,
                account.id,
                ++account.sequence,
                ++instrument.sequence,
                oldPrice,
                oldLeaves,
                price,
                order.leaves,
                quantity,
                account.availableUnits(order.heldAsset()),
                account.heldUnits(order.heldAsset()),
                instrument.id,
                order.side,
                keeps));
        if (keeps) {
            return openResult(order);
        }
        resting.remove(order);
        return execute(order);
    }

    private ModelResult deposit(final Action.Deposit a) {
        final ModelAccount account = accounts.get(a.account());
        if (account == null) {
            return ModelResult.rejected(RejectReason.UNKNOWN_ACCOUNT);
        }
        if (a.amount() <= 0) {
            return ModelResult.rejected(RejectReason.INVALID_AMOUNT);
        }
        if (depositIds.contains(a.depositId())) {
            return ModelResult.rejected(RejectReason.DUPLICATE_DEPOSIT);
        }
        if (supply(a.asset()).add(BigInteger.valueOf(a.amount())).bitLength() > 63) {
            return ModelResult.rejected(RejectReason.BALANCE_OVERFLOW);
        }
        depositIds.add(a.depositId());
        return change(account, a.asset(), a.amount(), true);
    }

    private ModelResult adjust(final Action.Adjust a) {
        final ModelAccount account = accounts.get(a.account());
        if (account == null) {
            return ModelResult.rejected(RejectReason.UNKNOWN_ACCOUNT);
        }
        if (a.amount() == 0 || a.amount() == Long.MIN_VALUE) {
            return ModelResult.rejected(RejectReason.INVALID_AMOUNT);
        }
        final BigInteger amount = BigInteger.valueOf(a.amount());
        if (account.available(a.asset()).add(amount).signum() < 0) {
            return ModelResult.rejected(RejectReason.INSUFFICIENT_BALANCE);
        }
        if (supply(a.asset()).add(amount).bitLength() > 63) {
            return ModelResult.rejected(RejectReason.BALANCE_OVERFLOW);
        }
        return change(account, a.asset(), a.amount(), false);
    }

    private ModelResult change(final ModelAccount account, final int asset, final long amount, final boolean deposit) {
        account.add(asset, BigInteger.valueOf(amount));
        events.add(new Event.BalanceChanged(
                account.id,
                ++account.sequence,
                asset,
                amount,
                account.availableUnits(asset),
                account.heldUnits(asset),
                deposit));
        return DONE;
    }

    private ModelResult setAccount(final Action.SetAccount a) {
        final ModelAccount account = accounts.get(a.account());
        if (account == null) {
            return ModelResult.rejected(RejectReason.UNKNOWN_ACCOUNT);
        }
        if (!feeTiers.containsKey(a.feeTier())) {
            return ModelResult.rejected(RejectReason.UNKNOWN_FEE_TIER);
        }
        account.blocked = a.blocked();
        account.feeTier = a.feeTier();
        account.maxOpenOrders = a.maxOpenOrders();
        account.maxOrdersPerSecond = a.maxOrdersPerSecond();
        events.add(new Event.AccountChanged(
                account.id,
                ++account.sequence,
                account.blocked,
                account.feeTier,
                account.maxOpenOrders,
                account.maxOrdersPerSecond));
        return DONE;
    }

    private ModelResult setStatus(final Action.SetStatus a) {
        if (a.instrument() != 0 && !instruments.containsKey(a.instrument())) {
            return ModelResult.rejected(RejectReason.UNKNOWN_INSTRUMENT);
        }
        for (final ModelInstrument instrument : instruments.values()) {
            if (a.instrument() == 0 || a.instrument() == instrument.id) {
                instrument.halted = a.halted();
                events.add(new Event.StatusChanged(
                        instrument.id,
                        ++instrument.sequence,
                        a.halted() ? InstrumentStatus.HALTED : InstrumentStatus.OPEN,
                        0,
                        "",
                        true));
            }
        }
        return DONE;
    }

    private ModelResult setFeeTier(final Action.SetFeeTier a) {
        if (a.makerRate() < 0 || a.makerRate() > 100_000 || a.takerRate() < 0 || a.takerRate() > 100_000) {
            return ModelResult.rejected(RejectReason.INVALID_RATE);
        }
        feeTiers.put(a.tier(), new int[] {a.makerRate(), a.takerRate()});
        events.add(new Event.FeeTierChanged(a.tier(), a.makerRate(), a.takerRate()));
        return DONE;
    }

    BigInteger supply(final int asset) {
        return accounts.values().stream().map(a -> a.total(asset)).reduce(BigInteger.ZERO, BigInteger::add);
    }

    long lastOrderId() {
        return nextOrderId - 1;
    }

    ModelOrder restingOrder(final long id) {
        return resting.stream().filter(o -> o.id == id).findFirst().orElse(null);
    }

    private static ModelResult openResult(final ModelOrder order) {
        final boolean untouched = order.leaves == order.quantity;
        return ModelResult.of(order, untouched ? OrderStatus.NEW : OrderStatus.PARTIALLY_FILLED, CancelReason.NULL_VAL);
    }

    private ModelOrder findOpen(final ModelAccount account, final long id, final String clientOrderId) {
        return account.live.stream()
                .filter(o -> id != 0 ? o.id == id : !clientOrderId.isEmpty() && o.clientOrderId.equals(clientOrderId))
                .findFirst()
                .orElse(null);
    }

    private ModelOrder best(final ModelInstrument instrument, final Side side) {
        final Comparator<ModelOrder> byPrice = Comparator.comparingLong(o -> side == Side.BUY ? -o.price : o.price);
        return resting.stream()
                .filter(o -> o.instrument == instrument && o.side == side)
                .min(byPrice.thenComparingLong(o -> o.rank))
                .orElse(null);
    }

    private boolean hasRoom(final ModelOrder order, final long more) {
        BigInteger sum = BigInteger.valueOf(more);
        for (final ModelOrder other : resting) {
            if (other.instrument == order.instrument && other.side == order.side) {
                sum = sum.add(BigInteger.valueOf(other.leaves));
            }
        }
        return sum.bitLength() <= 63;
    }
}

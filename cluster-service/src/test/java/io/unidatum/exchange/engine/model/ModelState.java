package io.unidatum.exchange.engine.model;

import io.unidatum.exchange.engine.PrincipalKey;
import io.unidatum.exchange.sbe.common.OrderPlace;
import io.unidatum.exchange.sbe.common.Role;
import io.unidatum.exchange.sbe.common.Side;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** All there is, and plain questions about it. */
final class ModelState {
    static final long SECOND = 1_000_000_000L;
    static final long DAY = 86_400 * SECOND;

    final Map<Integer, String> assets = new TreeMap<>();
    final Map<Long, ModelInstrument> instruments = new TreeMap<>();
    final Map<Long, ModelAccount> accounts = new TreeMap<>();
    final Map<Integer, int[]> feeTiers = new TreeMap<>();
    final Map<PrincipalKey, Role> roles = new LinkedHashMap<>();
    final Map<Integer, ModelWithdrawalRules> withdrawalRules = new TreeMap<>();
    /** In the order in which they were asked for: open or paid. */
    final List<ModelWithdrawal> withdrawals = new ArrayList<>();

    final Set<String> deposits = new TreeSet<>();
    /** All that are open, and the one that is being executed. */
    final List<ModelOrder> orders = new ArrayList<>();

    String clusterName = "";
    boolean initialised;
    int encodingVersion = 1;
    long time;
    long lastSequence;
    long nextOrderId = 1;
    long nextTradeId = 1;
    long nextWithdrawalId = 1;
    private long nextRank = 1;

    Stream<ModelOrder> orders(final Predicate<ModelOrder> condition) {
        return orders.stream().filter(condition).sorted(Comparator.comparingLong(o -> o.id));
    }

    long nextRank() {
        return nextRank++;
    }

    BigInteger held(final ModelAccount account, final int asset) {
        BigInteger held = BigInteger.ZERO;
        for (final ModelOrder order : orders) {
            if (order.account == account && order.heldAsset() == asset) {
                held = held.add(order.hold());
            }
        }
        for (final ModelWithdrawal withdrawal : withdrawals) {
            if (withdrawal.account == account && withdrawal.asset == asset) {
                held = held.add(withdrawal.hold());
            }
        }
        return held;
    }

    BigInteger available(final ModelAccount account, final int asset) {
        return account.total(asset).subtract(held(account, asset));
    }

    BigInteger supply(final int asset) {
        return accounts.values().stream().map(a -> a.total(asset)).reduce(BigInteger.ZERO, BigInteger::add);
    }

    /** One side of a book in the order in which it trades. */
    List<ModelOrder> book(final ModelInstrument instrument, final Side side) {
        final Comparator<ModelOrder> byPrice = Comparator.comparingLong(o -> side == Side.BUY ? -o.price : o.price);
        return orders.stream()
                .filter(o -> o.rests() && o.instrument == instrument && o.side == side)
                .sorted(byPrice.thenComparingLong(o -> o.rank))
                .toList();
    }

    /** The order that trades next. {@return null if the side is empty} */
    ModelOrder best(final ModelInstrument instrument, final Side side) {
        return book(instrument, side).stream().findFirst().orElse(null);
    }

    boolean isCrossed(final ModelInstrument instrument) {
        final ModelOrder bid = best(instrument, Side.BUY);
        final ModelOrder ask = best(instrument, Side.SELL);
        return bid != null && ask != null && bid.price >= ask.price;
    }

    /** Those whose turn comes next, in that order. */
    List<ModelOrder> triggered(final ModelInstrument instrument) {
        return orders.stream()
                .filter(o -> o.place == OrderPlace.TRIGGERED && o.instrument == instrument)
                .sorted(Comparator.comparingLong(o -> o.rank))
                .toList();
    }

    ModelOrder findOpen(final ModelAccount account, final long id, final String clientOrderId) {
        return orders.stream()
                .filter(o -> o.account == account)
                .filter(o -> id != 0 ? o.id == id : !clientOrderId.isEmpty() && o.clientOrderId.equals(clientOrderId))
                .findFirst()
                .orElse(null);
    }

    static Side opposite(final Side side) {
        return side == Side.BUY ? Side.SELL : Side.BUY;
    }

    /** Whether a price is at a limit price or better. */
    static boolean isWithin(final Side side, final long price, final long limit) {
        return side == Side.BUY ? price <= limit : price >= limit;
    }
}

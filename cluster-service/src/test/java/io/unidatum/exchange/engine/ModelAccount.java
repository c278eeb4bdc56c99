package io.unidatum.exchange.engine;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An account of the plain model: totals by asset, and its live orders, from which what is held follows. */
final class ModelAccount {
    final long id;
    final Map<Integer, BigInteger> totals = new HashMap<>();
    final List<ModelOrder> live = new ArrayList<>();
    long sequence;
    boolean blocked;
    int feeTier;
    long maxOpenOrders;
    long maxOrdersPerSecond;
    long windowStart;
    long windowCount;

    ModelAccount(final long id) {
        this.id = id;
    }

    void add(final int asset, final BigInteger amount) {
        totals.merge(asset, amount, BigInteger::add);
    }

    BigInteger total(final int asset) {
        return totals.getOrDefault(asset, BigInteger.ZERO);
    }

    BigInteger held(final int asset) {
        BigInteger held = BigInteger.ZERO;
        for (final ModelOrder order : live) {
            if (order.heldAsset() == asset) {
                held = held.add(order.hold());
            }
        }
        return held;
    }

    BigInteger available(final int asset) {
        return total(asset).subtract(held(asset));
    }

    long availableUnits(final int asset) {
        return available(asset).longValueExact();
    }

    long heldUnits(final int asset) {
        return held(asset).longValueExact();
    }
}

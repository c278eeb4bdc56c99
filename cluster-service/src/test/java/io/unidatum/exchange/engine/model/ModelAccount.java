package io.unidatum.exchange.engine.model;

import java.math.BigInteger;
import java.util.Map;
import java.util.TreeMap;

/** An account: totals by asset; what is held of them follows from its orders. */
final class ModelAccount {
    final long id;
    final Map<Integer, BigInteger> totals = new TreeMap<>();
    final Map<Long, ModelPosition> positions = new TreeMap<>();
    final Map<Long, ModelLimits> ownLimits = new TreeMap<>();
    final Map<Long, ModelConnection> connections = new TreeMap<>();
    ModelLimits limits = ModelLimits.NONE;
    long sequence;
    boolean blocked;
    int feeTier;
    long maxOpenOrders;
    long maxOrdersPerSecond;
    long windowStart;
    long windowCount;
    long deadManTimeout;
    long deadManDeadline;

    ModelAccount(final long id) {
        this.id = id;
    }

    void add(final int asset, final BigInteger amount) {
        totals.merge(asset, amount, BigInteger::add);
    }

    BigInteger total(final int asset) {
        return totals.getOrDefault(asset, BigInteger.ZERO);
    }

    ModelPosition position(final ModelInstrument instrument) {
        return positions.computeIfAbsent(instrument.id, id -> new ModelPosition());
    }

    ModelLimits limitsIn(final ModelInstrument instrument) {
        return ownLimits.getOrDefault(instrument.id, limits);
    }

    boolean isWithinRate(final long now, final int orders) {
        final long counted = now - windowStart >= ModelState.SECOND ? 0 : windowCount;
        return maxOrdersPerSecond == 0 || counted + orders <= maxOrdersPerSecond;
    }

    void countOrder(final long now) {
        if (now - windowStart >= ModelState.SECOND) {
            windowStart = now;
            windowCount = 0;
        }
        windowCount++;
    }
}

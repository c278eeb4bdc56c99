package io.unidatum.exchange.engine;

import java.util.Arrays;

/** An account: what it may do, what it has, and its own event sequence. */
final class Account implements Timed {
    static final long RATE_WINDOW_NS = 1_000_000_000L;
    private static final long[] NOTHING = new long[0];

    final long id;
    long sequence;
    boolean blocked;
    int feeTier;
    /** 0: the exchange's own limit. */
    long maxOpenOrders;
    /** 0: no limit. */
    long maxOrdersPerSecond;

    long rateWindowStart;
    long rateWindowCount;
    int openOrders;

    private int heapIndex = NOT_TIMED;
    private long[] available = NOTHING;
    private long[] held = NOTHING;

    Account(final long id) {
        this.id = id;
    }

    @Override
    public long timedId() {
        return id;
    }

    @Override
    public int heapIndex() {
        return heapIndex;
    }

    @Override
    public void heapIndex(final int index) {
        heapIndex = index;
    }

    long nextSequence() {
        return ++sequence;
    }

    long available(final Asset asset) {
        return asset.slot < available.length ? available[asset.slot] : 0;
    }

    long held(final Asset asset) {
        return asset.slot < held.length ? held[asset.slot] : 0;
    }

    /** Changes what is available; the caller has made sure that it stays at or above 0. */
    void addAvailable(final Asset asset, final long amount) {
        ensure(asset.slot);
        available[asset.slot] += amount;
    }

    /** Moves from available to held; a negative amount moves back. */
    void hold(final Asset asset, final long amount) {
        ensure(asset.slot);
        available[asset.slot] -= amount;
        held[asset.slot] += amount;
    }

    /** Takes from what is held. */
    void takeHeld(final Asset asset, final long amount) {
        held[asset.slot] -= amount;
    }

    boolean mayOpenAnother() {
        final long limit = maxOpenOrders == 0 ? EngineLimits.MAX_OPEN_ORDERS_PER_ACCOUNT : maxOpenOrders;
        return openOrders < limit;
    }

    /** Whether one more new or amended order is within the account's rate. Changes nothing. */
    boolean isWithinRate(final long now) {
        return maxOrdersPerSecond == 0
                || now - rateWindowStart >= RATE_WINDOW_NS
                || rateWindowCount < maxOrdersPerSecond;
    }

    /** Counts an accepted new or amended order. The window is a second that begins with its first order. */
    void countOrder(final long now) {
        if (now - rateWindowStart >= RATE_WINDOW_NS) {
            rateWindowStart = now;
            rateWindowCount = 0;
        }
        if (rateWindowCount < Integer.MAX_VALUE) {
            rateWindowCount++;
        }
    }

    private void ensure(final int slot) {
        if (slot >= available.length) {
            final int length = Math.max(slot + 1, 4);
            available = Arrays.copyOf(available, length);
            held = Arrays.copyOf(held, length);
        }
    }
}

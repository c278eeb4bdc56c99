package io.unidatum.exchange.engine;

/** An account: what it may do, what it has, and its own event sequence. */
final class Account extends Balances implements Timed {
    static final long RATE_WINDOW_NS = 1_000_000_000L;

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
}

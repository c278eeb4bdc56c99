package io.unidatum.exchange.engine;

/** An account: what it may do, what it has, and its own event sequence. */
final class Account extends Balances implements Timed {
    static final long RATE_WINDOW_NS = 1_000_000_000L;

    final long id;
    /** Dense number of it in this process; no part of the state. */
    final int slot;

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
    int openWithdrawals;

    /** Its open orders by ascending id: see {@link AccountOrders}. */
    EngineOrder firstOrder;

    EngineOrder lastOrder;

    /** Wherever it has none of its own in an instrument. Null: none. */
    RiskLimits limits;

    /** In how many instruments it has limits of its own. */
    int limitedInstruments;

    /** Whether there are limits anywhere, so that its open quantity is kept: see {@link AccountPosition}. */
    boolean limited;

    /** First of its connections: see {@link Connections}. */
    Connection firstConnection;

    /** Of its dead-man timer, ns; 0: off. */
    long deadManTimeoutNs;

    private int heapIndex = NOT_TIMED;

    Account(final long id, final int slot) {
        this.id = id;
        this.slot = slot;
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

    /** Reads from all over it: see {@link Lookahead}. */
    long touch() {
        return sequence + openOrders + (lastOrder == null ? 1 : 0);
    }

    long nextSequence() {
        return ++sequence;
    }

    boolean mayOpenAnother() {
        return mayOpen(1);
    }

    /** Whether it may have so many more open orders, or fewer if that is negative. */
    boolean mayOpen(final int more) {
        final long limit = maxOpenOrders == 0 ? EngineLimits.MAX_OPEN_ORDERS_PER_ACCOUNT : maxOpenOrders;
        return openOrders + more <= limit;
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

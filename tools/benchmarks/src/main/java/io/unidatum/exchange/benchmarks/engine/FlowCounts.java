package io.unidatum.exchange.benchmarks.engine;

import java.util.Locale;

/** What a flow was made of, and whether it was what the figures are for. */
final class FlowCounts {
    private static final double MOST_REJECTS = 0.01;
    private static final double FEWEST_TRADES = 0.05;
    private static final double TOLERANCE = 0.001;

    long newOrders;
    long cancels;
    long amends;
    long crossing;
    long rejects;
    long trades;
    long events;

    FlowCounts copy() {
        final FlowCounts copy = new FlowCounts();
        copy.newOrders = newOrders;
        copy.cancels = cancels;
        copy.amends = amends;
        copy.crossing = crossing;
        copy.rejects = rejects;
        copy.trades = trades;
        copy.events = events;
        return copy;
    }

    FlowCounts since(final FlowCounts before) {
        final FlowCounts delta = new FlowCounts();
        delta.newOrders = newOrders - before.newOrders;
        delta.cancels = cancels - before.cancels;
        delta.amends = amends - before.amends;
        delta.crossing = crossing - before.crossing;
        delta.rejects = rejects - before.rejects;
        delta.trades = trades - before.trades;
        delta.events = events - before.events;
        return delta;
    }

    long commands() {
        return newOrders + cancels + amends + crossing;
    }

    /** Fails unless it is 45 % new, 40 % cancel, 10 % amend, 5 % crossing, under 1 % rejects, 5 % trades or more. */
    void check() {
        final double total = commands();
        final boolean right = Math.abs(newOrders / total - 0.45) < TOLERANCE
                && Math.abs(cancels / total - 0.40) < TOLERANCE
                && Math.abs(amends / total - 0.10) < TOLERANCE
                && Math.abs(crossing / total - 0.05) < TOLERANCE
                && rejects / total < MOST_REJECTS
                && trades / total >= FEWEST_TRADES;
        if (!right) {
            throw new IllegalStateException("not the flow that is to be measured: " + this);
        }
    }

    @Override
    public String toString() {
        final double total = commands();
        return String.format(
                Locale.ROOT,
                "%.1f %% new, %.1f %% cancel, %.1f %% amend, %.1f %% crossing IOC, %.2f %% rejects,"
                        + " %.0f trades and %.0f events per million commands",
                100 * newOrders / total,
                100 * cancels / total,
                100 * amends / total,
                100 * crossing / total,
                100 * rejects / total,
                1e6 * trades / total,
                1e6 * events / total);
    }
}

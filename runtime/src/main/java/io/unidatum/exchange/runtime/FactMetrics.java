package io.unidatum.exchange.runtime;

import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Metrics taken from the facts that {@code /health} tells, so that both say the same. The facts are asked for once for
 * all metrics of a scrape. Thread safe.
 */
public final class FactMetrics {
    private static final long FRESH_NS = 200_000_000L;

    private final Metrics metrics;
    private final Supplier<Map<String, Object>> facts;
    private final LongSupplier nanoClock;
    private Map<String, Object> latest;
    private long takenAt;

    /**
     * Constructs with the facts.
     *
     * @param metrics to add to.
     * @param facts as in {@code /health}; nested maps are reached by dots. Thread safe, quick.
     */
    public FactMetrics(final Metrics metrics, final Supplier<Map<String, Object>> facts) {
        this(metrics, facts, System::nanoTime);
    }

    FactMetrics(final Metrics metrics, final Supplier<Map<String, Object>> facts, final LongSupplier nanoClock) {
        this.metrics = metrics;
        this.facts = facts;
        this.nanoClock = nanoClock;
    }

    /**
     * Adds a number: a number or a text that is one as it is; {@code true} and {@code UP} are 1, any other text is 0;
     * what is not there is not a number.
     *
     * @param name as Prometheus shows it.
     * @param description one sentence.
     * @param path of the fact, such as {@code decoin.pendingTransfers}.
     * @return this.
     */
    public FactMetrics gauge(final String name, final String description, final String path) {
        metrics.gauge(name, description, () -> number(fact(path)));
        return this;
    }

    /**
     * Adds a number that only rises while the process runs.
     *
     * @param name as Prometheus shows it, ending in {@code _total}.
     * @param description one sentence.
     * @param path of the fact.
     * @return this.
     */
    public FactMetrics counter(final String name, final String description, final String path) {
        metrics.counter(name, description, () -> {
            final double value = number(fact(path));
            return Double.isNaN(value) ? 0 : (long) value;
        });
        return this;
    }

    /**
     * Adds a fact that is one of several words: a gauge for each, with the label {@code state}, 1 for the one that
     * holds.
     *
     * @param name as Prometheus shows it.
     * @param description one sentence.
     * @param path of the fact.
     * @param states all its words.
     * @return this.
     */
    public FactMetrics states(final String name, final String description, final String path, final String... states) {
        for (final String state : states) {
            metrics.gauge(name, description, () -> state.equals(String.valueOf(fact(path))) ? 1 : 0, "state", state);
        }
        return this;
    }

    private Object fact(final String path) {
        Object value = facts();
        for (final String name : path.split("\\.")) {
            value = value instanceof Map<?, ?> map ? map.get(name) : null;
        }
        return value;
    }

    private synchronized Map<String, Object> facts() {
        final long now = nanoClock.getAsLong();
        if (latest == null || now - takenAt > FRESH_NS) {
            latest = facts.get();
            takenAt = now;
        }
        return latest;
    }

    private static double number(final Object value) {
        if (value == null) {
            return Double.NaN;
        }
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        if (value instanceof Boolean flag) {
            return flag ? 1 : 0;
        }
        final String text = value.toString();
        if ("UP".equals(text)) {
            return 1;
        }
        try {
            return Double.parseDouble(text);
        } catch (final NumberFormatException ex) {
            return 0;
        }
    }
}

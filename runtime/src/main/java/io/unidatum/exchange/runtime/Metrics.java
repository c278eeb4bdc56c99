package io.unidatum.exchange.runtime;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Collection;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * A process's metrics, in Prometheus' text form. Holds those of the JVM from the beginning; the process adds its own.
 *
 * <p>Thread safe. Nothing is pushed: suppliers are asked at each scrape, on the status server's thread, so they must be
 * thread safe, quick and never block. What is measured need not know of it, and does not allocate for it.
 *
 * <p>Names are written as Prometheus shows them: {@code exchange_ledger_sequence}; counters end in {@code _total}.
 */
public final class Metrics implements AutoCloseable {
    /** Content type of {@link #scrape()}. */
    public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private static final String COUNTER_SUFFIX = "_total";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    /** The registry itself would let them be collected, and the counter would stand at 0 from then on. */
    private final Collection<LongSupplier> counted = new ConcurrentLinkedQueue<>();

    private final JvmGcMetrics garbageCollection = new JvmGcMetrics();

    /**
     * Constructs metrics with those of the JVM.
     *
     * @param component name of the process, the label {@code component} of every metric.
     */
    public Metrics(final String component) {
        registry.config().commonTags("component", component);
        garbageCollection.bindTo(registry);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
    }

    /**
     * Adds a value that goes up and down.
     *
     * @param name as Prometheus shows it.
     * @param description one sentence.
     * @param value asked at each scrape; {@link Double#NaN} if it is not known.
     * @param labels names and values in turn.
     * @return this.
     */
    public Metrics gauge(
            final String name, final String description, final DoubleSupplier value, final String... labels) {
        Gauge.builder(name, value::getAsDouble)
                .description(description)
                .tags(labels)
                .register(registry);
        return this;
    }

    /**
     * Adds a number that only rises while the process runs, counted elsewhere.
     *
     * @param name as Prometheus shows it, ending in {@code _total}.
     * @param description one sentence.
     * @param value asked at each scrape.
     * @param labels names and values in turn.
     * @return this.
     */
    public Metrics counter(
            final String name, final String description, final LongSupplier value, final String... labels) {
        counted.add(value);
        FunctionCounter.builder(base(name), value, LongSupplier::getAsLong)
                .description(description)
                .tags(Tags.of(labels))
                .register(registry);
        return this;
    }

    /**
     * A number that rises, counted here. The same name and labels give the same counter.
     *
     * @param name as Prometheus shows it, ending in {@code _total}.
     * @param description one sentence.
     * @param labels names and values in turn; few different ones.
     * @return a counter, to be kept by who counts often.
     */
    public Counter counter(final String name, final String description, final String... labels) {
        return Counter.builder(base(name)).description(description).tags(labels).register(registry);
    }

    /** The registry, for whatever is not here: timers, histograms. {@return Micrometer's registry} */
    public PrometheusMeterRegistry registry() {
        return registry;
    }

    /** All metrics now. {@return text in Prometheus' format 0.0.4} */
    public String scrape() {
        return registry.scrape();
    }

    @Override
    public void close() {
        garbageCollection.close();
        registry.close();
    }

    private static String base(final String name) {
        if (!name.endsWith(COUNTER_SUFFIX)) {
            throw new IllegalArgumentException("a counter's name ends in " + COUNTER_SUFFIX + ": " + name);
        }
        return name.substring(0, name.length() - COUNTER_SUFFIX.length());
    }
}

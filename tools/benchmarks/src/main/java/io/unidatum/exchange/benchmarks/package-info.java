/**
 * What all benchmarks share: settings from the environment, a JVM of their own with fixed options, the description of
 * the machine, and the way figures are printed. Each benchmark has a package of its own and is found as a service.
 *
 * <p>Start with {@link io.unidatum.exchange.benchmarks.ForkedBenchmark}.
 */
package io.unidatum.exchange.benchmarks;

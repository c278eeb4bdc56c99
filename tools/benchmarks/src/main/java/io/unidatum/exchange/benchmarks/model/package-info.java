/**
 * Not how fast, but how right: random histories through the state machine and the plain model of its tests, for as long
 * as one likes.
 *
 * <p>Start with {@link io.unidatum.exchange.benchmarks.model.ModelBenchmark}.
 */
package io.unidatum.exchange.benchmarks.model;

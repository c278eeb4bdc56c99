/**
 * The whole state machine under a generated flow of commands: decoding, idempotency, accounts, holds, matching, fees,
 * the journal frames.
 *
 * <p>Start with {@link io.unidatum.exchange.benchmarks.engine.EngineBenchmark}.
 */
package io.unidatum.exchange.benchmarks.engine;

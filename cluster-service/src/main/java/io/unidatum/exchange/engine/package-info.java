/**
 * The exchange's deterministic state machine: commands in, answers and journal frames out.
 *
 * <p>May use the JDK, Agrona, the generated codecs, {@code protocol} and the {@code book}; nothing of Aeron, no clock,
 * no file, no logging. Start with {@link io.unidatum.exchange.engine.ExchangeStateMachine}.
 */
package io.unidatum.exchange.engine;

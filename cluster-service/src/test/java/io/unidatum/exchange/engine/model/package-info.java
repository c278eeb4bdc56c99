/**
 * The plain exchange: what the rules say, in lists that are searched and big integers, with nothing clever in it. It
 * takes the same command bytes as the state machine and gives the bytes of the answer, of the events and of the
 * snapshot, so that two programs that share only the schemas can be compared to the last bit.
 *
 * <p>It knows nothing of the engine's code. Start with {@link io.unidatum.exchange.engine.model.ModelExchange}; what
 * happens to an order stands in {@code ModelMatching} and {@code ModelTriggers}.
 */
package io.unidatum.exchange.engine.model;

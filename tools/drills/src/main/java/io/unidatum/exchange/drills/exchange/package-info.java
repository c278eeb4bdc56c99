/**
 * An exchange that really runs, as {@code exchange run} starts it, and what can be asked of it and done to it.
 *
 * <p>Start with {@link io.unidatum.exchange.drills.exchange.RunningExchange}.
 */
package io.unidatum.exchange.drills.exchange;

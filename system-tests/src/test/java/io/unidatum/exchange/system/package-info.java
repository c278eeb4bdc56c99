/**
 * Tests over the running whole: each starts the exchange as a user does, as separate processes from the distribution,
 * and looks at it from outside through its public interfaces.
 *
 * <p>Start with {@link io.unidatum.exchange.system.RunningExchange}.
 */
package io.unidatum.exchange.system;

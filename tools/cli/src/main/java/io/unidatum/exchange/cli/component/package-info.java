/**
 * The commands that are a production process each: {@code node}, {@code gateway}, {@code market-data}, {@code ledger}
 * and, for development, {@code decoin-devnet}. Each turns settings into the component's context, launches it and
 * waits for the signal to stop.
 */
package io.unidatum.exchange.cli.component;

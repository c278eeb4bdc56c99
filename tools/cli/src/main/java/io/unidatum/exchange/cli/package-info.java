/**
 * The {@code exchange} command: one launcher for every process of the exchange and for those who run it.
 *
 * <p>{@link io.unidatum.exchange.cli.ExchangeCommand} is where it starts. Settings are in {@code settings}, one
 * command a production process in {@code component}, the local exchange of {@code exchange run} in {@code run}, what
 * operators do in {@code admin}.
 */
package io.unidatum.exchange.cli;

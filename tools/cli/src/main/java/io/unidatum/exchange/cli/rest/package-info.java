/**
 * The exchange's public interfaces seen from outside: a REST client and a follower of market data over WebSocket, for
 * the commands that play a trader's part.
 *
 * <p>Start with {@link io.unidatum.exchange.cli.rest.RestClient}.
 */
package io.unidatum.exchange.cli.rest;

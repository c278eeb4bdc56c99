/**
 * A development DeCoin node: the HTTP contract of the real node, with the same ways to break it, in one small process.
 *
 * <p>For development and tests only: it mints money for whoever asks. Start reading at {@link
 * io.unidatum.exchange.devnet.DecoinDevnet}; the rules of the chain are in {@code Chain}, which knows nothing of HTTP.
 * Shares no code with the exchange, so that each checks the other's reading of the protocol.
 */
package io.unidatum.exchange.devnet;

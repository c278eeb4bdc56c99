/**
 * What speaks to a DeCoin node: keys and addresses, transfers and their signed bytes, and the HTTP client.
 *
 * <p>Knows nothing of accounts, trades or PostgreSQL. Curve arithmetic is Bouncy Castle's throughout. Start reading at
 * {@code Transfer}.
 */
package io.unidatum.exchange.ledger.decoin;

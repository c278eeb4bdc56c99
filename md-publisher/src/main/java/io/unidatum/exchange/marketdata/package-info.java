/**
 * The event journal made into market data: aggregated books, trades and tickers, as an SBE feed over Aeron and in
 * Redis.
 *
 * <p>One thread follows the journal, keeps the markets and offers the feed; another writes to Redis whatever is
 * latest, so that neither a slow receiver nor a lost Redis ever holds up the first. All numbers come from the journal:
 * any number of publishers say the same. Start with {@link io.unidatum.exchange.marketdata.MarketDataPublisher}.
 */
package io.unidatum.exchange.marketdata;

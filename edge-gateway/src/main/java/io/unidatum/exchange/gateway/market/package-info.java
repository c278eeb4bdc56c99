/**
 * Market data: received from the md-publisher's feed, kept as books, trades and tickers, and turned into what clients
 * see. Start with {@link io.unidatum.exchange.gateway.market.MarketHub}.
 *
 * <p>The feed is read on the feeds' thread; everything else here lives on one event loop.
 */
package io.unidatum.exchange.gateway.market;

/**
 * A limit order book with price-time priority, as a library of its own: no accounts, no messages, no cluster. It may
 * use the JDK and Agrona, nothing else.
 *
 * <p>Two ways in:
 *
 * <ul>
 *   <li>{@link io.unidatum.exchange.book.OrderBook}: order ids, prices and quantities in, events out through an
 *       {@link io.unidatum.exchange.book.OrderBookListener}. To replay any flow through it in one thread, make a
 *       {@link io.unidatum.exchange.book.PooledOrderBook} and call it.
 *   <li>{@link io.unidatum.exchange.book.MatchingBook}: the core, for callers that keep their own order objects and
 *       their own index of ids. The exchange's state machine uses this one.
 * </ul>
 *
 * <p>Prices are positive integers in any unit of the caller's; whole ticks are best, since the index of price levels (a
 * radix tree, {@link io.unidatum.exchange.book.PriceTrie}) is as deep as the largest price has groups of six bits.
 * Quantities are positive integers in any unit. Orders, levels and tree nodes are pooled: once the book has been as
 * deep as it will be, nothing is allocated. A book is not thread safe.
 */
package io.unidatum.exchange.book;

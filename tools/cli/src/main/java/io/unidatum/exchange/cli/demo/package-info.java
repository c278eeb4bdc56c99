/**
 * {@code exchange demo}: plays a market on a running exchange through its public interfaces, then proves that nothing
 * was lost or done twice: answers against PostgreSQL and REST, the WebSocket's books against REST's, DEC on chain
 * against the ledger.
 *
 * <p>{@link io.unidatum.exchange.cli.demo.Market} plays, {@link io.unidatum.exchange.cli.demo.Record} remembers what
 * was answered, the classes named after checks judge.
 */
package io.unidatum.exchange.cli.demo;

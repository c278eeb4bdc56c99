/**
 * The order book beside its peers, under the same generated flows in one JVM.
 *
 * <p>{@link io.unidatum.exchange.benchmarks.book.Flows} generates what is sent, from a seed; a {@link
 * io.unidatum.exchange.benchmarks.book.BookEngine} is one book that can take it; {@link
 * io.unidatum.exchange.benchmarks.book.Contest} has them take turns. Start with {@link
 * io.unidatum.exchange.benchmarks.book.BookBenchmark}.
 */
package io.unidatum.exchange.benchmarks.book;

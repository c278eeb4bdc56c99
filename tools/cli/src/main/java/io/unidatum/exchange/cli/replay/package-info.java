/**
 * {@code exchange replay}: a recorded order flow in LOBSTER's format, sent through the running exchange and compared
 * with the recorded book after every message.
 *
 * <p>{@link io.unidatum.exchange.cli.replay.LobsterMessages} and {@link io.unidatum.exchange.cli.replay.LobsterBook}
 * read the files, {@link io.unidatum.exchange.cli.replay.Translator} makes requests of the messages,
 * {@link io.unidatum.exchange.cli.replay.ReplayedBook} is the book as the exchange's answers tell it.
 */
package io.unidatum.exchange.cli.replay;

package io.unidatum.exchange.cli.replay;

import java.nio.file.Path;

/**
 * What to replay, and how.
 *
 * @param messages LOBSTER message file.
 * @param book LOBSTER order book file, or null.
 * @param symbol to replay it in.
 * @param sizeUnit quantity of one share, with 8 decimals.
 * @param window requests on the way at a time.
 * @param ratePerSecond requests a second at most.
 */
record ReplayOptions(Path messages, Path book, String symbol, long sizeUnit, int window, int ratePerSecond) {}

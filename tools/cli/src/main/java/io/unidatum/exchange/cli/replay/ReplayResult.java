package io.unidatum.exchange.cli.replay;

/**
 * What a replay came to.
 *
 * @param messages of the file.
 * @param requests sent.
 * @param skipped messages that ask nothing of the exchange.
 * @param unknownOrders messages about orders from before the file that no seeded level stands for.
 * @param refused requests that the exchange refused.
 * @param outOfOrder answers whose effect came before that of an earlier message.
 * @param rowsCompared rows of the book file that were compared.
 * @param rowsDiffering of them.
 * @param elapsedNs from the first message to the last answer.
 */
record ReplayResult(
        long messages,
        long requests,
        long skipped,
        long unknownOrders,
        long refused,
        long outOfOrder,
        long rowsCompared,
        long rowsDiffering,
        long elapsedNs) {}

package io.unidatum.exchange.cli.replay;

import io.unidatum.exchange.cli.rest.BookLevel;
import io.unidatum.exchange.cli.rest.TopOfBook;
import java.util.List;

/**
 * A row of a LOBSTER order book file: the book after the message of the same row.
 *
 * @param row of the file, from 1.
 * @param asks levels, best first.
 * @param bids levels, best first.
 */
record BookRow(long row, List<BookLevel> asks, List<BookLevel> bids) {
    /** The best prices of the row. */
    TopOfBook top() {
        return new TopOfBook(
                bids.isEmpty() ? BookLevel.NONE : bids.get(0), asks.isEmpty() ? BookLevel.NONE : asks.get(0));
    }
}

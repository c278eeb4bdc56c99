package io.unidatum.exchange.cli.rest;

/**
 * The best level of both sides.
 *
 * @param bid highest buyer, or {@link BookLevel#NONE}.
 * @param ask lowest seller, or {@link BookLevel#NONE}.
 */
public record TopOfBook(BookLevel bid, BookLevel ask) {
    @Override
    public String toString() {
        return "bid " + bid + " ask " + ask;
    }
}

package io.unidatum.exchange.book;

/** One random call of the property tests, readable when a failing case is shown. */
record BookCommand(Kind kind, long id, BookSide side, long price, long quantity, long owner) {
    enum Kind {
        LIMIT,
        IOC,
        MARKET,
        CANCEL,
        REDUCE,
        REPLACE
    }

    void applyTo(final OrderBook book) {
        switch (kind) {
            case LIMIT -> book.submitLimit(id, side, price, quantity, TimeInForce.GTC, owner);
            case IOC -> book.submitLimit(id, side, price, quantity, TimeInForce.IOC, owner);
            case MARKET ->
                book.submit(new OrderTerms().market(id, side, price, quantity).owner(owner));
            case CANCEL -> book.cancel(id);
            case REDUCE -> book.reduce(id, quantity);
            case REPLACE -> book.replace(id, price, quantity);
        }
    }
}

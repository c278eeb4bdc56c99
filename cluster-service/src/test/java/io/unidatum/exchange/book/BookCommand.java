package io.unidatum.exchange.book;

/** One random call of the property tests, readable when a failing case is shown. */
record BookCommand(Kind kind, long id, BookSide side, long price, long quantity, long owner, Extras extras) {
    enum Kind {
        LIMIT,
        ICEBERG,
        POST_ONLY,
        IOC,
        FOK,
        MARKET,
        CANCEL,
        REDUCE,
        REPLACE,
        COLLECT,
        UNCROSS
    }

    /** What only some calls need. */
    record Extras(Prevention prevention, long display, boolean odd) {}

    void applyTo(final OrderBook book) {
        switch (kind) {
            case CANCEL -> book.cancel(id);
            case REDUCE -> book.reduce(id, quantity);
            case REPLACE -> book.replace(id, price, quantity);
            case COLLECT -> book.collect();
            case UNCROSS -> book.uncross(extras.odd ? 0 : Math.max(0, price));
            default -> book.submit(terms());
        }
    }

    private OrderTerms terms() {
        final OrderTerms terms = new OrderTerms();
        if (kind == Kind.MARKET) {
            terms.market(id, side, price, quantity);
        } else {
            terms.limit(id, side, price, quantity);
        }
        switch (kind) {
            case ICEBERG -> terms.display(extras.display);
            case POST_ONLY -> terms.postOnly().display(extras.odd ? extras.display : 0);
            case IOC -> terms.timeInForce(TimeInForce.IOC).display(extras.odd ? extras.display : 0);
            case FOK -> terms.timeInForce(TimeInForce.FOK);
            case MARKET -> terms.timeInForce(extras.odd ? TimeInForce.FOK : TimeInForce.IOC);
            default -> {}
        }
        return terms.owner(owner).prevention(extras.prevention);
    }
}

package io.unidatum.exchange.marketdata;

/** How far a publisher is. */
enum PublisherState {
    /** Looks for something to begin with. */
    BEGINNING,
    /** Reads what has happened and publishes nothing yet. */
    CATCHING_UP,
    /** Publishes. */
    LIVE,
    /** Has stopped for good. */
    FAILED
}

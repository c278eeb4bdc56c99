package io.unidatum.exchange.engine.model;

/** A logical connection that is open, or lost. */
final class ModelConnection {
    final long id;
    long sessionId;
    long clusterSessionId;
    long gracePeriod;
    /** When its orders are cancelled; 0 while it is open. */
    long deadline;

    ModelConnection(final long id) {
        this.id = id;
    }
}

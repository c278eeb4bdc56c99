package io.unidatum.exchange.cli.replay;

import io.unidatum.exchange.cli.rest.RestRequest;

/**
 * What one message asks of the exchange.
 *
 * @param kind of request.
 * @param request to send, null for {@link Kind#NONE}.
 * @param order concerned, null for {@link Kind#NONE} and {@link Kind#TAKE}.
 * @param quantity of the order before a {@link Kind#REDUCE} or {@link Kind#CANCEL}.
 * @param newQuantity of the order after a {@link Kind#REDUCE}.
 */
record ReplayStep(Kind kind, RestRequest request, ReplayOrder order, long quantity, long newQuantity) {
    static final ReplayStep NOTHING = new ReplayStep(Kind.NONE, null, null, 0, 0);

    /** Kinds of request. */
    enum Kind {
        /** Nothing: the message is one of those that are passed over. */
        NONE,
        /** A new order that rests. */
        PLACE,
        /** An order that executes against the book at once. */
        TAKE,
        /** An order is made smaller in its place. */
        REDUCE,
        /** An order is cancelled. */
        CANCEL
    }
}

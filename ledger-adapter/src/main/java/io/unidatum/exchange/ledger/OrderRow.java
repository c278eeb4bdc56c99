package io.unidatum.exchange.ledger;

/**
 * What a batch does to one order: the whole row of an order accepted in this batch, or the difference to the row that
 * is there. In a difference 0 means "as it was" for price, quantity, status and reason, of which none is ever 0.
 */
final class OrderRow {
    final long orderId;
    final boolean isNew;
    long price;
    long quantity;
    long filledQuantity;
    long filledNotional;
    long fee;
    int status;
    int cancelReason;
    long lastSequence;
    long updatedAtNs;

    long accountId;
    long instrumentId;
    long acceptedSequence;
    long createdAtNs;
    long actor;
    long requestIdHigh;
    long requestIdLow;
    int makerRate;
    int takerRate;
    int flags;
    int side;
    int orderType;
    int timeInForce;
    int selfTradePrevention;
    String clientOrderId;

    OrderRow(final long orderId, final boolean isNew) {
        this.orderId = orderId;
        this.isNew = isNew;
    }

    /** Notes that an event concerned the order. */
    OrderRow touch(final long sequence, final long timeNs) {
        lastSequence = sequence;
        updatedAtNs = timeNs;
        return this;
    }

    /** Adds a fill's share. */
    void fill(final long fillQuantity, final long fillNotional, final long fillFee, final int statusAfter) {
        filledQuantity += fillQuantity;
        filledNotional += fillNotional;
        fee += fillFee;
        status = statusAfter;
    }
}

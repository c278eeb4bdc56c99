package io.unidatum.exchange.ledger;

/**
 * What a batch does to one order: the whole row of an order accepted in this batch, or the difference to the row that
 * is there. In a difference 0 means "as it was" for prices, quantity, status, reason and the time of the trigger, of
 * which none is ever 0; in a whole row 0 means "none" for its terms.
 */
final class OrderRow {
    final long orderId;
    final boolean isNew;
    long price;
    long quantity;
    /** What was taken off the quantity that is there, if that was not replaced afterwards. */
    long quantityTakenOff;

    long reducedQuantity;
    long stopPrice;
    long triggeredAtNs;
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
    long displayQuantity;
    long expireTimeNs;
    long quoteAmount;
    long trailingOffset;
    long linkedOrderId;
    int trailingRate;
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

    /** Replaces the total quantity. */
    void amendQuantity(final long newQuantity) {
        quantity = newQuantity;
        quantityTakenOff = 0;
    }

    /** Notes what the exchange took off the total quantity. */
    void reduce(final long takenOff) {
        reducedQuantity += takenOff;
        if (quantity == 0) {
            quantityTakenOff += takenOff;
        } else {
            quantity -= takenOff;
        }
    }

    /** Adds a fill's share. */
    void fill(final long fillQuantity, final long fillNotional, final long fillFee, final int statusAfter) {
        filledQuantity += fillQuantity;
        filledNotional += fillNotional;
        fee += fillFee;
        status = statusAfter;
    }
}

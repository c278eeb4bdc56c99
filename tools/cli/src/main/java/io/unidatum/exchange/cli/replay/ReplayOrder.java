package io.unidatum.exchange.cli.replay;

/** An order of the recording and what became of it here. Quantities and price with 8 decimals. Not thread safe. */
final class ReplayOrder {
    private final String clientOrderId;
    private final long account;
    private final boolean buy;
    private final long price;
    private long quantity;
    private long executed;
    private String orderId;
    private boolean gone;

    ReplayOrder(
            final String clientOrderId, final long account, final boolean buy, final long price, final long quantity) {
        this.clientOrderId = clientOrderId;
        this.account = account;
        this.buy = buy;
        this.price = price;
        this.quantity = quantity;
    }

    String clientOrderId() {
        return clientOrderId;
    }

    long account() {
        return account;
    }

    boolean isBuy() {
        return buy;
    }

    long price() {
        return price;
    }

    /** In total, what was executed included. */
    long quantity() {
        return quantity;
    }

    /** What the recording says is still open. */
    long leaves() {
        return quantity - executed;
    }

    /** The exchange's id, null until the exchange has given it. */
    String orderId() {
        return orderId;
    }

    void orderId(final String id) {
        orderId = id;
    }

    /** Nothing is open any more, or never was. */
    boolean isGone() {
        return gone;
    }

    void end() {
        gone = true;
    }

    void reduceBy(final long size) {
        quantity -= size;
    }

    void execute(final long size) {
        executed += size;
        if (executed >= quantity) {
            gone = true;
        }
    }
}

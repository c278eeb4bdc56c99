package io.unidatum.exchange.book;

/** Hears everything that happens in an {@link OrderBook}, in the order in which it happens. */
public interface OrderBookListener {
    /** Why an order ceased to be open without being filled. */
    enum CancelCause {
        /** The caller asked for it. */
        REQUESTED,
        /** Immediate or cancel: nothing more matches its price. */
        IMMEDIATE_OR_CANCEL,
        /** A market order has used up the other side. */
        NO_LIQUIDITY,
        /** A market order: the next price is beyond its protection price. */
        PROTECTION_PRICE,
        /** It would have traded with an order of the same owner. */
        SELF_TRADE
    }

    /** Why a call did nothing. */
    enum RejectCause {
        /** No resting order has this id. */
        UNKNOWN_ORDER,
        /** A resting order has this id. */
        DUPLICATE_ORDER,
        /** Not above 0. */
        INVALID_PRICE,
        /** Not above 0, or not below what a reduced order has. */
        INVALID_QUANTITY,
        /** The total quantity of the side would exceed 64 bits. */
        QUANTITY_OVERFLOW,
        /** A market order, and nothing is on the other side. */
        NO_LIQUIDITY
    }

    /** A new order was accepted; what it does follows. */
    void accepted(long orderId, BookSide side, long price, long quantity);

    /** Two orders traded at the maker's price; an order whose leaves are 0 is gone. */
    void traded(long makerId, long takerId, long price, long quantity, long makerLeaves, long takerLeaves);

    /** What is left of an order stands at the back of its level's queue. */
    void rested(long orderId, long price, long leaves);

    /** An order is open no more. */
    void cancelled(long orderId, long leaves, CancelCause cause);

    /** A resting order became smaller and kept its place. */
    void reduced(long orderId, long newLeaves);

    /** A resting order was taken out to be matched anew with these values; what it does follows. */
    void replaced(long orderId, long newPrice, long newLeaves);

    /** A call did nothing. */
    void rejected(long orderId, RejectCause cause);
}

package io.unidatum.exchange.book;

/** Hears everything that happens in an {@link OrderBook}, in the order in which it happens. */
public interface OrderBookListener {
    /** Why an order ceased to be open without being filled. */
    enum CancelCause {
        /** The caller asked for it. */
        REQUESTED,
        /** Immediate or cancel: nothing more matches its price. */
        IMMEDIATE_OR_CANCEL,
        /** Fill or kill: not all of it could have traded. */
        FILL_OR_KILL,
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
        /** Not above 0, or not below what a reduced order has, or a display quantity that is not within it. */
        INVALID_QUANTITY,
        /** Post-only or iceberg, and not good till cancelled; or a market order that is. */
        INVALID_TERMS,
        /** The total quantity of the side would exceed 64 bits. */
        QUANTITY_OVERFLOW,
        /** Post-only, and it would trade at once. */
        WOULD_TAKE,
        /** A market order, and nothing is on the other side. */
        NO_LIQUIDITY,
        /** It may not rest, and nothing is matched until the auction. */
        COLLECTING
    }

    /** A new order was accepted; what it does follows. */
    void accepted(long orderId, BookSide side, long price, long quantity);

    /** Two orders traded at the maker's price; an order whose leaves are 0 is gone. */
    void traded(long makerId, long takerId, long price, long quantity, long makerLeaves, long takerLeaves);

    /** An iceberg shows its next part, and stands at the back of its level's queue now. */
    void refilled(long orderId, long visible);

    /** Two orders of one owner lost a quantity each instead of trading it; one whose leaves are 0 is gone. */
    void decremented(long makerId, long takerId, long quantity, long makerLeaves, long takerLeaves);

    /** What is left of an order stands at the back of its level's queue. */
    void rested(long orderId, long price, long leaves, long visible);

    /** An order is open no more. */
    void cancelled(long orderId, long leaves, CancelCause cause);

    /** A resting order became smaller and kept its place. */
    void reduced(long orderId, long newLeaves);

    /** A resting order was taken out to be matched anew with these values; what it does follows. */
    void replaced(long orderId, long newPrice, long newLeaves);

    /** An auction is over: all of its volume trades at this price, as follows. All 0 if nothing crosses. */
    void uncrossed(long price, long volume, long surplus);

    /** Two resting orders traded in an auction; an order whose leaves are 0 is gone. */
    void auctionTraded(long bidId, long askId, long price, long quantity, long bidLeaves, long askLeaves);

    /** A call did nothing. */
    void rejected(long orderId, RejectCause cause);
}

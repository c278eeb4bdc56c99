package io.unidatum.exchange.client.view;

import io.unidatum.exchange.sbe.common.CancelReason;
import io.unidatum.exchange.sbe.common.OrderStatus;
import io.unidatum.exchange.sbe.common.OrderType;
import io.unidatum.exchange.sbe.common.Side;
import io.unidatum.exchange.sbe.common.TimeInForce;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** An order, open or closed. Changes with the journal while it is open; read it on the view's thread. */
public final class OrderView {
    private final long orderId;
    private final long account;
    private final int instrumentId;
    private final Side side;
    private final OrderType orderType;
    private final TimeInForce timeInForce;
    private final String clientOrderId;
    private final long acceptedTime;
    private final long acceptedSequence;
    private final List<FillView> fills = new ArrayList<>(0);
    private long price;
    private long quantity;
    private long leaves;
    private long filledQuantity;
    private long filledNotional;
    private long fee;
    private OrderStatus status = OrderStatus.NEW;
    private CancelReason cancelReason = CancelReason.NULL_VAL;
    private long updatedTime;
    private long lastSequence;

    OrderView(
            final long orderId,
            final long account,
            final int instrumentId,
            final Side side,
            final OrderType orderType,
            final TimeInForce timeInForce,
            final String clientOrderId,
            final long acceptedTime,
            final long acceptedSequence) {
        this.orderId = orderId;
        this.account = account;
        this.instrumentId = instrumentId;
        this.side = side;
        this.orderType = orderType;
        this.timeInForce = timeInForce;
        this.clientOrderId = clientOrderId;
        this.acceptedTime = acceptedTime;
        this.acceptedSequence = acceptedSequence;
        this.updatedTime = acceptedTime;
        this.lastSequence = acceptedSequence;
    }

    /** Its id. {@return order id} */
    public long orderId() {
        return orderId;
    }

    /** Whose order it is. {@return account id} */
    public long account() {
        return account;
    }

    /** What is traded. {@return instrument id} */
    public int instrumentId() {
        return instrumentId;
    }

    /** Buy or sell. {@return the side} */
    public Side side() {
        return side;
    }

    /** Limit or market. {@return the type} */
    public OrderType orderType() {
        return orderType;
    }

    /** How long it lasts. {@return the time in force} */
    public TimeInForce timeInForce() {
        return timeInForce;
    }

    /** The client's own id. {@return text, empty if none was given} */
    public String clientOrderId() {
        return clientOrderId;
    }

    /** When it was accepted. {@return cluster time, ns} */
    public long acceptedTime() {
        return acceptedTime;
    }

    /** Event that accepted it. {@return global sequence, 0 if it came with a state image} */
    public long acceptedSequence() {
        return acceptedSequence;
    }

    /** Limit price; a market order's protection price. {@return 10<sup>-8</sup> quote per base} */
    public long price() {
        return price;
    }

    /** Total quantity. {@return 10<sup>-8</sup> base} */
    public long quantity() {
        return quantity;
    }

    /** What is still open. {@return 10<sup>-8</sup> base, 0 once it is closed} */
    public long leaves() {
        return leaves;
    }

    /** What is filled. {@return 10<sup>-8</sup> base} */
    public long filledQuantity() {
        return filledQuantity;
    }

    /** Sum of its fills' notionals. {@return 10<sup>-8</sup> quote} */
    public long filledNotional() {
        return filledNotional;
    }

    /** Fees charged so far. {@return 10<sup>-8</sup> quote} */
    public long fee() {
        return fee;
    }

    /** Where it stands. {@return the status} */
    public OrderStatus status() {
        return status;
    }

    /** Why it was cancelled. {@return the reason, NULL_VAL if it was not} */
    public CancelReason cancelReason() {
        return cancelReason;
    }

    /** When it last changed. {@return cluster time, ns} */
    public long updatedTime() {
        return updatedTime;
    }

    /** Event that changed it last. {@return global sequence; the image's if it has not changed since} */
    public long lastSequence() {
        return lastSequence;
    }

    /**
     * Its fills, oldest first: those that the view saw happen, up to the view's limit an order.
     *
     * @return an unmodifiable view of the list.
     */
    public List<FillView> fills() {
        return Collections.unmodifiableList(fills);
    }

    /** Whether it can still trade. {@return true if so} */
    public boolean isOpen() {
        return status == OrderStatus.NEW || status == OrderStatus.PARTIALLY_FILLED;
    }

    void terms(final long newPrice, final long newQuantity, final long newLeaves) {
        this.price = newPrice;
        this.quantity = newQuantity;
        this.leaves = newLeaves;
    }

    void filledBefore(final long filled, final long notional, final long charged) {
        this.filledQuantity = filled;
        this.filledNotional = notional;
        this.fee = charged;
        this.status = filled == 0 ? OrderStatus.NEW : OrderStatus.PARTIALLY_FILLED;
    }

    void fill(final FillView fill, final long newLeaves, final int maxFills) {
        filledQuantity += fill.quantity();
        filledNotional += fill.notional();
        fee += fill.fee();
        leaves = newLeaves;
        status = newLeaves == 0 ? OrderStatus.FILLED : OrderStatus.PARTIALLY_FILLED;
        if (fills.size() < maxFills) {
            fills.add(fill);
        }
    }

    void cancel(final OrderStatus finalStatus, final CancelReason reason) {
        this.leaves = 0;
        this.status = finalStatus;
        this.cancelReason = reason;
    }

    void touched(final long time, final long sequence) {
        this.updatedTime = time;
        this.lastSequence = sequence;
    }
}

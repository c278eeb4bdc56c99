package io.unidatum.exchange.client.view;

import io.unidatum.exchange.sbe.common.CancelReason;
import io.unidatum.exchange.sbe.common.OrderStatus;
import io.unidatum.exchange.sbe.common.OrderType;
import io.unidatum.exchange.sbe.common.SelfTradePrevention;
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
    private SelfTradePrevention selfTradePrevention = SelfTradePrevention.CANCEL_NEWEST;
    private boolean postOnly;
    private boolean reduceOnly;
    private boolean massQuote;
    private SpecialTerms specialTerms = SpecialTerms.NONE;
    private boolean waiting;
    private long triggeredTime;
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
        this.waiting = isTriggerType(orderType);
    }

    /**
     * Whether orders of a type wait for a trigger before they enter the market.
     *
     * @param type of an order.
     * @return true for stop, take-profit and trailing stop orders.
     */
    public static boolean isTriggerType(final OrderType type) {
        return switch (type) {
            case STOP, STOP_LIMIT, TAKE_PROFIT, TAKE_PROFIT_LIMIT, TRAILING_STOP -> true;
            default -> false;
        };
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

    /** Limit, market, or one that waits for a trigger. {@return the type} */
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

    /**
     * Its limit price, or the protection price if it is a market order or becomes one once triggered.
     *
     * @return 10<sup>-8</sup> quote per base.
     */
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

    /** What it does instead of trading with an order of its own account. {@return the setting} */
    public SelfTradePrevention selfTradePrevention() {
        return selfTradePrevention;
    }

    /** Whether it never takes. {@return true if so} */
    public boolean postOnly() {
        return postOnly;
    }

    /** Whether it only ever makes the position smaller. {@return true if so} */
    public boolean reduceOnly() {
        return reduceOnly;
    }

    /** Whether a mass quote placed it. {@return true if so} */
    public boolean massQuote() {
        return massQuote;
    }

    /** Stop price, display quantity and the like. {@return the terms, {@link SpecialTerms#NONE} if there are none} */
    public SpecialTerms specialTerms() {
        return specialTerms;
    }

    /** Whether it still waits for its trigger. {@return true if so, also once it is closed without having fired} */
    public boolean isWaiting() {
        return waiting;
    }

    /** When its trigger fired. {@return cluster time, ns; 0 if it has not, or it came with a state image} */
    public long triggeredTime() {
        return triggeredTime;
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

    void flags(
            final SelfTradePrevention prevention,
            final boolean isPostOnly,
            final boolean isReduceOnly,
            final boolean isMassQuote) {
        this.selfTradePrevention =
                prevention == SelfTradePrevention.NULL_VAL ? SelfTradePrevention.CANCEL_NEWEST : prevention;
        this.postOnly = isPostOnly;
        this.reduceOnly = isReduceOnly;
        this.massQuote = isMassQuote;
    }

    void specialTerms(final SpecialTerms newTerms) {
        this.specialTerms = newTerms;
    }

    void stopPrice(final long newStopPrice) {
        this.specialTerms = specialTerms.withStopPrice(newStopPrice);
    }

    void trigger(final long atStopPrice, final long newPrice, final long time) {
        stopPrice(atStopPrice);
        this.price = newPrice;
        this.waiting = false;
        this.triggeredTime = time;
    }

    void triggeredBefore() {
        this.waiting = false;
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

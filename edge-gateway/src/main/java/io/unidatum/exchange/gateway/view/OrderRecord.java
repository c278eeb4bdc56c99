package io.unidatum.exchange.gateway.view;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.unidatum.exchange.client.CommandResult;
import io.unidatum.exchange.client.view.OrderView;
import io.unidatum.exchange.client.view.SpecialTerms;
import io.unidatum.exchange.gateway.api.Amounts;
import io.unidatum.exchange.gateway.api.Json;
import io.unidatum.exchange.gateway.api.Times;
import io.unidatum.exchange.gateway.orders.NewOrderRequest;
import io.unidatum.exchange.gateway.orders.OcoRequest;
import io.unidatum.exchange.sbe.common.CancelReason;
import io.unidatum.exchange.sbe.common.OrderStatus;
import io.unidatum.exchange.sbe.common.OrderType;
import io.unidatum.exchange.sbe.common.Side;
import io.unidatum.exchange.sbe.common.TimeInForce;
import java.util.List;
import java.util.Locale;

/**
 * An order as it was at some moment, as clients see it. Immutable; what is not known is null.
 *
 * @param orderId its id.
 * @param account whose it is.
 * @param clientOrderId the client's id, empty if there is none.
 * @param symbol traded.
 * @param side buy or sell.
 * @param type of the order.
 * @param timeInForce how long it lasts.
 * @param details stop price, flags and the like.
 * @param price limit price; the protection price of what is or becomes a market order; units of 10<sup>-8</sup>.
 * @param quantity total, units of 10<sup>-8</sup>.
 * @param leaves still open, units of 10<sup>-8</sup>.
 * @param filledQuantity units of 10<sup>-8</sup>.
 * @param filledNotional quote units of 10<sup>-8</sup>.
 * @param fee charged so far, quote units of 10<sup>-8</sup>.
 * @param status where it stands.
 * @param cancelReason NULL_VAL unless cancelled.
 * @param fills oldest first.
 * @param sequence global sequence of its last event.
 * @param createdNs cluster time, ns.
 * @param updatedNs cluster time, ns.
 */
public record OrderRecord(
        long orderId,
        long account,
        String clientOrderId,
        String symbol,
        Side side,
        OrderType type,
        TimeInForce timeInForce,
        OrderDetails details,
        long price,
        long quantity,
        long leaves,
        long filledQuantity,
        long filledNotional,
        long fee,
        OrderStatus status,
        CancelReason cancelReason,
        List<Fill> fills,
        long sequence,
        long createdNs,
        long updatedNs) {

    static OrderRecord of(final OrderView order, final String symbol) {
        return new OrderRecord(
                order.orderId(),
                order.account(),
                order.clientOrderId(),
                symbol,
                order.side(),
                order.orderType(),
                order.timeInForce(),
                OrderDetails.of(order),
                order.price(),
                order.quantity(),
                order.leaves(),
                order.filledQuantity(),
                order.filledNotional(),
                order.fee(),
                order.status(),
                order.cancelReason(),
                order.fills().stream().map(Fill::of).toList(),
                order.lastSequence(),
                order.acceptedTime(),
                order.updatedTime());
    }

    /**
     * What is known of a new order from its request and its outcome alone.
     *
     * @param request that asked for it.
     * @param result its outcome.
     * @return the order, without its fills.
     */
    public static OrderRecord ofRequest(final NewOrderRequest request, final CommandResult result) {
        return ofResult(
                result,
                request.clientOrderId(),
                request.instrument().symbol(),
                request.side(),
                request.type(),
                request.timeInForce(),
                new OrderDetails(
                        request.prevention(),
                        request.postOnly(),
                        request.reduceOnly(),
                        false,
                        request.terms(),
                        OrderView.isTriggerType(request.type()),
                        0),
                request.price(),
                request.quantity() == 0 ? result.filledQuantity() + result.leavesQuantity() : request.quantity());
    }

    /**
     * What is known of a pair's limit order from its request and its outcome alone.
     *
     * @param request that asked for it.
     * @param result its outcome.
     * @return the order, without its fills.
     */
    public static OrderRecord limitLegOf(final OcoRequest request, final CommandResult result) {
        return ofResult(
                result,
                request.clientOrderId(),
                request.instrument().symbol(),
                request.side(),
                OrderType.LIMIT,
                request.timeInForce(),
                new OrderDetails(
                        request.prevention(),
                        request.postOnly(),
                        request.reduceOnly(),
                        false,
                        new SpecialTerms(0, 0, request.expireTime(), 0, 0, 0, result.orderId() + 1),
                        false,
                        0),
                request.price(),
                request.quantity());
    }

    /**
     * What is known of a pair's stop order from its request alone: that it was accepted.
     *
     * @param request that asked for it.
     * @param result of the pair, which tells of the limit order.
     * @return the order as it was accepted.
     */
    public static OrderRecord stopLegOf(final OcoRequest request, final CommandResult result) {
        return new OrderRecord(
                result.orderId() + 1,
                result.account(),
                request.stopClientOrderId(),
                request.instrument().symbol(),
                request.side(),
                request.stopLimitPrice() == 0 ? OrderType.STOP : OrderType.STOP_LIMIT,
                request.timeInForce(),
                new OrderDetails(
                        request.prevention(),
                        false,
                        request.reduceOnly(),
                        false,
                        new SpecialTerms(request.stopPrice(), 0, request.expireTime(), 0, 0, 0, result.orderId()),
                        true,
                        0),
                request.stopLimitPrice(),
                request.quantity(),
                request.quantity(),
                0,
                0,
                0,
                OrderStatus.NEW,
                CancelReason.NULL_VAL,
                List.of(),
                result.lastSequence(),
                result.time(),
                result.time());
    }

    /**
     * What is known of a changed order from the outcome alone.
     *
     * @param result the outcome.
     * @return the order, without its terms and fills.
     */
    public static OrderRecord ofResult(final CommandResult result) {
        return ofResult(result, "", null, null, null, null, null, 0, result.filledQuantity() + result.leavesQuantity());
    }

    private static OrderRecord ofResult(
            final CommandResult result,
            final String clientOrderId,
            final String symbol,
            final Side side,
            final OrderType type,
            final TimeInForce timeInForce,
            final OrderDetails details,
            final long price,
            final long quantity) {
        return new OrderRecord(
                result.orderId(),
                result.account(),
                clientOrderId,
                symbol,
                side,
                type,
                timeInForce,
                details,
                price,
                quantity,
                result.leavesQuantity(),
                result.filledQuantity(),
                result.filledNotional(),
                result.fee(),
                result.orderStatus(),
                result.cancelReason(),
                List.of(),
                result.lastSequence(),
                result.time(),
                result.time());
    }

    /**
     * This order as a command left it, though it may have gone on since. Its sequence is the command's last event, so a
     * reader that waits for it sees all that the command did. If nothing has happened to the order since, it is as it
     * stands here: what the command triggered is in it, which the outcome does not tell of.
     *
     * @param result the command's outcome.
     * @return the order at that moment.
     */
    public OrderRecord asOf(final CommandResult result) {
        final boolean isCurrent = sequence <= result.lastSequence() || type != null && OrderView.isTriggerType(type);
        final boolean wasOpen = OrderFilter.OPEN.contains(result.orderStatus());
        return new OrderRecord(
                orderId,
                account,
                clientOrderId,
                symbol,
                side,
                type,
                timeInForce,
                details,
                price,
                isCurrent || !wasOpen ? quantity : result.filledQuantity() + result.leavesQuantity(),
                isCurrent ? leaves : result.leavesQuantity(),
                isCurrent ? filledQuantity : result.filledQuantity(),
                isCurrent ? filledNotional : result.filledNotional(),
                isCurrent ? fee : result.fee(),
                isCurrent ? status : result.orderStatus(),
                isCurrent ? cancelReason : result.cancelReason(),
                isCurrent
                        ? fills
                        : fills.stream()
                                .filter(fill -> fill.sequence() <= result.lastSequence())
                                .toList(),
                Math.max(isCurrent ? sequence : 0, result.lastSequence()),
                createdNs,
                isCurrent ? updatedNs : result.time());
    }

    /** Whether it can still trade. {@return true if so} */
    public boolean isOpen() {
        return status == OrderStatus.NEW || status == OrderStatus.PARTIALLY_FILLED;
    }

    /** As clients see it. {@return a new object} */
    public ObjectNode toJson() {
        final ObjectNode json = Json.object();
        json.put("order_id", Long.toUnsignedString(orderId));
        json.put("client_order_id", clientOrderId.isEmpty() ? null : clientOrderId);
        json.put("account", Long.toUnsignedString(account));
        json.put("symbol", symbol);
        json.put("side", side == null ? null : name(side));
        json.put("type", type == null ? null : name(type));
        json.put("time_in_force", timeInForce == null ? null : timeInForce.name());
        final boolean isMarket = type == OrderType.MARKET
                || type == OrderType.STOP
                || type == OrderType.TAKE_PROFIT
                || type == OrderType.TRAILING_STOP;
        json.put("price", price == 0 || isMarket ? null : Amounts.text(price));
        if (isMarket && price != 0) {
            json.put("protection_price", Amounts.text(price));
        }
        json.put("quantity", Amounts.text(quantity));
        if (details != null) {
            details.put(json, isOpen());
        }
        json.put("status", name(status));
        json.put("filled_quantity", Amounts.text(filledQuantity));
        json.put("remaining_quantity", Amounts.text(leaves));
        json.put("average_price", Amounts.averagePrice(filledNotional, filledQuantity));
        json.put("fee", Amounts.text(fee));
        if (cancelReason != CancelReason.NULL_VAL) {
            json.put("cancel_reason", name(cancelReason));
        }
        final ArrayNode list = json.putArray("fills");
        fills.forEach(fill -> list.add(fill.toJson()));
        json.put("sequence", sequence);
        json.put("created_at", Times.text(createdNs));
        json.put("updated_at", Times.text(updatedNs));
        return json;
    }

    /**
     * A value of an enumeration in public text.
     *
     * @param value to name.
     * @return lower case, such as {@code partially_filled}.
     */
    public static String name(final Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}

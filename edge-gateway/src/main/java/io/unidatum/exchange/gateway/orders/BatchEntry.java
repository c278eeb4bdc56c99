package io.unidatum.exchange.gateway.orders;

import io.unidatum.exchange.gateway.api.ApiError;

/** One entry of a batch. */
public sealed interface BatchEntry {
    /**
     * A new order.
     *
     * @param order to place.
     */
    record Place(NewOrderRequest order) implements BatchEntry {}

    /**
     * A pair of orders.
     *
     * @param orders to place.
     */
    record PlaceOco(OcoRequest orders) implements BatchEntry {}

    /**
     * A cancel.
     *
     * @param target the order.
     */
    record Cancel(OrderName target) implements BatchEntry {}

    /**
     * An amendment.
     *
     * @param target the order.
     * @param terms the new ones.
     */
    record Amend(OrderName target, AmendRequest terms) implements BatchEntry {}

    /**
     * One that cannot be read: it is not sent, the others are.
     *
     * @param error what is wrong with it.
     */
    record Unreadable(ApiError error) implements BatchEntry {}

    /** Whether it counts against the rate of orders. {@return true for new and amended orders} */
    default boolean isOrder() {
        return this instanceof Place || this instanceof PlaceOco || this instanceof Amend;
    }
}

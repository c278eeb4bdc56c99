package io.unidatum.exchange.gateway.orders;

/**
 * Which order is meant.
 *
 * @param orderId its id, 0 to name it by the client's.
 * @param clientOrderId the client's id, looked at only if orderId is 0; else empty.
 */
public record OrderName(long orderId, String clientOrderId) {
    /**
     * By the exchange's id.
     *
     * @param orderId above 0.
     * @return the name.
     */
    public static OrderName of(final long orderId) {
        return new OrderName(orderId, "");
    }

    /**
     * By the client's id.
     *
     * @param clientOrderId not empty.
     * @return the name.
     */
    public static OrderName of(final String clientOrderId) {
        return new OrderName(0, clientOrderId);
    }
}

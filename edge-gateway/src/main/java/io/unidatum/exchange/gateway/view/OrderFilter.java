package io.unidatum.exchange.gateway.view;

import io.unidatum.exchange.sbe.common.OrderStatus;
import java.util.EnumSet;
import java.util.Set;

/**
 * Which of an account's orders are asked for.
 *
 * @param account whose.
 * @param instrumentId 0 for any.
 * @param statuses wanted.
 * @param clientOrderId null for any.
 * @param before only ids below this; {@link Long#MAX_VALUE} for all.
 * @param limit how many at most, newest first.
 */
public record OrderFilter(
        long account, int instrumentId, Set<OrderStatus> statuses, String clientOrderId, long before, int limit) {
    /** Orders that can still trade. */
    public static final Set<OrderStatus> OPEN = EnumSet.of(OrderStatus.NEW, OrderStatus.PARTIALLY_FILLED);

    /** Orders that cannot trade any more. */
    public static final Set<OrderStatus> CLOSED =
            EnumSet.of(OrderStatus.FILLED, OrderStatus.CANCELLED, OrderStatus.REJECTED, OrderStatus.EXPIRED);

    /** Whether closed orders are wanted too. {@return true if so} */
    public boolean wantsClosed() {
        return statuses.stream().anyMatch(CLOSED::contains);
    }
}

package io.unidatum.exchange.gateway.api;

import io.unidatum.exchange.sbe.order.RejectReason;

/** What the cluster's rejects are in HTTP: the codes are the schema's own names. Stateless and thread safe. */
public final class RejectTable {
    private RejectTable() {}

    /**
     * Translates.
     *
     * @param reason the cluster gave.
     * @return status, code and what to do.
     */
    public static ApiError of(final RejectReason reason) {
        return switch (reason) {
            case MALFORMED, UNKNOWN_ENUM_VALUE ->
                of(400, reason, "the exchange could not read the order: check its fields");
            case UNSUPPORTED -> of(422, reason, "this order type, time in force or flag is not supported yet");
            case EXPIRED_COMMAND ->
                retry(503, reason, "the order reached the cluster too late and had no effect: send it again");
            case VALID_UNTIL_TOO_FAR, NOT_INITIALISED, OVERLOADED ->
                retry(503, reason, "the exchange cannot take orders at the moment: send it again in a while");
            case NOT_AUTHORISED ->
                retry(503, reason, "the cluster does not accept this gateway's key: its operator must register it");
            case REQUEST_ID_REUSED ->
                of(409, reason, "this Idempotency-Key was used for another request: use a new key");
            case RATE_LIMITED -> retry(429, reason, "your account's orders per second are used up: slow down");
            case UNKNOWN_ACCOUNT -> of(404, reason, "this account does not exist");
            case UNKNOWN_INSTRUMENT -> of(404, reason, "this symbol does not exist: see /api/v1/market/symbols");
            case UNKNOWN_ORDER -> of(404, reason, "your account has no open order with this id");
            case DUPLICATE_CLIENT_ORDER_ID ->
                of(409, reason, "an open order of your account has this client_order_id: choose another");
            case INVALID_PRICE ->
                of(400, reason, "price must be above 0 for a limit order and absent for a market order");
            case PRICE_NOT_ON_TICK ->
                of(400, reason, "price must be a multiple of tick_size: see /api/v1/market/symbols");
            case INVALID_QUANTITY -> of(400, reason, "quantity must be above 0");
            case QUANTITY_NOT_ON_LOT ->
                of(400, reason, "quantity must be a multiple of lot_size: see /api/v1/market/symbols");
            case QUANTITY_TOO_LARGE -> of(400, reason, "quantity is above max_quantity: see /api/v1/market/symbols");
            case NOTIONAL_OVERFLOW -> of(400, reason, "price times quantity is out of range: make the order smaller");
            case INVALID_CLIENT_ORDER_ID ->
                of(400, reason, "client_order_id must be 1 to 36 printable ASCII characters");
            case NO_LIQUIDITY ->
                of(
                        422,
                        reason,
                        "nobody quotes on the other side: a market order has no price to go by, use a limit order");
            case QUANTITY_BELOW_FILLED ->
                of(422, reason, "the new quantity must be above what has been filled: cancel the order instead");
            case NOTHING_TO_AMEND -> of(400, reason, "the order has this price and quantity already");
            case INSUFFICIENT_BALANCE ->
                of(
                        422,
                        reason,
                        "your available balance does not cover the order, fees included: see"
                                + " /api/v1/account/balance");
            case ACCOUNT_BLOCKED -> of(403, reason, "your account is blocked: ask the exchange's operator");
            case TOO_MANY_OPEN_ORDERS ->
                of(422, reason, "your account has its full number of open orders: cancel some");
            case INSTRUMENT_HALTED -> of(422, reason, "trading in this symbol is halted: only cancels are accepted");
            case BALANCE_OVERFLOW -> of(422, reason, "a balance would be out of range: make the order smaller");
            case RESERVED_ACCOUNT -> of(403, reason, "this account belongs to the exchange");
            default -> of(422, reason, "the exchange refused the request");
        };
    }

    private static ApiError of(final int status, final RejectReason reason, final String message) {
        return new ApiError(status, reason.name(), message);
    }

    private static ApiError retry(final int status, final RejectReason reason, final String message) {
        return new ApiError(status, reason.name(), message, 1, null);
    }
}

package io.unidatum.exchange.gateway.api;

import io.unidatum.exchange.sbe.order.RejectReason;

/** What the cluster's rejects are in HTTP: the codes are the schema's own names. Stateless and thread safe. */
public final class RejectTable {
    private static final int SUSPENSION_RETRY_SECONDS = 30;

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
            case UNSUPPORTED ->
                of(
                        422,
                        reason,
                        "this cannot be combined, or is not switched on: see the table of types and times in force in"
                                + " docs/rest-api.md");
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
            case INVALID_PRICE -> of(400, reason, "price must be above 0 for a limit type and absent for all others");
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
            case NOTHING_TO_AMEND -> of(400, reason, "the order has this price, quantity and stop price already");
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
            case INVALID_STOP_PRICE ->
                of(
                        400,
                        reason,
                        "stop_price must be a multiple of tick_size, and can be amended only while the order waits for"
                                + " its trigger and does not trail");
            case INVALID_DISPLAY_QUANTITY ->
                of(
                        400,
                        reason,
                        "display_quantity must be a multiple of lot_size, below quantity and at least 1 % of it,"
                                + " and the order one that can rest");
            case INVALID_EXPIRE_TIME -> of(400, reason, "expire_time must be in the future: check your clock");
            case INVALID_QUOTE_AMOUNT ->
                of(400, reason, "quote_amount does not buy one lot: give more, or use quantity");
            case INVALID_TRAILING_OFFSET ->
                of(
                        400,
                        reason,
                        "trailing_offset must be a multiple of tick_size, and the trigger price that follows from the"
                                + " distance above 0");
            case INVALID_OCO ->
                of(400, reason, "a sell's price must be above its stop_price, a buy's below: swap or change them");
            case POST_ONLY_WOULD_TAKE ->
                of(422, reason, "it would trade at once: choose a price further away, or leave out post_only");
            case NO_LAST_PRICE ->
                of(422, reason, "nothing has traded yet that it could follow: use a stop order with a stop_price");
            case INVALID_QUOTE ->
                of(
                        400,
                        reason,
                        "each side must have a price only once, every bid be below every ask, and there be 64 levels at"
                                + " most");
            case NO_POSITION_TO_REDUCE ->
                of(422, reason, "you have no position that it would make smaller: see /api/v1/account/positions");
            case ACCOUNT_QUANTITY_LIMIT ->
                of(422, reason, "the quantity is above your account's limit for an order: see /api/v1/account/risk");
            case ACCOUNT_NOTIONAL_LIMIT ->
                of(422, reason, "its value is above your account's limit for an order: see /api/v1/account/risk");
            case POSITION_LIMIT ->
                of(
                        422,
                        reason,
                        "with your open orders it could take your position beyond its limit: cancel some, see"
                                + " /api/v1/account/risk");
            case INSTRUMENT_POST_ONLY ->
                of(422, reason, "only orders that rest without trading are accepted in this symbol now");
            case INSTRUMENT_CANCEL_ONLY ->
                of(422, reason, "only cancels and smaller quantities are accepted in this symbol now");
            case INSTRUMENT_IN_AUCTION ->
                of(422, reason, "an auction collects orders in this symbol: send a limit order that can rest, or wait");
            case UNKNOWN_CONNECTION ->
                of(
                        409,
                        reason,
                        "this connection is not open, or another session has taken it over: open it over WebSocket");
            case TOO_MANY_CONNECTIONS ->
                of(422, reason, "your account has its full number of logical connections: log one out");
            case TOO_MANY_TRAILING_STOPS ->
                of(422, reason, "this symbol has its full number of trailing stops: use a stop order");
            case BOOK_CROSSED -> of(422, reason, "the book is crossed: it must be opened by an auction");
            case INVALID_DURATION -> of(400, reason, "the time must be 0, or 1 s to 1 day");
            case UNKNOWN_ASSET -> of(404, reason, "there is no such asset: see /api/v1/market/assets");
            case INVALID_AMOUNT -> of(400, reason, "amount must be above 0, and max_fee 0 or more");
            case INVALID_ADDRESS -> of(400, reason, "address must be 1 to 64 letters and digits");
            case UNKNOWN_WITHDRAWAL -> of(404, reason, "your account has no open withdrawal with this id");
            case ORDER_ENTRY_SUSPENDED ->
                new ApiError(
                        503,
                        reason.name(),
                        "the exchange has little room left for its journal and takes cancels only: try again later",
                        SUSPENSION_RETRY_SECONDS,
                        null);
            case WITHDRAWALS_DISABLED ->
                of(422, reason, "this asset cannot be withdrawn at present: see /api/v1/market/assets");
            case WITHDRAWAL_TOO_SMALL ->
                of(422, reason, "the amount is below the asset's minimum: see /api/v1/market/assets");
            case WITHDRAWAL_LIMIT ->
                of(
                        422,
                        reason,
                        "it would exceed what your account may withdraw of this asset in a UTC day: withdraw less, or"
                                + " tomorrow; see /api/v1/market/assets");
            case WITHDRAWAL_FEE_TOO_HIGH ->
                of(422, reason, "the fee is above your max_fee: see /api/v1/market/assets, and raise max_fee");
            case TOO_MANY_WITHDRAWALS ->
                of(422, reason, "your account has its full number of open withdrawals: wait until one has ended");
            // Rejects of administration, which no request of a client's is.
            default -> of(422, reason, "the exchange refused the request: ask its operator");
        };
    }

    private static ApiError of(final int status, final RejectReason reason, final String message) {
        return new ApiError(status, reason.name(), message);
    }

    private static ApiError retry(final int status, final RejectReason reason, final String message) {
        return new ApiError(status, reason.name(), message, 1, null);
    }
}

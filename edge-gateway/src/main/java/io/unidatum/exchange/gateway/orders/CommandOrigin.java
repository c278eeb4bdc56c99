package io.unidatum.exchange.gateway.orders;

import io.unidatum.exchange.gateway.auth.Caller;

/**
 * Where a command comes from.
 *
 * @param caller who asks.
 * @param requestId of the request.
 * @param connectionId logical connection whose loss cancels the command's orders, 0 for none.
 */
public record CommandOrigin(Caller caller, RequestId requestId, long connectionId) {
    /** Whose account it is. {@return account id} */
    public long account() {
        return caller.account();
    }
}

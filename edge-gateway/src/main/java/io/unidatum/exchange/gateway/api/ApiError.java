package io.unidatum.exchange.gateway.api;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What a client is told when a request had no effect, or may have had one. Immutable.
 *
 * @param status HTTP status.
 * @param code stable, upper case; programs decide by it.
 * @param message says what to do; people read it.
 * @param retryAfterSeconds value of the Retry-After header, 0 for none.
 * @param clientOrderId to ask for when the outcome is in doubt, null otherwise.
 */
public record ApiError(int status, String code, String message, int retryAfterSeconds, String clientOrderId) {
    /**
     * An error without Retry-After.
     *
     * @param status HTTP status.
     * @param code stable code.
     * @param message what to do.
     */
    public ApiError(final int status, final String code, final String message) {
        this(status, code, message, 0, null);
    }

    /**
     * The request itself is wrong: status 400.
     *
     * @param code stable code.
     * @param message what to do.
     * @return the error, ready to be thrown.
     */
    public static ApiException badRequest(final String code, final String message) {
        return new ApiException(new ApiError(400, code, message));
    }

    /**
     * The gateway cannot serve this now: status 503 with Retry-After.
     *
     * @param code stable code.
     * @param message what to do.
     * @return the error, ready to be thrown.
     */
    public static ApiException unavailable(final String code, final String message) {
        return new ApiException(new ApiError(503, code, message, 1, null));
    }

    /** As a throwable. {@return an exception that carries this} */
    public ApiException exception() {
        return new ApiException(this);
    }

    /**
     * The body of an error answer.
     *
     * @param requestId that the answer is for.
     * @return {@code {"error":{"code":…,"message":…,"request_id":…}}}.
     */
    public ObjectNode toJson(final String requestId) {
        final ObjectNode root = Json.object();
        final ObjectNode error = root.putObject("error");
        error.put("code", code);
        error.put("message", message);
        error.put("request_id", requestId);
        if (clientOrderId != null) {
            error.put("client_order_id", clientOrderId);
        }
        return root;
    }
}

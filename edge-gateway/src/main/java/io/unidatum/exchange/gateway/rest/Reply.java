package io.unidatum.exchange.gateway.rest;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * An answer.
 *
 * @param status HTTP status.
 * @param body JSON.
 * @param replayed true if it repeats the outcome of an earlier request with the same id.
 * @param retryAfterSeconds value of the Retry-After header, 0 for none.
 */
record Reply(int status, JsonNode body, boolean replayed, int retryAfterSeconds) {
    static Reply ok(final JsonNode body) {
        return new Reply(200, body, false, 0);
    }
}

package io.unidatum.exchange.cli.rest;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What the exchange answered.
 *
 * @param status of HTTP.
 * @param body JSON; an empty object if there was none.
 * @param retryAfterSeconds of the header, 0 if it was not there.
 */
public record RestAnswer(int status, JsonNode body, int retryAfterSeconds) {
    /** Too many requests. */
    public static final int TOO_MANY = 429;

    /** Not accepted at present. */
    public static final int UNAVAILABLE = 503;

    /** No answer of the cluster in time. */
    public static final int IN_DOUBT = 504;

    private static final int FIRST_ERROR = 300;

    /** Whether the request had its effect. {@return true for 2xx} */
    public boolean isOk() {
        return status < FIRST_ERROR;
    }

    /** Whether the same request may be answered otherwise in a moment. {@return true for 429, 503 and 504} */
    public boolean isTransient() {
        return status == TOO_MANY || status == UNAVAILABLE || status == IN_DOUBT;
    }

    /** The error in words. {@return status, code and message} */
    public String error() {
        final JsonNode error = body.path("error");
        return status + " " + error.path("code").asText("") + " "
                + error.path("message").asText("");
    }
}

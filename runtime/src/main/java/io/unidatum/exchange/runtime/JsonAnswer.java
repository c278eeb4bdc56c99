package io.unidatum.exchange.runtime;

import java.util.Map;

/**
 * What a {@link JsonEndpoint} answers.
 *
 * @param status HTTP status.
 * @param body anything that Jackson writes as a JSON object.
 */
public record JsonAnswer(int status, Object body) {
    /**
     * An answer to what was asked.
     *
     * @param body anything that Jackson writes as a JSON object.
     * @return 200 with it.
     */
    public static JsonAnswer ok(final Object body) {
        return new JsonAnswer(200, body);
    }

    /**
     * An error.
     *
     * @param status HTTP status: 400, 404 or 503.
     * @param code stable word for programs.
     * @param message for people: what to do.
     * @return {@code {"error":{"code","message"}}}.
     */
    public static JsonAnswer error(final int status, final String code, final String message) {
        return new JsonAnswer(status, Map.of("error", Map.of("code", code, "message", message)));
    }
}

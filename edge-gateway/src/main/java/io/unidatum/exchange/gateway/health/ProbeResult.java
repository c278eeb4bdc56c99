package io.unidatum.exchange.gateway.health;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.unidatum.exchange.gateway.api.Json;

/**
 * What a component answered last. Immutable by convention: nobody changes the facts.
 *
 * @param status {@code UP}, {@code DEGRADED}, {@code DOWN}, {@code UNKNOWN} before the first answer or {@code
 *     NOT_CONFIGURED}.
 * @param facts its own words; empty if it has none.
 * @param problem why it is not up, in words; empty if it is.
 */
record ProbeResult(String status, ObjectNode facts, String problem) {
    static final ProbeResult UNKNOWN = new ProbeResult("UNKNOWN", Json.object(), "not asked yet");
    static final ProbeResult NOT_CONFIGURED = new ProbeResult("NOT_CONFIGURED", Json.object(), "");
    static final ProbeResult UP = new ProbeResult("UP", Json.object(), "");

    static ProbeResult down(final String problem) {
        return new ProbeResult("DOWN", Json.object(), problem);
    }

    boolean isUp() {
        return "UP".equals(status);
    }

    boolean isReachable() {
        return isUp() || "DEGRADED".equals(status);
    }

    /** A number among the facts. {@return -1 if it is not there} */
    long number(final String name) {
        return facts.path(name).asLong(-1);
    }

    /** A text among the facts. {@return empty if it is not there} */
    String text(final String name) {
        return facts.path(name).asText("");
    }
}

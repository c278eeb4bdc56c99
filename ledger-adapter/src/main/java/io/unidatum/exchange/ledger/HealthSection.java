package io.unidatum.exchange.ledger;

import java.util.Map;

/** A part of the process that has something to say in {@code /health}. */
public interface HealthSection {
    /** Name of the section in the answer, such as {@code decoin}. {@return the name} */
    String name();

    /**
     * The section's facts, JSON-ready; {@code status} is one of {@code UP}, {@code DEGRADED}, {@code DOWN}. Called from
     * the status server's thread: thread safe, quick, never blocks.
     *
     * @return facts in the order to show them.
     */
    Map<String, Object> health();
}

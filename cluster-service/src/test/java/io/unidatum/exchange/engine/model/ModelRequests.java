package io.unidatum.exchange.engine.model;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** What is remembered of requests. */
final class ModelRequests {
    /** Records go by ticks of this many nanoseconds. */
    private static final long TICK = 1 << 20;

    record Id(long high, long low) {}

    static final class Remembered {
        final byte[] content;
        final ModelOutcome outcome;
        long validUntil;

        Remembered(final byte[] content, final ModelOutcome outcome, final long validUntil) {
            this.content = content;
            this.outcome = outcome;
            this.validUntil = validUntil;
        }

        boolean isSame(final ModelCommand command) {
            return Arrays.equals(content, command.content());
        }
    }

    private final Map<Id, Remembered> requests = new LinkedHashMap<>();

    void forget(final long now) {
        requests.values().removeIf(r -> r.validUntil / TICK < now / TICK);
    }

    Remembered find(final ModelCommand command) {
        return requests.get(new Id(command.requestIdHigh, command.requestIdLow));
    }

    void remember(final ModelCommand command, final ModelOutcome outcome) {
        requests.put(
                new Id(command.requestIdHigh, command.requestIdLow),
                new Remembered(command.content(), outcome, command.validUntil));
    }

    int size() {
        return requests.size();
    }
}

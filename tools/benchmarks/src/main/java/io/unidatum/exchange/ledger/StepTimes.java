package io.unidatum.exchange.ledger;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;

/** How long the writer has been between its steps. */
final class StepTimes implements WriteStep.Listener {
    private final Map<WriteStep, Long> nanos = new EnumMap<>(WriteStep.class);
    private long lastNs = System.nanoTime();

    /** Begins anew. */
    synchronized void reset() {
        nanos.clear();
        lastNs = System.nanoTime();
    }

    @Override
    public synchronized void reached(final WriteStep step) {
        final long nowNs = System.nanoTime();
        nanos.merge(step, nowNs - lastNs, Long::sum);
        lastNs = nowNs;
    }

    /** Share of the time before each step. */
    @Override
    public synchronized String toString() {
        final double all = nanos.values().stream().mapToLong(Long::longValue).sum();
        final StringJoiner text = new StringJoiner(", ");
        nanos.forEach((step, ns) -> text.add(String.format(
                Locale.ROOT, "%s %.1f %%", step == WriteStep.BEFORE_POSITION ? "WAITING" : step, 100 * ns / all)));
        return text.toString();
    }
}

package io.unidatum.exchange.drills.judge;

import java.util.ArrayList;
import java.util.List;

/** What a judge has found: what was checked, and what was wrong. Confined to one thread. */
public final class Verdict {
    private static final int SHOWN = 20;

    private final List<String> checks = new ArrayList<>();
    private final List<String> violations = new ArrayList<>();
    private long lost;
    private long doubled;

    /** Creates it: nothing checked, nothing wrong. */
    public Verdict() {}

    /**
     * Adds a check.
     *
     * @param name of the check, in words: what must be so.
     * @param wrong what is not so; empty if all is.
     */
    public void check(final String name, final List<String> wrong) {
        checks.add((wrong.isEmpty() ? "ok      " : "FAILED  ") + name);
        for (int i = 0; i < Math.min(SHOWN, wrong.size()); i++) {
            checks.add("          " + wrong.get(i));
        }
        if (wrong.size() > SHOWN) {
            checks.add("          and " + (wrong.size() - SHOWN) + " more");
        }
        violations.addAll(wrong);
    }

    /** Counts promises that were not kept. */
    void lost(final long count) {
        lost += count;
    }

    /** Counts what took effect twice. */
    void doubled(final long count) {
        doubled += count;
    }

    /** Whether nothing was wrong. {@return true if so} */
    public boolean isClean() {
        return violations.isEmpty();
    }

    /** Promises that were not kept. {@return 0 or more} */
    public long lost() {
        return lost;
    }

    /** What took effect twice. {@return 0 or more} */
    public long doubled() {
        return doubled;
    }

    /** All that was wrong. {@return one line each} */
    public List<String> violations() {
        return List.copyOf(violations);
    }

    @Override
    public String toString() {
        return String.join("\n", checks);
    }
}

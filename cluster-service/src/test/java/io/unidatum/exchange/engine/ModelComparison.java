package io.unidatum.exchange.engine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Random histories through the state machine and the plain model, for as long as one likes. */
public final class ModelComparison {
    private final Map<String, Long> seen = new TreeMap<>();
    private long histories;
    private long commands;
    private String disagreement;

    /** Creates a comparison that has compared nothing yet. */
    public ModelComparison() {}

    /**
     * Compares one history.
     *
     * @param seed   that makes it.
     * @param length of it in steps.
     * @return whether the two agreed in everything. If not, {@link #disagreement} says in what.
     */
    public boolean compare(final long seed, final int length) {
        final List<Step> steps = Steps.random(new Random(seed), length);
        final ModelledExchange exchange = new ModelledExchange();
        final int agreed = agreed(exchange, steps);
        exchange.seen.forEach((what, times) -> seen.merge(what, times, Long::sum));
        histories++;
        commands += agreed;
        if (agreed == length) {
            return true;
        }
        disagreement = "seed " + seed + ", smallest history found:\n" + problem(smallest(steps.subList(0, agreed + 1)));
        return false;
    }

    /** How many histories have been compared. {@return 0 or more} */
    public long histories() {
        return histories;
    }

    /** How many steps have agreed. {@return 0 or more} */
    public long commands() {
        return commands;
    }

    /** What the last comparison that failed has found. {@return null if none has} */
    public String disagreement() {
        return disagreement;
    }

    /** What has come up how often: events, rejects, reasons of cancels. {@return counts by name} */
    public Map<String, Long> seen() {
        return Collections.unmodifiableMap(seen);
    }

    /** How many steps the two agree. */
    private static int agreed(final ModelledExchange exchange, final List<Step> steps) {
        int agreed = 0;
        for (final Step step : steps) {
            try {
                exchange.step(step);
            } catch (final AssertionError | RuntimeException e) {
                return agreed;
            }
            agreed++;
        }
        return agreed;
    }

    private static String problem(final List<Step> steps) {
        final ModelledExchange exchange = new ModelledExchange();
        try {
            steps.forEach(exchange::step);
        } catch (final AssertionError e) {
            return e.getMessage();
        } catch (final RuntimeException e) {
            final StringBuilder text = new StringBuilder(exchange.describe("the model threw " + e));
            for (final StackTraceElement element : e.getStackTrace()) {
                text.append("\n    ").append(element);
            }
            return text.toString();
        }
        return "it went away";
    }

    private static boolean fails(final List<Step> steps) {
        return agreed(new ModelledExchange(), steps) < steps.size();
    }

    /** Leaves out all that can be left out, larger parts first, then makes numbers smaller. */
    private static List<Step> smallest(final List<Step> failing) {
        List<Step> steps = new ArrayList<>(failing);
        for (int part = Math.max(1, steps.size() / 2); part >= 1; part /= 2) {
            for (int from = steps.size() - part; from >= 0; from -= part) {
                final List<Step> fewer = new ArrayList<>(steps);
                fewer.subList(from, Math.min(from + part, fewer.size())).clear();
                if (fails(fewer)) {
                    steps = fewer;
                    from = Math.min(from, steps.size());
                }
            }
        }
        for (int i = 0; i < steps.size(); i++) {
            for (int way = 0; way < 5; way++) {
                final List<Step> changed = new ArrayList<>(steps);
                changed.set(i, simpler(steps.get(i)).get(way));
                if (fails(changed)) {
                    steps = changed;
                }
            }
        }
        return steps;
    }

    private static List<Step> simpler(final Step s) {
        return List.of(
                new Step(s.kind(), s.account(), 1, s.buy(), s.a(), s.b(), s.c(), s.d()),
                new Step(s.kind(), s.account(), s.instrument(), s.buy(), 0, s.b(), s.c(), s.d()),
                new Step(s.kind(), s.account(), s.instrument(), s.buy(), s.a(), 0, s.c(), s.d()),
                new Step(s.kind(), s.account(), s.instrument(), s.buy(), s.a(), s.b(), 0, s.d()),
                new Step(s.kind(), s.account(), s.instrument(), s.buy(), s.a(), s.b(), s.c(), 0));
    }
}

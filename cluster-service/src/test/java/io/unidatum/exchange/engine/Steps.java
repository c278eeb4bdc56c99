package io.unidatum.exchange.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What random histories are made of. */
final class Steps {
    /** Numbers in a step are from 0 to this. */
    static final int MAX = 500;

    /** As often as they are to come. */
    static final List<Step.Kind> KINDS = new ArrayList<>();

    /** Five accounts that exist, and now and then one that does not. */
    static final List<Integer> ACCOUNTS = repeated(12, 12, 12, 12, 12, 1);

    /** Instruments by their id; the last does not exist. */
    static final List<Integer> INSTRUMENTS = repeated(0, 24, 6, 3, 1);

    static {
        for (final Step.Kind kind : Step.Kind.values()) {
            for (int i = 0; i < kind.weight; i++) {
                KINDS.add(kind);
            }
        }
    }

    private Steps() {}

    /** A history of one's own making. */
    static List<Step> random(final Random random, final int length) {
        final List<Step> steps = new ArrayList<>(length);
        for (int i = 0; i < length; i++) {
            steps.add(new Step(
                    one(KINDS, random),
                    one(ACCOUNTS, random),
                    one(INSTRUMENTS, random),
                    random.nextBoolean(),
                    random.nextInt(MAX + 1),
                    random.nextInt(MAX + 1),
                    random.nextInt(MAX + 1),
                    random.nextInt(MAX + 1)));
        }
        return steps;
    }

    private static <T> T one(final List<T> values, final Random random) {
        return values.get(random.nextInt(values.size()));
    }

    private static List<Integer> repeated(final int... weights) {
        final List<Integer> values = new ArrayList<>();
        for (int value = 0; value < weights.length; value++) {
            for (int i = 0; i < weights[value]; i++) {
                values.add(value);
            }
        }
        return values;
    }
}

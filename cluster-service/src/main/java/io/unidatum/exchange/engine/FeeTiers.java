package io.unidatum.exchange.engine;

/** Fee tiers 0 to 254: maker and taker rate in parts per million. */
final class FeeTiers {
    static final int COUNT = 255;

    private final int[] makerRates = new int[COUNT];
    private final int[] takerRates = new int[COUNT];
    private final boolean[] present = new boolean[COUNT];

    boolean exists(final int tier) {
        return tier < COUNT && present[tier];
    }

    int makerRate(final int tier) {
        return makerRates[tier];
    }

    int takerRate(final int tier) {
        return takerRates[tier];
    }

    void set(final int tier, final int makerRate, final int takerRate) {
        makerRates[tier] = makerRate;
        takerRates[tier] = takerRate;
        present[tier] = true;
    }

    static boolean isValidRate(final int rate) {
        return rate >= 0 && rate <= EngineLimits.MAX_FEE_RATE;
    }
}

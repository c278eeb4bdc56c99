package io.unidatum.exchange.engine;

/**
 * What an account has of each asset: available and held. An account has few of all the assets there are, so they stand
 * in a table that is addressed by the asset's slot and grows with their number: three words an asset, no object.
 */
abstract class Balances {
    private static final int WORDS = 3;
    private static final int AVAILABLE = 1;
    private static final int HELD = 2;
    private static final int INITIAL_ASSETS = 4;
    private static final long[] NOTHING = new long[WORDS];

    /** A power of 2 places: an asset's slot + 1 (0: empty), what is available, what is held. */
    private long[] table = NOTHING;

    private int assets;

    /** Reads the first, the middle and the last word: see {@link Lookahead}. */
    final long touchBalances() {
        final long[] words = table;
        return words[0] + words[words.length >> 1] + words[words.length - 1];
    }

    final long available(final Asset asset) {
        return table[find(asset) + AVAILABLE];
    }

    final long held(final Asset asset) {
        return table[find(asset) + HELD];
    }

    /** Changes what is available; the caller has made sure that it stays at or above 0. */
    final void addAvailable(final Asset asset, final long amount) {
        final int index = ensure(asset);
        table[index + AVAILABLE] += amount;
    }

    /** Moves from available to held; a negative amount moves back. */
    final void hold(final Asset asset, final long amount) {
        final int index = ensure(asset);
        table[index + AVAILABLE] -= amount;
        table[index + HELD] += amount;
    }

    /** Takes from what is held. */
    final void takeHeld(final Asset asset, final long amount) {
        table[find(asset) + HELD] -= amount;
    }

    /** Where the asset stands, or an empty place. At least one place is always empty. */
    private int find(final Asset asset) {
        final long[] words = table;
        final long key = asset.slot + 1L;
        final int mask = words.length / WORDS - 1;
        int place = asset.slot & mask;
        while (words[place * WORDS] != key && words[place * WORDS] != 0) {
            place = place + 1 & mask;
        }
        return place * WORDS;
    }

    private int ensure(final Asset asset) {
        int index = find(asset);
        if (table[index] == 0) {
            if ((assets + 1) * WORDS >= table.length) {
                grow();
                index = find(asset);
            }
            table[index] = asset.slot + 1L;
            assets++;
        }
        return index;
    }

    private void grow() {
        final long[] old = table;
        final int places = Math.max(INITIAL_ASSETS, old.length / WORDS * 2);
        table = new long[places * WORDS];
        for (int i = 0; i < old.length; i += WORDS) {
            if (old[i] != 0) {
                int place = (int) (old[i] - 1) & places - 1;
                while (table[place * WORDS] != 0) {
                    place = place + 1 & places - 1;
                }
                System.arraycopy(old, i, table, place * WORDS, WORDS);
            }
        }
    }
}

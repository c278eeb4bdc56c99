package io.unidatum.exchange.cli.replay;

/** The test accounts that act in a replay, each in its turn: makers' and takers' apart. Not thread safe. */
final class ReplayAccounts {
    private static final long FIRST_MAKER = 1081;
    private static final int MAKERS = 8;
    private static final long FIRST_TAKER = 1091;
    private static final int TAKERS = 8;

    private long makers;
    private long takers;

    long nextMaker() {
        return FIRST_MAKER + makers++ % MAKERS;
    }

    long nextTaker() {
        return FIRST_TAKER + takers++ % TAKERS;
    }

    /** Every account that may have something resting. */
    static long[] all() {
        final long[] accounts = new long[MAKERS + TAKERS];
        for (int i = 0; i < MAKERS; i++) {
            accounts[i] = FIRST_MAKER + i;
        }
        for (int i = 0; i < TAKERS; i++) {
            accounts[MAKERS + i] = FIRST_TAKER + i;
        }
        return accounts;
    }
}

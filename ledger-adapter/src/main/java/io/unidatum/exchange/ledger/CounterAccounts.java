package io.unidatum.exchange.ledger;

/**
 * The world outside, in the ledger's entries only: the other side of what brings money in or takes it out. Negative, so
 * that no account of the exchange can be one.
 */
public final class CounterAccounts {
    /** Other side of deposits. */
    public static final long DEPOSITS = -1;

    /** Other side of operators' adjustments. */
    public static final long ADJUSTMENTS = -2;

    /** Other side of withdrawals. */
    public static final long WITHDRAWALS = -3;

    private CounterAccounts() {}
}

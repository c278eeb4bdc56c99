package io.unidatum.exchange.engine;

/**
 * The limits of the exchange's memory. They affect outcomes, so they are part of the program's version: a node with
 * other limits would diverge from its peers.
 */
final class EngineLimits {
    /** How far ahead of the cluster's time a command's validUntil may be, ns. */
    static final long MAX_VALID_UNTIL_AHEAD_NS = 30_000_000_000L;

    /** Requests remembered at a time; 144 bytes each. Full: 2,500,000 a second valid for 0.8 s, or 70,000 for 30 s. */
    static final int MAX_REMEMBERED_REQUESTS = 1 << 21;

    /** Open orders of all accounts together. */
    static final int MAX_OPEN_ORDERS = 1 << 22;

    /** Open orders of an account that has no limit of its own. */
    static final int MAX_OPEN_ORDERS_PER_ACCOUNT = 100_000;

    /** Parts in which an iceberg's quantity may be shown: one order that takes it all is as many trades. */
    static final int MAX_ICEBERG_PARTS = 100;

    /** Open withdrawals of all accounts together. */
    static final int MAX_OPEN_WITHDRAWALS = 1 << 16;

    static final int MAX_OPEN_WITHDRAWALS_PER_ACCOUNT = 16;

    static final int MAX_CONNECTIONS_PER_ACCOUNT = 16;

    /** Longest grace period of a lost connection, ns: 300 s. */
    static final long MAX_GRACE_PERIOD_NS = 300_000_000_000L;

    /** Shortest time of a dead-man timer, ns: 1 s. */
    static final long MIN_DEAD_MAN_TIMEOUT_NS = 1_000_000_000L;

    /** Longest time of a dead-man timer, ns: a day. */
    static final long MAX_DEAD_MAN_TIMEOUT_NS = 86_400_000_000_000L;

    /** How long a status, or a halt's auction, may last by itself: 1 day, ns. */
    static final long MAX_STATUS_DURATION_NS = 86_400_000_000_000L;

    /** Registered consumers of the journal. */
    static final int MAX_JOURNAL_CONSUMERS = 16;

    static final int MAX_JOURNAL_CHECKPOINTS = 256;

    /** Longest that the journal is kept in any case, ns: 366 days. */
    static final long MAX_RETENTION_MARGIN_NS = 366 * 86_400_000_000_000L;

    /** Members of the cluster. */
    static final int MAX_MEMBERS = 16;

    /** Balances in an answer to BalancesQuery, unless one account has more. */
    static final int MAX_BALANCES_ANSWERED = 40;

    /** Balances of one account that an answer has room for. */
    static final int MAX_BALANCES_OF_ACCOUNT = 512;

    /** Accounts that an answer to BalancesQuery looks at. */
    static final int MAX_ACCOUNTS_SCANNED = 4096;

    static final int MAX_ASSETS = 1024;
    static final int MAX_INSTRUMENTS = 1 << 16;
    static final int MAX_ACCOUNTS = 1 << 24;
    static final int MAX_API_KEYS = 1 << 24;
    static final int MAX_PRINCIPALS = 10_000;
    static final int MAX_DEPOSITS = 1 << 26;

    /** Parts per million: 10 %. */
    static final int MAX_FEE_RATE = 100_000;

    private EngineLimits() {}
}

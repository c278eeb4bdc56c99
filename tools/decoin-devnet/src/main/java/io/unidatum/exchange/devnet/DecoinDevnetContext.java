package io.unidatum.exchange.devnet;

import java.nio.file.Path;
import java.util.function.LongSupplier;

/** How to start a {@link DecoinDevnet}. Fluent; not thread safe; {@link #conclude()} validates. */
public final class DecoinDevnetContext {
    /** Port of a DeCoin node unless told otherwise. */
    public static final int DEFAULT_PORT = 11080;

    /** Base units of transfers in one block while the validator's stake is the stock one. */
    public static final long STOCK_BLOCK_CAP = 900_000;

    /** Base units of transfers in one block once the validator's stake was raised far enough: no limit to speak of. */
    public static final long RAISED_BLOCK_CAP = Long.MAX_VALUE - 1;

    private static final int DEFAULT_BLOCK_INTERVAL_MS = 2_000;
    private static final int DEFAULT_MAX_TRANSACTIONS = 2_000;
    private static final int DEFAULT_STALL_MS = 3_000;
    private static final int MAX_PORT = 65_535;

    private String host = "127.0.0.1";
    private int port = DEFAULT_PORT;
    private long blockIntervalMs = DEFAULT_BLOCK_INTERVAL_MS;
    private int maxTransactionsPerBlock = DEFAULT_MAX_TRANSACTIONS;
    private long blockCap = STOCK_BLOCK_CAP;
    private long overCapStallMs = DEFAULT_STALL_MS;
    private int transfersPerSecond;
    private int leastAnswerMs;
    private int typicalAnswerMs;
    private int mostAnswerMs;
    private boolean systemTransfers = true;
    private Path dataFile;
    private LongSupplier clockSeconds = () -> System.currentTimeMillis() / 1_000;

    /**
     * Sets the address to bind.
     *
     * @param value host name or address.
     * @return this.
     */
    public DecoinDevnetContext host(final String value) {
        host = value;
        return this;
    }

    /**
     * Sets the port.
     *
     * @param value to bind; 0 for a free one.
     * @return this.
     */
    public DecoinDevnetContext port(final int value) {
        port = value;
        return this;
    }

    /**
     * Sets how often the miner looks into the mempool.
     *
     * @param value milliseconds; 2,000 on the real node.
     * @return this.
     */
    public DecoinDevnetContext blockIntervalMs(final long value) {
        blockIntervalMs = value;
        return this;
    }

    /**
     * Sets the most transactions in a block.
     *
     * @param value 2,000 on the real node.
     * @return this.
     */
    public DecoinDevnetContext maxTransactionsPerBlock(final int value) {
        maxTransactionsPerBlock = value;
        return this;
    }

    /**
     * Sets the most that a block's transfers may sum up to: what the validator's stake at launch decides.
     *
     * @param value base units; {@link #STOCK_BLOCK_CAP} by default.
     * @return this.
     */
    public DecoinDevnetContext blockCap(final long value) {
        blockCap = value;
        return this;
    }

    /**
     * Launches with the validator's stake raised, so that a block carries realistic amounts.
     *
     * @return this.
     */
    public DecoinDevnetContext raisedStake() {
        return blockCap(RAISED_BLOCK_CAP);
    }

    /**
     * Sets for how long the API stalls each time the miner meets a block over the cap.
     *
     * @param value milliseconds.
     * @return this.
     */
    public DecoinDevnetContext overCapStallMs(final long value) {
        overCapStallMs = value;
        return this;
    }

    /**
     * Limits how many transfers are taken. Those that come faster wait in line.
     *
     * @param value transfers a second; 0 (the default) for no limit. Real nodes take 170 to 1,000.
     * @return this.
     */
    public DecoinDevnetContext transfersPerSecond(final int value) {
        transfersPerSecond = value;
        return this;
    }

    /**
     * Sets how long answers take, beside waiting in line: a skewed distribution around its median. At once by default;
     * a real node was seen to take 3.4, 5.8 and 16 ms.
     *
     * @param least milliseconds.
     * @param typical median, milliseconds.
     * @param most milliseconds.
     * @return this.
     */
    public DecoinDevnetContext answerMs(final int least, final int typical, final int most) {
        leastAnswerMs = least;
        typicalAnswerMs = typical;
        mostAnswerMs = most;
        return this;
    }

    /**
     * Switches unsigned transfers of {@code "system"}, the source of development funds.
     *
     * @param value true (the default) to accept them.
     * @return this.
     */
    public DecoinDevnetContext systemTransfers(final boolean value) {
        systemTransfers = value;
        return this;
    }

    /**
     * Keeps the chain in a file, so that a restart finds it again. The real node keeps it in memory only, and so does
     * this one by default.
     *
     * @param value file to append to, or null for memory only.
     * @return this.
     */
    public DecoinDevnetContext dataFile(final Path value) {
        dataFile = value;
        return this;
    }

    /**
     * Sets the clock that stamps blocks.
     *
     * @param value seconds since 1970.
     * @return this.
     */
    public DecoinDevnetContext clockSeconds(final LongSupplier value) {
        clockSeconds = value;
        return this;
    }

    /**
     * Validates.
     *
     * @return this.
     * @throws IllegalArgumentException naming the value that is wrong.
     */
    public DecoinDevnetContext conclude() {
        require(port >= 0 && port <= MAX_PORT, "port", port);
        require(blockIntervalMs > 0, "block interval (ms)", blockIntervalMs);
        require(maxTransactionsPerBlock > 0, "transactions per block", maxTransactionsPerBlock);
        require(blockCap > 0, "block cap (base units)", blockCap);
        require(transfersPerSecond >= 0, "transfers a second", transfersPerSecond);
        require(leastAnswerMs >= 0, "shortest answer (ms)", leastAnswerMs);
        require(typicalAnswerMs >= leastAnswerMs, "typical answer (ms)", typicalAnswerMs);
        require(mostAnswerMs >= typicalAnswerMs, "longest answer (ms)", mostAnswerMs);
        require(overCapStallMs >= 0, "over-cap stall (ms)", overCapStallMs);
        return this;
    }

    private static void require(final boolean right, final String what, final long value) {
        if (!right) {
            throw new IllegalArgumentException("development DeCoin node: " + what + " must not be " + value);
        }
    }

    String host() {
        return host;
    }

    int port() {
        return port;
    }

    long blockIntervalMs() {
        return blockIntervalMs;
    }

    int maxTransactionsPerBlock() {
        return maxTransactionsPerBlock;
    }

    long blockCap() {
        return blockCap;
    }

    long overCapStallMs() {
        return overCapStallMs;
    }

    int transfersPerSecond() {
        return transfersPerSecond;
    }

    int leastAnswerMs() {
        return leastAnswerMs;
    }

    int typicalAnswerMs() {
        return typicalAnswerMs;
    }

    int mostAnswerMs() {
        return mostAnswerMs;
    }

    boolean systemTransfers() {
        return systemTransfers;
    }

    Path dataFile() {
        return dataFile;
    }

    LongSupplier clockSeconds() {
        return clockSeconds;
    }
}

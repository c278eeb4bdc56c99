package io.unidatum.exchange.ledger.settlement;

import io.unidatum.exchange.ledger.decoin.TransferSigner;
import java.net.URI;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.agrona.concurrent.EpochClock;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.SystemEpochClock;

/** How {@link Settlement} is to run. Fluent; not thread safe; {@link #conclude()} validates. */
public final class SettlementContext {
    /** Base units of transfers that a node's block carries unless its validator's stake was raised at launch. */
    public static final long STOCK_BLOCK_CAP = 900_000;

    private static final int DEFAULT_CUSTODY_WALLETS = 8;
    private static final int DEFAULT_CLEARING_WALLETS = 4;
    private static final int DEFAULT_MAX_PENDING = 1_500;
    private static final int MAX_PENDING_LIMIT = 2_000;
    private static final int MAX_WALLETS = 256;
    private static final long DEFAULT_WINDOW_MS = 20;
    private static final long DEFAULT_POLL_MS = 500;
    private static final long DEFAULT_REQUEST_TIMEOUT_MS = 5_000;
    private static final long DEFAULT_IN_DOUBT_MS = 5_000;
    private static final long DEFAULT_STUCK_AFTER_MS = 60_000;
    private static final long DEFAULT_AUDIT_MS = 30_000;
    private static final long DEFAULT_RETRY_MS = 1_000;

    private URI nodeUrl;
    private Path seedFile;
    private TransferSigner signer;
    private boolean developmentFunding;
    private CustodyMode custodyMode = CustodyMode.POOLED;
    private int custodyWallets = DEFAULT_CUSTODY_WALLETS;
    private int clearingWallets = DEFAULT_CLEARING_WALLETS;
    private long blockCap = STOCK_BLOCK_CAP;
    private int maxPending = DEFAULT_MAX_PENDING;
    private long windowMs = DEFAULT_WINDOW_MS;
    private long pollMs = DEFAULT_POLL_MS;
    private long requestTimeoutMs = DEFAULT_REQUEST_TIMEOUT_MS;
    private long inDoubtMs = DEFAULT_IN_DOUBT_MS;
    private long stuckAfterMs = DEFAULT_STUCK_AFTER_MS;
    private long auditMs = DEFAULT_AUDIT_MS;
    private long retryMs = DEFAULT_RETRY_MS;
    private EpochClock clock = SystemEpochClock.INSTANCE;
    private Supplier<IdleStrategy> idleStrategySupplier;
    private FaultSeam faultSeam = FaultSeam.NONE;
    private FundsWork.Factory funds = desk -> FundsWork.NONE;

    /**
     * Sets the DeCoin node.
     *
     * @param value URL of the node, or null: the exchange trades on, settlement waits.
     * @return this.
     */
    public SettlementContext nodeUrl(final URI value) {
        nodeUrl = value;
        return this;
    }

    /**
     * Sets the file of the master seed from which the wallets' keys are derived. Read when settlement starts.
     *
     * @param value file that {@link io.unidatum.exchange.ledger.decoin.MasterSeed} wrote, for its owner's eyes only.
     * @return this.
     */
    public SettlementContext seedFile(final Path value) {
        seedFile = value;
        return this;
    }

    /**
     * Sets who signs, in place of a seed file: a signing service, say.
     *
     * @param value signer of all wallets.
     * @return this.
     */
    public SettlementContext signer(final TransferSigner value) {
        signer = value;
        return this;
    }

    /**
     * Lets settlement create missing DEC on a development node by unsigned transfers of "system". Never in production:
     * there a shortage is an alert.
     *
     * @param value false by default.
     * @return this.
     */
    public SettlementContext developmentFunding(final boolean value) {
        developmentFunding = value;
        return this;
    }

    /**
     * Sets how accounts' DEC is kept. Fixed once there are records.
     *
     * @param value pooled by default.
     * @return this.
     */
    public SettlementContext custodyMode(final CustodyMode value) {
        custodyMode = value;
        return this;
    }

    /**
     * Sets the number of pooled custody wallets, over which accounts are spread by their id. Fixed once there are
     * records.
     *
     * @param value 8 by default.
     * @return this.
     */
    public SettlementContext custodyWallets(final int value) {
        custodyWallets = value;
        return this;
    }

    /**
     * Sets the number of clearing wallets, whose float bridges what is not yet confirmed. Fixed once there are records.
     *
     * @param value 4 by default.
     * @return this.
     */
    public SettlementContext clearingWallets(final int value) {
        clearingWallets = value;
        return this;
    }

    /**
     * Sets what a block of the node carries: never more is kept pending.
     *
     * @param value base units; {@link #STOCK_BLOCK_CAP} by default.
     * @return this.
     */
    public SettlementContext blockCap(final long value) {
        blockCap = value;
        return this;
    }

    /**
     * Sets how many transfers may be pending before new windows wait.
     *
     * @param value 1,500 by default, at most 2,000.
     * @return this.
     */
    public SettlementContext maxPending(final int value) {
        maxPending = value;
        return this;
    }

    /**
     * Sets the shortest netting window; it grows by itself while the node is slow.
     *
     * @param value milliseconds, 20 by default.
     * @return this.
     */
    public SettlementContext windowMs(final long value) {
        windowMs = value;
        return this;
    }

    /**
     * Sets how often pending transfers are looked up.
     *
     * @param value milliseconds.
     * @return this.
     */
    public SettlementContext pollMs(final long value) {
        pollMs = value;
        return this;
    }

    /**
     * Sets how long one request to the node may take.
     *
     * @param value milliseconds.
     * @return this.
     */
    public SettlementContext requestTimeoutMs(final long value) {
        requestTimeoutMs = value;
        return this;
    }

    /**
     * Sets for how long the node must say that it does not know a transfer whose fate is in doubt before that is posted
     * again.
     *
     * @param value milliseconds; longer than the node ever sits on a request.
     * @return this.
     */
    public SettlementContext inDoubtMs(final long value) {
        inDoubtMs = value;
        return this;
    }

    /**
     * Sets when a pending transfer counts as stuck, which is an alert.
     *
     * @param value milliseconds since its acceptance.
     * @return this.
     */
    public SettlementContext stuckAfterMs(final long value) {
        stuckAfterMs = value;
        return this;
    }

    /**
     * Sets how often the wallets' balances on chain are compared with the records.
     *
     * @param value milliseconds.
     * @return this.
     */
    public SettlementContext auditMs(final long value) {
        auditMs = value;
        return this;
    }

    /**
     * Sets the pause before something that failed is tried again.
     *
     * @param value milliseconds.
     * @return this.
     */
    public SettlementContext retryMs(final long value) {
        retryMs = value;
        return this;
    }

    /**
     * Sets the clock.
     *
     * @param value milliseconds since 1970.
     * @return this.
     */
    public SettlementContext clock(final EpochClock value) {
        clock = value;
        return this;
    }

    /**
     * Sets how the duty cycle idles.
     *
     * @param value supplier of fresh strategies; by default it parks until something happens.
     * @return this.
     */
    public SettlementContext idleStrategySupplier(final Supplier<IdleStrategy> value) {
        idleStrategySupplier = value;
        return this;
    }

    /**
     * Sets where tests make the process die.
     *
     * @param value called at each step.
     * @return this.
     */
    public SettlementContext faultSeam(final FaultSeam value) {
        faultSeam = value;
        return this;
    }

    /**
     * Sets what works beside the windows, in their thread.
     *
     * @param value makes it for each session.
     * @return this.
     */
    public SettlementContext funds(final FundsWork.Factory value) {
        funds = value;
        return this;
    }

    /**
     * Validates and fills in what was not given.
     *
     * @return this.
     * @throws IllegalArgumentException saying which setting is wrong.
     */
    public SettlementContext conclude() {
        require(custodyWallets >= 1 && custodyWallets <= MAX_WALLETS, "custody wallets", custodyWallets);
        require(clearingWallets >= 1 && clearingWallets <= MAX_WALLETS, "clearing wallets", clearingWallets);
        require(blockCap > 0, "block cap (base units)", blockCap);
        require(maxPending >= 1 && maxPending <= MAX_PENDING_LIMIT, "pending transfers", maxPending);
        require(windowMs > 0, "window (ms)", windowMs);
        require(pollMs > 0, "poll interval (ms)", pollMs);
        require(requestTimeoutMs > 0, "request timeout (ms)", requestTimeoutMs);
        require(inDoubtMs >= 0, "in-doubt period (ms)", inDoubtMs);
        require(stuckAfterMs > 0, "time until stuck (ms)", stuckAfterMs);
        require(auditMs > 0, "audit interval (ms)", auditMs);
        require(retryMs > 0, "retry pause (ms)", retryMs);
        if (signer == null && seedFile == null) {
            throw new IllegalArgumentException(
                    "settlement has no keys: set CUSTODY_SEED_FILE to the file with the custody wallets' seed");
        }
        return this;
    }

    private static void require(final boolean right, final String what, final long value) {
        if (!right) {
            throw new IllegalArgumentException("settlement: the setting for " + what + " must not be " + value);
        }
    }

    URI nodeUrl() {
        return nodeUrl;
    }

    Path seedFile() {
        return seedFile;
    }

    TransferSigner signer() {
        return signer;
    }

    boolean developmentFunding() {
        return developmentFunding;
    }

    CustodyMode custodyMode() {
        return custodyMode;
    }

    int custodyWallets() {
        return custodyWallets;
    }

    int clearingWallets() {
        return clearingWallets;
    }

    long blockCap() {
        return blockCap;
    }

    int maxPending() {
        return maxPending;
    }

    long windowMs() {
        return windowMs;
    }

    long pollMs() {
        return pollMs;
    }

    long requestTimeoutMs() {
        return requestTimeoutMs;
    }

    long inDoubtMs() {
        return inDoubtMs;
    }

    long stuckAfterMs() {
        return stuckAfterMs;
    }

    long auditMs() {
        return auditMs;
    }

    long retryMs() {
        return retryMs;
    }

    EpochClock clock() {
        return clock;
    }

    /** {@return how to idle, null: until something happens} */
    Supplier<IdleStrategy> idleStrategySupplier() {
        return idleStrategySupplier;
    }

    FundsWork.Factory funds() {
        return funds;
    }

    FaultSeam faultSeam() {
        return faultSeam;
    }
}

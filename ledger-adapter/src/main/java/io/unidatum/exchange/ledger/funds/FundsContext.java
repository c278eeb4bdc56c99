package io.unidatum.exchange.ledger.funds;

import io.unidatum.exchange.ledger.decoin.LocalTransferSigner;
import io.unidatum.exchange.ledger.decoin.MasterSeed;
import io.unidatum.exchange.ledger.decoin.TransferSigner;
import java.io.IOException;
import java.nio.file.Path;
import org.agrona.concurrent.EpochClock;
import org.agrona.concurrent.SystemEpochClock;

/** How deposits, sweeps and payouts are done. Fluent, not thread safe, used for one {@link Funds}. */
public final class FundsContext {
    private static final int DEFAULT_DEPOSIT_CONFIRMATIONS = 6;
    private static final int DEFAULT_WITHDRAWAL_CONFIRMATIONS = 1;
    private static final int MAX_CONFIRMATIONS = 10_000;
    private static final long DEFAULT_SWEEP_MINIMUM = 100_000;
    private static final long DEFAULT_POLL_MS = 500;
    private static final long DEFAULT_RETRY_MS = 2_000;
    private static final long DEFAULT_COMMAND_TIMEOUT_MS = 10_000;
    private static final long DEFAULT_READ_WAIT_MS = 2_000;
    private static final long DEFAULT_PATIENCE_MS = 30_000;

    private Path seedFile;
    private TransferSigner signer;
    private int depositConfirmations = DEFAULT_DEPOSIT_CONFIRMATIONS;
    private int withdrawalConfirmations = DEFAULT_WITHDRAWAL_CONFIRMATIONS;
    private long sweepMinimum = DEFAULT_SWEEP_MINIMUM;
    private long networkFee;
    private long pollMs = DEFAULT_POLL_MS;
    private long retryMs = DEFAULT_RETRY_MS;
    private long commandTimeoutMs = DEFAULT_COMMAND_TIMEOUT_MS;
    private long readWaitMs = DEFAULT_READ_WAIT_MS;
    private long patienceMs = DEFAULT_PATIENCE_MS;
    private EpochClock clock = SystemEpochClock.INSTANCE;
    private FundsSeam seam = FundsSeam.NONE;

    /** Constructs a context with defaults. */
    public FundsContext() {}

    /**
     * Sets where the keys come from, read when the first is needed.
     *
     * @param file with the master seed.
     * @return this.
     */
    public FundsContext seedFile(final Path file) {
        seedFile = file;
        return this;
    }

    /**
     * Sets whose keys deposit addresses are, instead of a seed file.
     *
     * @param value derives public keys.
     * @return this.
     */
    public FundsContext signer(final TransferSigner value) {
        signer = value;
        return this;
    }

    /**
     * Sets how deep a deposit must lie before it is credited.
     *
     * @param blocks the one that has it included; at least 1.
     * @return this.
     */
    public FundsContext depositConfirmations(final int blocks) {
        depositConfirmations = blocks;
        return this;
    }

    /**
     * Sets how deep a payout must lie before its withdrawal ends.
     *
     * @param blocks the one that has it included; at least 1.
     * @return this.
     */
    public FundsContext withdrawalConfirmations(final int blocks) {
        withdrawalConfirmations = blocks;
        return this;
    }

    /**
     * Sets below which balance a deposit address is not swept, unless a payout needs it.
     *
     * @param amount base units, at least 1.
     * @return this.
     */
    public FundsContext sweepMinimum(final long amount) {
        sweepMinimum = amount;
        return this;
    }

    /**
     * Sets what is burned for a payout, at most the withdrawal's fee.
     *
     * @param amount base units.
     * @return this.
     */
    public FundsContext networkFee(final long amount) {
        networkFee = amount;
        return this;
    }

    /**
     * Sets how often blocks and records are looked at.
     *
     * @param value in ms.
     * @return this.
     */
    public FundsContext pollMs(final long value) {
        pollMs = value;
        return this;
    }

    /**
     * Sets after what time something that failed is tried again.
     *
     * @param value in ms.
     * @return this.
     */
    public FundsContext retryMs(final long value) {
        retryMs = value;
        return this;
    }

    /**
     * Sets how long a read waits for the sequence that it is to see.
     *
     * @param value in ms.
     * @return this.
     */
    public FundsContext readWaitMs(final long value) {
        readWaitMs = value;
        return this;
    }

    FundsContext patienceMs(final long value) {
        patienceMs = value;
        return this;
    }

    FundsContext commandTimeoutMs(final long value) {
        commandTimeoutMs = value;
        return this;
    }

    FundsContext clock(final EpochClock value) {
        clock = value;
        return this;
    }

    FundsContext seam(final FundsSeam value) {
        seam = value;
        return this;
    }

    /**
     * Validates.
     *
     * @return this.
     * @throws IllegalArgumentException saying which setting is wrong.
     */
    public FundsContext conclude() {
        requireBlocks(depositConfirmations, "DEPOSIT_CONFIRMATIONS");
        requireBlocks(withdrawalConfirmations, "WITHDRAWAL_CONFIRMATIONS");
        require(sweepMinimum >= 1, "SWEEP_MINIMUM is at least 1 base unit: " + sweepMinimum);
        require(networkFee >= 0, "WITHDRAWAL_NETWORK_FEE is not negative: " + networkFee);
        require(pollMs > 0 && retryMs > 0 && commandTimeoutMs > 0 && readWaitMs >= 0, "times are positive");
        require(signer != null || seedFile != null, "deposit addresses have no keys: set CUSTODY_SEED_FILE");
        return this;
    }

    /** Whose keys deposit addresses are. */
    synchronized TransferSigner signer() throws IOException {
        if (signer == null) {
            signer = new LocalTransferSigner(MasterSeed.load(seedFile));
        }
        return signer;
    }

    int depositConfirmations() {
        return depositConfirmations;
    }

    int withdrawalConfirmations() {
        return withdrawalConfirmations;
    }

    long sweepMinimum() {
        return sweepMinimum;
    }

    long networkFee() {
        return networkFee;
    }

    long pollMs() {
        return pollMs;
    }

    long retryMs() {
        return retryMs;
    }

    long commandTimeoutMs() {
        return commandTimeoutMs;
    }

    long readWaitMs() {
        return readWaitMs;
    }

    /** For how long a withdrawal waits before an operator is told why. */
    long patienceMs() {
        return patienceMs;
    }

    EpochClock clock() {
        return clock;
    }

    FundsSeam seam() {
        return seam;
    }

    private static void requireBlocks(final int blocks, final String name) {
        require(blocks >= 1 && blocks <= MAX_CONFIRMATIONS, name + " is 1 to " + MAX_CONFIRMATIONS + ": " + blocks);
    }

    private static void require(final boolean right, final String message) {
        if (!right) {
            throw new IllegalArgumentException(message);
        }
    }
}

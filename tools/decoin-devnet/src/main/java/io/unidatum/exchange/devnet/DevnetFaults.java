package io.unidatum.exchange.devnet;

/**
 * Switches that make a running development node misbehave, for tests and drills. Any thread; effective at once for
 * requests that arrive afterwards.
 */
public final class DevnetFaults {
    /** What becomes of a request. */
    public enum Fault {
        /** It is served. */
        NONE,
        /** It is not looked at and answered with 500. */
        ANSWER_500,
        /** It is not looked at and never answered. */
        HANG,
        /** It takes effect, but the connection is broken instead of an answer. */
        LOSE_ANSWER,
        /** It is answered with 400 and an empty detail, and has no effect: as for a nonce that was used already. */
        REFUSE,
        /** It is not looked at and its connection is broken: as if nobody were there. */
        GONE
    }

    private volatile Fault post = Fault.NONE;
    private volatile Fault reads = Fault.NONE;
    private volatile long answerDelayMs;
    private volatile int transfersPerSecond;
    private volatile boolean mining = true;
    private volatile boolean jammed;
    private volatile boolean restart;

    DevnetFaults(final int transfersPerSecond) {
        this.transfersPerSecond = transfersPerSecond;
    }

    /**
     * Sets what becomes of {@code POST /transaction}.
     *
     * @param fault to show.
     * @return this.
     */
    public DevnetFaults post(final Fault fault) {
        post = fault;
        return this;
    }

    /**
     * Sets what becomes of every GET.
     *
     * @param fault to show.
     * @return this.
     */
    public DevnetFaults reads(final Fault fault) {
        reads = fault;
        return this;
    }

    /**
     * Sets how long every request waits before it is served.
     *
     * @param delayMs in milliseconds.
     * @return this.
     */
    public DevnetFaults answerDelayMs(final long delayMs) {
        answerDelayMs = delayMs;
        return this;
    }

    /**
     * Switches the miner.
     *
     * @param on false to leave everything pending.
     * @return this.
     */
    public DevnetFaults mining(final boolean on) {
        mining = on;
        return this;
    }

    /**
     * Sets how many transfers a second are taken at most; those that come faster wait.
     *
     * @param rate of transfers, 0 for no limit.
     * @return this.
     */
    public DevnetFaults transfersPerSecond(final int rate) {
        transfersPerSecond = rate;
        return this;
    }

    /**
     * Stops block production for good, as a transfer does that no block can hold: only a restart from genesis helps.
     *
     * @return this.
     */
    public DevnetFaults jam() {
        jammed = true;
        return this;
    }

    /**
     * Restarts from genesis: the chain and everything pending are gone, as after a restart of the real node.
     *
     * @return this.
     */
    public DevnetFaults restartFromGenesis() {
        restart = true;
        return this;
    }

    /** Ends every fault but a jam and a lost chain, which no switch mends. {@return this} */
    public DevnetFaults clear() {
        return post(Fault.NONE).reads(Fault.NONE).answerDelayMs(0).mining(true);
    }

    /** Takes the order to restart, once. For the node's own thread. {@return true if there was one} */
    boolean takeRestart() {
        final boolean ordered = restart;
        if (ordered) {
            restart = false;
            jammed = false;
        }
        return ordered;
    }

    boolean isJammed() {
        return jammed;
    }

    int transfersPerSecond() {
        return transfersPerSecond;
    }

    Fault post() {
        return post;
    }

    Fault reads() {
        return reads;
    }

    long answerDelayMs() {
        return answerDelayMs;
    }

    boolean mining() {
        return mining;
    }
}

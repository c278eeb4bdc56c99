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
        /** It is answered with 400 and an empty detail, and has no effect. */
        REFUSE
    }

    private volatile Fault post = Fault.NONE;
    private volatile Fault reads = Fault.NONE;
    private volatile long answerDelayMs;
    private volatile boolean mining = true;

    DevnetFaults() {}

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

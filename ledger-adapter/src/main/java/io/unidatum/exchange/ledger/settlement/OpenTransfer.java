package io.unidatum.exchange.ledger.settlement;

import java.util.Locale;

/** A transfer in the records whose end is not known yet. Confined to the settlement thread. */
final class OpenTransfer {
    /** What it is for. */
    enum Kind {
        /** Part of a netting window's batch. */
        SETTLEMENT,
        /** From a deposit address into its custody wallet. */
        SWEEP,
        /** Of a withdrawal, to an address outside. */
        PAYOUT;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Where it stands. */
    enum State {
        /** In the records; the node may have it or not. */
        PREPARED,
        /** The node has it. */
        PENDING,
        /** The node has had it for too long. */
        STUCK;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Kind kind;
    private final long id;
    private final long batchId;
    private final Wallet sender;
    private final Wallet recipient;
    private final long amount;
    private final long nonce;
    private final String txId;
    private final String body;
    private final long networkFee;
    private final long withdrawalId;
    private State state;
    private long acceptedAtMs;
    private boolean owed;

    /** A transfer of a batch. */
    OpenTransfer(
            final long id,
            final long batchId,
            final Wallet sender,
            final Wallet recipient,
            final long amount,
            final long nonce,
            final String txId,
            final String body,
            final State state,
            final long acceptedAtMs) {
        this(Kind.SETTLEMENT, id, batchId, sender, recipient, amount, nonce, txId, body, state, acceptedAtMs, 0, 0);
    }

    /** A transfer of any kind; {@code batchId} and {@code withdrawalId} are 0 where there is none. */
    OpenTransfer(
            final Kind kind,
            final long id,
            final long batchId,
            final Wallet sender,
            final Wallet recipient,
            final long amount,
            final long nonce,
            final String txId,
            final String body,
            final State state,
            final long acceptedAtMs,
            final long networkFee,
            final long withdrawalId) {
        this.kind = kind;
        this.networkFee = networkFee;
        this.withdrawalId = withdrawalId;
        this.owed = kind == Kind.PAYOUT;
        this.id = id;
        this.batchId = batchId;
        this.sender = sender;
        this.recipient = recipient;
        this.amount = amount;
        this.nonce = nonce;
        this.txId = txId;
        this.body = body;
        this.state = state;
        this.acceptedAtMs = acceptedAtMs;
    }

    Kind kind() {
        return kind;
    }

    long id() {
        return id;
    }

    /** 0 if it is of no batch. */
    long batchId() {
        return batchId;
    }

    /** Null for development funding. */
    Wallet sender() {
        return sender;
    }

    /** Null for a payout. */
    Wallet recipient() {
        return recipient;
    }

    /** What arrives, base units. */
    long amount() {
        return amount;
    }

    /** Burned by the chain beside the amount, base units. */
    long networkFee() {
        return networkFee;
    }

    /** What the sender gives, base units. */
    long spend() {
        return amount + networkFee;
    }

    /** The withdrawal that a payout is for, else 0. */
    long withdrawalId() {
        return withdrawalId;
    }

    /** {@return true for a payout whose end the books do not say yet: for them it is still there} */
    boolean isOwed() {
        return owed;
    }

    void owed(final boolean value) {
        owed = value;
    }

    long nonce() {
        return nonce;
    }

    String txId() {
        return txId;
    }

    String body() {
        return body;
    }

    State state() {
        return state;
    }

    void state(final State value) {
        state = value;
    }

    long acceptedAtMs() {
        return acceptedAtMs;
    }

    void acceptedAtMs(final long value) {
        acceptedAtMs = value;
    }
}

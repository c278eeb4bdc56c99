package io.unidatum.exchange.ledger.settlement;

import java.util.Locale;

/** A transfer in the records whose end is not known yet. Confined to the settlement thread. */
final class OpenTransfer {
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

    private final long id;
    private final long batchId;
    private final Wallet sender;
    private final Wallet recipient;
    private final long amount;
    private final long nonce;
    private final String txId;
    private final String body;
    private State state;
    private long acceptedAtMs;

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

    long id() {
        return id;
    }

    long batchId() {
        return batchId;
    }

    /** Null for development funding. */
    Wallet sender() {
        return sender;
    }

    Wallet recipient() {
        return recipient;
    }

    /** Base units. */
    long amount() {
        return amount;
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

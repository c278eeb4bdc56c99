package io.unidatum.exchange.ledger.settlement;

import io.unidatum.exchange.ledger.decoin.KeyPath;

/** A wallet of the exchange, by our own records. Confined to the settlement thread. */
final class Wallet {
    private final int id;
    private final KeyPath path;
    private final String address;
    private long nextNonce;
    private long confirmed;
    private long target;
    private long pendingIn;
    private long pendingOut;
    private long version;

    Wallet(final int id, final KeyPath path, final String address) {
        this.id = id;
        this.path = path;
        this.address = address;
    }

    int id() {
        return id;
    }

    KeyPath path() {
        return path;
    }

    String address() {
        return address;
    }

    boolean isClearing() {
        return path.branch() == KeyPath.Branch.CLEARING;
    }

    String name() {
        return (isClearing() ? "clearing " : "custody ") + path.index();
    }

    long nextNonce() {
        return nextNonce;
    }

    void nextNonce(final long value) {
        nextNonce = value;
    }

    /** In blocks, base units. */
    long confirmed() {
        return confirmed;
    }

    void confirmed(final long value) {
        confirmed = value;
        version++;
    }

    /** By the ledger, base units. */
    long target() {
        return target;
    }

    void target(final long value) {
        target = value;
    }

    /** Confirmed and pending, base units. */
    long have() {
        return confirmed + pendingIn - pendingOut;
    }

    /** What it may still send: the node covers a spend from confirmed balance only. Base units. */
    long spendable() {
        return confirmed - pendingOut;
    }

    boolean isQuiet() {
        return pendingIn == 0 && pendingOut == 0;
    }

    /** Changes with every change of the balance or of what is pending. */
    long version() {
        return version;
    }

    void addPending(final long in, final long out) {
        pendingIn += in;
        pendingOut += out;
        version++;
    }
}

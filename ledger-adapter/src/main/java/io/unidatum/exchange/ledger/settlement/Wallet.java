package io.unidatum.exchange.ledger.settlement;

import io.unidatum.exchange.ledger.decoin.KeyPath;
import java.util.Locale;

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
    private long unswept;
    private long sweeping;
    private long owedPending;
    private long owedConfirmed;
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

    boolean isDeposit() {
        return path.branch() == KeyPath.Branch.DEPOSIT;
    }

    String name() {
        return path.branch().name().toLowerCase(Locale.ROOT) + " " + path.index();
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

    /**
     * What it has as far as the books know, base units: confirmed and pending; what lies credited on its deposit
     * addresses; and payouts that the books do not know the end of yet, which count as still there.
     */
    long have() {
        return confirmed + pendingIn - pendingOut + unswept - sweeping + owedPending + owedConfirmed;
    }

    /** As {@link #have}, without what is pending between wallets. Base units. */
    long settled() {
        return confirmed + unswept + owedConfirmed;
    }

    /** Credited in the books and still on the deposit addresses that belong to it, base units. */
    long unswept() {
        return unswept;
    }

    void addUnswept(final long amount) {
        unswept += amount;
        version++;
    }

    /** Of {@link #unswept}, what is on its way into this wallet. */
    void addSweeping(final long amount) {
        sweeping += amount;
        version++;
    }

    /** Payouts that the books do not know the end of: on their way, and in blocks. Base units. */
    void addOwed(final long pending, final long inBlocks) {
        owedPending += pending;
        owedConfirmed += inBlocks;
        version++;
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

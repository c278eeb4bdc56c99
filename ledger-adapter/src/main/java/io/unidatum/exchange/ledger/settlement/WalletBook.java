package io.unidatum.exchange.ledger.settlement;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All wallets and the transfers between them that are not finished. Confined to the settlement thread. */
final class WalletBook {
    private final List<Wallet> wallets;
    private final Map<Long, OpenTransfer> open = new LinkedHashMap<>();
    private long openAmount;
    private long clearingTarget;

    WalletBook(final List<Wallet> wallets) {
        this.wallets = List.copyOf(wallets);
    }

    List<Wallet> wallets() {
        return wallets;
    }

    Wallet wallet(final int id) {
        for (final Wallet wallet : wallets) {
            if (wallet.id() == id) {
                return wallet;
            }
        }
        throw new IllegalStateException("there is no wallet " + id + " in the records");
    }

    /** Unfinished transfers, oldest first. */
    Collection<OpenTransfer> open() {
        return Collections.unmodifiableCollection(open.values());
    }

    List<OpenTransfer> open(final OpenTransfer.State state) {
        final List<OpenTransfer> found = new ArrayList<>();
        for (final OpenTransfer transfer : open.values()) {
            if (transfer.state() == state) {
                found.add(transfer);
            }
        }
        return found;
    }

    /** What unfinished transfers sum up to, base units. */
    long openAmount() {
        return openAmount;
    }

    void add(final OpenTransfer transfer) {
        open.put(transfer.id(), transfer);
        pend(transfer, 1);
    }

    /** Takes out a transfer that is in a block. */
    void confirm(final OpenTransfer transfer) {
        remove(transfer);
        if (transfer.sender() != null) {
            transfer.sender().confirmed(transfer.sender().confirmed() - transfer.amount());
        }
        transfer.recipient().confirmed(transfer.recipient().confirmed() + transfer.amount());
    }

    /** Takes out a transfer that will never be in a block. */
    void fail(final OpenTransfer transfer) {
        remove(transfer);
    }

    /** Grows with every change of a balance or of what is pending. */
    long version() {
        long version = 0;
        for (final Wallet wallet : wallets) {
            version += wallet.version();
        }
        return version;
    }

    /** What custody wallets still lack or have too much, pending transfers counted, base units. */
    long unplannedDifference() {
        long difference = 0;
        for (final Wallet wallet : wallets) {
            if (!wallet.isClearing()) {
                difference += Math.abs(wallet.target() - wallet.have());
            }
        }
        return difference;
    }

    /** What all clearing wallets together should hold, base units. */
    long clearingTarget() {
        return clearingTarget;
    }

    void clearingTarget(final long value) {
        clearingTarget = value;
    }

    /** How far custody wallets on chain are from the ledger, each way added up, base units. */
    long custodyDifference() {
        long difference = 0;
        for (final Wallet wallet : wallets) {
            if (!wallet.isClearing()) {
                difference += Math.abs(wallet.target() - wallet.confirmed());
            }
        }
        return difference;
    }

    /** What the ledger says is held less what the wallets have, pending included, base units; negative: a surplus. */
    long shortage() {
        long shortage = clearingTarget;
        for (final Wallet wallet : wallets) {
            shortage += (wallet.isClearing() ? 0 : wallet.target()) - wallet.have();
        }
        return shortage;
    }

    private void remove(final OpenTransfer transfer) {
        if (open.remove(transfer.id()) == null) {
            throw new IllegalStateException("transfer " + transfer.id() + " is finished already");
        }
        pend(transfer, -1);
    }

    private void pend(final OpenTransfer transfer, final int sign) {
        final long amount = sign * transfer.amount();
        openAmount += amount;
        if (transfer.sender() != null) {
            transfer.sender().addPending(0, amount);
        }
        transfer.recipient().addPending(amount, 0);
    }
}

package io.unidatum.exchange.ledger.settlement;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All wallets and the transfers between them that are not finished. Confined to the settlement thread. */
final class WalletBook {
    private final Custody custody;
    private final Map<Integer, Wallet> wallets = new LinkedHashMap<>();
    private final Set<String> addresses = new HashSet<>();
    private final Map<Integer, Wallet> deposits = new HashMap<>();
    private final Map<Long, OpenTransfer> open = new LinkedHashMap<>();
    private long openAmount;
    private long clearingTarget;

    WalletBook(final Custody custody, final List<Wallet> wallets) {
        this.custody = custody;
        wallets.forEach(this::addWallet);
    }

    /** Custody wallets, and clearing wallets; deposit addresses are not among them. {@return a view} */
    Collection<Wallet> wallets() {
        return Collections.unmodifiableCollection(wallets.values());
    }

    /** Which wallet holds whose DEC. */
    Custody custody() {
        return custody;
    }

    /** Takes a wallet that is in the records now. */
    void addWallet(final Wallet wallet) {
        wallets.put(wallet.id(), wallet);
        addresses.add(wallet.address());
    }

    boolean contains(final int id) {
        return wallets.containsKey(id);
    }

    /** {@return true for the address of a custody or clearing wallet} */
    boolean isOurs(final String address) {
        return addresses.contains(address);
    }

    /** The custody wallet that holds an account's DEC. */
    Wallet custodyOf(final long account) {
        return wallet(custody.custodianOf(account));
    }

    /** A deposit address that something is sent from; null if nothing is. */
    Wallet depositWallet(final int id) {
        return deposits.get(id);
    }

    Wallet wallet(final int id) {
        final Wallet deposit = deposits.get(id);
        if (deposit != null) {
            return deposit;
        }
        final Wallet wallet = wallets.get(id);
        if (wallet == null) {
            throw new IllegalStateException("there is no wallet " + id + " in the records");
        }
        return wallet;
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

    /** {@return true unless the transfer is finished} */
    boolean isOpen(final OpenTransfer transfer) {
        return open.containsKey(transfer.id());
    }

    /** {@return when the oldest transfer that the node has was accepted, ms; 0 if it has none} */
    long oldestAcceptedMs() {
        for (final OpenTransfer transfer : open.values()) {
            if (transfer.state() != OpenTransfer.State.PREPARED) {
                return transfer.acceptedAtMs();
            }
        }
        return 0;
    }

    /** {@return how many transfers are unfinished} */
    int openCount() {
        return open.size();
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
            transfer.sender().confirmed(transfer.sender().confirmed() - transfer.spend());
        }
        if (transfer.recipient() != null) {
            transfer.recipient().confirmed(transfer.recipient().confirmed() + transfer.amount());
        }
        if (transfer.kind() == OpenTransfer.Kind.SWEEP) {
            transfer.recipient().addUnswept(-transfer.spend());
        }
        if (transfer.isOwed()) {
            transfer.sender().addOwed(0, transfer.spend());
        }
    }

    /** The books have caught up with deposits and ends of withdrawals. */
    void booked(final Bookings bookings) {
        for (final Bookings.Credit credit : bookings.credits()) {
            custodyOf(credit.account()).addUnswept(credit.amount());
            final Wallet deposit = deposits.get(WalletRecords.depositId(credit.account()));
            if (deposit != null) {
                deposit.confirmed(deposit.confirmed() + credit.amount());
            }
        }
        for (final Bookings.End end : bookings.ends()) {
            final OpenTransfer transfer = open.get(end.transferId());
            if (transfer == null) {
                wallet(end.walletId()).addOwed(0, -end.spend());
            } else {
                transfer.owed(false);
                transfer.sender().addOwed(-transfer.spend(), 0);
            }
        }
    }

    /** Takes out a transfer that will never be in a block. */
    void fail(final OpenTransfer transfer) {
        remove(transfer);
    }

    /** Grows with every change of a balance or of what is pending. */
    long version() {
        long version = 0;
        for (final Wallet wallet : wallets.values()) {
            version += wallet.version();
        }
        return version;
    }

    /** What custody wallets still lack or have too much, pending transfers counted, base units. */
    long unplannedDifference() {
        long difference = 0;
        for (final Wallet wallet : wallets.values()) {
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
        for (final Wallet wallet : wallets.values()) {
            if (!wallet.isClearing()) {
                difference += Math.abs(wallet.target() - wallet.settled());
            }
        }
        return difference;
    }

    /** What the ledger says is held less what the wallets have, pending included, base units; negative: a surplus. */
    long shortage() {
        long shortage = clearingTarget;
        for (final Wallet wallet : wallets.values()) {
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
        final long spend = sign * transfer.spend();
        openAmount += amount;
        final Wallet sender = transfer.sender();
        if (sender != null) {
            sender.addPending(0, spend);
            if (sender.isDeposit()) {
                keep(sender);
            }
        }
        if (transfer.recipient() != null) {
            transfer.recipient().addPending(amount, 0);
        }
        if (transfer.kind() == OpenTransfer.Kind.SWEEP) {
            transfer.recipient().addSweeping(spend);
        }
        if (transfer.isOwed()) {
            sender.addOwed(spend, 0);
        }
    }

    /** Deposit addresses are many: those that send nothing are forgotten. */
    private void keep(final Wallet deposit) {
        if (deposit.isQuiet()) {
            deposits.remove(deposit.id());
        } else {
            deposits.put(deposit.id(), deposit);
        }
    }
}

package io.unidatum.exchange.ledger.settlement;

import io.unidatum.exchange.ledger.decoin.KeyPath;
import io.unidatum.exchange.protocol.ReservedAccounts;

/**
 * Which wallet holds an account's DEC. Wallet ids are the records' own: pooled custody wallets have their index,
 * clearing wallets stand from {@link #FIRST_CLEARING} on, and an account's own wallet has the account's id, moved out
 * of the clearing wallets' way.
 *
 * @param mode of custody.
 * @param wallets how many pooled ones there are.
 */
record Custody(CustodyMode mode, int wallets) {
    /** Stands for the clearing wallets together. */
    static final int CLEARING = -1;

    /** Id of the first clearing wallet. */
    static final int FIRST_CLEARING = 1_000;

    private static final int SHIFT = 1_000;
    private static final long MAX_ACCOUNT = Integer.MAX_VALUE - SHIFT;

    boolean isSegregated() {
        return mode == CustodyMode.SEGREGATED;
    }

    /**
     * The wallet of an account.
     *
     * @param account its id.
     * @return wallet id, or {@link #CLEARING}.
     * @throws IllegalStateException if no key can be derived for the account.
     */
    int walletOf(final long account) {
        if (account == ReservedAccounts.CLEARING) {
            return CLEARING;
        }
        if (!isSegregated()) {
            return (int) (account % wallets);
        }
        if (account < 0 || account > MAX_ACCOUNT) {
            throw new IllegalStateException(
                    "account " + account + " can have no wallet of its own: ids up to " + MAX_ACCOUNT + " can");
        }
        return account < FIRST_CLEARING ? (int) account : (int) account + SHIFT;
    }

    /** The one wallet that holds what is paid to an account. {@return wallet id, for theirs a clearing wallet's} */
    int custodianOf(final long account) {
        final int id = walletOf(account);
        return id == CLEARING ? FIRST_CLEARING : id;
    }

    /** {@return path of a custody wallet's key} */
    KeyPath path(final int walletId) {
        final boolean shifted = isSegregated() && walletId >= FIRST_CLEARING;
        return new KeyPath(KeyPath.Branch.CUSTODY, shifted ? walletId - SHIFT : walletId);
    }
}

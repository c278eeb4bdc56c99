package io.unidatum.exchange.ledger.decoin;

/**
 * Where a key stands below the master seed: BIP44's {@code m/44'/coin'/purpose'/0/index}.
 *
 * @param branch of the exchange.
 * @param index of the key in its branch, from 0.
 */
public record KeyPath(Branch branch, int index) {
    /** BIP43's purpose for BIP44. */
    static final int PURPOSE = 44;

    /** Coin type. DEC is not registered in SLIP-44; this is "DEC" in ASCII, outside the registered range. */
    static final int COIN_TYPE = 0x444543;

    private static final long HARDENED = 0x8000_0000L;

    /** BIP44's account level: what a key is for. Never renumbered. */
    public enum Branch {
        /** Deposit addresses; the index is the account id. */
        DEPOSIT(0),
        /** Pooled custody wallets. */
        CUSTODY(1),
        /** Clearing wallets. */
        CLEARING(2);

        private final int number;

        Branch(final int number) {
            this.number = number;
        }

        int number() {
            return number;
        }
    }

    /**
     * Constructs a path.
     *
     * @throws IllegalArgumentException if the index is negative.
     */
    public KeyPath {
        if (index < 0) {
            throw new IllegalArgumentException("a key's index is not negative: " + index);
        }
    }

    /** The path as child numbers, hardened ones with their top bit set. {@return 5 numbers} */
    int[] childNumbers() {
        return new int[] {
            (int) (PURPOSE | HARDENED), (int) (COIN_TYPE | HARDENED), (int) (branch.number() | HARDENED), 0, index
        };
    }

    @Override
    public String toString() {
        return "m/" + PURPOSE + "'/" + COIN_TYPE + "'/" + branch.number() + "'/0/" + index;
    }
}

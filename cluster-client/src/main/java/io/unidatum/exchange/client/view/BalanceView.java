package io.unidatum.exchange.client.view;

/** What an account has of an asset. Changes with the journal; read it on the view's thread. */
public final class BalanceView {
    private final long account;
    private final int assetId;
    private long available;
    private long held;
    private long sequence;

    BalanceView(final long account, final int assetId) {
        this.account = account;
        this.assetId = assetId;
    }

    /** Whose balance it is. {@return account id} */
    public long account() {
        return account;
    }

    /** Of what. {@return asset id} */
    public int assetId() {
        return assetId;
    }

    /** What the account may use. {@return 10<sup>-8</sup> units} */
    public long available() {
        return available;
    }

    /** What its open orders and withdrawals hold. {@return 10<sup>-8</sup> units} */
    public long held() {
        return held;
    }

    /** Available and held. {@return 10<sup>-8</sup> units} */
    public long total() {
        return available + held;
    }

    /** Event that changed it last. {@return global sequence; the image's if it has not changed since} */
    public long sequence() {
        return sequence;
    }

    void set(final long newAvailable, final long newHeld, final long atSequence) {
        this.available = newAvailable;
        this.held = newHeld;
        this.sequence = atSequence;
    }
}

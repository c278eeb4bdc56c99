package io.unidatum.exchange.ledger.decoin;

/** Signs transfers for the wallets. Keys may live elsewhere: nothing else of settlement sees one. Thread safe. */
public interface TransferSigner {
    /**
     * Public key of a wallet.
     *
     * @param path of the wallet's key.
     * @return x and y, 64 bytes.
     */
    byte[] publicKey(KeyPath path);

    /**
     * Signs a transfer: ECDSA over one SHA-256 of its bytes.
     *
     * @param path of the wallet's key.
     * @param signedBytes of the transfer.
     * @return r and s, 64 bytes.
     */
    byte[] sign(KeyPath path, byte[] signedBytes);
}

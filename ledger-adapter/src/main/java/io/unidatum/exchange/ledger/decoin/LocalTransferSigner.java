package io.unidatum.exchange.ledger.decoin;

import java.math.BigInteger;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Signs with keys derived from a master seed in this process. Thread safe. */
public final class LocalTransferSigner implements TransferSigner {
    private final Bip32Key master;
    private final Map<KeyPath, BigInteger> secrets = new ConcurrentHashMap<>();

    /**
     * Constructs a signer.
     *
     * @param seed of all keys.
     */
    public LocalTransferSigner(final MasterSeed seed) {
        master = Bip32Key.master(seed.bytes());
    }

    @Override
    public byte[] publicKey(final KeyPath path) {
        return Secp256k1.publicKey(secret(path));
    }

    @Override
    public byte[] sign(final KeyPath path, final byte[] signedBytes) {
        return Secp256k1.sign(secret(path), signedBytes);
    }

    private BigInteger secret(final KeyPath path) {
        return secrets.computeIfAbsent(
                path, key -> master.descend(key.childNumbers()).secret());
    }
}

package io.unidatum.exchange.ledger.decoin;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.util.BigIntegers;

/** A private key of BIP32's tree. Immutable; never printed. */
final class Bip32Key {
    private static final byte[] SEED_KEY = "Bitcoin seed".getBytes(StandardCharsets.US_ASCII);
    private static final int HALF = 32;

    private final BigInteger secret;
    private final byte[] chainCode;

    private Bip32Key(final BigInteger secret, final byte[] chainCode) {
        this.secret = secret;
        this.chainCode = chainCode;
    }

    /** {@return the master key of a seed} */
    static Bip32Key master(final byte[] seed) {
        final byte[] mac = hmac(SEED_KEY, seed);
        return new Bip32Key(valid(left(mac)), right(mac));
    }

    /**
     * A child key.
     *
     * @param number of the child; hardened if its top bit is set.
     * @return the child.
     */
    Bip32Key child(final int number) {
        final byte[] data = new byte[HALF + 1 + Integer.BYTES];
        if (number < 0) {
            BigIntegers.asUnsignedByteArray(secret, data, 1, HALF);
        } else {
            System.arraycopy(Secp256k1.compressedPublicKey(secret), 0, data, 0, HALF + 1);
        }
        for (int i = 0; i < Integer.BYTES; i++) {
            data[HALF + 1 + i] = (byte) (number >>> (Byte.SIZE * (Integer.BYTES - 1 - i)));
        }
        final byte[] mac = hmac(chainCode, data);
        final BigInteger tweak = left(mac);
        if (tweak.compareTo(Secp256k1.order()) >= 0) {
            throw new IllegalStateException("no key at child " + number + ": one chance in 2^127");
        }
        return new Bip32Key(valid(tweak.add(secret).mod(Secp256k1.order())), right(mac));
    }

    /** {@return the key at a path below this one} */
    Bip32Key descend(final int... numbers) {
        Bip32Key key = this;
        for (final int number : numbers) {
            key = key.child(number);
        }
        return key;
    }

    BigInteger secret() {
        return secret;
    }

    byte[] chainCode() {
        return chainCode.clone();
    }

    @Override
    public String toString() {
        return "Bip32Key{secret}";
    }

    private static BigInteger valid(final BigInteger secret) {
        if (secret.signum() == 0 || secret.compareTo(Secp256k1.order()) >= 0) {
            throw new IllegalStateException("the seed gives no key: one chance in 2^127");
        }
        return secret;
    }

    private static byte[] hmac(final byte[] key, final byte[] data) {
        final HMac mac = new HMac(new SHA512Digest());
        mac.init(new KeyParameter(key));
        mac.update(data, 0, data.length);
        final byte[] out = new byte[mac.getMacSize()];
        mac.doFinal(out, 0);
        return out;
    }

    private static BigInteger left(final byte[] mac) {
        return new BigInteger(1, Arrays.copyOf(mac, HALF));
    }

    private static byte[] right(final byte[] mac) {
        return Arrays.copyOfRange(mac, HALF, mac.length);
    }
}

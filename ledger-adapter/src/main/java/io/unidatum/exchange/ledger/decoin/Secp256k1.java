package io.unidatum.exchange.ledger.decoin;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;
import org.bouncycastle.util.BigIntegers;

/** The curve, as Bouncy Castle does it: public keys and deterministic signatures (RFC 6979). Thread safe. */
final class Secp256k1 {
    /** Bytes of a scalar and of a coordinate. */
    static final int SCALAR_LENGTH = 32;

    private static final X9ECParameters CURVE = CustomNamedCurves.getByName("secp256k1");
    private static final ECDomainParameters DOMAIN =
            new ECDomainParameters(CURVE.getCurve(), CURVE.getG(), CURVE.getN(), CURVE.getH());

    private Secp256k1() {}

    static BigInteger order() {
        return DOMAIN.getN();
    }

    /** {@return x and y of a secret's public key, 64 bytes} */
    static byte[] publicKey(final BigInteger secret) {
        final byte[] encoded = point(secret).getEncoded(false);
        return Arrays.copyOfRange(encoded, 1, encoded.length);
    }

    /** {@return the compressed public key of a secret, 33 bytes} */
    static byte[] compressedPublicKey(final BigInteger secret) {
        return point(secret).getEncoded(true);
    }

    /** {@return r and s over one SHA-256 of the message, 64 bytes} */
    static byte[] sign(final BigInteger secret, final byte[] message) {
        final ECDSASigner signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
        signer.init(true, new ECPrivateKeyParameters(secret, DOMAIN));
        final BigInteger[] rs = signer.generateSignature(sha256(message));
        final byte[] signature = new byte[2 * SCALAR_LENGTH];
        BigIntegers.asUnsignedByteArray(rs[0], signature, 0, SCALAR_LENGTH);
        BigIntegers.asUnsignedByteArray(rs[1], signature, SCALAR_LENGTH, SCALAR_LENGTH);
        return signature;
    }

    static byte[] sha256(final byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (final NoSuchAlgorithmException ex) {
            throw new IllegalStateException("this JDK has no SHA-256", ex);
        }
    }

    private static ECPoint point(final BigInteger secret) {
        return new FixedPointCombMultiplier().multiply(DOMAIN.getG(), secret).normalize();
    }
}

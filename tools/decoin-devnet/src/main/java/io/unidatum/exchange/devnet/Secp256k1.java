package io.unidatum.exchange.devnet;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.digests.RIPEMD160Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;

/** What the node does with keys: derive an address, verify a signature. All curve arithmetic is Bouncy Castle's. */
final class Secp256k1 {
    private static final X9ECParameters CURVE = CustomNamedCurves.getByName("secp256k1");
    private static final ECDomainParameters DOMAIN =
            new ECDomainParameters(CURVE.getCurve(), CURVE.getG(), CURVE.getN(), CURVE.getH());
    private static final int KEY_LENGTH = 64;
    private static final int HALF = 32;
    private static final byte UNCOMPRESSED = 4;

    private Secp256k1() {}

    /**
     * Address of a public key.
     *
     * @param publicKey x and y, 64 bytes.
     * @return {@code DEC} and 40 hex digits.
     */
    static String address(final byte[] publicKey) {
        final RIPEMD160Digest ripemd = new RIPEMD160Digest();
        final byte[] sha = sha256(publicKey);
        ripemd.update(sha, 0, sha.length);
        final byte[] hash = new byte[ripemd.getDigestSize()];
        ripemd.doFinal(hash, 0);
        return "DEC" + HexFormat.of().formatHex(hash);
    }

    /**
     * Verifies. Whatever is malformed is simply not verified.
     *
     * @param publicKey x and y, 64 bytes.
     * @param message that was signed: ECDSA over one SHA-256 of it.
     * @param signature r and s, 64 bytes.
     * @return true if it is the key's signature of the message.
     */
    static boolean verify(final byte[] publicKey, final byte[] message, final byte[] signature) {
        if (publicKey.length != KEY_LENGTH || signature.length != KEY_LENGTH) {
            return false;
        }
        final byte[] point = new byte[KEY_LENGTH + 1];
        point[0] = UNCOMPRESSED;
        System.arraycopy(publicKey, 0, point, 1, KEY_LENGTH);
        try {
            final ECDSASigner signer = new ECDSASigner();
            signer.init(false, new ECPublicKeyParameters(CURVE.getCurve().decodePoint(point), DOMAIN));
            return signer.verifySignature(
                    sha256(message),
                    new BigInteger(1, Arrays.copyOfRange(signature, 0, HALF)),
                    new BigInteger(1, Arrays.copyOfRange(signature, HALF, KEY_LENGTH)));
        } catch (final IllegalArgumentException ex) {
            return false;
        }
    }

    static byte[] sha256(final byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (final NoSuchAlgorithmException ex) {
            throw new IllegalStateException("this JDK has no SHA-256", ex);
        }
    }

    static String sha256Hex(final byte[] bytes) {
        return HexFormat.of().formatHex(sha256(bytes));
    }
}

package io.unidatum.exchange.protocol;

import java.nio.charset.StandardCharsets;

/**
 * What a cluster session signs to authenticate. The client connects with its 32-byte Ed25519 public key as credentials;
 * the leader answers with {@link #NONCE_LENGTH} random bytes; the client answers with the 64-byte Ed25519 signature
 * over {@link #signedBytes}. The session's principal is then the public key.
 */
public final class SessionChallenge {
    /** Bytes of an Ed25519 public key as it travels (RFC 8032). */
    public static final int PUBLIC_KEY_LENGTH = 32;

    /** Bytes of an Ed25519 signature. */
    public static final int SIGNATURE_LENGTH = 64;

    /** Random bytes in a challenge. */
    public static final int NONCE_LENGTH = 32;

    private static final byte[] DOMAIN = "io.unidatum.exchange session v1\n".getBytes(StandardCharsets.US_ASCII);

    private SessionChallenge() {}

    /**
     * The bytes under the signature: a fixed domain, so that the signature is good for nothing else, then the nonce.
     *
     * @param nonce the leader's challenge.
     * @return a new array.
     */
    public static byte[] signedBytes(final byte[] nonce) {
        final byte[] bytes = new byte[DOMAIN.length + nonce.length];
        System.arraycopy(DOMAIN, 0, bytes, 0, DOMAIN.length);
        System.arraycopy(nonce, 0, bytes, DOMAIN.length, nonce.length);
        return bytes;
    }
}

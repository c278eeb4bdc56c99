package io.unidatum.exchange.gateway.auth;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Secrets of API keys, derived from the gateways' master secret so that none is stored, and the signatures they make.
 * Thread safe.
 */
public final class ApiSecrets {
    private static final String ALGORITHM = "HmacSHA256";

    private final byte[] masterSecret;

    /**
     * Constructs with the master secret.
     *
     * @param masterSecret shared by all gateways; empty if there is none.
     */
    public ApiSecrets(final byte[] masterSecret) {
        this.masterSecret = masterSecret.clone();
    }

    /** Whether there is a master secret. {@return false if no signature can be checked} */
    public boolean isConfigured() {
        return masterSecret.length > 0;
    }

    /**
     * The secret of an API key: HMAC-SHA256(master secret, {@code "api-key:" + id + ":" + generation}).
     *
     * @param apiKeyId of the key, unsigned.
     * @param generation of its secret.
     * @return 32 bytes; their owner was given them as 64 hex digits.
     */
    public byte[] secretOf(final long apiKeyId, final int generation) {
        final String name = "api-key:" + Long.toUnsignedString(apiKeyId) + ":" + Integer.toUnsignedString(generation);
        return hmac(masterSecret, name.getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * HMAC-SHA256.
     *
     * @param secret the key.
     * @param parts of the message, joined without anything between.
     * @return 32 bytes.
     */
    public static byte[] hmac(final byte[] secret, final byte[]... parts) {
        try {
            final Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret, ALGORITHM));
            for (final byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (final GeneralSecurityException ex) {
            throw new IllegalStateException("this JDK has no " + ALGORITHM, ex);
        }
    }

    @Override
    public String toString() {
        return "ApiSecrets{" + (isConfigured() ? "configured" : "none") + "}";
    }

    /**
     * Reads a signature.
     *
     * @param text 64 hex digits.
     * @return 32 bytes, null if it is no such text.
     */
    static byte[] parseSignature(final String text) {
        if (text.length() != 64) {
            return null;
        }
        try {
            return HexFormat.of().parseHex(text);
        } catch (final IllegalArgumentException ex) {
            return null;
        }
    }
}

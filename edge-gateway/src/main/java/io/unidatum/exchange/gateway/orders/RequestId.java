package io.unidatum.exchange.gateway.orders;

import io.unidatum.exchange.gateway.api.ApiError;
import io.unidatum.exchange.gateway.auth.Caller;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.regex.Pattern;

/**
 * The 128 bits by which the cluster recognises a request that it has seen: of the client's Idempotency-Key if there is
 * one, else of the signature, so that a replayed request has no second effect, else random.
 *
 * @param high upper half.
 * @param low lower half.
 */
public record RequestId(long high, long low) {
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9._:-]{1,64}");
    private static final SecureRandom RANDOM = new SecureRandom();

    /**
     * The id of a request.
     *
     * @param caller who sent it.
     * @param idempotencyKey null if there is none.
     * @return the id.
     */
    public static RequestId of(final Caller caller, final String idempotencyKey) {
        if (idempotencyKey != null) {
            final String text = Long.toUnsignedString(caller.account()) + ":" + idempotencyKey;
            return ofBytes(sha256(text.getBytes(StandardCharsets.US_ASCII)));
        }
        return caller.isSigned() ? ofBytes(caller.signature()) : new RequestId(RANDOM.nextLong(), RANDOM.nextLong());
    }

    /**
     * Checks an Idempotency-Key.
     *
     * @param key the header's value, null if there is none.
     * @return the same.
     * @throws io.unidatum.exchange.gateway.api.ApiException 400 if it has characters or a length it must not have.
     */
    public static String checkKey(final String key) {
        if (key != null && !KEY.matcher(key).matches()) {
            throw ApiError.badRequest(
                    "INVALID_IDEMPOTENCY_KEY", "Idempotency-Key must be 1 to 64 letters, digits or . _ : -");
        }
        return key;
    }

    /**
     * The id of a part of the request, the same each time.
     *
     * @param index of the part.
     * @return the part's id.
     */
    public RequestId part(final int index) {
        return ofBytes(sha256(ByteBuffer.allocate(2 * Long.BYTES + Integer.BYTES)
                .putLong(high)
                .putLong(low)
                .putInt(index)
                .array()));
    }

    private static RequestId ofBytes(final byte[] bytes) {
        final ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new RequestId(buffer.getLong(), buffer.getLong());
    }

    private static byte[] sha256(final byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (final NoSuchAlgorithmException ex) {
            throw new IllegalStateException("this JDK has no SHA-256", ex);
        }
    }
}

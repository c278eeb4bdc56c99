package io.unidatum.exchange.engine;

import java.nio.ByteOrder;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * An authenticated Ed25519 public key as four words, the form in which it stands in messages and in state.
 *
 * @param w0 bytes 0 to 7, little-endian.
 * @param w1 bytes 8 to 15, little-endian.
 * @param w2 bytes 16 to 23, little-endian.
 * @param w3 bytes 24 to 31, little-endian.
 */
public record PrincipalKey(long w0, long w1, long w2, long w3) {
    /** Bytes of a key. */
    public static final int LENGTH = 32;

    /** Stands for a session without an authenticated key: no role is ever given to it. */
    public static final PrincipalKey NONE = new PrincipalKey(0, 0, 0, 0);

    /**
     * Makes the key of a session's principal.
     *
     * @param bytes the 32 bytes of the public key.
     * @return the key, or {@link #NONE} if the length is another.
     */
    public static PrincipalKey fromBytes(final byte[] bytes) {
        if (bytes == null || bytes.length != LENGTH) {
            return NONE;
        }
        final UnsafeBuffer buffer = new UnsafeBuffer(bytes);
        return new PrincipalKey(
                buffer.getLong(0, ByteOrder.LITTLE_ENDIAN),
                buffer.getLong(8, ByteOrder.LITTLE_ENDIAN),
                buffer.getLong(16, ByteOrder.LITTLE_ENDIAN),
                buffer.getLong(24, ByteOrder.LITTLE_ENDIAN));
    }
}

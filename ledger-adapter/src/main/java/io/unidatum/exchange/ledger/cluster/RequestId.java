package io.unidatum.exchange.ledger.cluster;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The 128-bit id that makes a command idempotent.
 *
 * @param high upper 64 bits.
 * @param low lower 64 bits.
 */
public record RequestId(long high, long low) {
    /**
     * An id that follows from what the command is about, so that a process that died in between asks again under the
     * same one.
     *
     * @param purpose what kind of command, then whatever tells it from others of its kind; parts are kept apart.
     * @return the first 16 bytes of SHA-256 over the parts.
     */
    public static RequestId derived(final String... purpose) {
        try {
            final byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(String.join("\0", purpose).getBytes(StandardCharsets.UTF_8));
            final ByteBuffer words = ByteBuffer.wrap(hash);
            return new RequestId(words.getLong(), words.getLong());
        } catch (final NoSuchAlgorithmException ex) {
            throw new IllegalStateException(ex);
        }
    }

    /** An id of its own. {@return a random id} */
    public static RequestId random() {
        final ThreadLocalRandom random = ThreadLocalRandom.current();
        return new RequestId(random.nextLong(), random.nextLong());
    }
}

package io.unidatum.exchange.protocol;

import java.nio.ByteOrder;
import org.agrona.DirectBuffer;

/**
 * The 64-bit chained hash of journal frames and snapshot messages, version 1: a multiply-fold hash in the manner of
 * wyhash, 16 bytes a step. It finds divergence between nodes; it is no protection against a forger.
 *
 * <p>Stateless, allocation free and safe to use from any thread. The result depends on the bytes alone, never on the
 * machine's byte order. Changing a single constant would make every journal unreadable: a new algorithm needs a new
 * version beside this one.
 */
public final class ChainHash {
    /** The hash before the first frame. */
    public static final long INITIAL = 0L;

    private static final long P0 = 0xa0761d6478bd642fL;
    private static final long P1 = 0xe7037ed1a0b428dbL;
    private static final long P2 = 0x8ebc6af09c88c6e3L;
    private static final long P3 = 0x589965cc75374cc3L;

    private ChainHash() {}

    /**
     * Extends a chain by one piece.
     *
     * @param previous the hash of everything before.
     * @param buffer that holds the piece.
     * @param offset at which the piece begins.
     * @param length of the piece in bytes; may be 0.
     * @return the hash of everything including the piece.
     */
    public static long extend(final long previous, final DirectBuffer buffer, final int offset, final int length) {
        long hash = previous ^ P0;
        int index = offset;
        int remaining = length;
        while (remaining >= 16) {
            hash = fold(word(buffer, index) ^ P1, word(buffer, index + 8) ^ hash);
            index += 16;
            remaining -= 16;
        }

        long low = 0;
        long high = 0;
        if (remaining >= 8) {
            low = word(buffer, index);
            high = remaining == 8 ? 0 : word(buffer, index + remaining - 8) >>> 8 * (16 - remaining);
        } else if (remaining > 0) {
            // The last word again, less the bytes before.
            low = length >= 8
                    ? word(buffer, index + remaining - 8) >>> 8 * (8 - remaining)
                    : partialWord(buffer, index, remaining);
        }
        hash = fold(low ^ P2, high ^ hash);

        return fold(hash ^ P3, length ^ P1);
    }

    private static long word(final DirectBuffer buffer, final int index) {
        return buffer.getLong(index, ByteOrder.LITTLE_ENDIAN);
    }

    private static long partialWord(final DirectBuffer buffer, final int index, final int length) {
        long value = 0;
        for (int i = 0; i < length; i++) {
            value |= (buffer.getByte(index + i) & 0xffL) << (8 * i);
        }
        return value;
    }

    private static long fold(final long a, final long b) {
        return Math.multiplyHigh(a, b) ^ (a * b);
    }
}

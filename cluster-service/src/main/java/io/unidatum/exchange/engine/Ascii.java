package io.unidatum.exchange.engine;

import java.nio.ByteOrder;
import org.agrona.DirectBuffer;

/** Checks of fixed-length character fields. */
final class Ascii {
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
    private static final int LAST_CHARACTER = 56;

    private Ascii() {}

    /**
     * Whether a field is printable ASCII, spaces included, then zeros to its end; it may be all zeros. Eight characters
     * at a time; the field has eight or more.
     */
    static boolean isPrintable(final DirectBuffer buffer, final int offset, final int length) {
        boolean ended = false;
        int i = 0;
        for (; i + Long.BYTES <= length; i += Long.BYTES) {
            final long characters = word(buffer, offset + i);
            if (ended ? characters != 0 : !isPrintable(characters)) {
                return false;
            }
            ended = characters >>> LAST_CHARACTER == 0;
        }
        if (i == length) {
            return true;
        }
        // The last characters again, less those that have been looked at.
        final long rest = word(buffer, offset + length - Long.BYTES) >>> Byte.SIZE * (Long.BYTES + i - length);
        return ended ? rest == 0 : isPrintable(rest);
    }

    /** Whether eight bytes are printable characters, the low ones first, then zeros. */
    private static boolean isPrintable(final long bytes) {
        final long used = bytes + 0x7f7f_7f7f_7f7f_7f7fL & HIGH_BITS;
        final long atLeastSpace = bytes + 0x6060_6060_6060_6060L & HIGH_BITS;
        final long delete = bytes + 0x0101_0101_0101_0101L & HIGH_BITS;
        final long usedBytes = (used >>> 7) * 0xff;
        return (bytes & HIGH_BITS) == 0 && used == atLeastSpace && delete == 0 && (usedBytes & usedBytes + 1) == 0;
    }

    /** Length of the upper-case letters and digits at the start. {@return 0 if none, or not followed by zeros alone} */
    static int nameLength(final DirectBuffer buffer, final int offset, final int length) {
        int i = 0;
        while (i < length && isNameCharacter(buffer.getByte(offset + i))) {
            i++;
        }
        return isZero(buffer, offset + i, length - i) ? i : 0;
    }

    /** Whether a field is letters and digits, one at least, then zeros to its end. */
    static boolean isAddress(final DirectBuffer buffer, final int offset, final int length) {
        int i = 0;
        while (i < length && isLetterOrDigit(buffer.getByte(offset + i))) {
            i++;
        }
        return i > 0 && isZero(buffer, offset + i, length - i);
    }

    /** Writes an asset's name as characters. {@return its length} */
    static int putName(final byte[] target, final int offset, final long name) {
        int length = 0;
        while (length < Long.BYTES && (name >>> (8 * length) & 0xff) != 0) {
            target[offset + length] = (byte) (name >>> (8 * length));
            length++;
        }
        return length;
    }

    static long word(final DirectBuffer buffer, final int offset) {
        return buffer.getLong(offset, ByteOrder.LITTLE_ENDIAN);
    }

    private static boolean isNameCharacter(final byte b) {
        return b >= 'A' && b <= 'Z' || b >= '0' && b <= '9';
    }

    private static boolean isLetterOrDigit(final byte b) {
        return isNameCharacter(b) || b >= 'a' && b <= 'z';
    }

    private static boolean isZero(final DirectBuffer buffer, final int offset, final int length) {
        for (int i = 0; i < length; i++) {
            if (buffer.getByte(offset + i) != 0) {
                return false;
            }
        }
        return true;
    }
}

package io.unidatum.exchange.engine;

import java.nio.ByteOrder;
import org.agrona.DirectBuffer;

/** Checks of fixed-length character fields. */
final class Ascii {
    private Ascii() {}

    /** Whether a field is printable ASCII, spaces included, then zeros to its end; it may be all zeros. */
    static boolean isPrintable(final DirectBuffer buffer, final int offset, final int length) {
        int i = 0;
        while (i < length && buffer.getByte(offset + i) >= ' ' && buffer.getByte(offset + i) <= '~') {
            i++;
        }
        return isZero(buffer, offset + i, length - i);
    }

    /** Length of the upper-case letters and digits at the start. {@return 0 if none, or not followed by zeros alone} */
    static int nameLength(final DirectBuffer buffer, final int offset, final int length) {
        int i = 0;
        while (i < length && isNameCharacter(buffer.getByte(offset + i))) {
            i++;
        }
        return isZero(buffer, offset + i, length - i) ? i : 0;
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

    private static boolean isZero(final DirectBuffer buffer, final int offset, final int length) {
        for (int i = 0; i < length; i++) {
            if (buffer.getByte(offset + i) != 0) {
                return false;
            }
        }
        return true;
    }
}

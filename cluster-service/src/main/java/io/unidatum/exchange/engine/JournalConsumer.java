package io.unidatum.exchange.engine;

import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** A registered consumer of the journal: its name's 16 characters as words, and what it has acknowledged. */
final class JournalConsumer {
    static final int NAME_LENGTH = 16;

    long sequence;
    long position;
    private long nameHigh;
    private long nameLow;

    /** Reads a name. {@return this} */
    JournalConsumer readName(final DirectBuffer buffer, final int offset) {
        nameHigh = buffer.getLong(offset, ByteOrder.BIG_ENDIAN);
        nameLow = buffer.getLong(offset + Long.BYTES, ByteOrder.BIG_ENDIAN);
        return this;
    }

    void writeName(final MutableDirectBuffer buffer, final int offset) {
        buffer.putLong(offset, nameHigh, ByteOrder.BIG_ENDIAN);
        buffer.putLong(offset + Long.BYTES, nameLow, ByteOrder.BIG_ENDIAN);
    }

    void copyName(final JournalConsumer other) {
        nameHigh = other.nameHigh;
        nameLow = other.nameLow;
    }

    /** By the characters of the names. {@return below 0, 0 or above 0} */
    int compareName(final JournalConsumer other) {
        final int order = Long.compareUnsigned(nameHigh, other.nameHigh);
        return order == 0 ? Long.compareUnsigned(nameLow, other.nameLow) : order;
    }

    /** Whether the name is lower-case letters, digits and hyphens, one at least, then zeros. */
    static boolean isName(final DirectBuffer buffer, final int offset) {
        int length = 0;
        while (length < NAME_LENGTH && isNameCharacter(buffer.getByte(offset + length))) {
            length++;
        }
        boolean isValid = length > 0;
        for (int i = length; i < NAME_LENGTH; i++) {
            isValid &= buffer.getByte(offset + i) == 0;
        }
        return isValid;
    }

    private static boolean isNameCharacter(final byte b) {
        return b >= 'a' && b <= 'z' || b >= '0' && b <= '9' || b == '-';
    }
}

package io.unidatum.exchange.engine;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** A reason's or a name's 64 characters, zero padded, copied out of a command. */
final class FixedText {
    static final int LENGTH = 64;
    /** No characters at all. */
    static final FixedText EMPTY = new FixedText();

    private final UnsafeBuffer bytes = new UnsafeBuffer(new byte[LENGTH]);

    /** A text of the program's own: up to 64 ASCII characters. */
    static FixedText of(final String text) {
        final FixedText result = new FixedText();
        result.bytes.putStringWithoutLengthAscii(0, text);
        return result;
    }

    /** Copies the characters. {@return this} */
    FixedText read(final DirectBuffer buffer, final int offset) {
        bytes.putBytes(0, buffer, offset, LENGTH);
        return this;
    }

    void write(final MutableDirectBuffer buffer, final int offset) {
        buffer.putBytes(offset, bytes, 0, LENGTH);
    }

    boolean isPrintable() {
        return Ascii.isPrintable(bytes, 0, LENGTH);
    }
}

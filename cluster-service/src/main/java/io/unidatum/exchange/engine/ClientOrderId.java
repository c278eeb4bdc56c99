package io.unidatum.exchange.engine;

import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** A client order id's 36 characters as words, zero padded. Mutable, for pooled orders and for looking one up. */
final class ClientOrderId {
    static final int LENGTH = 36;

    private long w0;
    private long w1;
    private long w2;
    private long w3;
    private int w4;

    /** Reads the characters. {@return this} */
    ClientOrderId read(final DirectBuffer buffer, final int offset) {
        w0 = buffer.getLong(offset, ByteOrder.LITTLE_ENDIAN);
        w1 = buffer.getLong(offset + 8, ByteOrder.LITTLE_ENDIAN);
        w2 = buffer.getLong(offset + 16, ByteOrder.LITTLE_ENDIAN);
        w3 = buffer.getLong(offset + 24, ByteOrder.LITTLE_ENDIAN);
        w4 = buffer.getInt(offset + 32, ByteOrder.LITTLE_ENDIAN);
        return this;
    }

    void write(final MutableDirectBuffer buffer, final int offset) {
        buffer.putLong(offset, w0, ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(offset + 8, w1, ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(offset + 16, w2, ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(offset + 24, w3, ByteOrder.LITTLE_ENDIAN);
        buffer.putInt(offset + 32, w4, ByteOrder.LITTLE_ENDIAN);
    }

    void copy(final ClientOrderId other) {
        w0 = other.w0;
        w1 = other.w1;
        w2 = other.w2;
        w3 = other.w3;
        w4 = other.w4;
    }

    /** Whether none was given. */
    boolean isEmpty() {
        return (w0 | w1 | w2 | w3 | w4) == 0;
    }

    boolean matches(final ClientOrderId other) {
        return w0 == other.w0 && w1 == other.w1 && w2 == other.w2 && w3 == other.w3 && w4 == other.w4;
    }

    /** A hash of the id within an account. */
    long hash(final KeyedHash hashing, final long account) {
        return hashing.of(account, w0, w1, w2, w3, w4);
    }
}

package io.unidatum.exchange.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class ChainHashTest {
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[256]);

    ChainHashTest() {
        for (int i = 0; i < buffer.capacity(); i++) {
            buffer.putByte(i, (byte) (i * 31 + 7));
        }
    }

    @Test
    void shouldStayAsItIsForEver() {
        // Computed by an independent implementation with arbitrary-precision integers.
        assertEquals(0x9ab5c74f5db0feebL, ChainHash.extend(ChainHash.INITIAL, buffer, 0, 100));
        assertEquals(0x8e93246f7eb320aaL, ChainHash.extend(1, buffer, 3, 7));
    }

    @Test
    void shouldDependOnEveryByteAndOnTheLength() {
        final Set<Long> seen = new HashSet<>();
        for (int length = 0; length <= 64; length++) {
            assertTrue(seen.add(ChainHash.extend(0, buffer, 0, length)), "length " + length);
        }
        final long before = ChainHash.extend(0, buffer, 0, 61);
        for (int i = 0; i < 61; i++) {
            final byte old = buffer.getByte(i);
            buffer.putByte(i, (byte) (old ^ 1));
            assertNotEquals(before, ChainHash.extend(0, buffer, 0, 61), "byte " + i);
            buffer.putByte(i, old);
        }
    }

    @Test
    void shouldDependOnWhatCameBefore() {
        assertNotEquals(ChainHash.extend(1, buffer, 0, 32), ChainHash.extend(2, buffer, 0, 32));
    }

    @Test
    void shouldNotDependOnTheBuffersOffset() {
        final UnsafeBuffer moved = new UnsafeBuffer(new byte[300]);
        moved.putBytes(13, buffer, 0, 200);
        assertEquals(ChainHash.extend(5, buffer, 0, 200), ChainHash.extend(5, moved, 13, 200));
    }
}

package io.unidatum.exchange.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PositionTest {
    private final Position position = new Position();

    @Test
    void shouldAddUpWhatIsBought() {
        position.fill(true, 200_000_000, 20_000);
        position.fill(true, 100_000_000, 13_000);

        assertIs(300_000_000, 33_000, 0);
        assertEquals(11_000, position.averagePrice());
    }

    @Test
    void shouldRealiseAGainAtAverageCostWhenALongPositionIsPartlySold() {
        position.fill(true, 3, 1_000);
        position.fill(false, 1, 500);

        assertIs(2, 667, 167);
    }

    @Test
    void shouldLeaveNoCostBehindWhenALongPositionIsClosed() {
        position.fill(true, 3, 1_000);
        position.fill(false, 1, 300);
        position.fill(false, 2, 600);

        assertIs(0, 0, -100);
        assertEquals(0, position.averagePrice());
    }

    @Test
    void shouldOpenAShortPositionWithWhatIsSoldBeyondALongOne() {
        position.fill(true, 2, 200);
        position.fill(false, 5, 601);

        // 2 of the 5 close: floor(601 x 2 / 5) = 240.
        assertIs(-3, 361, 40);
    }

    @Test
    void shouldRealiseWhatAShortPositionGainsWhenItIsBoughtBack() {
        position.fill(false, 4, 400);
        position.fill(true, 1, 90);
        assertIs(-3, 300, 10);

        position.fill(true, 6, 600);
        assertIs(3, 300, 10);
    }

    @Test
    void shouldValueWhatIsOpenAtAPrice() {
        position.fill(true, 200_000_000, 20_000);
        assertEquals(4_000, position.unrealised(12_000));

        position.set(-200_000_000, 20_000, 0);
        assertEquals(-4_000, position.unrealised(12_000));
    }

    @Test
    void shouldStopAtTheLargestValuesInsteadOfWrapping() {
        position.fill(true, Long.MAX_VALUE, Long.MAX_VALUE);
        position.fill(true, 1, 1);
        assertIs(Long.MAX_VALUE, Long.MAX_VALUE, 0);

        position.set(-Long.MAX_VALUE, 0, -Long.MAX_VALUE);
        position.fill(false, 5, 0);
        assertIs(-Long.MAX_VALUE, 0, -Long.MAX_VALUE);
        position.fill(true, 1, Long.MAX_VALUE);
        assertIs(-Long.MAX_VALUE + 1, 0, -Long.MAX_VALUE);
        assertEquals(0, position.averagePrice());

        position.set(1, Long.MAX_VALUE, 0);
        assertEquals(Long.MAX_VALUE, position.averagePrice());
    }

    @Test
    void shouldBeBlankUntilSomethingIsToldOfIt() {
        assertTrue(position.isBlank());
        position.fill(true, 1, 1);
        assertFalse(position.isBlank());
    }

    @Test
    void shouldMultiplyAndDivideExactlyBeyond64Bits() {
        final Random random = new Random(4711);
        for (int i = 0; i < 200_000; i++) {
            final long a = any(random);
            final long b = any(random);
            final long divisor = Math.max(1, any(random));
            final BigInteger exact =
                    BigInteger.valueOf(a).multiply(BigInteger.valueOf(b)).divide(BigInteger.valueOf(divisor));
            final long expected = exact.bitLength() > 63 ? Long.MAX_VALUE : exact.longValue();

            assertEquals(expected, Position.multiplyDivide(a, b, divisor), () -> a + " x " + b + " / " + divisor);
        }
    }

    private static long any(final Random random) {
        final long bits = random.nextLong() >>> 1 + random.nextInt(63);
        return random.nextInt(4) == 0 ? Long.MAX_VALUE - (bits & 7) : bits;
    }

    private void assertIs(final long quantity, final long cost, final long realised) {
        assertEquals(quantity, position.quantity(), "quantity");
        assertEquals(cost, position.cost(), "cost");
        assertEquals(realised, position.realised(), "realised");
    }
}

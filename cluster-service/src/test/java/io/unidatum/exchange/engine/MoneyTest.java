package io.unidatum.exchange.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** Exact arithmetic agrees with big integers, and says so where it cannot. */
class MoneyTest {
    private static final BigInteger ONE = BigInteger.valueOf(100_000_000);
    private static final BigInteger MILLION = BigInteger.valueOf(1_000_000);

    @Property
    void shouldMultiplyExactlyOrSayOverflow(
            @ForAll @LongRange(max = Long.MAX_VALUE) final long a,
            @ForAll @LongRange(max = Long.MAX_VALUE) final long b) {
        assertThat(Money.multiply(a, b)).isEqualTo(orOverflow(big(a).multiply(big(b))));
        assertThat(Money.add(a, b)).isEqualTo(orOverflow(big(a).add(big(b))));
    }

    @Property
    void shouldPassAnOverflowOn(@ForAll @LongRange(max = Long.MAX_VALUE) final long a) {
        assertThat(Money.multiply(Money.OVERFLOW, a)).isEqualTo(Money.OVERFLOW);
        assertThat(Money.add(a, Money.OVERFLOW)).isEqualTo(Money.OVERFLOW);
    }

    @Property
    void shouldFindTheNotionalOfATickAndALot(
            @ForAll @LongRange(min = 1) final long tick, @ForAll @LongRange(min = 1) final long lot) {
        final BigInteger[] expected = big(tick).multiply(big(lot)).divideAndRemainder(ONE);
        assertThat(Money.notionalPerTickLot(tick, lot))
                .isEqualTo(expected[1].signum() == 0 ? orOverflow(expected[0]) : Money.OVERFLOW);
    }

    @Property
    void shouldFindTheNotionalOfRoundTicksAndLots(
            @ForAll @IntRange(max = 18) final int tickZeros, @ForAll @IntRange(max = 18) final int lotZeros) {
        final BigInteger tick = BigInteger.TEN.pow(tickZeros);
        final BigInteger lot = BigInteger.TEN.pow(lotZeros);
        final BigInteger[] expected = tick.multiply(lot).divideAndRemainder(ONE);
        assertThat(Money.notionalPerTickLot(tick.longValueExact(), lot.longValueExact()))
                .isEqualTo(expected[1].signum() == 0 ? orOverflow(expected[0]) : Money.OVERFLOW);
    }

    @Property
    void shouldRoundTheWholeFeeUp(
            @ForAll @LongRange(max = Long.MAX_VALUE) final long made,
            @ForAll @IntRange(max = 100_000) final int makerRate,
            @ForAll @LongRange(max = Long.MAX_VALUE) final long taken,
            @ForAll @IntRange(max = 100_000) final int takerRate,
            @ForAll @LongRange(max = Long.MAX_VALUE) final long rest,
            @ForAll @IntRange(max = 100_000) final int restRate) {
        final BigInteger numerator = big(made)
                .multiply(big(makerRate))
                .add(big(taken).multiply(big(takerRate)))
                .add(big(rest).multiply(big(restRate)));
        final BigInteger expected =
                numerator.add(MILLION).subtract(BigInteger.ONE).divide(MILLION);
        assertThat(Money.fee(made, makerRate, taken, takerRate, rest, restRate)).isEqualTo(expected.longValueExact());
    }

    @Property
    void shouldShareRoundedDown(
            @ForAll @LongRange(max = Long.MAX_VALUE) final long value,
            @ForAll @IntRange(max = 999_999) final int parts) {
        assertThat(Money.share(value, parts))
                .isEqualTo(big(value).multiply(big(parts)).divide(MILLION).longValueExact());
    }

    private static BigInteger big(final long value) {
        return BigInteger.valueOf(value);
    }

    private static long orOverflow(final BigInteger value) {
        return value.bitLength() > 63 ? Money.OVERFLOW : value.longValueExact();
    }
}

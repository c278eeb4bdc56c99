package io.unidatum.exchange.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.agrona.concurrent.UnsafeBuffer;

/** Whether a field is printable is what a look at one byte after the other says. */
class AsciiTest {
    private static final int LENGTH = 36;

    @Property
    void shouldTakePrintableCharactersAndThenZeros(
            @ForAll @Size(LENGTH) final byte[] text,
            @ForAll @IntRange(max = LENGTH) final int length,
            @ForAll @IntRange(max = LENGTH - 1) final int place,
            @ForAll final byte value) {
        final byte[] field = new byte[3 + LENGTH];
        for (int i = 0; i < length; i++) {
            field[3 + i] = (byte) (' ' + Math.floorMod(text[i], '~' - ' ' + 1));
        }
        assertThat(isPrintable(field)).isTrue();
        field[3 + place] = value;
        assertThat(isPrintable(field)).isEqualTo(isPrintableByteByByte(Arrays.copyOfRange(field, 3, field.length)));
    }

    private static boolean isPrintable(final byte[] field) {
        return Ascii.isPrintable(new UnsafeBuffer(field), 3, LENGTH);
    }

    private static boolean isPrintableByteByByte(final byte[] field) {
        int i = 0;
        while (i < field.length && field[i] >= ' ' && field[i] <= '~') {
            i++;
        }
        while (i < field.length && field[i] == 0) {
            i++;
        }
        return i == field.length;
    }
}

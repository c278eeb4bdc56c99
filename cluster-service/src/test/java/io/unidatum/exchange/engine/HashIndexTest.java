package io.unidatum.exchange.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** The index finds what a plain map of lists does, also when many hashes are the same or neighbours. */
class HashIndexTest {
    private static final int TABLE = 1 << 12;

    @Property(tries = 300)
    void shouldFindWhatAPlainMapDoes(@ForAll @Size(max = 500) final List<@IntRange(max = 1_000_000) Integer> steps) {
        final HashIndex index = new HashIndex();
        final TreeMap<Long, List<Integer>> plain = new TreeMap<>();
        int size = 0;
        for (int number = 0; number < steps.size(); number++) {
            final int step = steps.get(number);
            // Few homes at the end of the table, so that runs wrap round it.
            final long hash = TABLE - 8 + step % 16 + (long) (step % 3) * TABLE;
            final List<Integer> there = plain.computeIfAbsent(hash, h -> new ArrayList<>());
            if (step % 5 < 2 && !there.isEmpty()) {
                index.remove(hash, there.remove(step % there.size()));
                size--;
            } else if (step % 5 == 2 && !there.isEmpty()) {
                index.replace(hash, there.get(0), 10_000 + number);
                there.set(0, 10_000 + number);
            } else {
                index.add(hash, number);
                there.add(number);
                size++;
            }
            assertThat(index.size()).isEqualTo(size);
        }
        for (final var entry : plain.entrySet()) {
            assertThat(found(index, entry.getKey())).containsExactlyInAnyOrderElementsOf(entry.getValue());
        }
    }

    @Property(tries = 20)
    void shouldGrow(@ForAll final long key) {
        final HashIndex index = new HashIndex();
        final KeyedHash hashing = new KeyedHash(key);
        for (int number = 0; number < 3 * TABLE; number++) {
            index.add(hashing.of(number, 0), number);
        }
        for (int number = 0; number < 3 * TABLE; number++) {
            assertThat(found(index, hashing.of(number, 0))).contains(number);
        }
    }

    private static List<Integer> found(final HashIndex index, final long hash) {
        final List<Integer> numbers = new ArrayList<>();
        for (int place = index.first(hash); place != HashIndex.NONE; place = index.next(place, hash)) {
            numbers.add(index.number(place));
        }
        return numbers;
    }
}

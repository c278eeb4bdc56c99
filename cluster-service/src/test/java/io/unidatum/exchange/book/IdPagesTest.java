package io.unidatum.exchange.book;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdPagesTest {
    private final Records records = new Records();
    private final IdPages ids = new IdPages(records);

    /** Ids that count upwards, that leave out some, whose last bits are all the same, and such that are anything. */
    @ParameterizedTest
    @CsvSource({"1,0", "3,0", "-1,0", "4096,7", "1099511627776,5", "6364136223846793005,1"})
    void shouldKnowEveryIdInUseAndNoOther(final long step, final long start) {
        final Random random = new Random(1);
        final Map<Long, Integer> expected = new HashMap<>();
        final List<Long> open = new ArrayList<>();
        long next = start;
        for (int i = 0; i < 20_000; i++) {
            if (open.size() > 3_000 || !open.isEmpty() && random.nextInt(5) < 2) {
                final long id = open.remove(random.nextInt(open.size()));
                ids.release(expected.remove(id));
                assertThat(ids.find(id)).isZero();
                assertThat(ids.contains(id)).isFalse();
            } else {
                final long id = next;
                next += step;
                assertThat(ids.contains(id)).isFalse();
                final int record = ids.acquire(id);
                records.open(record, id, 0, 0);
                expected.put(id, record);
                open.add(id);
            }
        }
        assertThat(ids.size()).isEqualTo(expected.size());
        expected.forEach((id, record) -> {
            assertThat(ids.find(id)).isEqualTo(record);
            assertThat(ids.contains(id)).isTrue();
        });
        assertThat(expected.values()).doesNotHaveDuplicates().doesNotContain(0);
    }

    @Test
    void shouldNotTakeAnUnusedRecordForTheOrderWithIdNought() {
        assertThat(ids.find(0)).isZero();
        for (long id = 0; id < Records.PAGE; id++) {
            assertThat(ids.contains(id)).isFalse();
        }
        records.open(ids.acquire(1), 1, 0, 0);

        assertThat(ids.find(0)).isZero();
        assertThat(ids.contains(0)).isFalse();
        assertThat(ids.find(1)).isNotZero();
    }

    @Test
    void shouldUseTheRecordsOfPagesThatAreEmptyAgain() {
        final int record = ids.acquire(5);
        records.open(record, 5, 0, 0);
        ids.release(record);
        final int page = record >>> Records.PAGE_BITS;

        for (long id = 1_000_000; id < 1_000_000 + Records.PAGE; id++) {
            final int other = ids.acquire(id);
            records.open(other, id, 0, 0);
            assertThat(other >>> Records.PAGE_BITS).isEqualTo(page);
        }
        assertThat(ids.find(5)).isZero();
    }
}

package io.unidatum.exchange.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** The store of requests remembers what a plain map does, and forgets it in the same second. */
class RequestStoreTest {
    private static final long SECOND = 1_000_000_000L;

    /** What the plain map keeps of a request. */
    private static final class Remembered {
        private long validUntil;
        private final long orderId;

        private Remembered(final long validUntil, final long orderId) {
            this.validUntil = validUntil;
            this.orderId = orderId;
        }
    }

    @Property(tries = 200)
    void shouldRememberWhatAPlainMapDoes(
            @ForAll @Size(max = 300) final List<@IntRange(max = 1_000_000) Integer> steps) {
        final RequestStore store = new RequestStore(64);
        final Map<Long, Remembered> plain = new HashMap<>();
        final Outcome outcome = new Outcome();
        long now = Exchange.START;
        long orderId = 0;
        for (final int step : steps) {
            // Mostly fractions of a second, now and then a leap over the whole wheel.
            now += step % 50 == 0 ? 100 * SECOND : step % 900 * 1_000_000L;
            final long second = now / SECOND;
            store.expire(now);
            plain.values().removeIf(r -> r.validUntil / SECOND < second);

            final long id = step % 97;
            final long validUntil = now + step % 31 * SECOND;
            final int record = store.find(id, ~id);
            assertThat(record != RequestTable.NONE).isEqualTo(plain.containsKey(id));
            if (record != RequestTable.NONE) {
                store.extend(record, validUntil);
                plain.get(id).validUntil = Math.max(plain.get(id).validUntil, validUntil);
                store.recall(record, outcome);
                assertThat(outcome.orderId).isEqualTo(plain.get(id).orderId);
            } else if (!store.isFull()) {
                outcome.reset(now);
                outcome.orderId = ++orderId;
                store.remember(id, ~id, 0, validUntil, 1, 1, outcome);
                plain.put(id, new Remembered(validUntil, orderId));
            }
            assertThat(store.size()).isEqualTo(plain.size()).isLessThanOrEqualTo(64);
        }
        assertThat(ids(store)).isEqualTo(ids(plain));
    }

    private static List<Long> ids(final RequestStore store) {
        final List<Long> ids = new ArrayList<>();
        for (final int record : store.sorted()) {
            ids.add(store.table().get(record, RequestTable.REQUEST_ID_HIGH));
        }
        return ids;
    }

    private static List<Long> ids(final Map<Long, Remembered> plain) {
        final List<Long> ids = new ArrayList<>(plain.keySet());
        ids.sort(Comparator.<Long>comparingLong(id -> plain.get(id).validUntil).thenComparingLong(id -> id));
        return ids;
    }
}

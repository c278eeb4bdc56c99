package io.unidatum.exchange.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** The store remembers what plain maps and lists do, forgets it in the same tick, and is the same once restored. */
class RequestStoreTest {
    private static final long MILLISECOND = 1_000_000L;
    private static final int CAPACITY = 64;

    /** What the plain map keeps of a request. */
    private static final class Remembered {
        private long validUntil;
        private final long orderId;

        private Remembered(final long validUntil, final long orderId) {
            this.validUntil = validUntil;
            this.orderId = orderId;
        }
    }

    private final Map<Long, Remembered> plain = new HashMap<>();
    private final TreeMap<Long, List<Long>> ticks = new TreeMap<>();
    private final Outcome outcome = new Outcome();

    @Property(tries = 300)
    void shouldRememberWhatPlainMapsDo(
            @ForAll final long key, @ForAll @Size(max = 300) final List<@IntRange(max = 1_000_000) Integer> steps) {
        plain.clear();
        ticks.clear();
        RequestStore store = new RequestStore(CAPACITY, new KeyedHash(key));
        long now = Exchange.START;
        long orderId = 0;
        for (final int step : steps) {
            // Mostly parts of a millisecond, now and then seconds, or a leap over the whole wheel.
            now += step % 50 == 0 ? 100_000 * MILLISECOND : step % 7 == 0 ? step % 9000 * MILLISECOND : step % 300_000;
            expire(store, now);
            if (step % 20 == 0) {
                store = restored(store, now);
            }

            final long id = step % 97;
            final long validUntil = now + (step % 3 == 0 ? step % 30_000 * MILLISECOND : step % 3_000_000);
            final int record = store.find(id, ~id);
            assertThat(record != RequestTable.NONE).isEqualTo(plain.containsKey(id));
            if (record != RequestTable.NONE) {
                store.extend(record, validUntil);
                extend(id, validUntil);
                store.recall(store.find(id, ~id), outcome);
                assertThat(outcome.orderId).isEqualTo(plain.get(id).orderId);
            } else if (!store.isFull()) {
                outcome.reset(now);
                outcome.orderId = ++orderId;
                store.remember(id, ~id, 0, validUntil, 1, 1, outcome);
                plain.put(id, new Remembered(validUntil, orderId));
                list(validUntil).add(id);
            }
            assertThat(store.size()).isEqualTo(plain.size()).isLessThanOrEqualTo(CAPACITY);
        }
        assertThat(ids(store))
                .isEqualTo(ticks.values().stream().flatMap(List::stream).toList());
    }

    private void expire(final RequestStore store, final long now) {
        store.expire(now);
        final long tick = RequestWheel.tick(now);
        ticks.headMap(tick).clear();
        plain.values().removeIf(request -> RequestWheel.tick(request.validUntil) < tick);
    }

    private void extend(final long id, final long validUntil) {
        final Remembered request = plain.get(id);
        if (validUntil > request.validUntil) {
            final List<Long> before = list(request.validUntil);
            final List<Long> after = list(validUntil);
            if (before != after) {
                // The last of the list takes the place of the one that goes.
                after.add(id);
                final long last = before.remove(before.size() - 1);
                before.replaceAll(each -> each == id ? last : each);
            }
            request.validUntil = validUntil;
        }
    }

    private List<Long> list(final long validUntil) {
        return ticks.computeIfAbsent(RequestWheel.tick(validUntil), tick -> new ArrayList<>());
    }

    private RequestStore restored(final RequestStore store, final long now) {
        final RequestStore copy = new RequestStore(CAPACITY, new KeyedHash(now));
        copy.expire(now);
        for (final int record : store.inOrder()) {
            store.recall(record, outcome);
            copy.remember(
                    store.table().get(record, RequestTable.REQUEST_ID_HIGH),
                    store.table().get(record, RequestTable.REQUEST_ID_LOW),
                    0,
                    store.table().get(record, RequestTable.VALID_UNTIL),
                    1,
                    1,
                    outcome);
        }
        assertThat(ids(copy)).isEqualTo(ids(store));
        return copy;
    }

    private static List<Long> ids(final RequestStore store) {
        final List<Long> ids = new ArrayList<>();
        for (final int record : store.inOrder()) {
            ids.add(store.table().get(record, RequestTable.REQUEST_ID_HIGH));
        }
        return ids;
    }
}

package io.unidatum.exchange.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** What is due comes by time, then by ids, whatever was moved or taken out before. */
class DeadlineHeapTest {
    private static final int ITEMS = 100;

    private static final class Item implements Timed {
        final long id;
        final long subId;
        long time = Deadlines.NEVER;
        private int heapIndex = NOT_TIMED;

        Item(final long id, final long subId) {
            this.id = id;
            this.subId = subId;
        }

        @Override
        public long timedId() {
            return id;
        }

        @Override
        public long timedSubId() {
            return subId;
        }

        @Override
        public int heapIndex() {
            return heapIndex;
        }

        @Override
        public void heapIndex(final int index) {
            heapIndex = index;
        }
    }

    private final Deadlines deadlines = new Deadlines();

    @SuppressWarnings("unchecked")
    @Property(tries = 300)
    void shouldGiveWhatASortedListGives(
            @ForAll @Size(max = 300) final List<@IntRange(max = ITEMS * 20 - 1) Integer> changes) {
        final DeadlineHeap<Timed> heap = (DeadlineHeap<Timed>) (DeadlineHeap<?>) deadlines.connections;
        final List<Item> items = new ArrayList<>();
        for (int i = 0; i < ITEMS; i++) {
            items.add(new Item(i / 10, i % 10));
        }
        for (final int change : changes) {
            final Item item = items.get(change / 20);
            if (change % 20 == 0) {
                item.time = Deadlines.NEVER;
                heap.remove(item);
            } else {
                item.time = change % 20;
                heap.set(item, item.time);
            }
            assertThat(heap.time(item)).isEqualTo(item.time);
            assertThat(deadlines.next())
                    .isEqualTo(items.stream().mapToLong(i -> i.time).min().orElseThrow());
        }
        final List<Item> expected = items.stream()
                .filter(item -> item.time <= 10)
                .sorted(Comparator.<Item>comparingLong(i -> i.time)
                        .thenComparingLong(i -> i.id)
                        .thenComparingLong(i -> i.subId))
                .toList();
        final List<Timed> taken = new ArrayList<>();
        for (Timed item = heap.takeDue(10); item != null; item = heap.takeDue(10)) {
            taken.add(item);
        }
        assertThat(taken).isEqualTo(expected);
        assertThat(heap.size()).isEqualTo((int)
                items.stream().filter(i -> i.time > 10 && i.time < 20).count());
        items.forEach(heap::remove);
        assertThat(deadlines.next()).isEqualTo(Deadlines.NEVER);
    }

    @Test
    void shouldDoWhatIsDueKindByKindUntilNothingIs() {
        final List<String> done = new ArrayList<>();
        final EngineOrder first = order(1);
        final EngineOrder second = order(2);
        final EngineOrder late = order(3);
        final Account account = new Account(7, 0);
        final Connection connection = new Connection(new Account(8, 1), 1);
        deadlines.connections.set(connection, 5);
        deadlines.deadManTimers.set(account, 1);
        deadlines.orders.set(second, 9);
        deadlines.orders.set(first, 9);
        deadlines.orders.set(late, 11);
        final DueWork work = new DueWork(
                deadlines,
                (order, now) -> done.add("order " + order.id),
                (each, now) -> {
                    done.add("account " + each.id);
                    deadlines.orders.set(first, 10);
                },
                (each, now) -> done.add("connection"),
                (each, now) -> done.add("instrument"));

        work.apply(0);
        assertThat(done).isEmpty();
        work.apply(10);
        assertThat(done).containsExactly("order 1", "order 2", "account 7", "connection", "order 1");
        assertThat(deadlines.next()).isEqualTo(11);
    }

    private static EngineOrder order(final long id) {
        final EngineOrder order = new EngineOrder();
        order.id = id;
        return order;
    }
}

package io.unidatum.exchange.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SnapshotOrderTest {
    @Test
    void shouldPlaceMessagesAsTheSchemaSays() {
        final List<Integer> inOrder = IntStream.rangeClosed(1, 22)
                .boxed()
                .sorted(Comparator.comparingInt(SnapshotOrder::place))
                .toList();
        assertEquals(List.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 22, 15, 16, 21, 17, 18, 19, 20), inOrder);
        assertEquals(
                22,
                IntStream.rangeClosed(1, 22)
                        .map(SnapshotOrder::place)
                        .distinct()
                        .count());
    }
}

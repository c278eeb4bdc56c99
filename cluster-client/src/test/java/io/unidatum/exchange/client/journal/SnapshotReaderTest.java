package io.unidatum.exchange.client.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class SnapshotReaderTest {
    private static final JournalPoint POINT = new JournalPoint(12, 960, 99);

    private final List<Integer> templateIds = new ArrayList<>();
    private final SnapshotReader reader =
            new SnapshotReader((templateId, buffer, offset, blockLength, version) -> templateIds.add(templateId));

    @Test
    void shouldPassOnACompleteSnapshot() {
        new TestSnapshot(POINT, "DEC", "USD").messages().forEach(this::pass);
        assertThat(templateIds).containsExactly(1, 3, 3, 20);
        assertThat(reader.isComplete()).isTrue();
        assertThat(reader.point()).isEqualTo(POINT);
    }

    @Test
    void shouldNotTakeASnapshotWithoutItsEndForComplete() {
        final List<UnsafeBuffer> messages = new TestSnapshot(POINT, "DEC").messages();
        messages.subList(0, 2).forEach(this::pass);
        assertThat(reader.isComplete()).isFalse();
    }

    @Test
    void shouldRefuseASnapshotThatLacksAMessage() {
        final List<UnsafeBuffer> messages = new TestSnapshot(POINT, "DEC", "USD").messages();
        messages.remove(1);
        assertThatThrownBy(() -> messages.forEach(this::pass))
                .isInstanceOf(MalformedFrameException.class)
                .hasMessageContaining("count or checksum");
    }

    @Test
    void shouldRefuseMessagesBeforeTheHeader() {
        final List<UnsafeBuffer> messages = new TestSnapshot(POINT, "DEC").messages();
        assertThatThrownBy(() -> pass(messages.get(1))).isInstanceOf(MalformedFrameException.class);
    }

    @Property(tries = 5_000)
    void shouldNoticeAnyFlippedBit(
            @ForAll @IntRange(max = 3) final int message,
            @ForAll @IntRange(max = 2_000) final int bit,
            @ForAll @IntRange(max = 1) final int cut) {
        final List<UnsafeBuffer> messages = new TestSnapshot(POINT, "DEC", "USD").messages();
        final UnsafeBuffer damaged = messages.get(message);
        final int index = bit / 8 % damaged.capacity();
        damaged.putByte(index, (byte) (damaged.getByte(index) ^ (1 << (bit % 8))));
        messages.set(message, new UnsafeBuffer(damaged, 0, damaged.capacity() - cut));
        final SnapshotReader checked = new SnapshotReader((templateId, buffer, offset, blockLength, version) -> {});
        try {
            messages.forEach(each -> checked.onMessage(each, 0, each.capacity()));
        } catch (final MalformedFrameException ex) {
            assertThat(ex.getMessage()).isNotBlank();
            return;
        }
        if (!checked.isComplete()) {
            return;
        }
        // Only the end's own version field is not looked at.
        assertThat(message).isEqualTo(3);
        assertThat(index).isBetween(6, 7);
    }

    private void pass(final UnsafeBuffer message) {
        reader.onMessage(message, 0, message.capacity());
    }
}

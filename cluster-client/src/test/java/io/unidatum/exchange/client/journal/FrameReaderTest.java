package io.unidatum.exchange.client.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.unidatum.exchange.protocol.ChainHash;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class FrameReaderTest {
    private final FrameReader reader = new FrameReader();

    @Test
    void shouldPassOnTheEventsBehindASequence() {
        final TestFrames frames = new TestFrames();
        frames.next(2, 7);
        frames.next(3, 7);
        reader.wrap(frames.buffer(), 0, frames.length());

        final CollectedEvents events = new CollectedEvents(3);
        reader.deliver(3, events);

        assertThat(events.count()).isEqualTo(2);
        assertThat(reader.firstSequence()).isEqualTo(3);
        assertThat(reader.lastSequence()).isEqualTo(5);
        assertThat(reader.isLastOfCommand()).isTrue();
        assertThat(reader.chainHashAfter())
                .isEqualTo(ChainHash.extend(reader.chainHash(), frames.buffer(), 0, frames.length()));
    }

    @Test
    void shouldReadTheLargestFrame() {
        final TestFrames frames = new TestFrames();
        reader.wrap(frames.buffer(), 0, frames.next(TestFrames.MAX_EVENTS, 7));
        assertThat(reader.lastSequence()).isEqualTo(TestFrames.MAX_EVENTS);
    }

    @Test
    void shouldNameAnEncodingVersionThatItDoesNotKnow() {
        final TestFrames frames = new TestFrames();
        frames.next(1, 7);
        // The field's place in the block: behind first sequence, time, hash and count.
        frames.buffer().putShort(8 + 26, (short) 3);
        reader.wrap(frames.buffer(), 0, frames.length());
        for (final short unknown : new short[] {0, 4}) {
            frames.buffer().putShort(8 + 26, unknown);
            assertThatThrownBy(() -> reader.wrap(frames.buffer(), 0, frames.length()))
                    .isInstanceOf(MalformedFrameException.class)
                    .hasMessageContaining("version " + unknown);
        }
    }

    @Property(tries = 2_000)
    void shouldNeverReadOutsideRandomBytes(@ForAll @Size(max = 300) final byte[] bytes) {
        readOrRefuse(bytes);
    }

    @Property(tries = 5_000)
    void shouldNeverReadOutsideADamagedFrame(
            @ForAll @IntRange(min = 1, max = 4) final int events,
            @ForAll @IntRange(min = 0, max = 250) final int damagedAt,
            @ForAll final byte damage,
            @ForAll @IntRange(min = 0, max = 250) final int cutTo) {
        final TestFrames frames = new TestFrames();
        final int length = frames.next(events, 7);
        final byte[] bytes = new byte[Math.min(length, cutTo == 0 ? length : cutTo)];
        frames.buffer().getBytes(0, bytes);
        if (damagedAt < bytes.length) {
            bytes[damagedAt] ^= damage;
        }
        readOrRefuse(bytes);
    }

    /** The buffer is exactly as long as the frame, so a read outside throws something else than the reader's own. */
    private void readOrRefuse(final byte[] bytes) {
        final UnsafeBuffer buffer = new UnsafeBuffer(bytes);
        try {
            reader.wrap(buffer, 0, bytes.length);
        } catch (final MalformedFrameException ex) {
            assertThat(ex.getMessage()).isNotBlank();
            return;
        }
        final int[] delivered = new int[1];
        reader.deliver(0, new JournalHandler() {
            @Override
            public void onEvent(
                    final long sequence,
                    final long time,
                    final int templateId,
                    final DirectBuffer eventBuffer,
                    final int offset,
                    final int blockLength,
                    final int version) {
                eventBuffer.boundsCheck(offset, blockLength);
                delivered[0]++;
            }

            @Override
            public void onFrameEnd(
                    final long lastSequence, final long position, final long hash, final boolean lastOfCommand) {}
        });
        assertThat(delivered[0]).isEqualTo(reader.lastSequence() - reader.firstSequence() + 1);
    }
}

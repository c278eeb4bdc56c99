package io.unidatum.exchange.client.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.unidatum.exchange.client.AllocatedBytes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class JournalMergeTest {
    private static final int TEN = 10;

    private record Frame(UnsafeBuffer buffer, JournalPoint end) {}

    private final CollectedEvents events = new CollectedEvents(0);
    private final JournalMerge merge = new JournalMerge(JournalPoint.START, events);

    @Property(tries = 300)
    void shouldPassOnEachEventOnceWhicheverFeedIsAhead(
            @ForAll @Size(min = 1, max = 40) final List<@IntRange(min = 1, max = TEN) Integer> counts,
            @ForAll @Size(max = 120) final List<Boolean> whoseTurn) {
        final List<Frame> journal = journal(JournalPoint.START, 7, counts);
        final CollectedEvents collected = new CollectedEvents(0);
        final JournalMerge merged = new JournalMerge(JournalPoint.START, collected);
        final FrameChain[] feeds = {chain(merged), chain(merged)};
        final int[] next = new int[2];
        for (final boolean second : whoseTurn) {
            final int feed = second ? 1 : 0;
            if (next[feed] < journal.size()) {
                pass(merged, feeds[feed], journal.get(next[feed]++));
            }
        }
        final int furthest = Math.max(next[0], next[1]);
        final JournalPoint expected =
                furthest == 0 ? JournalPoint.START : journal.get(furthest - 1).end();
        assertThat(merged.delivered().point()).isEqualTo(expected);
        assertThat(collected.point()).isEqualTo(expected);
    }

    @Test
    void shouldNotAllocate() {
        final List<Frame> journal = journal(JournalPoint.START, 7, Collections.nCopies(1_000, 3));
        final JournalMerge merged = new JournalMerge(JournalPoint.START, new JournalHandler() {
            @Override
            public void onEvent(
                    final long sequence,
                    final long time,
                    final int templateId,
                    final DirectBuffer buffer,
                    final int offset,
                    final int blockLength,
                    final int version) {}

            @Override
            public void onFrameEnd(
                    final long lastSequence, final long position, final long hash, final boolean lastOfCommand) {}
        });
        final FrameChain[] feeds = {new FrameChain(), new FrameChain()};
        final long allocated = AllocatedBytes.of(() -> {
            merged.delivered().set(0, 0, 0);
            feeds[0].set(merged.delivered());
            feeds[1].set(merged.delivered());
            for (int i = 0; i < journal.size(); i++) {
                pass(merged, feeds[0], journal.get(i));
                pass(merged, feeds[1], journal.get(i));
            }
        });
        // 2,000 frames: a single object each would be 32,000 bytes.
        assertThat(allocated).isLessThan(8_000);
    }

    @Test
    void shouldStopAtAGap() {
        final List<Frame> journal = journal(JournalPoint.START, 7, List.of(1, 1, 1));
        final FrameChain feed = chain(merge);
        pass(merge, feed, journal.get(0));
        assertThat(stopped(feed, journal.get(2)).kind()).isEqualTo(JournalFault.Kind.DIVERGED);
        assertThat(events.point()).isEqualTo(journal.get(0).end());
    }

    @Test
    void shouldStopWhereTheHashBeforeIsAnother() {
        final List<Frame> ours = journal(JournalPoint.START, 7, List.of(1));
        final List<Frame> theirs = journal(JournalPoint.START, 8, List.of(1, 1));
        final FrameChain feed = chain(merge);
        pass(merge, feed, ours.get(0));
        final JournalStopException stop = stopped(feed, theirs.get(1));
        assertThat(stop.kind()).isEqualTo(JournalFault.Kind.DIVERGED);
        assertThat(stop.getMessage()).contains("sequence 2").contains("does not follow");
    }

    @Test
    void shouldStopWhenTheOtherFeedHasAnotherHistory() {
        final List<Frame> ours = journal(JournalPoint.START, 7, List.of(1, 2));
        final List<Frame> theirs = journal(JournalPoint.START, 8, List.of(1, 2, 3));
        final FrameChain first = chain(merge);
        final FrameChain second = chain(merge);
        pass(merge, first, ours.get(0));
        pass(merge, first, ours.get(1));
        pass(merge, second, theirs.get(0));
        assertThat(stopped(second, theirs.get(1)).kind()).isEqualTo(JournalFault.Kind.DIVERGED);
        assertThat(events.point()).isEqualTo(ours.get(1).end());
    }

    @Test
    void shouldStopWhenTheOtherFeedOvershootsWithAnotherHistory() {
        final List<Frame> ours = journal(JournalPoint.START, 7, List.of(2));
        final List<Frame> theirs = journal(JournalPoint.START, 7, List.of(1, 2));
        final FrameChain first = chain(merge);
        final FrameChain second = chain(merge);
        pass(merge, first, ours.get(0));
        pass(merge, second, theirs.get(0));
        assertThat(stopped(second, theirs.get(1)).kind()).isEqualTo(JournalFault.Kind.DIVERGED);
        assertThat(events.count()).isEqualTo(2);
    }

    @Test
    void shouldBeginWithinAFrameWhenOnlyTheSequenceIsKnown() {
        final List<Frame> journal = journal(JournalPoint.START, 7, List.of(3, 4, 5));
        final CollectedEvents behindFive = new CollectedEvents(5);
        final JournalMerge merged = new JournalMerge(JournalPoint.ofSequence(5), behindFive);
        final FrameChain feed = chain(merged);
        journal.forEach(frame -> pass(merged, feed, frame));
        assertThat(behindFive.count()).isEqualTo(7);
        assertThat(behindFive.point()).isEqualTo(journal.get(2).end());
    }

    @Test
    void shouldPassOnAHandlersFailureAndNotTheEvent() {
        final List<Frame> journal = journal(JournalPoint.START, 7, List.of(1));
        final RuntimeException failure = new IllegalStateException("disk full");
        events.failOnNext(failure);
        final JournalStopException stop = stopped(chain(merge), journal.get(0));
        assertThat(stop.kind()).isEqualTo(JournalFault.Kind.HANDLER);
        assertThat(stop).hasCause(failure);
        assertThat(merge.delivered().point()).isEqualTo(JournalPoint.START);
    }

    @Test
    void shouldNameThePositionOfAMalformedFrame() {
        final UnsafeBuffer garbage = new UnsafeBuffer(new byte[100]);
        assertThatThrownBy(() -> merge.onFrame(chain(merge), garbage, 0, 100, 160))
                .isInstanceOf(JournalStopException.class)
                .hasMessageContaining("at position 0")
                .hasMessageContaining("not a journal frame");
    }

    private JournalStopException stopped(final FrameChain feed, final Frame frame) {
        return catchThrowableOfType(JournalStopException.class, () -> pass(merge, feed, frame));
    }

    private static void pass(final JournalMerge merge, final FrameChain feed, final Frame frame) {
        merge.onFrame(
                feed, frame.buffer(), 0, frame.buffer().capacity(), frame.end().position());
    }

    private static FrameChain chain(final JournalMerge merge) {
        final FrameChain chain = new FrameChain();
        chain.set(merge.delivered());
        return chain;
    }

    private static List<Frame> journal(final JournalPoint from, final long price, final List<Integer> counts) {
        final TestFrames frames = new TestFrames(from);
        final List<Frame> result = new ArrayList<>();
        for (final int count : counts) {
            final byte[] bytes = new byte[frames.next(count, price)];
            frames.buffer().getBytes(0, bytes);
            result.add(new Frame(new UnsafeBuffer(bytes), frames.point()));
        }
        return result;
    }
}

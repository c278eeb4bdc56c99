package io.unidatum.exchange.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aeron.Subscription;
import io.aeron.archive.client.AeronArchive;
import io.unidatum.exchange.protocol.JournalLayout;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The journal's writer against a real archive, with frames made by hand. */
class JournalWriterTest {
    private final FrameMaker frames = new FrameMaker();
    private JournalFixture fixture;

    @BeforeEach
    void start() throws IOException {
        fixture = new JournalFixture();
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void shouldRecordEveryFrameOnce() throws IOException {
        final JournalWriter writer = fixture.openAtStart();
        frames.make(writer, 500);
        writer.awaitRecorded();

        assertThat(writer.isLive()).isTrue();
        assertThat(writer.recordedPosition()).isEqualTo(frames.position());
        assertThat(fixture.frames()).hasSize(500);
    }

    @Test
    void shouldSkipWhatIsRecordedAndGoOnBehindIt() throws IOException {
        write(300);
        fixture.restart();

        final FrameMaker again = new FrameMaker();
        final JournalWriter writer = fixture.openAtStart();
        again.make(writer, 200);
        assertThat(writer.isLive()).isFalse();
        writer.awaitRecorded();
        again.make(writer, 250);
        writer.awaitRecorded();

        assertThat(writer.isLive()).isTrue();
        final List<TestJournal.Frame> recorded = fixture.frames();
        assertThat(recorded).hasSize(450);
        assertThat(recorded.get(449).position()).isEqualTo(again.position());
    }

    @Test
    void shouldResumeBehindTheStateOfASnapshot() throws IOException {
        final JournalWriter first = fixture.openAtStart();
        frames.make(first, 100);
        final FrameMaker atSnapshot = new FrameMaker();
        atSnapshot.make((b, o, l, s, c, h, p) -> {}, 100);
        frames.make(first, 100);
        first.awaitRecorded();
        fixture.restart();

        final JournalWriter writer = fixture.open(atSnapshot.sequence(), atSnapshot.position(), atSnapshot.chainHash());
        atSnapshot.make(writer, 150);
        writer.awaitRecorded();

        assertThat(fixture.frames()).hasSize(250);
    }

    @Test
    void shouldGoOverToPublishingWithoutAFrameOnceAllHasBeenSeenAgain() throws IOException {
        write(10);
        fixture.restart();

        final FrameMaker again = new FrameMaker();
        final JournalWriter writer = fixture.openAtStart();
        again.make(writer, 10);
        assertThat(writer.isLive()).isFalse();

        writer.doWork(System.nanoTime() + 1_000_000_000L);

        assertThat(writer.isLive()).isTrue();
    }

    @Test
    void shouldKeepPositionsOverTheEndOfATermAndARestart() throws IOException {
        final int perTerm = JournalLayout.TERM_LENGTH / 8_000;
        final JournalWriter first = fixture.openAtStart();
        makeLarge(frames, first, perTerm + 10);
        first.awaitRecorded();
        fixture.restart();

        final FrameMaker again = new FrameMaker();
        final JournalWriter writer = fixture.openAtStart();
        makeLarge(again, writer, 2 * perTerm + 10);
        writer.awaitRecorded();

        assertThat(again.position()).isGreaterThan(2L * JournalLayout.TERM_LENGTH);
        assertThat(fixture.frames()).hasSize(2 * perTerm + 10);
    }

    @Test
    void shouldGoOnWhereAFrameFilledATermToItsLastByte() throws IOException {
        final JournalWriter first = fixture.openAtStart();
        while (frames.fitsTerm(8_000)) {
            frames.make(first, 8_000, 0);
        }
        final int rest = (int) (JournalLayout.TERM_LENGTH - frames.position());
        frames.make(first, rest - JournalLayout.DATA_HEADER_LENGTH, 0);
        first.awaitRecorded();
        assertThat(first.position()).isEqualTo(JournalLayout.TERM_LENGTH);
        final int framesBefore = (int) frames.sequence();
        fixture.restart();

        final JournalWriter writer = fixture.open(frames.sequence(), frames.position(), frames.chainHash());
        assertThat(writer.isLive()).isTrue();
        frames.make(writer, 100);
        writer.awaitRecorded();

        assertThat(writer.position()).isGreaterThan(JournalLayout.TERM_LENGTH);
        assertThat(fixture.frames()).hasSize(framesBefore + 100);
    }

    @Test
    void shouldAnswerTheArchiveAlsoWhileItPublishes() throws IOException {
        final JournalWriter writer = fixture.openAtStart();
        frames.make(writer, 1);
        writer.awaitRecorded();

        // The archive asks now and then whether the writer is alive, and gives it up once its questions pile up.
        final long readBefore = fixture.archiveAnswersRead();
        final long deadlineNs = System.nanoTime() + 30_000_000_000L;
        while (fixture.archiveAnswersRead() == readBefore && System.nanoTime() < deadlineNs) {
            writer.doWork(System.nanoTime());
            Thread.yield();
        }

        assertThat(fixture.archiveAnswersRead()).isGreaterThan(readBefore);
    }

    @Test
    void shouldCutTheRecordingBackToTheLastFrameThatAgrees() throws IOException {
        write(100);
        frames.make(fixture.writer(), 50);
        fixture.writer().awaitRecorded();
        fixture.restart();

        final FrameMaker other = new FrameMaker();
        try (Subscription reader = blockedReader()) {
            final JournalWriter writer = fixture.openAtStart();
            other.make(writer, 100);
            other.make(writer, 333, 7);
            other.make(writer, 20);
            writer.awaitRecorded();
            assertThat(reader.isClosed()).isFalse();
        }

        final List<TestJournal.Frame> recorded = fixture.frames();
        assertThat(recorded).hasSize(121);
        assertThat(recorded.get(100).bytes().capacity()).isEqualTo(333);
        assertThat(recorded.get(120).position()).isEqualTo(other.position());
    }

    @Test
    void shouldDropPaddingThatWasRecordedWithoutItsFrame() throws IOException {
        final JournalWriter first = fixture.openAtStart();
        final int length = 8_000;
        while (frames.fitsTerm(length)) {
            frames.make(first, length, 0);
        }
        final int framesBefore = (int) frames.sequence();
        frames.make(first, length, 0);
        first.awaitRecorded();
        fixture.restart();
        try (AeronArchive archive = fixture.connect()) {
            archive.truncateRecording(0, JournalLayout.TERM_LENGTH);
        }

        final FrameMaker again = new FrameMaker();
        final JournalWriter writer = fixture.openAtStart();
        while (again.fitsTerm(length)) {
            again.make(writer, length, 0);
        }
        again.make(writer, FrameMaker.HEADER_LENGTH, 0);
        again.make(writer, length, 0);
        writer.awaitRecorded();

        assertThat(fixture.frames()).hasSize(framesBefore + 2);
    }

    @Test
    void shouldRefuseARecordingThatEndsBeforeTheState() throws IOException {
        write(10);
        frames.make((b, o, l, s, c, h, p) -> {}, 10);
        fixture.restart();

        assertThatThrownBy(() -> fixture.open(frames.sequence(), frames.position(), frames.chainHash()))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("before the snapshot");
    }

    @Test
    void shouldStopWhenTheArchiveNoLongerRecords() throws IOException {
        final JournalWriter writer = fixture.openAtStart();
        frames.make(writer, 10);
        writer.awaitRecorded();
        try (AeronArchive archive = fixture.connect()) {
            archive.tryStopRecordingByIdentity(0);
        }

        assertThatThrownBy(() -> {
                    for (int i = 0; i < 10_000_000; i++) {
                        writer.doWork(System.nanoTime());
                    }
                })
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("no longer records");
        assertThatThrownBy(() -> frames.make(writer, 10_000)).isInstanceOf(JournalException.class);
    }

    @Test
    void shouldRefuseAFrameAtAnotherPositionThanTheStateMachineSays() throws IOException {
        final JournalWriter writer = fixture.openAtStart();

        assertThatThrownBy(() -> frames.make(
                        (buffer, offset, length, sequence, count, hash, position) ->
                                writer.onFrame(buffer, offset, length, sequence, count, hash, position + 32),
                        1))
                .isInstanceOf(JournalException.class);
    }

    private void write(final int count) {
        final JournalWriter writer = fixture.openAtStart();
        frames.make(writer, count);
        writer.awaitRecorded();
    }

    private static void makeLarge(final FrameMaker maker, final JournalWriter writer, final int count) {
        for (int i = 0; i < count; i++) {
            maker.make(writer, 8_000, 0);
        }
    }

    private Subscription blockedReader() {
        try (AeronArchive archive = fixture.connect()) {
            return archive.replay(0, 0, Long.MAX_VALUE, "aeron:ipc", 777);
        }
    }
}

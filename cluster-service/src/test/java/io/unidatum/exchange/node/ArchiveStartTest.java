package io.unidatum.exchange.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the archive makes of a last frame that a kill may have torn. */
class ArchiveStartTest {
    private static final int PAGE = 4_096;
    private static final int LARGE = 8_000;

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
    void shouldCutOffALastFrameThatWasWrittenInPart() throws IOException {
        final JournalWriter writer = fixture.openAtStart();
        frames.make(writer, 10);
        final long before = frames.position();
        frames.make(writer, LARGE, 0);
        writer.awaitRecorded();
        final Path copy = fixture.killAndCopy();
        eraseBehindFirstPage(copy, before);

        fixture.start(copy);

        final List<TestJournal.Frame> recorded = fixture.frames();
        assertThat(recorded).hasSize(10);
        assertThat(recorded.get(9).position()).isEqualTo(before);
        final FrameMaker again = new FrameMaker();
        final JournalWriter resumed = fixture.openAtStart();
        again.make(resumed, 10);
        again.make(resumed, LARGE, 0);
        resumed.awaitRecorded();
        assertThat(fixture.frames()).hasSize(11);
    }

    @Test
    void shouldKeepALastFrameThatEndsInZeros() throws IOException {
        final JournalWriter writer = fixture.openAtStart();
        frames.make(writer, 10);
        frames.make(writer, new byte[LARGE]);
        writer.awaitRecorded();
        final Path copy = fixture.killAndCopy();

        fixture.start(copy);

        final List<TestJournal.Frame> recorded = fixture.frames();
        assertThat(recorded).hasSize(11);
        assertThat(recorded.get(10).position()).isEqualTo(frames.position());
    }

    private static void eraseBehindFirstPage(final Path dataDir, final long framePosition) throws IOException {
        final Path segment = dataDir.resolve("archive").resolve("0-0.rec");
        final long page = (framePosition / PAGE + 1) * PAGE;
        try (RandomAccessFile file = new RandomAccessFile(segment.toFile(), "rw")) {
            file.seek(page);
            file.write(new byte[3 * PAGE]);
        }
    }
}

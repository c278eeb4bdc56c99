package io.unidatum.exchange.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogsTest {
    @TempDir
    private Path folder;

    @Test
    void shouldRotateALogThatHasGrownTooLongUnderItsWriter() throws Exception {
        final Path log = Files.writeString(folder.resolve("node-0.log"), "x".repeat(2_000));
        final Path small = Files.writeString(folder.resolve("gateway.log"), "y");
        try (var writer = Files.newOutputStream(log, StandardOpenOption.APPEND)) {
            new LogRotation(folder, 1_000).run();
            writer.write("after".getBytes());
        }

        assertThat(log).hasContent("after");
        assertThat(folder.resolve("node-0.log.1")).hasSize(2_000);
        assertThat(small).hasContent("y");
        assertThat(folder.resolve("gateway.log.1")).doesNotExist();
    }

    @Test
    void shouldShowTheLastLinesAndThenWhatIsAdded() throws Exception {
        final Path log = Files.writeString(folder.resolve("gateway.log"), "one\ntwo\nthree\nfo");
        final LogTail tail = new LogTail(log, "gateway | ");

        assertThat(tail.last(2)).containsExactly("gateway | two", "gateway | three");
        assertThat(tail.added()).isEmpty();
        Files.writeString(log, "ur\nfive\n", StandardOpenOption.APPEND);
        assertThat(tail.added()).containsExactly("gateway | four", "gateway | five");
        Files.writeString(log, "new\n");
        assertThat(tail.added()).containsExactly("gateway | new");
    }

    @Test
    void shouldShowAllOfAShortLog() throws Exception {
        final Path log = Files.writeString(folder.resolve("gateway.log"), "one\ntwo\n");

        assertThat(new LogTail(log, "").last(50)).containsExactly("one", "two");
    }
}

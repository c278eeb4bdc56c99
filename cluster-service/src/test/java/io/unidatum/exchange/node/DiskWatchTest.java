package io.unidatum.exchange.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a disk is scarce, and what is counted. */
class DiskWatchTest {
    private static final long PLENTY = 1_000_000;

    @TempDir
    Path folder;

    @Test
    void shouldBeScarceFromTheHighWaterMarkToTheLow() {
        final DiskWatch watch = new DiskWatch(1_000, 0);
        assertThat(watch.update(899, PLENTY)).isFalse();
        assertThat(watch.update(900, PLENTY)).isTrue();
        assertThat(watch.isScarce()).isTrue();
        assertThat(watch.update(800, PLENTY)).isFalse();
        assertThat(watch.isScarce()).isTrue();
        assertThat(watch.freeBytes()).isEqualTo(200);
        assertThat(watch.update(799, PLENTY)).isTrue();
        assertThat(watch.isScarce()).isFalse();
    }

    @Test
    void shouldTakeWhatTheFileStoreHasForALimit() {
        final DiskWatch watch = new DiskWatch(0, 0);
        watch.update(900, 101);
        assertThat(watch.isScarce()).isFalse();
        assertThat(watch.limitBytes()).isEqualTo(1_001);
        watch.update(9_000, 999);
        assertThat(watch.isScarce()).isTrue();
    }

    @Test
    void shouldNotRelyOnALimitThatTheFileStoreDoesNotHave() {
        final DiskWatch watch = new DiskWatch(PLENTY, 0);
        watch.update(950, 50);
        assertThat(watch.isScarce()).isTrue();
        assertThat(watch.limitBytes()).isEqualTo(1_000);
    }

    @Test
    void shouldKeepAReserveOfTheFileStore() {
        final DiskWatch watch = new DiskWatch(PLENTY, 100);
        watch.update(1, 99);
        assertThat(watch.isScarce()).isTrue();
        watch.update(1, 199);
        assertThat(watch.isScarce()).isTrue();
        watch.update(1, 200);
        assertThat(watch.isScarce()).isFalse();
    }

    @Test
    void shouldCountOfTheLastFileOfARecordingOnlyWhatIsWritten() throws IOException {
        Files.write(folder.resolve("archive.catalog"), new byte[10]);
        Files.write(folder.resolve("3-0.rec"), new byte[1_000]);
        Files.write(folder.resolve("3-1000.rec"), new byte[1_000]);
        Files.write(folder.resolve("4-5000.rec"), new byte[1_000]);
        Files.createDirectory(folder.resolve("more"));
        final DiskUse use = new DiskUse(List.of(folder));
        assertThat(use.bytes(Map.of(3L, 1_200L))).isEqualTo(10 + 1_000 + 200 + 1_000);
        assertThat(use.bytes(Map.of(3L, 1_000L, 4L, 5_000L))).isEqualTo(10 + 1_000);
    }
}

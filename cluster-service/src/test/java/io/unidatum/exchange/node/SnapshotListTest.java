package io.unidatum.exchange.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.aeron.cluster.RecordingLog;
import io.unidatum.exchange.node.SnapshotList.Snapshot;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which snapshots a node could start from, and when another one is due. */
class SnapshotListTest {
    private static final long HOUR = TimeUnit.HOURS.toNanos(1);
    private static final int MODULE = -1;

    @TempDir
    Path folder;

    @Test
    void shouldBeEmptyBeforeANodeHasRun() {
        final SnapshotList list = SnapshotList.read(folder);
        assertThat(list.newest()).isNull();
        assertThat(list.secondNewest()).isNull();
        assertThat(list.logRecordingId()).isEqualTo(-1);
    }

    @Test
    void shouldPairWhatWasTakenAtTheSamePosition() {
        try (RecordingLog log = new RecordingLog(folder.toFile(), true)) {
            log.appendTerm(7, 0, 0, 100);
            take(log, 1_000, 11, 10, 200);
            take(log, 2_000, 13, 12, 300);
            // The service's part of the third has not been entered yet.
            log.appendSnapshot(15, 0, 0, 3_000, 400, MODULE);
        }
        final SnapshotList list = SnapshotList.read(folder);
        assertThat(list.snapshots())
                .containsExactly(new Snapshot(2_000, 300, 13, 12), new Snapshot(1_000, 200, 11, 10));
        assertThat(list.logRecordingId()).isEqualTo(7);
        assertThat(list.firstTermTime()).isEqualTo(100);
    }

    @Test
    void shouldPassOverWhatIsNotValid() {
        try (RecordingLog log = new RecordingLog(folder.toFile(), true)) {
            log.appendTerm(7, 0, 0, 100);
            take(log, 1_000, 11, 10, 200);
            take(log, 2_000, 13, 12, 300);
            log.invalidateLatestSnapshot();
        }
        assertThat(SnapshotList.read(folder).snapshots()).containsExactly(new Snapshot(1_000, 200, 11, 10));
    }

    @Test
    void shouldBeDueByAgeOrByTheLogsGrowth() {
        final SnapshotSchedule schedule = new SnapshotSchedule(HOUR, 500);
        final SnapshotList list = new SnapshotList(List.of(new Snapshot(1_000, 5 * HOUR, 1, 0)), 7, HOUR);
        assertThat(schedule.isDue(list, 1_499, 6 * HOUR - 1)).isFalse();
        assertThat(schedule.isDue(list, 1_500, 5 * HOUR)).isTrue();
        assertThat(schedule.isDue(list, 1_001, 6 * HOUR)).isTrue();
        assertThat(schedule.isDue(list, 1_000, 9 * HOUR)).isFalse();
        assertThat(new SnapshotSchedule(0, 0).isDue(list, 9_999, 99 * HOUR)).isFalse();
    }

    @Test
    void shouldCountTheFirstFromTheFirstTermOn() {
        final SnapshotSchedule schedule = new SnapshotSchedule(HOUR, 500);
        final SnapshotList list = new SnapshotList(List.of(), 7, HOUR);
        assertThat(schedule.isDue(list, 96, 2 * HOUR - 1)).isFalse();
        assertThat(schedule.isDue(list, 96, 2 * HOUR)).isTrue();
        assertThat(schedule.isDue(list, 500, HOUR)).isTrue();
        assertThat(schedule.isDue(new SnapshotList(List.of(), -1, 0), 96, 99 * HOUR))
                .isFalse();
    }

    private static void take(
            final RecordingLog log, final long position, final long module, final long service, final long time) {
        log.appendSnapshot(service, 0, 0, position, time, 0);
        log.appendSnapshot(module, 0, 0, position, time, MODULE);
    }
}

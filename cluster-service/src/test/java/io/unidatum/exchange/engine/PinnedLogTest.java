package io.unidatum.exchange.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.unidatum.exchange.sbe.common.MessageHeaderDecoder;
import java.util.Arrays;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/**
 * Until encoding version 3 is switched on, everything is written to the bit as the build of commit fc57d9f wrote it,
 * the last that knew nothing of it: that build was given 2,500 random steps of every kind, and wrote these hashes, and
 * this snapshot behind command {@value #SNAPSHOT_AFTER}.
 */
class PinnedLogTest {
    private static final int SNAPSHOT_AFTER = 1231;
    private static final long CHAIN_HASH = 6525990251518239503L;
    private static final long LAST_SEQUENCE = 3422;
    private static final long JOURNAL_POSITION = 481280;
    private static final long STATE_HASH = -2017386440717333892L;

    private final PinnedLog pinned = PinnedLog.read(2);
    private final EngineUnderTest engine = new EngineUnderTest();

    @Test
    void shouldWriteTheFramesAndTheSnapshotOfTheBuildBeforeVersion3() {
        pinned.commands().subList(0, SNAPSHOT_AFTER).forEach(engine::apply);
        final List<byte[]> snapshot = engine.snapshot();
        assertThat(snapshot).usingElementComparator(Arrays::compare).isEqualTo(pinned.snapshot());
        assertThat(snapshot).allSatisfy(message -> assertThat(new MessageHeaderDecoder()
                        .wrap(new UnsafeBuffer(message), 0)
                        .version())
                .isEqualTo(1));
        pinned.commands().subList(SNAPSHOT_AFTER, pinned.commands().size()).forEach(engine::apply);
        assertIsWhatThatBuildWrote(engine);
    }

    @Test
    void shouldGoOnFromTheSnapshotOfTheBuildBeforeVersion3() {
        engine.restore(pinned.snapshot());
        assertThat(engine.machine.isSnapshotComplete()).isTrue();
        Invariants.check(engine.machine.state(), "restored");
        pinned.commands().subList(SNAPSHOT_AFTER, pinned.commands().size()).forEach(engine::apply);
        assertIsWhatThatBuildWrote(engine);
    }

    private static void assertIsWhatThatBuildWrote(final EngineUnderTest engine) {
        assertThat(engine.machine.lastSequence()).isEqualTo(LAST_SEQUENCE);
        assertThat(engine.machine.chainHash()).isEqualTo(CHAIN_HASH);
        assertThat(engine.machine.journalPosition()).isEqualTo(JOURNAL_POSITION);
        // The hash covers every byte of the snapshot.
        assertThat(engine.machine.stateHash()).isEqualTo(STATE_HASH);
    }
}

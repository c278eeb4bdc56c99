package io.unidatum.exchange.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.unidatum.exchange.sbe.common.MessageHeaderDecoder;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/**
 * What was written before encoding version 2 was switched on is written by this build to the same bit: the hashes are
 * those of the build of commit 651ad44, the last that knew nothing of it, given the same log.
 */
class FixedLogTest {
    private static final int COMMANDS = 6000;
    private static final long CHAIN_HASH = -310817431030141487L;
    private static final long LAST_SEQUENCE = 6769;
    private static final long JOURNAL_POSITION = 1137376;
    private static final long STATE_HASH = -299010856598086534L;

    private final EngineUnderTest engine = new EngineUnderTest();

    @Test
    void shouldWriteTheFramesOfTheFirstBuild() {
        new FixedLog(engine.machine).run(COMMANDS);
        assertThat(engine.machine.lastSequence()).isEqualTo(LAST_SEQUENCE);
        assertThat(engine.machine.chainHash()).isEqualTo(CHAIN_HASH);
        assertThat(engine.machine.journalPosition()).isEqualTo(JOURNAL_POSITION);
    }

    @Test
    void shouldWriteAndReadTheSnapshotOfTheFirstBuild() {
        new FixedLog(engine.machine).run(COMMANDS);
        // The hash covers every byte of the snapshot: this is the first build's, in blocks of schema version 0.
        assertThat(engine.machine.stateHash()).isEqualTo(STATE_HASH);
        final List<byte[]> snapshot = engine.snapshot();
        for (final byte[] message : snapshot) {
            assertThat(new MessageHeaderDecoder()
                            .wrap(new UnsafeBuffer(message), 0)
                            .version())
                    .isZero();
        }

        final EngineUnderTest restored = new EngineUnderTest();
        restored.restore(snapshot);
        assertThat(restored.machine.isSnapshotComplete()).isTrue();
        assertThat(restored.machine.stateHash()).isEqualTo(STATE_HASH);
        assertThat(restored.machine.openOrderCount()).isEqualTo(engine.machine.openOrderCount());
        Invariants.check(restored.machine.state(), "restored");
    }
}

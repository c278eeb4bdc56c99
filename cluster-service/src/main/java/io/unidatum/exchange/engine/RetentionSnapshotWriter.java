package io.unidatum.exchange.engine;

import io.unidatum.exchange.sbe.common.SpaceState;
import io.unidatum.exchange.sbe.snapshot.ConsumerStateEncoder;
import io.unidatum.exchange.sbe.snapshot.JournalCheckpointStateEncoder;
import io.unidatum.exchange.sbe.snapshot.JournalSpaceStateEncoder;
import io.unidatum.exchange.sbe.snapshot.RetentionStateEncoder;

/** Writes the journal's retention: from encoding version 3 on. */
final class RetentionSnapshotWriter {
    private final RetentionStateEncoder retentionState = new RetentionStateEncoder();
    private final ConsumerStateEncoder consumerState = new ConsumerStateEncoder();
    private final JournalCheckpointStateEncoder checkpointState = new JournalCheckpointStateEncoder();
    private final JournalSpaceStateEncoder spaceState = new JournalSpaceStateEncoder();
    private final SnapshotOutput output;

    RetentionSnapshotWriter(final SnapshotOutput output) {
        this.output = output;
    }

    void write(final JournalRetention retention) {
        retentionState
                .wrapAndApplyHeader(output.buffer(), 0, output.header())
                .floorSequence(retention.floorSequence())
                .floorPosition(retention.floorPosition())
                .marginNs(retention.marginNs())
                .scarceMembers((short) retention.scarceMembers());
        output.emit(RetentionStateEncoder.BLOCK_LENGTH);
        for (int i = 0; i < retention.size(); i++) {
            consumer(retention.get(i));
        }
        checkpoints(retention.checkpoints());
        for (int member = 0; member < EngineLimits.MAX_MEMBERS; member++) {
            if (retention.isScarce(member)) {
                spaceState
                        .wrapAndApplyHeader(output.buffer(), 0, output.header())
                        .memberId((short) member)
                        .state(SpaceState.SCARCE);
                output.emit(JournalSpaceStateEncoder.BLOCK_LENGTH);
            }
        }
    }

    private void consumer(final JournalConsumer consumer) {
        consumerState
                .wrapAndApplyHeader(output.buffer(), 0, output.header())
                .sequence(consumer.sequence)
                .position(consumer.position);
        consumer.writeName(
                consumerState.buffer(), consumerState.offset() + ConsumerStateEncoder.consumerEncodingOffset());
        output.emit(ConsumerStateEncoder.BLOCK_LENGTH);
    }

    private void checkpoints(final JournalCheckpoints checkpoints) {
        for (int i = 0; i < checkpoints.size(); i++) {
            checkpointState
                    .wrapAndApplyHeader(output.buffer(), 0, output.header())
                    .time(checkpoints.time(i))
                    .sequence(checkpoints.sequence(i))
                    .position(checkpoints.position(i));
            output.emit(JournalCheckpointStateEncoder.BLOCK_LENGTH);
        }
    }
}

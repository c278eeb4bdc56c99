package io.unidatum.exchange.engine;

import static io.unidatum.exchange.engine.SnapshotReader.check;

import io.unidatum.exchange.sbe.common.SpaceState;
import io.unidatum.exchange.sbe.snapshot.ConsumerStateDecoder;
import io.unidatum.exchange.sbe.snapshot.JournalCheckpointStateDecoder;
import io.unidatum.exchange.sbe.snapshot.JournalSpaceStateDecoder;
import io.unidatum.exchange.sbe.snapshot.RetentionStateDecoder;
import org.agrona.DirectBuffer;

/** Restores the journal's retention. */
final class RetentionSnapshotReader {
    private final RetentionStateDecoder retentionState = new RetentionStateDecoder();
    private final ConsumerStateDecoder consumerState = new ConsumerStateDecoder();
    private final JournalCheckpointStateDecoder checkpointState = new JournalCheckpointStateDecoder();
    private final JournalSpaceStateDecoder spaceState = new JournalSpaceStateDecoder();
    private final JournalConsumer name = new JournalConsumer();
    private final JournalRetention retention;

    RetentionSnapshotReader(final ExchangeState state) {
        this.retention = state.retention;
    }

    /** Least length of a message's block. {@return 0 if it is not one of these} */
    int blockLength(final int templateId) {
        return switch (templateId) {
            case RetentionStateDecoder.TEMPLATE_ID -> RetentionStateDecoder.BLOCK_LENGTH;
            case ConsumerStateDecoder.TEMPLATE_ID -> ConsumerStateDecoder.BLOCK_LENGTH;
            case JournalCheckpointStateDecoder.TEMPLATE_ID -> JournalCheckpointStateDecoder.BLOCK_LENGTH;
            case JournalSpaceStateDecoder.TEMPLATE_ID -> JournalSpaceStateDecoder.BLOCK_LENGTH;
            default -> 0;
        };
    }

    void read(
            final int templateId,
            final DirectBuffer buffer,
            final int block,
            final int blockLength,
            final int version) {
        switch (templateId) {
            case RetentionStateDecoder.TEMPLATE_ID -> {
                retentionState.wrap(buffer, block, blockLength, version);
                retention.restoreFloor(retentionState.floorSequence(), retentionState.floorPosition());
                retention.set(retentionState.marginNs(), retentionState.scarceMembers());
            }
            case ConsumerStateDecoder.TEMPLATE_ID -> {
                consumerState.wrap(buffer, block, blockLength, version);
                readConsumer();
            }
            case JournalCheckpointStateDecoder.TEMPLATE_ID -> {
                checkpointState.wrap(buffer, block, blockLength, version);
                retention
                        .checkpoints()
                        .add(checkpointState.time(), checkpointState.sequence(), checkpointState.position());
            }
            default -> {
                spaceState.wrap(buffer, block, blockLength, version);
                check(spaceState.memberId() < EngineLimits.MAX_MEMBERS, "a member's id is out of range");
                retention.setScarce(spaceState.memberId(), spaceState.state() == SpaceState.SCARCE);
            }
        }
    }

    private void readConsumer() {
        name.readName(consumerState.buffer(), consumerState.offset() + ConsumerStateDecoder.consumerEncodingOffset());
        check(!retention.isFull() && retention.find(name) == null, "a consumer is there twice, or there are too many");
        final JournalConsumer consumer = retention.add(name);
        consumer.sequence = consumerState.sequence();
        consumer.position = consumerState.position();
    }
}

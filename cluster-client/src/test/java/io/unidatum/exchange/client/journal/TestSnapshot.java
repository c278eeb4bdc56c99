package io.unidatum.exchange.client.journal;

import io.unidatum.exchange.protocol.ChainHash;
import io.unidatum.exchange.sbe.common.BooleanType;
import io.unidatum.exchange.sbe.common.MessageHeaderEncoder;
import io.unidatum.exchange.sbe.snapshot.AssetStateEncoder;
import io.unidatum.exchange.sbe.snapshot.SnapshotEndEncoder;
import io.unidatum.exchange.sbe.snapshot.SnapshotHeaderEncoder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** Makes the messages of a small but complete snapshot. */
final class TestSnapshot {
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final List<UnsafeBuffer> messages = new ArrayList<>();
    private long checksum;

    TestSnapshot(final JournalPoint point, final String... assets) {
        final SnapshotHeaderEncoder first = new SnapshotHeaderEncoder();
        final UnsafeBuffer start = message(SnapshotHeaderEncoder.BLOCK_LENGTH);
        first.wrapAndApplyHeader(start, 0, header)
                .snapshotVersion(1)
                .encodingVersion(1)
                .initialised(BooleanType.TRUE)
                .lastSequence(point.sequence())
                .chainHash(point.chainHash())
                .journalPosition(point.position())
                .time(5)
                .nextOrderId(1)
                .nextTradeId(1)
                .clusterName("test");
        add(start);
        for (int i = 0; i < assets.length; i++) {
            final UnsafeBuffer asset = message(AssetStateEncoder.BLOCK_LENGTH);
            new AssetStateEncoder()
                    .wrapAndApplyHeader(asset, 0, header)
                    .assetId(i + 1)
                    .name(assets[i]);
            add(asset);
        }
        final UnsafeBuffer end = message(SnapshotEndEncoder.BLOCK_LENGTH);
        new SnapshotEndEncoder()
                .wrapAndApplyHeader(end, 0, header)
                .messageCount(messages.size())
                .checksum(checksum);
        messages.add(end);
    }

    /** The messages, the header first and the end last. */
    List<UnsafeBuffer> messages() {
        return messages;
    }

    private static UnsafeBuffer message(final int blockLength) {
        return new UnsafeBuffer(new byte[MessageHeaderEncoder.ENCODED_LENGTH + blockLength]);
    }

    private void add(final UnsafeBuffer message) {
        messages.add(message);
        checksum = ChainHash.extend(checksum, message, 0, message.capacity());
    }
}

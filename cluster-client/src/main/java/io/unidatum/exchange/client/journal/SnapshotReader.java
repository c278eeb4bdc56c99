package io.unidatum.exchange.client.journal;

import io.unidatum.exchange.protocol.ChainHash;
import io.unidatum.exchange.protocol.SnapshotOrder;
import io.unidatum.exchange.sbe.common.MessageHeaderDecoder;
import io.unidatum.exchange.sbe.snapshot.SnapshotEndDecoder;
import io.unidatum.exchange.sbe.snapshot.SnapshotHeaderDecoder;
import org.agrona.DirectBuffer;

/** Checks the messages of one snapshot as they come and passes them on. Knows nothing of Aeron; single use. */
final class SnapshotReader {
    private static final int LAST_SNAPSHOT_VERSION = 3;

    private final SnapshotMessageHandler handler;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final SnapshotHeaderDecoder snapshotHeader = new SnapshotHeaderDecoder();
    private final SnapshotEndDecoder snapshotEnd = new SnapshotEndDecoder();
    private JournalPoint point;
    private long checksum = ChainHash.INITIAL;
    private long count;
    private int lastTemplateId;
    private boolean isComplete;

    SnapshotReader(final SnapshotMessageHandler handler) {
        this.handler = handler;
    }

    /** Where the journal goes on behind the snapshot. {@return null until the snapshot's header has come} */
    JournalPoint point() {
        return point;
    }

    /** Whether the end has come and the count and the checksum are right. */
    boolean isComplete() {
        return isComplete;
    }

    /**
     * Takes the next message.
     *
     * @throws MalformedFrameException if the snapshot is damaged, or of a version that this build does not know.
     */
    void onMessage(final DirectBuffer buffer, final int offset, final int length) {
        if (length < MessageHeaderDecoder.ENCODED_LENGTH) {
            throw new MalformedFrameException("a snapshot message of " + length + " bytes");
        }
        header.wrap(buffer, offset);
        final int templateId = header.templateId();
        final int blockLength = header.blockLength();
        if (header.schemaId() != SnapshotHeaderDecoder.SCHEMA_ID
                || blockLength != length - MessageHeaderDecoder.ENCODED_LENGTH) {
            throw new MalformedFrameException("not a snapshot message: schema " + header.schemaId() + ", template "
                    + templateId + ", block of " + blockLength + " in " + length + " bytes");
        }
        if (isComplete
                || SnapshotOrder.place(templateId) < SnapshotOrder.place(lastTemplateId)
                || (point == null) != isHeader(templateId)) {
            throw new MalformedFrameException("snapshot message " + templateId + " behind " + lastTemplateId);
        }
        lastTemplateId = templateId;

        final int blockOffset = offset + MessageHeaderDecoder.ENCODED_LENGTH;
        if (isHeader(templateId)) {
            onHeader(buffer, blockOffset);
        }
        if (templateId == SnapshotEndDecoder.TEMPLATE_ID) {
            onEnd(buffer, blockOffset);
        } else {
            checksum = ChainHash.extend(checksum, buffer, offset, length);
            count++;
        }
        handler.onSnapshotMessage(templateId, buffer, blockOffset, blockLength, header.version());
    }

    private static boolean isHeader(final int templateId) {
        return templateId == SnapshotHeaderDecoder.TEMPLATE_ID;
    }

    private void onHeader(final DirectBuffer buffer, final int blockOffset) {
        snapshotHeader.wrap(buffer, blockOffset, header.blockLength(), header.version());
        if (header.blockLength() < SnapshotHeaderDecoder.BLOCK_LENGTH
                || snapshotHeader.snapshotVersion() < 1
                || snapshotHeader.snapshotVersion() > LAST_SNAPSHOT_VERSION) {
            throw new MalformedFrameException("a snapshot of version " + snapshotHeader.snapshotVersion()
                    + ", this build knows 1 to " + LAST_SNAPSHOT_VERSION + ": upgrade it");
        }
        if (snapshotHeader.lastSequence() < 0 || snapshotHeader.journalPosition() < 0) {
            throw new MalformedFrameException("a snapshot at sequence " + snapshotHeader.lastSequence() + ", position "
                    + snapshotHeader.journalPosition());
        }
        point = new JournalPoint(
                snapshotHeader.lastSequence(), snapshotHeader.journalPosition(), snapshotHeader.chainHash());
    }

    private void onEnd(final DirectBuffer buffer, final int blockOffset) {
        snapshotEnd.wrap(buffer, blockOffset, header.blockLength(), header.version());
        if (header.blockLength() < SnapshotEndDecoder.BLOCK_LENGTH
                || snapshotEnd.messageCount() != count
                || snapshotEnd.checksum() != checksum) {
            throw new MalformedFrameException(
                    "the snapshot's count or checksum is wrong: " + count + " messages, " + Long.toHexString(checksum));
        }
        isComplete = true;
    }
}

package io.unidatum.exchange.node;

import io.aeron.FragmentAssembler;
import io.aeron.Image;
import io.aeron.Subscription;
import io.aeron.archive.client.AeronArchive;
import io.aeron.exceptions.TimeoutException;
import io.aeron.logbuffer.Header;
import io.unidatum.exchange.protocol.JournalLayout;
import io.unidatum.exchange.sbe.common.MessageHeaderDecoder;
import io.unidatum.exchange.sbe.snapshot.SnapshotHeaderDecoder;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.agrona.DirectBuffer;

/** Reads from a recorded snapshot at which position of the journal it was taken. */
final class SnapshotHeaderReader {
    private static final String CHANNEL = "aeron:ipc?alias=snapshot-header|term-length=64k";
    private static final int STREAM_ID = JournalLayout.STREAM_ID + 4;
    private static final long TIMEOUT_NS = TimeUnit.SECONDS.toNanos(5);
    private static final long PARK_NS = TimeUnit.MICROSECONDS.toNanos(200);
    private static final long NONE = -1;

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final SnapshotHeaderDecoder decoder = new SnapshotHeaderDecoder();
    private long journalPosition = NONE;

    private SnapshotHeaderReader() {}

    /**
     * Reads it.
     *
     * @param archive that has the snapshot.
     * @param recording of the service's snapshot, or null.
     * @return position in bytes; 0 if it cannot be read: then nothing must be cut off.
     */
    static long journalPosition(final AeronArchive archive, final RecordingExtent recording) {
        if (recording == null || recording.isActive() || recording.stopPosition() <= recording.startPosition()) {
            return 0;
        }
        final SnapshotHeaderReader reader = new SnapshotHeaderReader();
        final long length = recording.stopPosition() - recording.startPosition();
        final long deadlineNs = System.nanoTime() + TIMEOUT_NS;
        try (Subscription subscription =
                archive.replay(recording.recordingId(), recording.startPosition(), length, CHANNEL, STREAM_ID)) {
            final FragmentAssembler assembler = new FragmentAssembler(reader::onMessage);
            while (reader.journalPosition == NONE) {
                final Image image = subscription.imageCount() == 0 ? null : subscription.imageAtIndex(0);
                final boolean isOver =
                        image != null && (image.isClosed() || image.position() >= recording.stopPosition());
                final int fragments = subscription.poll(assembler, 1);
                if (fragments == 0 && isOver) {
                    return 0;
                }
                if (System.nanoTime() - deadlineNs > 0) {
                    throw new TimeoutException("the archive does not replay snapshot " + recording.recordingId());
                }
                if (fragments == 0) {
                    if (archive.context().aeron().conductorAgentInvoker() != null) {
                        archive.context().aeron().conductorAgentInvoker().invoke();
                    }
                    LockSupport.parkNanos(PARK_NS);
                }
            }
        }
        return reader.journalPosition;
    }

    private void onMessage(final DirectBuffer buffer, final int offset, final int length, final Header fragmentHeader) {
        if (length < MessageHeaderDecoder.ENCODED_LENGTH || journalPosition != NONE) {
            return;
        }
        header.wrap(buffer, offset);
        if (header.schemaId() == SnapshotHeaderDecoder.SCHEMA_ID
                && header.templateId() == SnapshotHeaderDecoder.TEMPLATE_ID) {
            decoder.wrapAndApplyHeader(buffer, offset, header);
            journalPosition = decoder.journalPosition();
        }
    }
}

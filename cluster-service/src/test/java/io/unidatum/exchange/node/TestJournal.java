package io.unidatum.exchange.node;

import io.aeron.Aeron;
import io.aeron.Image;
import io.aeron.Subscription;
import io.aeron.archive.client.AeronArchive;
import io.unidatum.exchange.protocol.ChainHash;
import io.unidatum.exchange.protocol.JournalLayout;
import io.unidatum.exchange.protocol.MemberEndpoints;
import io.unidatum.exchange.sbe.common.MessageHeaderDecoder;
import io.unidatum.exchange.sbe.event.JournalFrameDecoder;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Reads what a member's archive has recorded of the journal, frame by frame, and checks that it is whole. */
public final class TestJournal {
    private static final long DEADLINE_NS = TimeUnit.SECONDS.toNanos(30);
    private static final String REPLAY_CHANNEL = "aeron:udp?endpoint=127.0.0.1:0";
    private static final int REPLAY_STREAM_ID = 9_001;

    private TestJournal() {}

    /**
     * A frame of the journal.
     *
     * @param position just behind it.
     * @param firstSequence of its events.
     * @param count of its events.
     * @param chainHash over all frames before it.
     * @param bytes of it.
     */
    public record Frame(long position, long firstSequence, int count, long chainHash, ByteBuffer bytes) {}

    /**
     * Reads the whole journal of a member up to what its archive has recorded now, and checks that sequences and
     * chained hash have no gap.
     *
     * @param member to read from.
     * @param aeronDirectoryName of a running media driver.
     * @return its frames.
     */
    public static List<Frame> read(final MemberEndpoints member, final String aeronDirectoryName) {
        final List<Frame> frames = new ArrayList<>();
        try (AeronArchive archive = AeronArchive.connect(new AeronArchive.Context()
                .aeronDirectoryName(aeronDirectoryName)
                .controlRequestChannel("aeron:udp?endpoint=" + member.archiveControl())
                .controlResponseChannel("aeron:udp?endpoint=127.0.0.1:0")
                .messageTimeoutNs(DEADLINE_NS))) {
            final long recordingId = recordingId(archive);
            final long start = archive.getStartPosition(recordingId);
            final long active = archive.getRecordingPosition(recordingId);
            final long end = active == Aeron.NULL_VALUE ? archive.getStopPosition(recordingId) : active;
            if (end > start) {
                replay(archive, recordingId, start, end, frames);
            }
        }
        checkContinuity(frames);
        return frames;
    }

    private static long recordingId(final AeronArchive archive) {
        final List<Long> ids = new ArrayList<>();
        archive.listRecordingsForUri(
                0,
                100,
                "aeron:ipc",
                JournalLayout.STREAM_ID,
                (c, r, id, t0, t1, p0, p1, ti, sl, tl, mtu, session, stream, sc, oc, source) -> ids.add(id));
        if (ids.size() != 1) {
            throw new AssertionError("journal recordings: " + ids);
        }
        return ids.get(0);
    }

    private static void replay(
            final AeronArchive archive,
            final long recordingId,
            final long start,
            final long end,
            final List<Frame> frames) {
        final long deadlineNs = System.nanoTime() + DEADLINE_NS;
        final Aeron aeron = archive.context().aeron();
        try (Subscription subscription = aeron.addSubscription(REPLAY_CHANNEL, REPLAY_STREAM_ID)) {
            String channel = null;
            while (channel == null) {
                channel = subscription.tryResolveChannelEndpointPort();
                checkDeadline(deadlineNs);
            }
            archive.startReplay(recordingId, start, end - start, channel, REPLAY_STREAM_ID);
            while (subscription.hasNoImages()) {
                checkDeadline(deadlineNs);
            }
            final Image image = subscription.imageAtIndex(0);
            while (image.position() < end) {
                final int fragments = image.poll(
                        (buffer, offset, length, header) ->
                                frames.add(frame(header.position(), buffer, offset, length)),
                        100);
                if (fragments == 0) {
                    checkDeadline(deadlineNs);
                }
            }
        }
    }

    private static Frame frame(final long position, final DirectBuffer buffer, final int offset, final int length) {
        final JournalFrameDecoder decoder = new JournalFrameDecoder();
        decoder.wrapAndApplyHeader(buffer, offset, new MessageHeaderDecoder());
        final byte[] bytes = new byte[length];
        buffer.getBytes(offset, bytes);
        return new Frame(
                position, decoder.firstSequence(), decoder.count(), decoder.chainHash(), ByteBuffer.wrap(bytes));
    }

    private static void checkContinuity(final List<Frame> frames) {
        long sequence = 0;
        long chainHash = ChainHash.INITIAL;
        for (final Frame frame : frames) {
            if (frame.firstSequence() != sequence + 1 || frame.chainHash() != chainHash) {
                throw new AssertionError("journal broken behind sequence " + sequence + ": " + frame);
            }
            sequence += frame.count();
            final UnsafeBuffer buffer = new UnsafeBuffer(frame.bytes().array());
            chainHash = ChainHash.extend(chainHash, buffer, 0, buffer.capacity());
        }
    }

    private static void checkDeadline(final long deadlineNs) {
        if (System.nanoTime() - deadlineNs > 0) {
            throw new IllegalStateException("the journal could not be read in time");
        }
        LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(200));
    }
}

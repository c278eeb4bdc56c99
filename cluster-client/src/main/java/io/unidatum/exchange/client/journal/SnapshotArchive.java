package io.unidatum.exchange.client.journal;

import io.aeron.Aeron;
import io.aeron.FragmentAssembler;
import io.aeron.Image;
import io.aeron.archive.client.AeronArchive;
import io.aeron.archive.codecs.ControlResponseCode;
import io.aeron.archive.codecs.RecordingDescriptorDecoder;
import io.aeron.cluster.service.ClusteredServiceContainer;
import io.unidatum.exchange.protocol.MemberEndpoints;
import io.unidatum.exchange.sbe.common.MessageHeaderDecoder;
import io.unidatum.exchange.sbe.snapshot.SnapshotHeaderDecoder;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BooleanSupplier;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.SleepingMillisIdleStrategy;

/**
 * One member's archive as a source of service snapshots. Connects without blocking, then waits for each answer in
 * place. The recordings of the service's snapshot stream hold Aeron's own messages first; only the exchange's are
 * passed on.
 */
final class SnapshotArchive implements ArchiveSession.Listener, AutoCloseable {
    private static final int FRAGMENT_LIMIT = 256;

    /**
     * A complete recording.
     *
     * @param recordingId of it.
     * @param startPosition at which it begins.
     * @param stopPosition at which it ends.
     */
    record Recording(long recordingId, long startPosition, long stopPosition) {}

    private final IdleStrategy idle = new SleepingMillisIdleStrategy(1);
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final Deque<Recording> recordings = new ArrayDeque<>();
    private final StateImageContext ctx;
    private final MemberEndpoints member;
    private final Aeron aeron;
    private final ArchiveSession session;
    private final ReplayStream stream;
    private long correlationId = Aeron.NULL_VALUE;
    private boolean isAnswered;
    private ControlResponseCode answerCode;
    private long answerId;
    private String answerMessage;
    private RuntimeException damage;

    SnapshotArchive(final StateImageContext ctx, final MemberEndpoints member, final Aeron aeron) {
        this.ctx = ctx;
        this.member = member;
        this.aeron = aeron;
        this.stream = new ReplayStream(aeron, ctx.replayHost());
        this.session = new ArchiveSession(aeron, member, ctx.replayHost(), ctx.timeoutNs(), this);
    }

    MemberEndpoints member() {
        return member;
    }

    void poll() {
        session.poll();
    }

    boolean isConnected() {
        return session.isConnected();
    }

    /** The complete snapshots, newest first. */
    Deque<Recording> recordings() {
        recordings.clear();
        await("to list its snapshots", () -> ask(session.requestRecordings(snapshotStreamId())));
        await("to list its snapshots", () -> isAnswered);
        return recordings;
    }

    /**
     * Reads a recording.
     *
     * @param recording to read.
     * @param reader that takes the snapshot's messages.
     * @param isHeaderEnough true to stop behind the snapshot's header.
     * @return null, or what is wrong with the recording.
     */
    String read(final Recording recording, final SnapshotReader reader, final boolean isHeaderEnough) {
        await("a port to replay to", () -> stream.channel() != null);
        final long length = recording.stopPosition() - recording.startPosition();
        await(
                "to ask for a replay",
                () -> ask(session.requestReplay(
                        recording.recordingId(),
                        recording.startPosition(),
                        length,
                        stream.channel(),
                        ReplayStream.STREAM_ID)));
        await("to replay a snapshot", () -> isAnswered);
        if (answerCode != ControlResponseCode.OK) {
            return "its archive refuses to replay: " + answerMessage;
        }
        final long replaySessionId = answerId;
        await("a replay to arrive", () -> stream.image(replaySessionId) != null);
        try {
            return read(stream.image(replaySessionId), recording.stopPosition(), reader, isHeaderEnough);
        } finally {
            session.stopReplay(replaySessionId);
        }
    }

    @Override
    public void onRecording(final long answeredId, final RecordingDescriptorDecoder recording) {
        final long stopPosition = recording.stopPosition();
        if (answeredId == correlationId
                && stopPosition != AeronArchive.NULL_POSITION
                && stopPosition > recording.startPosition()) {
            recordings.addFirst(new Recording(recording.recordingId(), recording.startPosition(), stopPosition));
        }
    }

    @Override
    public void onResponse(
            final long answeredId, final long relevantId, final ControlResponseCode code, final String message) {
        if (answeredId == correlationId) {
            isAnswered = true;
            answerCode = code;
            answerId = relevantId;
            answerMessage = message;
        }
    }

    @Override
    public void close() {
        CloseHelper.quietCloseAll(stream, session);
    }

    private static int snapshotStreamId() {
        return ClusteredServiceContainer.Configuration.SNAPSHOT_STREAM_ID_DEFAULT;
    }

    private String read(
            final Image image, final long stopPosition, final SnapshotReader reader, final boolean isHeaderEnough) {
        damage = null;
        final FragmentAssembler assembler = new FragmentAssembler((buffer, offset, length, fragmentHeader) -> {
            if (damage == null && isOfExchange(buffer, offset, length)) {
                try {
                    reader.onMessage(buffer, offset, length);
                } catch (final RuntimeException ex) {
                    damage = ex;
                }
            }
        });
        long stuckAtNs = System.nanoTime() + ctx.timeoutNs();
        while (!isRead(reader, isHeaderEnough)) {
            final boolean isOver = image.position() >= stopPosition || image.isClosed();
            aeron.conductorAgentInvoker().invoke();
            session.poll();
            if (image.poll(assembler, FRAGMENT_LIMIT) > 0) {
                stuckAtNs = System.nanoTime() + ctx.timeoutNs();
            } else if (isOver) {
                break;
            } else if (System.nanoTime() - stuckAtNs > 0) {
                throw tooLong("to go on with a snapshot's replay");
            } else {
                idle.idle();
            }
        }
        if (damage instanceof MalformedFrameException) {
            return damage.getMessage();
        }
        if (damage != null) {
            throw new JournalStopException(JournalFault.Kind.HANDLER, "the handler failed: " + damage, damage);
        }
        return isRead(reader, isHeaderEnough) ? null : "the snapshot has no end";
    }

    private boolean isRead(final SnapshotReader reader, final boolean isHeaderEnough) {
        return damage != null || reader.isComplete() || isHeaderEnough && reader.point() != null;
    }

    private boolean isOfExchange(final DirectBuffer buffer, final int offset, final int length) {
        if (length < MessageHeaderDecoder.ENCODED_LENGTH) {
            return false;
        }
        header.wrap(buffer, offset);
        return header.schemaId() == SnapshotHeaderDecoder.SCHEMA_ID;
    }

    private boolean ask(final long newCorrelationId) {
        correlationId = newCorrelationId;
        isAnswered = false;
        return newCorrelationId != Aeron.NULL_VALUE;
    }

    private void await(final String what, final BooleanSupplier condition) {
        final long deadlineNs = System.nanoTime() + ctx.timeoutNs();
        while (!condition.getAsBoolean()) {
            aeron.conductorAgentInvoker().invoke();
            session.poll();
            if (System.nanoTime() - deadlineNs > 0) {
                throw tooLong(what);
            }
            idle.idle();
        }
    }

    private IllegalStateException tooLong(final String what) {
        return new IllegalStateException(
                "member " + member.memberId() + " took too long " + what + " at " + member.archiveControl());
    }
}

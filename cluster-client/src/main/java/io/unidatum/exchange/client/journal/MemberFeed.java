package io.unidatum.exchange.client.journal;

import io.aeron.Aeron;
import io.aeron.Image;
import io.aeron.archive.client.ArchiveException;
import io.aeron.archive.codecs.ControlResponseCode;
import io.aeron.archive.codecs.RecordingDescriptorDecoder;
import io.aeron.logbuffer.ControlledFragmentHandler;
import io.aeron.logbuffer.ControlledFragmentHandler.Action;
import io.aeron.logbuffer.FrameDescriptor;
import io.aeron.logbuffer.Header;
import io.unidatum.exchange.protocol.JournalLayout;
import io.unidatum.exchange.protocol.MemberEndpoints;
import java.util.concurrent.TimeUnit;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;

/**
 * Reads the journal of one member: connects to its archive, finds the recording and the place to begin, replays from
 * there and follows. One attempt: once lost it stays lost, and {@link #problem()} says why. Single-threaded, never
 * blocks.
 */
final class MemberFeed implements ArchiveSession.Listener, AutoCloseable {
    private static final long BEHIND_RETRY_NS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final int ASKS_PER_SILENCE = 4;

    private enum State {
        CONNECTING,
        LISTING,
        SIZING,
        BEHIND,
        REPLAY_WANTED,
        REPLAY_REQUESTED,
        PROBING,
        FOLLOWING,
        LOST
    }

    private final JournalReaderContext ctx;
    private final MemberEndpoints member;
    private final JournalMerge merge;
    private final FrameChain begin = new FrameChain();
    private final FrameChain chain = new FrameChain();
    private final FrameReader probedFrame = new FrameReader();
    private final ControlledFragmentHandler frameHandler = this::onFrame;
    private final ControlledFragmentHandler probeHandler = this::onProbe;
    private final ReplayStream stream;
    private final ArchiveSession session;
    private State state = State.CONNECTING;
    private long deadlineNs;
    private long retryNs;
    private long correlationId = Aeron.NULL_VALUE;
    private long recordingId = Aeron.NULL_VALUE;
    private long startPosition;
    private String layoutProblem = "";
    private long recordedPosition = Aeron.NULL_VALUE;
    private TermSearch search;
    private long replayPosition;
    private long replaySessionId = Aeron.NULL_VALUE;
    private int invalidPositions;
    private Image image;
    private long lastAnswerNs;
    private long lastPollNs;
    private long nowNs;
    private boolean isTrimmed;
    private String problem = "";
    private JournalStopException stop;

    MemberFeed(
            final JournalReaderContext ctx,
            final MemberEndpoints member,
            final Aeron aeron,
            final JournalMerge merge,
            final long nowNs) {
        this.ctx = ctx;
        this.member = member;
        this.merge = merge;
        this.nowNs = nowNs;
        this.stream = new ReplayStream(aeron, ctx.replayHost());
        this.session = new ArchiveSession(aeron, member, ctx.replayHost(), ctx.connectTimeoutNs(), this);
        enter(State.CONNECTING);
    }

    MemberEndpoints member() {
        return member;
    }

    boolean isFollowing() {
        return state == State.FOLLOWING && image != null;
    }

    boolean isLost() {
        return state == State.LOST;
    }

    /** Whether it was lost because the recording begins behind the point to start from. */
    boolean isTrimmed() {
        return isTrimmed;
    }

    /** Why it was lost, or what it waits for; empty if all is well. */
    String problem() {
        return problem;
    }

    /** How far the member's recording went when it was last asked, NULL_VALUE if not known. */
    long recordedPosition() {
        return recordedPosition;
    }

    /**
     * One step.
     *
     * @return work done.
     * @throws JournalStopException if the reader must not go on.
     */
    int poll(final long now) {
        nowNs = now;
        int work = 0;
        try {
            work += session.poll();
            work += step();
        } catch (final JournalStopException ex) {
            throw ex;
        } catch (final RuntimeException ex) {
            lose(String.valueOf(ex.getMessage()));
            work++;
        }
        if (stop != null) {
            throw stop;
        }
        if (state != State.FOLLOWING && state != State.LOST && nowNs - deadlineNs > 0) {
            lose(problem.isEmpty() ? "no answer from the archive at " + member.archiveControl() : problem);
        }
        return work;
    }

    @Override
    public void onRecording(final long answeredId, final RecordingDescriptorDecoder recording) {
        if (state == State.LISTING && answeredId == correlationId) {
            recordingId = recording.recordingId();
            startPosition = recording.startPosition();
            layoutProblem = recording.initialTermId() == JournalLayout.INITIAL_TERM_ID
                            && recording.termBufferLength() == JournalLayout.TERM_LENGTH
                    ? ""
                    : "recording " + recordingId + " has not a journal's layout: initial term "
                            + recording.initialTermId() + ", term length " + recording.termBufferLength();
        }
    }

    @Override
    public void onResponse(
            final long answeredId, final long relevantId, final ControlResponseCode code, final String message) {
        if (answeredId != correlationId) {
            return;
        }
        correlationId = Aeron.NULL_VALUE;
        switch (state) {
            case LISTING -> onListed();
            case SIZING -> onRecordedPosition(code, relevantId, message);
            case REPLAY_REQUESTED -> onReplayResponse(code, relevantId, message);
            case FOLLOWING -> {
                lastAnswerNs = nowNs;
                if (code == ControlResponseCode.OK) {
                    recordedPosition = relevantId;
                }
            }
            default -> {}
        }
    }

    @Override
    public void close() {
        if (replaySessionId != Aeron.NULL_VALUE) {
            try {
                session.stopReplay(replaySessionId);
            } catch (final RuntimeException ignored) {
                // The archive is gone, and the replay with it.
                replaySessionId = Aeron.NULL_VALUE;
            }
        }
        CloseHelper.quietCloseAll(stream, session);
    }

    private int step() {
        switch (state) {
            case CONNECTING:
                if (session.isConnected()) {
                    // Kept while this member catches up: the other feed moves on, and would stay ahead for ever.
                    begin.set(merge.delivered());
                    enter(State.LISTING);
                }
                return 0;
            case LISTING:
                if (correlationId == Aeron.NULL_VALUE) {
                    recordingId = Aeron.NULL_VALUE;
                    correlationId = session.requestRecordings(JournalLayout.STREAM_ID);
                }
                return 0;
            case SIZING:
                if (correlationId == Aeron.NULL_VALUE) {
                    correlationId = session.requestRecordedPosition(recordingId);
                }
                return 0;
            case BEHIND:
                if (nowNs - retryNs > 0) {
                    state = State.SIZING;
                }
                return 0;
            case REPLAY_WANTED:
                if (stream.channel() != null) {
                    requestReplay();
                }
                return 0;
            case PROBING:
                return probe();
            case FOLLOWING:
                return follow();
            default:
                return 0;
        }
    }

    private void onListed() {
        if (recordingId == Aeron.NULL_VALUE) {
            lose("its archive has no journal yet");
        } else if (!layoutProblem.isEmpty()) {
            lose(layoutProblem);
        } else {
            enter(State.SIZING);
        }
    }

    private void onRecordedPosition(final ControlResponseCode code, final long position, final String message) {
        if (code != ControlResponseCode.OK) {
            lose("its archive does not say how far the journal goes: " + code + " " + message);
            return;
        }
        recordedPosition = position;
        if (begin.isPositionKnown()) {
            if (begin.position() < startPosition) {
                onTrimmed("position " + startPosition);
            } else if (begin.position() > recordedPosition) {
                waitForMore();
            } else {
                replayFrom(begin.position());
            }
        } else if (recordedPosition == startPosition) {
            waitForMore();
        } else {
            search = new TermSearch(startPosition, recordedPosition, begin.sequence() + 1);
            replayFrom(search.probePosition());
        }
    }

    private void waitForMore() {
        problem = "its journal ends at position " + recordedPosition + ", before " + begin;
        retryNs = nowNs + BEHIND_RETRY_NS;
        state = State.BEHIND;
    }

    private void onTrimmed(final String beginning) {
        isTrimmed = true;
        lose("its journal begins at " + beginning + ", behind " + begin);
    }

    private void replayFrom(final long position) {
        replayPosition = position;
        replaySessionId = Aeron.NULL_VALUE;
        enter(State.REPLAY_WANTED);
    }

    private void requestReplay() {
        final long length = search == null ? Long.MAX_VALUE : JournalLayout.MTU_LENGTH;
        correlationId =
                session.requestReplay(recordingId, replayPosition, length, stream.channel(), ReplayStream.STREAM_ID);
        if (correlationId != Aeron.NULL_VALUE) {
            state = State.REPLAY_REQUESTED;
        }
    }

    private void onReplayResponse(final ControlResponseCode code, final long relevantId, final String message) {
        if (code == ControlResponseCode.OK) {
            replaySessionId = relevantId;
            image = null;
            if (search == null) {
                chain.set(begin);
                lastAnswerNs = nowNs;
                lastPollNs = nowNs;
            }
            enter(search == null ? State.FOLLOWING : State.PROBING);
        } else if (relevantId != ArchiveException.INVALID_POSITION) {
            lose("its archive refuses to replay: " + message);
        } else if (replayPosition == recordedPosition) {
            // Nobody records at present, and there is nothing more to read.
            waitForMore();
        } else if (++invalidPositions == 1) {
            // The recording may have been cut at either end since it was looked at.
            enter(State.LISTING);
        } else {
            stop = new JournalStopException(
                    JournalFault.Kind.DIVERGED,
                    "no frame begins in its journal at position " + replayPosition + ", up to which " + begin
                            + " was read: " + message);
        }
    }

    private int probe() {
        if (image == null) {
            image = stream.image(replaySessionId);
        }
        return image == null ? 0 : image.controlledPoll(probeHandler, 1);
    }

    private Action onProbe(final DirectBuffer buffer, final int offset, final int length, final Header header) {
        try {
            probedFrame.wrap(buffer, offset, length);
            search.onFirstSequence(probedFrame.firstSequence());
        } catch (final MalformedFrameException ex) {
            stop = new JournalStopException(
                    JournalFault.Kind.MALFORMED, "at position " + replayPosition + ": " + ex.getMessage(), ex);
            return Action.ABORT;
        }
        if (search.isTooLate()) {
            onTrimmed("sequence " + probedFrame.firstSequence());
        } else {
            final long position = search.probePosition();
            if (search.isDone()) {
                search = null;
            }
            replayFrom(position);
        }
        return Action.BREAK;
    }

    private int follow() {
        if (image == null) {
            image = stream.image(replaySessionId);
            if (image == null) {
                if (nowNs - deadlineNs > 0) {
                    lose("its archive accepted a replay that did not arrive at " + stream.channel());
                }
                return 0;
            }
            problem = "";
            invalidPositions = 0;
        }
        final int work = image.controlledPoll(frameHandler, ctx.fragmentLimit());
        if (work == 0 && (image.isClosed() || image.isEndOfStream())) {
            lose("its replay has ended: the node stopped or cannot be reached");
            return 1;
        }
        askRecordedPosition();
        return work;
    }

    /** The answers show that the archive is alive, also when there is nothing to read. */
    private void askRecordedPosition() {
        final long intervalNs = ctx.silenceTimeoutNs() / ASKS_PER_SILENCE;
        if (nowNs - lastPollNs > intervalNs) {
            // Not polled for long: the silence was this side's.
            lastAnswerNs = nowNs;
        }
        lastPollNs = nowNs;
        if (nowNs - lastAnswerNs > ctx.silenceTimeoutNs()) {
            lose("its archive has been silent for too long");
        } else if (correlationId == Aeron.NULL_VALUE && nowNs - lastAnswerNs > intervalNs) {
            correlationId = session.requestRecordedPosition(recordingId);
        }
    }

    private Action onFrame(final DirectBuffer buffer, final int offset, final int length, final Header header) {
        try {
            if ((header.flags() & FrameDescriptor.UNFRAGMENTED) != FrameDescriptor.UNFRAGMENTED) {
                throw new JournalStopException(
                        JournalFault.Kind.MALFORMED, "a frame in fragments ends at position " + header.position());
            }
            merge.onFrame(chain, buffer, offset, length, header.position());
            return Action.CONTINUE;
        } catch (final JournalStopException ex) {
            stop = ex;
            return Action.ABORT;
        }
    }

    private void enter(final State newState) {
        state = newState;
        correlationId = Aeron.NULL_VALUE;
        deadlineNs = nowNs + ctx.connectTimeoutNs();
    }

    private void lose(final String reason) {
        problem = reason;
        state = State.LOST;
    }
}

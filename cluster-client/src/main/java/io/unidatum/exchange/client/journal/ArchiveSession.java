package io.unidatum.exchange.client.journal;

import io.aeron.Aeron;
import io.aeron.ControlledFragmentAssembler;
import io.aeron.Subscription;
import io.aeron.archive.client.AeronArchive;
import io.aeron.archive.codecs.ControlResponseCode;
import io.aeron.archive.codecs.ControlResponseDecoder;
import io.aeron.archive.codecs.MessageHeaderDecoder;
import io.aeron.archive.codecs.RecordingDescriptorDecoder;
import io.aeron.logbuffer.ControlledFragmentHandler.Action;
import io.aeron.logbuffer.Header;
import io.unidatum.exchange.protocol.MemberEndpoints;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.NoOpLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A control session with one member's archive that never blocks: requests return a correlation id, answers come to the
 * listener while it is polled. Aeron's own client waits for each answer in place, which would hold up a reader's other
 * feed. Single-threaded.
 */
final class ArchiveSession implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ArchiveSession.class);
    private static final int FRAGMENT_LIMIT = 16;

    private final Aeron aeron;
    private final Listener listener;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final ControlResponseDecoder response = new ControlResponseDecoder();
    private final RecordingDescriptorDecoder descriptor = new RecordingDescriptorDecoder();
    private final ControlledFragmentAssembler assembler = new ControlledFragmentAssembler(this::onFragment);
    private AeronArchive.AsyncConnect connecting;
    private AeronArchive archive;
    private Subscription responses;

    /** Hears the archive's answers. */
    interface Listener {
        /** A recording that was asked for; the last one is followed by nothing. */
        void onRecording(long correlationId, RecordingDescriptorDecoder recording);

        /** An answer; the message is empty unless the code is ERROR. */
        void onResponse(long correlationId, long relevantId, ControlResponseCode code, String message);
    }

    ArchiveSession(
            final Aeron aeron,
            final MemberEndpoints member,
            final String responseHost,
            final long timeoutNs,
            final Listener listener) {
        this.aeron = aeron;
        this.listener = listener;
        this.connecting = AeronArchive.asyncConnect(new AeronArchive.Context()
                .aeron(aeron)
                .ownsAeronClient(false)
                .lock(NoOpLock.INSTANCE)
                .clientName("journal-reader")
                .controlRequestChannel("aeron:udp?term-length=64k|endpoint=" + member.archiveControl())
                .controlResponseChannel("aeron:udp?endpoint=" + responseHost + ":0")
                .messageTimeoutNs(timeoutNs)
                .errorHandler(ex -> LOG.warn("action=archive-session-error member={}", member.memberId(), ex)));
    }

    /**
     * Goes on connecting, or takes answers.
     *
     * @return work done.
     * @throws RuntimeException if connecting failed or took too long, or the archive is gone.
     */
    int poll() {
        if (archive == null) {
            final int step = connecting.step();
            archive = connecting.poll();
            if (archive == null) {
                return connecting.step() - step;
            }
            responses = archive.controlResponsePoller().subscription();
            return 1;
        }
        if (!responses.isConnected()) {
            throw new IllegalStateException("the archive's control session has closed");
        }
        return responses.controlledPoll(assembler, FRAGMENT_LIMIT);
    }

    boolean isConnected() {
        return archive != null;
    }

    /** Asks for all recordings of a stream on IPC channels. {@return correlation id, or NULL_VALUE: try again} */
    long requestRecordings(final int streamId) {
        final long correlationId = aeron.nextCorrelationId();
        return sent(
                archive.archiveProxy()
                        .listRecordingsForUri(
                                0, Integer.MAX_VALUE, "aeron:ipc", streamId, correlationId, archive.controlSessionId()),
                correlationId);
    }

    /** Asks how far a recording goes. {@return correlation id, or NULL_VALUE: try again} */
    long requestRecordedPosition(final long recordingId) {
        final long correlationId = aeron.nextCorrelationId();
        return sent(
                archive.archiveProxy().getMaxRecordedPosition(recordingId, correlationId, archive.controlSessionId()),
                correlationId);
    }

    /** Asks for a replay. {@return correlation id, or NULL_VALUE: try again} */
    long requestReplay(
            final long recordingId, final long position, final long length, final String channel, final int streamId) {
        final long correlationId = aeron.nextCorrelationId();
        return sent(
                archive.archiveProxy()
                        .replay(
                                recordingId,
                                position,
                                length,
                                channel,
                                streamId,
                                correlationId,
                                archive.controlSessionId()),
                correlationId);
    }

    /** Ends a replay; the answer is of no interest. */
    void stopReplay(final long replaySessionId) {
        if (archive != null && archive.archiveProxy().publication().isConnected()) {
            archive.archiveProxy().stopReplay(replaySessionId, aeron.nextCorrelationId(), archive.controlSessionId());
        }
    }

    @Override
    public void close() {
        final AeronArchive.AsyncConnect attempt = connecting;
        connecting = null;
        CloseHelper.quietCloseAll(attempt == null ? null : attempt::close, archive);
    }

    private static long sent(final boolean isSent, final long correlationId) {
        return isSent ? correlationId : Aeron.NULL_VALUE;
    }

    private Action onFragment(
            final DirectBuffer buffer, final int offset, final int length, final Header fragmentHeader) {
        header.wrap(buffer, offset);
        if (header.templateId() == ControlResponseDecoder.TEMPLATE_ID) {
            response.wrapAndApplyHeader(buffer, offset, header);
            if (response.controlSessionId() == archive.controlSessionId()) {
                final ControlResponseCode code = response.code();
                listener.onResponse(
                        response.correlationId(),
                        response.relevantId(),
                        code,
                        code == ControlResponseCode.ERROR ? response.errorMessage() : "");
            }
        } else if (header.templateId() == RecordingDescriptorDecoder.TEMPLATE_ID) {
            descriptor.wrapAndApplyHeader(buffer, offset, header);
            if (descriptor.controlSessionId() == archive.controlSessionId()) {
                listener.onRecording(descriptor.correlationId(), descriptor);
            }
        }
        return Action.CONTINUE;
    }
}

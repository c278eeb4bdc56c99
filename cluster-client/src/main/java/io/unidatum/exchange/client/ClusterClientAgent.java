package io.unidatum.exchange.client;

import io.aeron.Aeron;
import io.aeron.cluster.client.AeronCluster;
import io.aeron.cluster.client.EgressListener;
import io.aeron.cluster.codecs.AdminRequestType;
import io.aeron.cluster.codecs.AdminResponseCode;
import io.aeron.cluster.codecs.SessionMessageHeaderDecoder;
import io.aeron.logbuffer.Header;
import io.unidatum.exchange.sbe.common.BooleanType;
import io.unidatum.exchange.sbe.common.MessageHeaderDecoder;
import io.unidatum.exchange.sbe.common.MessageHeaderEncoder;
import io.unidatum.exchange.sbe.order.BalancesDecoder;
import io.unidatum.exchange.sbe.order.BatchDecoder;
import io.unidatum.exchange.sbe.order.ClusterTimeDecoder;
import io.unidatum.exchange.sbe.order.ClusterTimeQueryEncoder;
import io.unidatum.exchange.sbe.order.CommandOutcomeDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.UnsafeBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The client's duty cycle: the session, the window, a question every second in which nothing was answered. */
final class ClusterClientAgent implements Agent, EgressListener {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterClientAgent.class);
    private static final long TICK_NS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long QUERY_NS = TimeUnit.SECONDS.toNanos(1);
    private static final long AERON_RETRY_NS = TimeUnit.SECONDS.toNanos(1);
    private static final int TAKE_LIMIT = 256;

    private final ClusterClientContext ctx;
    private final SubmissionQueue submissions;
    private final CommandWindow window;
    private final ClusterSession session;
    private final ClusterClock clock = new ClusterClock();
    private final List<SnapshotRequest> snapshotRequests = new ArrayList<>();
    private final Consumer<PendingCommand> toWindow;
    private final Consumer<SnapshotRequest> toSnapshotRequests = snapshotRequests::add;
    private final UnsafeBuffer query = new UnsafeBuffer(new byte[ClusterClient.MAX_COMMAND_LENGTH]);
    private final int queryLength;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final SessionMessageHeaderDecoder sessionHeader = new SessionMessageHeaderDecoder();
    private final CommandOutcomeDecoder outcome = new CommandOutcomeDecoder();
    private final BalancesDecoder balances = new BalancesDecoder();
    private final ClusterTimeDecoder clusterTime = new ClusterTimeDecoder();
    private Aeron aeron;
    private long nextAeronNs;
    private long nextTickNs;
    private long nextQueryNs;
    private volatile long lastHeardNs;
    private volatile boolean hasHeard;
    private volatile int leaderMemberId = Aeron.NULL_VALUE;
    private volatile long leadershipTermId = Aeron.NULL_VALUE;
    private volatile long lastSequence;
    private volatile long clusterSessionId = Aeron.NULL_VALUE;

    ClusterClientAgent(final ClusterClientContext ctx, final SubmissionQueue submissions) {
        this.ctx = ctx;
        this.submissions = submissions;
        this.window = new CommandWindow(ctx.windowSize(), ctx.resendIntervalNs(), submissions::release);
        this.toWindow = window::add;
        final long nowNs = System.nanoTime();
        this.session = new ClusterSession(ctx, this, nowNs);
        this.nextAeronNs = nowNs;
        this.nextTickNs = nowNs;
        this.nextQueryNs = nowNs;
        final ClusterTimeQueryEncoder encoder = new ClusterTimeQueryEncoder();
        encoder.wrapAndApplyHeader(query, 0, new MessageHeaderEncoder());
        this.queryLength = MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
    }

    @Override
    public int doWork() {
        final long nowNs = System.nanoTime();
        int work = 0;
        if (isAeronReady(nowNs)) {
            work += aeron.conductorAgentInvoker().invoke();
            work += session.poll(aeron, nowNs);
            if (session.takeNew()) {
                clusterSessionId = session.clusterSessionId();
                onNewTerm(session.leadershipTermId(), session.leaderMemberId());
                onHeard(nowNs);
            }
        }
        work += submissions.take(toWindow, TAKE_LIMIT);
        final boolean isOpen = session.isOpen();
        if (isOpen) {
            work += window.send(session, nowNs);
            work += ask(nowNs);
        }
        if (nowNs - nextTickNs >= 0) {
            nextTickNs = nowNs + TICK_NS;
            work += window.tick(session, isOpen, nowNs);
            work += pollSnapshotRequests(isOpen, nowNs);
        }
        return work;
    }

    @Override
    public String roleName() {
        return ctx.threadName();
    }

    @Override
    public void onClose() {
        submissions.closeAndTakeAll(window.size(), toWindow);
        window.failAll();
        submissions.takeSnapshotRequests(toSnapshotRequests);
        snapshotRequests.forEach(request -> request.future.cancel(false));
        CloseHelper.quietCloseAll(session, aeron);
    }

    @Override
    public void onMessage(
            final long clusterSessionId,
            final long timestamp,
            final DirectBuffer buffer,
            final int offset,
            final int length,
            final Header fragmentHeader) {
        if (length < MessageHeaderDecoder.ENCODED_LENGTH) {
            return;
        }
        final boolean isOfThisTerm = isOfThisTerm(buffer, offset);
        final long nowNs = System.nanoTime();
        // The answer to a batch is one outcome behind the other.
        int position = offset;
        int rest = length;
        while (rest >= MessageHeaderDecoder.ENCODED_LENGTH) {
            header.wrap(buffer, position);
            final int messageLength = MessageHeaderDecoder.ENCODED_LENGTH + header.blockLength();
            if (header.schemaId() != CommandOutcomeDecoder.SCHEMA_ID || messageLength > rest) {
                return;
            }
            if (header.templateId() == BalancesDecoder.TEMPLATE_ID) {
                // The only answer with a group: it comes alone.
                onHeard(nowNs);
                balances.wrapAndApplyHeader(buffer, position, header);
                onSequence(balances.lastSequence());
                window.onBalances(balances);
                return;
            }
            onAnswer(buffer, position, isOfThisTerm, nowNs);
            position += messageLength;
            rest -= messageLength;
        }
    }

    @Override
    public void onNewLeader(
            final long clusterSessionId, final long termId, final int leaderId, final String ingressEndpoints) {
        LOG.info("action=new-leader session={} leader={} term={}", clusterSessionId, leaderId, termId);
        onNewTerm(termId, leaderId);
    }

    @Override
    public void onAdminResponse(
            final long clusterSessionId,
            final long correlationId,
            final AdminRequestType requestType,
            final AdminResponseCode responseCode,
            final String message,
            final DirectBuffer payload,
            final int payloadOffset,
            final int payloadLength) {
        for (int i = 0; i < snapshotRequests.size(); i++) {
            final SnapshotRequest request = snapshotRequests.get(i);
            if (request.correlationId == correlationId) {
                snapshotRequests.remove(i);
                if (responseCode == AdminResponseCode.OK) {
                    request.future.complete(null);
                } else {
                    request.future.completeExceptionally(new IllegalStateException(
                            "the cluster refused to take a snapshot: " + responseCode + " " + message));
                }
                return;
            }
        }
    }

    ClusterClientStatus status(final int pendingCommands) {
        final long ageNs = hasHeard ? System.nanoTime() - lastHeardNs : Long.MAX_VALUE;
        final boolean isOpen = session.isOpen();
        final boolean isConnected = isOpen && ageNs <= ctx.silenceTimeoutNs();
        final String problem;
        if (isConnected) {
            problem = "";
        } else {
            problem = isOpen ? "the cluster does not answer" : session.problem();
        }
        return new ClusterClientStatus(
                isConnected,
                leaderMemberId,
                leadershipTermId,
                ageNs,
                lastSequence,
                clock.timeNs(),
                pendingCommands,
                problem);
    }

    long clusterSessionId() {
        return clusterSessionId;
    }

    long clusterTimeNs() {
        return clock.timeNs();
    }

    private void onAnswer(final DirectBuffer buffer, final int offset, final boolean isOfThisTerm, final long nowNs) {
        if (header.templateId() == CommandOutcomeDecoder.TEMPLATE_ID) {
            onHeard(nowNs);
            outcome.wrapAndApplyHeader(buffer, offset, header);
            if (outcome.replayed() == BooleanType.FALSE) {
                clock.onClusterTime(outcome.time(), nowNs);
            }
            onSequence(outcome.lastSequence());
            if (outcome.commandTemplateId() == BatchDecoder.TEMPLATE_ID) {
                LOG.warn("action=batch-refused reason={} sending its commands one by one", outcome.rejectReason());
                window.onBatchRefused(outcome.requestIdLow(), isOfThisTerm);
            } else {
                window.onOutcome(outcome, isOfThisTerm);
            }
        } else if (header.templateId() == ClusterTimeDecoder.TEMPLATE_ID) {
            onHeard(nowNs);
            clusterTime.wrapAndApplyHeader(buffer, offset, header);
            clock.onClusterTime(clusterTime.time(), nowNs);
            onSequence(clusterTime.lastSequence());
        }
    }

    private boolean isAeronReady(final long nowNs) {
        if (aeron != null && !aeron.isClosed()) {
            return true;
        }
        if (nowNs - nextAeronNs < 0) {
            return false;
        }
        try {
            if (session.isOpen()) {
                session.lose("the media driver's client has closed", nowNs);
            }
            aeron = Aeron.connect(new Aeron.Context()
                    .aeronDirectoryName(ctx.aeronDirectoryName())
                    .clientName(ctx.threadName())
                    .useConductorAgentInvoker(true)
                    .subscriberErrorHandler(ClusterClientAgent::onAeronError)
                    .errorHandler(ClusterClientAgent::onAeronError));
            return true;
        } catch (final RuntimeException ex) {
            nextAeronNs = System.nanoTime() + AERON_RETRY_NS;
            LOG.error("action=connect-media-driver dir={} failed", ctx.aeronDirectoryName(), ex);
            return false;
        }
    }

    private static void onAeronError(final Throwable error) {
        LOG.error("action=cluster-client-aeron", error);
    }

    /** The question is a keep-alive as well: the session is active as long as there is ingress. */
    private int ask(final long nowNs) {
        if (nowNs - (lastHeardNs + ctx.silenceTimeoutNs() + ctx.newLeaderTimeoutNs()) > 0) {
            session.lose("the cluster has not answered for too long", nowNs);
            return 1;
        }
        if (nowNs - nextQueryNs >= 0 && session.offer(query, 0, queryLength) > 0) {
            nextQueryNs = nowNs + QUERY_NS;
            return 1;
        }
        return 0;
    }

    private void onNewTerm(final long termId, final int leaderId) {
        leadershipTermId = termId;
        leaderMemberId = leaderId;
        window.onNewTerm();
        snapshotRequests.forEach(request -> request.isSent = false);
        // Ask at once: the answer shows that the way to the new leader is open.
        nextQueryNs = System.nanoTime();
    }

    private void onHeard(final long nowNs) {
        lastHeardNs = nowNs;
        hasHeard = true;
        nextQueryNs = nowNs + QUERY_NS;
    }

    private void onSequence(final long sequence) {
        if (sequence > lastSequence) {
            lastSequence = sequence;
        }
    }

    private boolean isOfThisTerm(final DirectBuffer buffer, final int offset) {
        sessionHeader.wrap(
                buffer,
                offset - AeronCluster.SESSION_HEADER_LENGTH + MessageHeaderDecoder.ENCODED_LENGTH,
                SessionMessageHeaderDecoder.BLOCK_LENGTH,
                SessionMessageHeaderDecoder.SCHEMA_VERSION);
        return sessionHeader.leadershipTermId() == leadershipTermId;
    }

    private int pollSnapshotRequests(final boolean isOpen, final long nowNs) {
        int work = submissions.takeSnapshotRequests(toSnapshotRequests);
        for (int i = snapshotRequests.size() - 1; i >= 0; i--) {
            final SnapshotRequest request = snapshotRequests.get(i);
            if (nowNs - request.deadlineNs >= 0) {
                snapshotRequests.remove(i);
                request.future.completeExceptionally(
                        new TimeoutException("the cluster has not answered the request for a snapshot"));
                work++;
            } else if (isOpen && !request.isSent) {
                request.isSent = session.requestSnapshot(request.correlationId);
            }
        }
        return work;
    }
}

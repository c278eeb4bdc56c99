package io.unidatum.exchange.node;

import io.aeron.ExclusivePublication;
import io.aeron.Image;
import io.aeron.Publication;
import io.aeron.cluster.client.ClusterException;
import io.aeron.cluster.codecs.CloseReason;
import io.aeron.cluster.service.ClientSession;
import io.aeron.cluster.service.Cluster;
import io.aeron.cluster.service.ClusteredService;
import io.aeron.logbuffer.Header;
import io.unidatum.exchange.engine.ExchangeStateMachine;
import io.unidatum.exchange.engine.JournalRetention;
import io.unidatum.exchange.engine.PrincipalKey;
import io.unidatum.exchange.sbe.common.MessageHeaderDecoder;
import io.unidatum.exchange.sbe.order.GenesisDecoder;
import io.unidatum.exchange.sbe.order.SetPrincipalDecoder;
import java.nio.ByteOrder;
import java.security.SecureRandom;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.agrona.collections.Long2ObjectHashMap;
import org.agrona.concurrent.AgentTerminationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hosts the state machine in Aeron Cluster: commands in, answers out to the session that asked, frames into the
 * journal, snapshots. It decides nothing itself. All calls come on the service's thread.
 *
 * <p>A failure in here would make this node differ from the others, so the first one ends the service.
 */
final class ExchangeService implements ClusteredService {
    private static final Logger LOGGER = LoggerFactory.getLogger(ExchangeService.class);
    private static final long FACTS_INTERVAL_NS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final int SPACE_REPORTS_VERSION = 3;
    private static final int TEMPLATE_ID_OFFSET = MessageHeaderDecoder.templateIdEncodingOffset();

    private final Long2ObjectHashMap<PrincipalKey> principals = new Long2ObjectHashMap<>();
    private final ServiceContext ctx;
    private Cluster cluster;
    private ClusterCounterReader counters;
    private ExchangeStateMachine machine;
    private JournalWriter journal;
    private Egress egress;
    private DeadlineTimer timer;
    private LogLookahead lookahead;
    private Throwable failure;
    private int leaderId = -1;
    private long term = -1;
    private long snapshots;
    private long snapshotNanoTime;
    private long nextFactsNs = System.nanoTime();

    ExchangeService(final ServiceContext ctx) {
        this.ctx = ctx;
    }

    @Override
    public void onStart(final Cluster cluster, final Image snapshotImage) {
        this.cluster = cluster;
        try {
            counters = new ClusterCounterReader(cluster.aeron().countersReader());
            egress = new Egress(cluster.idleStrategy());
            journal = new JournalWriter(
                    new JournalRecording(
                            cluster.context().archiveContext(), cluster.idleStrategy(), ctx.journalAwaitTimeoutNs()),
                    cluster.idleStrategy(),
                    ctx.journalAwaitTimeoutNs());
            machine = new ExchangeStateMachine(journal, new SecureRandom().nextLong());
            lookahead = new LogLookahead(machine);
            timer = new DeadlineTimer(cluster, machine::nextDeadline);
            if (snapshotImage != null) {
                SnapshotLoader.load(snapshotImage, machine, cluster.idleStrategy());
                snapshotNanoTime = System.nanoTime();
            }
            LOGGER.info(
                    "state restored: snapshot={} sequence={} chainHash={}",
                    snapshotImage != null,
                    machine.lastSequence(),
                    Long.toHexString(machine.chainHash()));
            journal.open(machine.lastSequence(), machine.journalPosition(), machine.chainHash());
            cluster.forEachClientSession(this::register);
            ctx.operators().update(machine);
        } catch (final RuntimeException ex) {
            throw failed(ex);
        }
    }

    @Override
    public void onSessionOpen(final ClientSession session, final long timestamp) {
        register(session);
    }

    @Override
    public void onSessionClose(final ClientSession session, final long timestamp, final CloseReason closeReason) {
        checkNotFailed();
        principals.remove(session.id());
        egress.onSessionClose(session.id());
        try {
            machine.onSessionClosed(timestamp, session.id());
            timer.update();
        } catch (final RuntimeException | Error ex) {
            throw failed(ex);
        }
    }

    @Override
    public void onSessionMessage(
            final ClientSession session,
            final long timestamp,
            final DirectBuffer buffer,
            final int offset,
            final int length,
            final Header header) {
        checkNotFailed();
        if (session == null) {
            return;
        }
        try {
            if (header.buffer() == buffer) {
                // Not put together from fragments: it still lies in the log, with the commands that come next.
                lookahead.onCommand(buffer, header.offset());
            }
            final PrincipalKey principal = principals.get(session.id());
            final int answerLength = machine.onCommand(
                    timestamp, session.id(), principal == null ? PrincipalKey.NONE : principal, buffer, offset, length);
            timer.update();
            if (changesRoles(buffer, offset, length)) {
                ctx.operators().update(machine);
            }
            if (answerLength > 0) {
                egress.send(session, machine.response(), answerLength);
            }
        } catch (final RuntimeException | Error ex) {
            throw failed(ex);
        }
    }

    @Override
    public void onTimerEvent(final long correlationId, final long timestamp) {
        checkNotFailed();
        if (correlationId != DeadlineTimer.CORRELATION_ID) {
            return;
        }
        try {
            machine.onTimer(timestamp);
            timer.onFired();
        } catch (final RuntimeException | Error ex) {
            throw failed(ex);
        }
    }

    @Override
    public void onTakeSnapshot(final ExclusivePublication snapshotPublication) {
        checkNotFailed();
        // In this order: whoever loads the snapshot finds the journal recorded up to it.
        journal.awaitRecorded();
        machine.takeSnapshot((buffer, offset, length) -> offer(snapshotPublication, buffer, offset, length));
        snapshots++;
        snapshotNanoTime = System.nanoTime();
        LOGGER.info("snapshot written: sequence={} logPosition={}", machine.lastSequence(), cluster.logPosition());
    }

    @Override
    public void onRoleChange(final Cluster.Role newRole) {
        LOGGER.info("role: {} at sequence={}", newRole, machine.lastSequence());
        nextFactsNs = System.nanoTime();
    }

    @Override
    public void onNewLeadershipTermEvent(
            final long leadershipTermId,
            final long logPosition,
            final long timestamp,
            final long termBaseLogPosition,
            final int leaderMemberId,
            final int logSessionId,
            final TimeUnit timeUnit,
            final int appVersion) {
        leaderId = leaderMemberId;
        term = leadershipTermId;
        timer.renew();
        LOGGER.info("leadership: term={} leader={} logPosition={}", leadershipTermId, leaderMemberId, logPosition);
    }

    @Override
    public int doBackgroundWork(final long nowNs) {
        checkNotFailed();
        try {
            final int workCount = journal.doWork(nowNs);
            if (nowNs - nextFactsNs >= 0) {
                nextFactsNs = nowNs + FACTS_INTERVAL_NS;
                ctx.onFacts().accept(facts());
            }
            return workCount;
        } catch (final RuntimeException ex) {
            throw failed(ex);
        }
    }

    @Override
    public void onTerminate(final Cluster cluster) {
        if (journal != null) {
            journal.close();
        }
    }

    private void offer(
            final ExclusivePublication publication, final DirectBuffer buffer, final int offset, final int length) {
        if (length > publication.maxPayloadLength()) {
            throw new ClusterException("a snapshot message of " + length + " bytes does not fit into a fragment");
        }
        cluster.idleStrategy().reset();
        while (true) {
            final long result = publication.offer(buffer, offset, length);
            if (result > 0) {
                return;
            }
            if (result != Publication.BACK_PRESSURED && result != Publication.ADMIN_ACTION) {
                throw new ClusterException("the snapshot cannot be written: " + Publication.errorString(result));
            }
            cluster.idleStrategy().idle();
        }
    }

    private void register(final ClientSession session) {
        principals.put(session.id(), PrincipalKey.fromBytes(session.encodedPrincipal()));
    }

    private static boolean changesRoles(final DirectBuffer buffer, final int offset, final int length) {
        if (length < MessageHeaderDecoder.ENCODED_LENGTH) {
            return false;
        }
        final int templateId = buffer.getShort(offset + TEMPLATE_ID_OFFSET, ByteOrder.LITTLE_ENDIAN) & 0xffff;
        return templateId == SetPrincipalDecoder.TEMPLATE_ID || templateId == GenesisDecoder.TEMPLATE_ID;
    }

    private ServiceFacts facts() {
        return new ServiceFacts(
                cluster.role(),
                counters.isElectionClosed(),
                leaderId,
                term,
                counters.commitPosition(),
                cluster.logPosition(),
                machine.lastSequence(),
                machine.chainHash(),
                journal.position(),
                journal.recordedPosition(),
                journal.isLive(),
                machine.time(),
                principals.size(),
                egress.dropped(),
                snapshots,
                snapshotNanoTime,
                lookahead.commandsAhead(),
                retentionFacts());
    }

    private RetentionFacts retentionFacts() {
        final JournalRetention retention = machine.retention();
        return new RetentionFacts(
                retention.floorSequence(),
                retention.floorPosition(),
                retention.isOrderEntrySuspended(),
                machine.encodingVersion() >= SPACE_REPORTS_VERSION,
                retention.isScarce(cluster.memberId()));
    }

    private void checkNotFailed() {
        if (failure != null) {
            throw new AgentTerminationException(failure);
        }
    }

    private AgentTerminationException failed(final Throwable cause) {
        if (cause instanceof AgentTerminationException termination) {
            return termination;
        }
        if (failure == null) {
            failure = cause;
            ctx.onFailure().accept(cause);
        }
        return new AgentTerminationException(cause);
    }
}

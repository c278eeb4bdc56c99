package io.unidatum.exchange.client;

import io.aeron.Aeron;
import io.aeron.Publication;
import io.aeron.cluster.client.AeronCluster;
import io.aeron.cluster.client.EgressListener;
import io.aeron.security.AuthenticationException;
import io.unidatum.exchange.protocol.MemberEndpoints;
import java.util.concurrent.TimeUnit;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one session with the cluster: opens it without blocking, follows the leader, and opens another when it is lost.
 * Used by the client's thread alone, but for {@link #problem()} and {@link #isOpen()}.
 */
final class ClusterSession implements CommandTransport, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterSession.class);
    private static final String INGRESS_CHANNEL = "aeron:udp?alias=cluster-ingress|term-length=512k";
    private static final long MIN_RETRY_NS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long MAX_RETRY_NS = TimeUnit.SECONDS.toNanos(1);

    private final ClusterClientContext ctx;
    private final EgressListener egressListener;
    private final String ingressEndpoints;
    private Aeron aeron;
    private AeronCluster.AsyncConnect connecting;
    private AeronCluster cluster;
    private boolean isNew;
    private long nextAttemptNs;
    private long retryNs = MIN_RETRY_NS;
    private volatile boolean isOpen;
    private volatile String problem = "no session with the cluster yet";

    ClusterSession(final ClusterClientContext ctx, final EgressListener egressListener, final long nowNs) {
        this.ctx = ctx;
        this.egressListener = egressListener;
        this.ingressEndpoints = MemberEndpoints.ingressEndpoints(ctx.members());
        this.nextAttemptNs = nowNs;
    }

    boolean isOpen() {
        return isOpen;
    }

    /** Why there is no session; empty if there is one. */
    String problem() {
        return problem;
    }

    /** Whether a session has opened since this was last asked. */
    boolean takeNew() {
        final boolean result = isNew;
        isNew = false;
        return result;
    }

    long clusterSessionId() {
        return cluster == null ? Aeron.NULL_VALUE : cluster.clusterSessionId();
    }

    long leadershipTermId() {
        return cluster == null ? Aeron.NULL_VALUE : cluster.leadershipTermId();
    }

    int leaderMemberId() {
        return cluster == null ? Aeron.NULL_VALUE : cluster.leaderMemberId();
    }

    int poll(final Aeron client, final long nowNs) {
        if (aeron != client) {
            close();
            aeron = client;
        }
        try {
            if (cluster != null) {
                return pollOpen(nowNs);
            }
            if (connecting != null) {
                return pollConnecting(nowNs);
            }
            if (nowNs - nextAttemptNs >= 0) {
                connecting = AeronCluster.asyncConnect(context());
                return 1;
            }
            return 0;
        } catch (final AuthenticationException ex) {
            lose("the cluster does not accept the key " + ctx.key().publicKeyHex() + ": " + ex.getMessage(), nowNs);
            return 1;
        } catch (final RuntimeException ex) {
            lose(ex.getMessage(), nowNs);
            return 1;
        }
    }

    @Override
    public long offer(final DirectBuffer buffer, final int offset, final int length) {
        if (cluster == null || cluster.isClosed()) {
            return Publication.NOT_CONNECTED;
        }
        return cluster.offer(buffer, offset, length);
    }

    boolean requestSnapshot(final long correlationId) {
        if (cluster == null
                || cluster.isClosed()
                || !cluster.ingressPublication().isConnected()) {
            return false;
        }
        return cluster.sendAdminRequestToTakeASnapshot(correlationId);
    }

    /** Gives up the session, or the attempt at one, and opens another after a pause. */
    void lose(final String reason, final long nowNs) {
        if (isOpen || (retryNs == MIN_RETRY_NS && connecting != null)) {
            LOG.warn("action=cluster-session-lost reason=\"{}\"", reason);
        }
        close();
        problem = reason;
        nextAttemptNs = nowNs + retryNs;
        retryNs = Math.min(2 * retryNs, MAX_RETRY_NS);
    }

    @Override
    public void close() {
        isOpen = false;
        final AeronCluster.AsyncConnect attempt = connecting;
        final AeronCluster session = cluster;
        connecting = null;
        cluster = null;
        CloseHelper.quietCloseAll(attempt, session);
    }

    private int pollOpen(final long nowNs) {
        final int work = cluster.pollEgress();
        if (cluster.isClosed()) {
            lose("the session was closed, or no leader was found in time", nowNs);
        }
        return work;
    }

    private int pollConnecting(final long nowNs) {
        final int step = connecting.step();
        cluster = connecting.poll();
        if (cluster != null) {
            connecting = null;
            isNew = true;
            isOpen = true;
            problem = "";
            retryNs = MIN_RETRY_NS;
            LOG.info(
                    "action=cluster-session-opened session={} leader={} term={}",
                    cluster.clusterSessionId(),
                    cluster.leaderMemberId(),
                    cluster.leadershipTermId());
            return 1;
        }
        return connecting.step() - step;
    }

    private AeronCluster.Context context() {
        return new AeronCluster.Context()
                .aeron(aeron)
                .ownsAeronClient(false)
                .clientName(ctx.threadName())
                .ingressChannel(INGRESS_CHANNEL)
                .ingressEndpoints(ingressEndpoints)
                .egressChannel("aeron:udp?alias=cluster-egress|endpoint=" + ctx.egressHost() + ":0")
                .messageTimeoutNs(ctx.connectTimeoutNs())
                .newLeaderTimeoutNs(ctx.newLeaderTimeoutNs())
                .credentialsSupplier(new SessionCredentials(ctx.key()))
                .egressListener(egressListener)
                .errorHandler(ex -> LOG.warn("action=cluster-session-error", ex));
    }
}

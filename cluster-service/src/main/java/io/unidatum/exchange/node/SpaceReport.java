package io.unidatum.exchange.node;

import io.aeron.Publication;
import io.aeron.cluster.client.AeronCluster;
import io.aeron.cluster.client.EgressListener;
import io.aeron.logbuffer.Header;
import io.aeron.security.CredentialsSupplier;
import io.unidatum.exchange.protocol.MemberEndpoints;
import io.unidatum.exchange.protocol.SessionChallenge;
import io.unidatum.exchange.runtime.Ed25519Key;
import io.unidatum.exchange.sbe.common.MessageHeaderDecoder;
import io.unidatum.exchange.sbe.common.MessageHeaderEncoder;
import io.unidatum.exchange.sbe.common.SpaceState;
import io.unidatum.exchange.sbe.order.CommandOutcomeDecoder;
import io.unidatum.exchange.sbe.order.RejectReason;
import io.unidatum.exchange.sbe.order.ReportJournalSpaceEncoder;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Tells the cluster that a node's disk has become scarce or ample, over a session of its own that lasts no longer than
 * that. A report that did not arrive does no harm: whoever sees that the cluster does not know sends another.
 */
final class SpaceReport implements EgressListener, CredentialsSupplier {
    private static final long TIMEOUT_NS = TimeUnit.SECONDS.toNanos(5);
    private static final long VALID_NS = TimeUnit.SECONDS.toNanos(20);
    private static final long PARK_NS = TimeUnit.MICROSECONDS.toNanos(500);

    private final SecureRandom random = new SecureRandom();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final CommandOutcomeDecoder decoder = new CommandOutcomeDecoder();
    private final UnsafeBuffer buffer =
            new UnsafeBuffer(new byte[MessageHeaderEncoder.ENCODED_LENGTH + ReportJournalSpaceEncoder.BLOCK_LENGTH]);
    private final List<MemberEndpoints> members;
    private final int memberId;
    private final String aeronDirectoryName;
    private final Ed25519Key key;
    private long requestIdHigh;
    private long requestIdLow;
    private RejectReason answer;

    SpaceReport(final ExchangeNodeContext ctx) {
        members = ctx.members();
        memberId = ctx.memberId();
        aeronDirectoryName = ctx.aeronDirectoryName();
        key = ctx.housekeeping().key();
    }

    /**
     * Sends a report and waits for its answer.
     *
     * @param isScarce the state to report.
     * @param freeBytes below the node's limit.
     * @param clusterTime now, ns.
     * @return NONE if the cluster has taken it; null if it has not answered.
     * @throws RuntimeException if there is no leader to connect to.
     */
    RejectReason send(final boolean isScarce, final long freeBytes, final long clusterTime) {
        requestIdHigh = random.nextLong();
        requestIdLow = random.nextLong();
        answer = null;
        final ReportJournalSpaceEncoder command =
                new ReportJournalSpaceEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
        command.header()
                .requestIdHigh(requestIdHigh)
                .requestIdLow(requestIdLow)
                .account(0)
                .actor(0)
                .connectionId(0)
                .validUntil(clusterTime + VALID_NS);
        command.memberId((short) memberId)
                .state(isScarce ? SpaceState.SCARCE : SpaceState.AMPLE)
                .freeBytes(freeBytes);
        final String host = members.get(memberId).host();
        try (AeronCluster cluster = AeronCluster.connect(new AeronCluster.Context()
                .aeronDirectoryName(aeronDirectoryName)
                .clientName("space-report")
                .ingressChannel("aeron:udp?term-length=128k")
                .ingressEndpoints(MemberEndpoints.ingressEndpoints(members))
                .egressChannel("aeron:udp?endpoint=" + host + ":0|term-length=128k")
                .egressListener(this)
                .messageTimeoutNs(TIMEOUT_NS)
                .credentialsSupplier(this)
                .errorHandler(error -> {}))) {
            final long deadlineNs = System.nanoTime() + TIMEOUT_NS;
            boolean isSent = false;
            while (answer == null && System.nanoTime() - deadlineNs < 0 && !cluster.isClosed()) {
                if (!isSent) {
                    final long result = cluster.offer(buffer, 0, buffer.capacity());
                    isSent = result > 0;
                    if (result == Publication.CLOSED || result == Publication.MAX_POSITION_EXCEEDED) {
                        break;
                    }
                }
                cluster.pollEgress();
                LockSupport.parkNanos(PARK_NS);
            }
        }
        return answer;
    }

    @Override
    public byte[] encodedCredentials() {
        return key.publicKey();
    }

    @Override
    public byte[] onChallenge(final byte[] encodedChallenge) {
        return key.sign(SessionChallenge.signedBytes(encodedChallenge));
    }

    @Override
    public void onMessage(
            final long clusterSessionId,
            final long timestamp,
            final DirectBuffer message,
            final int offset,
            final int length,
            final Header frameHeader) {
        header.wrap(message, offset);
        if (header.templateId() == CommandOutcomeDecoder.TEMPLATE_ID) {
            decoder.wrapAndApplyHeader(message, offset, header);
            if (decoder.requestIdHigh() == requestIdHigh && decoder.requestIdLow() == requestIdLow) {
                answer = decoder.rejectReason();
            }
        }
    }
}

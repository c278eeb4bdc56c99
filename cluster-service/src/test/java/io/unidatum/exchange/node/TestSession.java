package io.unidatum.exchange.node;

import io.aeron.cluster.client.AeronCluster;
import io.aeron.cluster.client.EgressListener;
import io.aeron.cluster.codecs.AdminRequestType;
import io.aeron.cluster.codecs.AdminResponseCode;
import io.aeron.logbuffer.Header;
import io.aeron.security.CredentialsSupplier;
import io.unidatum.exchange.protocol.MemberEndpoints;
import io.unidatum.exchange.protocol.SessionChallenge;
import io.unidatum.exchange.runtime.Ed25519Key;
import io.unidatum.exchange.sbe.common.MessageHeaderDecoder;
import io.unidatum.exchange.sbe.order.CommandOutcomeDecoder;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;

/**
 * A raw client of the cluster for tests: sends one command at a time and waits for its answer; asks again under the
 * same request id, over a new session if need be, until it has one. Not thread safe.
 */
public final class TestSession implements AutoCloseable {
    private static final long DEADLINE_NS = TimeUnit.SECONDS.toNanos(40);
    private static final long RESEND_NS = TimeUnit.SECONDS.toNanos(2);
    private static final long PARK_NS = TimeUnit.MICROSECONDS.toNanos(200);

    private final AnswerListener listener = new AnswerListener();
    private final List<MemberEndpoints> members;
    private final String aeronDirectoryName;
    private final Ed25519Key key;
    private final UnaryOperator<byte[]> signatureFilter;
    private AeronCluster cluster;

    TestSession(
            final List<MemberEndpoints> members,
            final String aeronDirectoryName,
            final Ed25519Key key,
            final UnaryOperator<byte[]> signatureFilter) {
        this.members = members;
        this.aeronDirectoryName = aeronDirectoryName;
        this.key = key;
        this.signatureFilter = signatureFilter;
    }

    /**
     * Connects.
     *
     * @throws RuntimeException if the cluster refuses, or does not answer in time.
     */
    public void connect() {
        close();
        cluster = AeronCluster.connect(new AeronCluster.Context()
                .aeronDirectoryName(aeronDirectoryName)
                .ingressChannel("aeron:udp?term-length=128k")
                .ingressEndpoints(MemberEndpoints.ingressEndpoints(members))
                .egressChannel("aeron:udp?endpoint=127.0.0.1:0|term-length=128k")
                .egressListener(listener)
                .messageTimeoutNs(TimeUnit.SECONDS.toNanos(4))
                .credentialsSupplier(new Credentials())
                .errorHandler(error -> {}));
    }

    /**
     * Sends a command and waits for its answer.
     *
     * @param command to send.
     * @return the answer.
     * @throws IllegalStateException if there is none in 40 s.
     */
    public TestOutcome send(final TestCommands.Command command) {
        final long deadlineNs = System.nanoTime() + DEADLINE_NS;
        listener.await(command);
        while (System.nanoTime() - deadlineNs < 0) {
            try {
                if (cluster == null || cluster.isClosed()) {
                    connect();
                }
                if (attempt(command)) {
                    return listener.outcome;
                }
            } catch (final RuntimeException ex) {
                // No leader yet, or the session is gone: the next round has another.
                close();
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
            }
        }
        throw new IllegalStateException("no answer in time");
    }

    /** Sends a command without waiting for anything. {@return true if it was taken} */
    public boolean offer(final TestCommands.Command command) {
        return cluster.offer(command.buffer(), 0, command.buffer().capacity()) > 0;
    }

    /** Polls egress once. {@return outcomes received since this session began} */
    public long poll() {
        cluster.pollEgress();
        cluster.sendKeepAlive();
        return listener.received;
    }

    /** Asks for a snapshot. {@return the consensus module's answer} */
    public AdminResponseCode requestSnapshot() {
        listener.adminResponse = null;
        final long deadlineNs = System.nanoTime() + DEADLINE_NS;
        while (!cluster.sendAdminRequestToTakeASnapshot(System.nanoTime())) {
            poll();
            LockSupport.parkNanos(PARK_NS);
        }
        while (listener.adminResponse == null) {
            if (System.nanoTime() - deadlineNs > 0) {
                throw new IllegalStateException("no answer to the request for a snapshot");
            }
            poll();
            LockSupport.parkNanos(PARK_NS);
        }
        return listener.adminResponse;
    }

    /** Member that this session takes for the leader. {@return its id} */
    public int leaderMemberId() {
        return cluster.leaderMemberId();
    }

    @Override
    public void close() {
        CloseHelper.quietClose(cluster);
        cluster = null;
    }

    private boolean attempt(final TestCommands.Command command) {
        final long resendNs = System.nanoTime() + RESEND_NS;
        boolean isSent = false;
        while (System.nanoTime() - resendNs < 0 && !cluster.isClosed()) {
            isSent = isSent || offer(command);
            poll();
            if (listener.outcome != null) {
                return true;
            }
            LockSupport.parkNanos(PARK_NS);
        }
        return false;
    }

    private final class Credentials implements CredentialsSupplier {
        @Override
        public byte[] encodedCredentials() {
            return key.publicKey();
        }

        @Override
        public byte[] onChallenge(final byte[] encodedChallenge) {
            return signatureFilter.apply(key.sign(SessionChallenge.signedBytes(encodedChallenge)));
        }
    }

    private static final class AnswerListener implements EgressListener {
        private final MessageHeaderDecoder header = new MessageHeaderDecoder();
        private final CommandOutcomeDecoder decoder = new CommandOutcomeDecoder();
        private TestCommands.Command awaited;
        private TestOutcome outcome;
        private AdminResponseCode adminResponse;
        private long received;

        private void await(final TestCommands.Command command) {
            awaited = command;
            outcome = null;
        }

        @Override
        public void onMessage(
                final long clusterSessionId,
                final long timestamp,
                final DirectBuffer buffer,
                final int offset,
                final int length,
                final Header frameHeader) {
            header.wrap(buffer, offset);
            if (header.templateId() != CommandOutcomeDecoder.TEMPLATE_ID) {
                return;
            }
            received++;
            decoder.wrapAndApplyHeader(buffer, offset, header);
            if (awaited != null
                    && decoder.requestIdHigh() == awaited.requestIdHigh()
                    && decoder.requestIdLow() == awaited.requestIdLow()) {
                outcome = TestOutcome.of(decoder);
            }
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
            adminResponse = responseCode;
        }
    }
}

package io.unidatum.exchange.node;

import io.aeron.Publication;
import io.aeron.cluster.service.ClientSession;
import org.agrona.DirectBuffer;
import org.agrona.collections.LongHashSet;
import org.agrona.concurrent.IdleStrategy;

/**
 * Sends answers to the sessions that asked, and never waits long for one that does not listen: an answer that cannot be
 * sent is dropped, its sender asks again under the same request id. Confined to the service's thread.
 */
final class Egress {
    private static final int ATTEMPTS = 5;

    private final LongHashSet slowSessions = new LongHashSet();
    private final IdleStrategy idleStrategy;
    private long dropped;

    Egress(final IdleStrategy idleStrategy) {
        this.idleStrategy = idleStrategy;
    }

    /**
     * Sends one answer. Does nothing on a node that is not the leader.
     *
     * @param session to answer.
     * @param buffer that holds the answer from offset 0.
     * @param length of the answer in bytes.
     */
    void send(final ClientSession session, final DirectBuffer buffer, final int length) {
        long result = offer(session, buffer, length);
        if (result > 0) {
            if (!slowSessions.isEmpty()) {
                slowSessions.remove(session.id());
            }
            return;
        }
        // A session that let the last answer wait in vain gets one attempt until it listens again.
        final boolean isSlow = slowSessions.contains(session.id());
        for (int attempt = 1; attempt < ATTEMPTS && !isSlow && isTransient(result); attempt++) {
            if (result == Publication.BACK_PRESSURED) {
                idleStrategy.idle();
            }
            result = offer(session, buffer, length);
        }
        if (result < 0) {
            dropped++;
            if (result == Publication.BACK_PRESSURED) {
                slowSessions.add(session.id());
            }
        }
    }

    /** Forgets a session. */
    void onSessionClose(final long sessionId) {
        slowSessions.remove(sessionId);
    }

    /** Answers that could not be sent so far. {@return the count} */
    long dropped() {
        return dropped;
    }

    private static long offer(final ClientSession session, final DirectBuffer buffer, final int length) {
        try {
            return session.offer(buffer, 0, length);
        } catch (final IllegalArgumentException ex) {
            // The client chose terms so short that the answer to its batch does not fit into a message.
            return Publication.MAX_POSITION_EXCEEDED;
        }
    }

    private static boolean isTransient(final long result) {
        return result == Publication.BACK_PRESSURED || result == Publication.ADMIN_ACTION;
    }
}

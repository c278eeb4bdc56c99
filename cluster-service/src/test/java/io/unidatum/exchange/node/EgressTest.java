package io.unidatum.exchange.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.aeron.DirectBufferVector;
import io.aeron.Publication;
import io.aeron.cluster.service.ClientSession;
import io.aeron.logbuffer.BufferClaim;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.NoOpIdleStrategy;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** A client that does not listen must not hold up the service. */
class EgressTest {
    private final Egress egress = new Egress(NoOpIdleStrategy.INSTANCE);
    private final UnsafeBuffer answer = new UnsafeBuffer(new byte[64]);
    private final Session session = new Session();

    @Test
    void shouldGiveUpAtOnceOnADeadSession() {
        for (final long result :
                new long[] {Publication.NOT_CONNECTED, Publication.CLOSED, Publication.MAX_POSITION_EXCEEDED}) {
            session.result = result;
            session.offers = 0;

            egress.send(session, answer, 10);

            assertThat(session.offers).isEqualTo(1);
        }
        assertThat(egress.dropped()).isEqualTo(3);
    }

    @Test
    void shouldTryASlowSessionAFewTimesOnceAndThenNoMoreUntilItListensAgain() {
        session.result = Publication.BACK_PRESSURED;
        egress.send(session, answer, 10);
        final int attempts = session.offers;
        egress.send(session, answer, 10);

        assertThat(attempts).isBetween(2, 10);
        assertThat(session.offers).isEqualTo(attempts + 1);
        assertThat(egress.dropped()).isEqualTo(2);

        session.result = 1;
        egress.send(session, answer, 10);
        session.result = Publication.BACK_PRESSURED;
        session.offers = 0;
        egress.send(session, answer, 10);

        assertThat(session.offers).isEqualTo(attempts);
    }

    @Test
    void shouldDropAnAnswerThatIsTooLongForTheSession() {
        session.isTooLong = true;

        egress.send(session, answer, 10);

        assertThat(session.offers).isEqualTo(1);
        assertThat(egress.dropped()).isEqualTo(1);
    }

    private static final class Session implements ClientSession {
        private long result;
        private int offers;
        private boolean isTooLong;

        @Override
        public long id() {
            return 7;
        }

        @Override
        public int responseStreamId() {
            return 0;
        }

        @Override
        public String responseChannel() {
            return "";
        }

        @Override
        public byte[] encodedPrincipal() {
            return new byte[0];
        }

        @Override
        public void close() {}

        @Override
        public boolean isClosing() {
            return false;
        }

        @Override
        public long offer(final DirectBuffer buffer, final int offset, final int length) {
            offers++;
            if (isTooLong) {
                throw new IllegalArgumentException("message exceeds maxMessageLength");
            }
            return result;
        }

        @Override
        public long offer(final DirectBufferVector[] vectors) {
            return result;
        }

        @Override
        public long tryClaim(final int length, final BufferClaim bufferClaim) {
            return result;
        }
    }
}

package io.unidatum.exchange.engine;

import static io.unidatum.exchange.engine.Exchange.DEC_USD;
import static io.unidatum.exchange.engine.Exchange.SECOND;
import static io.unidatum.exchange.engine.Exchange.accept;
import static io.unidatum.exchange.engine.Exchange.d;
import static io.unidatum.exchange.sbe.common.ConnectionState.CLOSED;
import static io.unidatum.exchange.sbe.common.ConnectionState.LOST;
import static io.unidatum.exchange.sbe.common.ConnectionState.OPEN;
import static io.unidatum.exchange.sbe.common.Side.BUY;
import static org.assertj.core.api.Assertions.assertThat;

import io.unidatum.exchange.sbe.common.ConnectionState;
import io.unidatum.exchange.sbe.common.OrderType;
import io.unidatum.exchange.sbe.common.TimeInForce;
import io.unidatum.exchange.sbe.order.RejectReason;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Cancel-on-disconnect and the dead-man timer. */
class ConnectionTest {
    private static final long ALICE = 1001;
    private static final long BOB = 1002;
    private static final long GATEWAY_SESSION = 50;
    private final Exchange exchange = Exchange.openedWithEverything();

    @BeforeEach
    void fund() {
        exchange.fund(ALICE, "100", "10000");
        exchange.fund(BOB, "100", "10000");
        exchange.journal.take();
        exchange.clusterSessionId = GATEWAY_SESSION;
        // So that times in seconds do not round.
        exchange.now = Exchange.START + SECOND / 2;
    }

    @Test
    void shouldCancelALostConnectionsOrdersWhenItsGraceIsOver() {
        connect(ALICE, 7, 1, 10);
        order(ALICE, 7, "90");
        order(ALICE, 0, "91");
        order(ALICE, 8, "92");
        order(BOB, 7, "89");
        order(ALICE, 7, "88");
        exchange.journal.take();

        accept(set(ALICE, 7, 1, 0, LOST));
        exchange.pass(9 * SECOND);
        assertThat(EventTexts.take(exchange)).containsExactly("connection 7 of 1001 LOST, session 1, due at 10 s");
        exchange.pass(2 * SECOND);
        assertThat(EventTexts.take(exchange))
                .containsExactly(
                        "by itself: connection 7 of 1001 CLOSED, session 1",
                        "cancelled 1: 1 at 90, DISCONNECT, held 271.542",
                        "cancelled 5: 1 at 88, DISCONNECT, held 183.366");
        assertThat(set(ALICE, 7, 1, 0, CLOSED).reason()).isEqualTo(RejectReason.UNKNOWN_CONNECTION);
    }

    @Test
    void shouldResumeALostConnectionForAnotherSession() {
        connect(ALICE, 7, 1, 10);
        order(ALICE, 7, "90");
        accept(set(ALICE, 7, 1, 0, LOST));
        exchange.pass(5 * SECOND);
        connect(ALICE, 7, 2, 20);
        exchange.pass(60 * SECOND);
        assertThat(EventTexts.take(exchange))
                .containsExactly(
                        "connection 7 of 1001 OPEN, session 1",
                        "accepted 1 of 1001: BUY 1 at 90, held 90.18",
                        "rested 1: 1 at 90",
                        "connection 7 of 1001 LOST, session 1, due at 10 s",
                        "connection 7 of 1001 OPEN, session 2");
        // The session that was superseded has no say any more.
        assertThat(set(ALICE, 7, 1, 0, LOST).reason()).isEqualTo(RejectReason.UNKNOWN_CONNECTION);
        assertThat(set(ALICE, 7, 1, 0, CLOSED).reason()).isEqualTo(RejectReason.UNKNOWN_CONNECTION);
        assertThat(exchange.machine.openOrderCount()).isEqualTo(1);
    }

    @Test
    void shouldCancelAtOnceWhatIsClosedOrHasNoGrace() {
        connect(ALICE, 7, 1, 10);
        connect(ALICE, 8, 1, 0);
        order(ALICE, 7, "90");
        order(ALICE, 8, "91");
        exchange.journal.take();
        accept(set(ALICE, 7, 1, 0, CLOSED));
        accept(set(ALICE, 8, 1, 0, LOST));
        assertThat(EventTexts.take(exchange))
                .containsExactly(
                        "connection 7 of 1001 CLOSED, session 1",
                        "cancelled 1: 1 at 90, DISCONNECT, held 91.182",
                        "connection 8 of 1001 CLOSED, session 1",
                        "cancelled 2: 1 at 91, DISCONNECT, held 0");
    }

    @Test
    void shouldBeginTheGraceAnewIfItIsLostAgain() {
        connect(ALICE, 7, 1, 10);
        accept(set(ALICE, 7, 1, 0, LOST));
        exchange.pass(5 * SECOND);
        accept(set(ALICE, 7, 1, 0, LOST));
        exchange.pass(9 * SECOND);
        exchange.pass(2 * SECOND);
        assertThat(EventTexts.take(exchange))
                .containsExactly(
                        "connection 7 of 1001 OPEN, session 1",
                        "connection 7 of 1001 LOST, session 1, due at 10 s",
                        "connection 7 of 1001 LOST, session 1, due at 15 s",
                        "by itself: connection 7 of 1001 CLOSED, session 1");
    }

    @Test
    void shouldLoseAllConnectionsOfAGatewayWhoseSessionEnds() {
        connect(BOB, 3, 1, 10);
        connect(ALICE, 9, 1, 20);
        connect(ALICE, 7, 1, 0);
        connect(ALICE, 8, 1, 10);
        accept(set(ALICE, 8, 1, 0, LOST));
        order(ALICE, 7, "90");
        exchange.clusterSessionId = 51;
        connect(BOB, 4, 1, 10);
        connect(BOB, 3, 1, 10);
        exchange.journal.take();

        exchange.machine.onSessionClosed(exchange.now, GATEWAY_SESSION);
        assertThat(EventTexts.take(exchange))
                .containsExactly(
                        "by itself: connection 7 of 1001 CLOSED, session 1",
                        "cancelled 1: 1 at 90, DISCONNECT, held 0",
                        "by itself: connection 9 of 1001 LOST, session 1, due at 20 s");
        assertThat(exchange.journal.hasCommandEnded()).isTrue();
        exchange.machine.onSessionClosed(exchange.now, GATEWAY_SESSION);
        exchange.machine.onSessionClosed(exchange.now, 99);
        assertThat(exchange.journal.take()).isEmpty();
    }

    @Test
    void shouldCloseConnectionsThatAreDueAtOnceByAccountThenId() {
        connect(BOB, 1, 1, 10);
        connect(ALICE, -1, 1, 10);
        connect(ALICE, 2, 1, 10);
        exchange.journal.take();
        exchange.machine.onSessionClosed(exchange.now, GATEWAY_SESSION);
        exchange.journal.take();
        exchange.pass(60 * SECOND);
        assertThat(EventTexts.take(exchange))
                .containsExactly(
                        "by itself: connection 2 of 1001 CLOSED, session 1",
                        "by itself: connection -1 of 1001 CLOSED, session 1",
                        "by itself: connection 1 of 1002 CLOSED, session 1");
    }

    @Test
    void shouldRefuseWhatIsNoConnection() {
        assertThat(set(ALICE, 0, 1, 0, OPEN).reason()).isEqualTo(RejectReason.MALFORMED);
        assertThat(set(ALICE, 7, 1, -1, OPEN).reason()).isEqualTo(RejectReason.INVALID_DURATION);
        assertThat(set(ALICE, 7, 1, 300 * SECOND + 1, OPEN).reason()).isEqualTo(RejectReason.INVALID_DURATION);
        assertThat(set(ALICE, 7, 1, 0, LOST).reason()).isEqualTo(RejectReason.UNKNOWN_CONNECTION);
        assertThat(set(ALICE, 7, 1, 0, ConnectionState.NULL_VAL).reason()).isEqualTo(RejectReason.UNKNOWN_ENUM_VALUE);
        assertThat(set(1, 7, 1, 0, OPEN).reason()).isEqualTo(RejectReason.RESERVED_ACCOUNT);
        assertThat(set(1009, 7, 1, 0, OPEN).reason()).isEqualTo(RejectReason.UNKNOWN_ACCOUNT);
        for (int id = 1; id <= 16; id++) {
            accept(set(ALICE, id, 1, 300 * SECOND, OPEN));
        }
        assertThat(set(ALICE, 17, 1, 0, OPEN).reason()).isEqualTo(RejectReason.TOO_MANY_CONNECTIONS);
        accept(set(ALICE, 16, 2, 0, OPEN));
        accept(set(BOB, 17, 1, 0, OPEN));
    }

    @Test
    void shouldCancelEverythingWhenTheDeadManTimerRunsOut() {
        order(ALICE, 0, "90");
        order(BOB, 0, "89");
        order(ALICE, 0, "91");
        exchange.journal.take();
        accept(exchange.trade(ALICE, c -> c.setDeadManTimer(5 * SECOND)));
        exchange.pass(4 * SECOND);
        accept(exchange.trade(ALICE, c -> c.setDeadManTimer(10 * SECOND)));
        exchange.pass(9 * SECOND);
        assertThat(EventTexts.take(exchange))
                .containsExactly("timer of 1001: 5 s, due at 5 s", "timer of 1001: 10 s, due at 14 s");
        exchange.pass(2 * SECOND);
        assertThat(EventTexts.take(exchange))
                .containsExactly(
                        "by itself: timer of 1001: 0 s",
                        "cancelled 1: 1 at 90, DEAD_MAN, held 91.182",
                        "cancelled 3: 1 at 91, DEAD_MAN, held 0");
        order(ALICE, 0, "90");
        exchange.journal.take();
        exchange.pass(60 * SECOND);
        assertThat(exchange.journal.take()).isEmpty();
        assertThat(exchange.machine.nextDeadline()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void shouldSwitchTheDeadManTimerOff() {
        order(ALICE, 0, "90");
        accept(exchange.trade(ALICE, c -> c.setDeadManTimer(SECOND)));
        accept(exchange.trade(ALICE, c -> c.setDeadManTimer(0)));
        accept(exchange.trade(ALICE, c -> c.setDeadManTimer(0)));
        exchange.journal.take();
        exchange.pass(60 * SECOND);
        assertThat(exchange.journal.take()).isEmpty();
    }

    @Test
    void shouldRefuseTimersThatAreTooShortOrTooLong() {
        for (final long timeout : new long[] {-1, 1, SECOND - 1, 86_400 * SECOND + 1, Long.MIN_VALUE, Long.MAX_VALUE}) {
            assertThat(exchange.trade(ALICE, c -> c.setDeadManTimer(timeout)).reason())
                    .as("%s", timeout)
                    .isEqualTo(RejectReason.INVALID_DURATION);
        }
        accept(exchange.trade(ALICE, c -> c.setDeadManTimer(SECOND)));
        accept(exchange.trade(ALICE, c -> c.setDeadManTimer(86_400 * SECOND)));
        assertThat(exchange.trade(2, c -> c.setDeadManTimer(0)).reason()).isEqualTo(RejectReason.RESERVED_ACCOUNT);
        assertThat(exchange.trade(1009, c -> c.setDeadManTimer(0)).reason()).isEqualTo(RejectReason.UNKNOWN_ACCOUNT);
    }

    @Test
    void shouldCancelBeforeACommandThatComesTooLate() {
        order(ALICE, 0, "90");
        accept(exchange.trade(ALICE, c -> c.setDeadManTimer(SECOND)));
        exchange.journal.take();
        exchange.now += 2 * SECOND;
        assertThat(exchange.cancel(ALICE, 1).reason()).isEqualTo(RejectReason.UNKNOWN_ORDER);
        assertThat(EventTexts.take(exchange))
                .containsExactly("by itself: timer of 1001: 0 s", "cancelled 1: 1 at 90, DEAD_MAN, held 0");
    }

    private void connect(final long account, final long id, final long session, final long graceSeconds) {
        accept(set(account, id, session, graceSeconds * SECOND, OPEN));
    }

    private Answer set(
            final long account, final long id, final long session, final long grace, final ConnectionState state) {
        exchange.commands.connectionId = id;
        final Answer answer = exchange.trade(account, c -> c.setConnection(session, grace, state));
        exchange.commands.connectionId = 0;
        return answer;
    }

    /** Buys 1 under a connection. */
    private void order(final long account, final long connection, final String price) {
        exchange.commands.connectionId = connection;
        accept(exchange.trade(
                account, c -> c.newOrder(DEC_USD, BUY, OrderType.LIMIT, TimeInForce.GTC, d(price), d("1"), "")));
        exchange.commands.connectionId = 0;
    }
}

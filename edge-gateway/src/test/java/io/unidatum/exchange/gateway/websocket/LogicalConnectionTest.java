package io.unidatum.exchange.gateway.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import io.unidatum.exchange.gateway.auth.Caller;
import io.unidatum.exchange.sbe.common.ConnectionState;
import org.junit.jupiter.api.Test;

class LogicalConnectionTest {
    private final LogicalConnection connection = new LogicalConnection(Caller.ofTestAccount(1001), 4711, 1, 0);

    @Test
    void shouldBeToldOnceAndAgainInEachNewSessionWithTheCluster() {
        assertThat(connection.isToBeTold(5)).isTrue();
        connection.sending();
        assertThat(connection.isToBeTold(5)).as("on its way").isFalse();
        connection.accepted(ConnectionState.OPEN, 5, 100);
        assertThat(connection.isToBeTold(5)).isFalse();
        assertThat(connection.isToBeTold(6)).as("a new session").isTrue();
        connection.sending();
        // Sent through session 6, but there is a session 7 by now.
        connection.accepted(ConnectionState.OPEN, 6, 120);
        assertThat(connection.isToBeTold(7)).isTrue();
    }

    @Test
    void shouldBeToldUntilItsLossIsKnown() {
        connection.sending();
        connection.want(ConnectionState.LOST);
        connection.accepted(ConnectionState.OPEN, 5, 100);
        assertThat(connection.isToBeTold(5)).isTrue();
        connection.sending();
        connection.failed();
        assertThat(connection.isToBeTold(5)).isTrue();
        assertThat(connection.isDone()).isFalse();
        connection.sending();
        connection.accepted(ConnectionState.LOST, 5, 101);
        assertThat(connection.isToBeTold(6)).as("one that is lost").isFalse();
        assertThat(connection.isDone()).isTrue();
    }

    @Test
    void shouldNotTakeALossForTheEndOfALogout() {
        connection.want(ConnectionState.CLOSED);
        connection.want(ConnectionState.LOST);
        assertThat(connection.wanted()).isEqualTo(ConnectionState.CLOSED);
    }

    @Test
    void shouldLookAtEventsBehindItsOpeningAlone() {
        assertThat(connection.isBefore(99)).as("not open yet").isFalse();
        connection.sending();
        connection.accepted(ConnectionState.OPEN, 5, 100);
        assertThat(connection.isBefore(100)).as("its own opening").isFalse();
        assertThat(connection.isBefore(101)).isTrue();
        connection.forgetTold();
        assertThat(connection.isToBeTold(5)).isTrue();
    }
}

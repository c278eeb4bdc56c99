package io.unidatum.exchange.gateway.websocket;

import io.unidatum.exchange.gateway.auth.Caller;
import io.unidatum.exchange.sbe.common.ConnectionState;

/** A logical connection that a socket of this gateway holds, or has lost and not yet told the cluster so. */
final class LogicalConnection {
    private static final long NEVER = Long.MIN_VALUE;

    private final Caller caller;
    private final long id;
    private final long sessionId;
    private final long gracePeriodNs;
    private ConnectionState wanted = ConnectionState.OPEN;
    private ConnectionState told = ConnectionState.NULL_VAL;
    private long toldThrough = NEVER;
    private long openedSequence = Long.MAX_VALUE;
    private boolean inFlight;

    LogicalConnection(final Caller caller, final long id, final long sessionId, final long gracePeriodNs) {
        this.caller = caller;
        this.id = id;
        this.sessionId = sessionId;
        this.gracePeriodNs = gracePeriodNs;
    }

    Caller caller() {
        return caller;
    }

    long account() {
        return caller.account();
    }

    /** The client's own id of it. */
    long id() {
        return id;
    }

    /** Names this holding of it: another session that opens it supersedes this one. */
    long sessionId() {
        return sessionId;
    }

    long gracePeriodNs() {
        return gracePeriodNs;
    }

    ConnectionState wanted() {
        return wanted;
    }

    /** Says in which state it is to be. A loss does not undo a logout. */
    void want(final ConnectionState state) {
        if (wanted != ConnectionState.CLOSED) {
            wanted = state;
        }
    }

    /** Whether the cluster is to be told, through this session with it. An open one is told again in a new session. */
    boolean isToBeTold(final long clusterSessionId) {
        return !inFlight && (told != wanted || wanted == ConnectionState.OPEN && toldThrough != clusterSessionId);
    }

    /** Whether there is nothing left to be told. */
    boolean isDone() {
        return wanted != ConnectionState.OPEN && told == wanted;
    }

    void sending() {
        inFlight = true;
    }

    void accepted(final ConnectionState state, final long clusterSessionId, final long sequence) {
        inFlight = false;
        told = state;
        toldThrough = clusterSessionId;
        if (state == ConnectionState.OPEN && sequence != 0) {
            openedSequence = sequence;
        }
    }

    void failed() {
        inFlight = false;
    }

    /** The cluster lost or closed it although it is held here: it is to be opened again. */
    void forgetTold() {
        told = ConnectionState.NULL_VAL;
    }

    /** Whether an event is newer than its opening. */
    boolean isBefore(final long sequence) {
        return openedSequence < sequence;
    }
}

package io.unidatum.exchange.node;

import io.aeron.cluster.service.Cluster;
import java.util.function.LongSupplier;
import org.agrona.concurrent.IdleStrategy;

/**
 * The one timer of the cluster: it fires when the state machine's next deadline has come, if no command came before.
 *
 * <p>It is only ever moved to an earlier time. If the deadline has moved away, the timer fires in vain and is set anew:
 * so deadlines that every command puts off cost one message a timer, not one a command, and without deadlines there is
 * none.
 *
 * <p>Every event of the timer is answered by setting it again, to the far future if there is nothing to wait for. The
 * consensus module of a follower takes a timer's event from the log as the end of whatever it has been told to schedule
 * under that id, and as that of the next one if there is nothing; so a timer set between a firing and its event would
 * be lost to it if nothing followed. A timer is never cancelled for the same reason.
 */
final class DeadlineTimer {
    /** Of the cluster's timer. */
    static final long CORRELATION_ID = 1;

    /** Cluster time, ns: a time that does not come. Not the largest value, which Aeron has a meaning for. */
    static final long FAR_FUTURE = Long.MAX_VALUE / 2;

    private static final long NOT_SET = Long.MAX_VALUE;

    private final Cluster cluster;
    private final LongSupplier nextDeadline;
    /** What this node has set it to at the latest; it need not be the same on all nodes. */
    private long setTo = NOT_SET;

    DeadlineTimer(final Cluster cluster, final LongSupplier nextDeadline) {
        this.cluster = cluster;
        this.nextDeadline = nextDeadline;
    }

    /** Makes it fire no later than the next deadline. To be called whenever the state may have changed. */
    void update() {
        final long deadline = nextDeadline.getAsLong();
        if (deadline < setTo) {
            set(deadline);
        }
    }

    /** Sets it if there is a deadline: a new leader, or a node that has been restored, may know nothing of it. */
    void renew() {
        setTo = NOT_SET;
        update();
    }

    /** It has fired, and what was due has been done. */
    void onFired() {
        set(Math.min(nextDeadline.getAsLong(), FAR_FUTURE));
    }

    private void set(final long deadline) {
        final IdleStrategy idleStrategy = cluster.idleStrategy();
        idleStrategy.reset();
        while (!cluster.scheduleTimer(CORRELATION_ID, deadline)) {
            idleStrategy.idle();
        }
        setTo = deadline;
    }
}

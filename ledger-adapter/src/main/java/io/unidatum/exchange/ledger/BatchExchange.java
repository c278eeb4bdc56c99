package io.unidatum.exchange.ledger;

import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * Passes batches from the follower to the writer, and the writer's start points back. Two batches go round: one is
 * being filled while the other is being written. So batches are small when there is little to do and grow while the
 * writer is busy, and a follower that finds no empty batch must wait.
 */
final class BatchExchange {
    private final AtomicReference<JournalBatch> full = new AtomicReference<>();
    private final AtomicReference<JournalBatch> empty = new AtomicReference<>(new JournalBatch());
    private volatile StartPoint startPoint;
    private volatile Thread writer;
    private volatile Thread follower;

    /** Whether the writer waits for a batch. Follower's thread. {@return true if {@link #handOver} may be called} */
    boolean isWriterWaiting() {
        return empty.get() != null;
    }

    /**
     * Gives the writer a batch for an empty one. Follower's thread, only while the writer waits.
     *
     * @param batch sealed.
     * @return another batch to fill.
     */
    JournalBatch handOver(final JournalBatch batch) {
        final JournalBatch other = empty.getAndSet(null);
        full.set(batch);
        LockSupport.unpark(writer);
        return other;
    }

    /** The batch to write. Writer's thread. {@return null if there is none; the same until {@link #giveBack}} */
    JournalBatch peek() {
        return full.get();
    }

    /** The batch has been dealt with. Writer's thread. */
    void giveBack() {
        final JournalBatch done = full.getAndSet(null);
        empty.set(done);
        LockSupport.unpark(follower);
    }

    /** From where to read. {@return null until PostgreSQL has said it} */
    StartPoint startPoint() {
        return startPoint;
    }

    /** Has the follower begin anew. Writer's thread. */
    void startFrom(final StartPoint newStart) {
        startPoint = newStart;
        LockSupport.unpark(follower);
    }

    /** To be called on the writer's thread when it starts, so that a batch wakes it. */
    void registerWriter() {
        writer = Thread.currentThread();
    }

    /** To be called on the follower's thread when it starts, so that an empty batch wakes it. */
    void registerFollower() {
        follower = Thread.currentThread();
    }
}

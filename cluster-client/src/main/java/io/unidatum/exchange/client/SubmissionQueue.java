package io.unidatum.exchange.client;

import java.util.Queue;
import java.util.function.Consumer;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.ManyToManyConcurrentArrayQueue;
import org.agrona.concurrent.ManyToOneConcurrentArrayQueue;

/**
 * Hands commands from any thread to the client's: a fixed number of places goes round from the free ones to the
 * submitted ones, into the window and back. Lock-free; allocates nothing once made.
 */
final class SubmissionQueue {
    private static final int MAX_SNAPSHOT_REQUESTS = 16;

    private final int capacity;
    private final ManyToManyConcurrentArrayQueue<PendingCommand> free;
    private final ManyToOneConcurrentArrayQueue<PendingCommand> submitted;
    private final ManyToOneConcurrentArrayQueue<SnapshotRequest> snapshotRequests =
            new ManyToOneConcurrentArrayQueue<>(MAX_SNAPSHOT_REQUESTS);
    private volatile boolean isClosed;

    SubmissionQueue(final int capacity) {
        this.capacity = capacity;
        this.free = new ManyToManyConcurrentArrayQueue<>(capacity);
        this.submitted = new ManyToOneConcurrentArrayQueue<>(capacity);
        for (int i = 0; i < capacity; i++) {
            free.offer(new PendingCommand());
        }
    }

    /** Submits one command. {@return false if no place is free} */
    boolean submit(
            final DirectBuffer command,
            final int offset,
            final int length,
            final long deadlineNs,
            final CommandListener listener) {
        if (isClosed) {
            return false;
        }
        final PendingCommand place = free.poll();
        if (place == null) {
            return false;
        }
        try {
            place.fill(command, offset, length, deadlineNs, listener);
        } catch (final RuntimeException ex) {
            enqueue(free, place);
            throw ex;
        }
        enqueue(submitted, place);
        return true;
    }

    /**
     * Submits commands that stand one behind the other, all or none of them.
     *
     * @param listeners one for each command.
     * @return false if there are not as many places free.
     */
    boolean submitBatch(
            final DirectBuffer commands, final int offset, final long deadlineNs, final CommandListener[] listeners) {
        if (isClosed) {
            return false;
        }
        final PendingCommand head = pollChain(listeners.length);
        if (head == null) {
            return false;
        }
        try {
            int position = offset;
            int index = 0;
            for (PendingCommand place = head; place != null; place = place.nextInBatch) {
                final int length = Batches.messageLength(commands, position);
                place.fill(commands, position, length, deadlineNs, listeners[index++]);
                position += length;
            }
        } catch (final RuntimeException ex) {
            giveBack(head);
            throw ex;
        }
        enqueue(submitted, head);
        return true;
    }

    boolean submit(final SnapshotRequest request) {
        return !isClosed && snapshotRequests.offer(request);
    }

    boolean isClosed() {
        return isClosed;
    }

    /** Commands that are neither free nor ended. */
    int pending() {
        return Math.max(0, capacity - free.size());
    }

    /** Hands on what was submitted, of a batch its first command. {@return how many submissions} */
    int take(final Consumer<PendingCommand> consumer, final int limit) {
        return submitted.drain(consumer, limit);
    }

    int takeSnapshotRequests(final Consumer<SnapshotRequest> consumer) {
        return snapshotRequests.drain(consumer);
    }

    void release(final PendingCommand place) {
        // Once closed, places leave the round: a thread that is late finds none.
        if (!isClosed) {
            enqueue(free, place);
        }
    }

    /**
     * Lets nobody submit any more and takes what was submitted. A thread that has taken a place but not yet submitted
     * it is waited for, so that no listener is forgotten.
     *
     * @param taken places that are with the caller already.
     * @param consumer of what was submitted.
     */
    void closeAndTakeAll(final int taken, final Consumer<PendingCommand> consumer) {
        isClosed = true;
        int accounted = taken;
        while (accounted < capacity) {
            if (free.poll() != null) {
                accounted++;
            } else {
                final PendingCommand head = submitted.poll();
                if (head == null) {
                    Thread.onSpinWait();
                    continue;
                }
                for (PendingCommand place = head; place != null; place = place.nextInBatch) {
                    accounted++;
                }
                consumer.accept(head);
            }
        }
    }

    private PendingCommand pollChain(final int count) {
        PendingCommand head = null;
        for (int i = 0; i < count; i++) {
            final PendingCommand place = free.poll();
            if (place == null) {
                giveBack(head);
                return null;
            }
            place.nextInBatch = head;
            head = place;
        }
        return head;
    }

    private void giveBack(final PendingCommand head) {
        PendingCommand place = head;
        while (place != null) {
            final PendingCommand next = place.nextInBatch;
            place.nextInBatch = null;
            enqueue(free, place);
            place = next;
        }
    }

    private static <T> void enqueue(final Queue<T> queue, final T element) {
        // There are as many places as the queues have room for, so this fails only for an instant.
        while (!queue.offer(element)) {
            Thread.onSpinWait();
        }
    }
}

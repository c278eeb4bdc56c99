package io.unidatum.exchange.node;

import io.aeron.Image;
import io.unidatum.exchange.engine.ExchangeStateMachine;
import org.agrona.concurrent.IdleStrategy;

/** Restores the state machine from a snapshot's image, one message a fragment. */
final class SnapshotLoader {
    private static final int FRAGMENT_LIMIT = 64;

    private SnapshotLoader() {}

    /**
     * Loads a snapshot to its end.
     *
     * @param image of the snapshot.
     * @param machine fresh.
     * @param idleStrategy while waiting for the archive.
     * @throws IllegalStateException if the snapshot is damaged or ends too early.
     */
    static void load(final Image image, final ExchangeStateMachine machine, final IdleStrategy idleStrategy) {
        while (!machine.isSnapshotComplete()) {
            final boolean isOver = image.isClosed() || image.isEndOfStream();
            final int fragments = image.poll(
                    (buffer, offset, length, header) -> machine.onSnapshotMessage(buffer, offset, length),
                    FRAGMENT_LIMIT);
            if (fragments == 0 && isOver && !machine.isSnapshotComplete()) {
                throw new IllegalStateException("the snapshot ends before its last message");
            }
            idleStrategy.idle(fragments);
        }
    }
}

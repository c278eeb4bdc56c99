package io.unidatum.exchange.client;

import java.util.concurrent.CompletableFuture;

/** A wish for a snapshot, until the leader has answered it. */
final class SnapshotRequest {
    final CompletableFuture<Void> future = new CompletableFuture<>();
    final long deadlineNs;
    final long correlationId;
    boolean isSent;

    SnapshotRequest(final long correlationId, final long deadlineNs) {
        this.correlationId = correlationId;
        this.deadlineNs = deadlineNs;
    }
}

package io.unidatum.exchange.node;

import io.unidatum.exchange.runtime.FactMetrics;
import io.unidatum.exchange.runtime.Metrics;
import java.util.Map;
import java.util.function.Supplier;

/** A node's metrics: the facts of {@code /health}, which the service leaves for whoever asks. */
final class NodeMetrics {
    private NodeMetrics() {}

    static Metrics of(final Supplier<Map<String, Object>> health) {
        final Metrics metrics = new Metrics("node");
        new FactMetrics(metrics, health)
                .gauge("exchange_node_up", "1 if the node takes part under a known leader", "status")
                .gauge("exchange_node_member_id", "The member's number", "memberId")
                .states(
                        "exchange_node_role",
                        "1 for the node's present role",
                        "role",
                        "LEADER",
                        "FOLLOWER",
                        "CANDIDATE")
                .gauge("exchange_node_election", "1 while an election goes on", "election")
                .gauge("exchange_node_term", "Leadership term", "term")
                .gauge("exchange_node_commit_position", "Bytes of the log that are committed", "commitPosition")
                .gauge("exchange_node_service_position", "Bytes of the log that are carried out", "servicePosition")
                .gauge("exchange_node_sequence", "Sequence of the last event", "lastSequence")
                .gauge("exchange_node_journal_position", "Bytes of the event journal written", "journalPosition")
                .gauge("exchange_node_recorded_position", "Bytes of the event journal recorded", "recordedPosition")
                .gauge(
                        "exchange_node_journal_live",
                        "1 if the journal is written, 0 while it is replayed",
                        "journalLive")
                .gauge("exchange_node_sessions", "Sessions with the cluster", "sessions")
                .counter("exchange_node_egress_dropped_total", "Answers that a slow session lost", "egressDropped")
                .counter("exchange_node_snapshots_total", "Snapshots taken since the node's start", "snapshots")
                .gauge("exchange_node_snapshot_age_seconds", "Age of the newest snapshot", "snapshotAgeSeconds")
                .gauge("exchange_node_snapshots_kept", "Snapshots that the node could start from", "snapshotsKept")
                .gauge("exchange_node_floor_sequence", "Last event that no consumer needs", "floorSequence")
                .gauge("exchange_node_floor_position", "Journal position behind that event", "floorPosition")
                .gauge("exchange_node_journal_start", "Journal position at which the node's begins", "journalStart")
                .gauge("exchange_node_log_start", "Log position at which the node's begins", "logStart")
                .gauge("exchange_node_disk_used_bytes", "What the node's files take", "diskUsedBytes")
                .gauge("exchange_node_disk_limit_bytes", "What they may take", "diskLimitBytes")
                .gauge("exchange_node_disk_scarce", "1 past the disk's high-water mark", "diskScarce")
                .gauge(
                        "exchange_node_order_entry_suspended",
                        "1 while the nodes' disks are too full for new orders",
                        "orderEntrySuspended")
                .gauge("exchange_node_facts_age_ms", "How long ago the service said where it stands", "factsAgeMs");
        return metrics;
    }
}

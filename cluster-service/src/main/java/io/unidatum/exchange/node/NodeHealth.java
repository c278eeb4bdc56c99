package io.unidatum.exchange.node;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Holds the service's last facts and makes of them what {@code /health} answers. Thread safe. */
final class NodeHealth {
    private static final long STALE_NS = TimeUnit.SECONDS.toNanos(3);

    private final int memberId;
    private volatile HousekeepingFacts housekeeping = HousekeepingFacts.NONE;
    private volatile Reading reading = new Reading(ServiceFacts.NONE, System.nanoTime());

    NodeHealth(final int memberId) {
        this.memberId = memberId;
    }

    void onFacts(final ServiceFacts facts) {
        reading = new Reading(facts, System.nanoTime());
    }

    void onHousekeeping(final HousekeepingFacts facts) {
        housekeeping = facts;
    }

    HousekeepingFacts housekeeping() {
        return housekeeping;
    }

    ServiceFacts facts() {
        return reading.facts;
    }

    /**
     * Answers. UP: the member takes part under a known leader. DEGRADED: it starts, elects or does not move. DOWN: it
     * failed.
     *
     * @param failure of the node, or null.
     * @return facts by name.
     */
    Map<String, Object> answer(final Throwable failure) {
        final Reading last = reading;
        final ServiceFacts facts = last.facts;
        final long ageNs = System.nanoTime() - last.nanoTime;
        final boolean isTakingPart = facts.electionClosed() && facts.leaderId() >= 0 && ageNs < STALE_NS;
        final Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("status", failure != null ? "DOWN" : isTakingPart ? "UP" : "DEGRADED");
        if (failure != null) {
            answer.put("error", String.valueOf(failure.getMessage()));
        }
        answer.put("memberId", memberId);
        answer.put("role", facts.role().name());
        if (isTakingPart) {
            answer.put("leaderId", facts.leaderId());
        }
        answer.put("election", !facts.electionClosed());
        answer.put("term", facts.term());
        answer.put("commitPosition", facts.commitPosition());
        answer.put("servicePosition", facts.servicePosition());
        answer.put("lastSequence", facts.lastSequence());
        answer.put("chainHash", String.format("%016x", facts.chainHash()));
        answer.put("journalPosition", facts.journalPosition());
        answer.put("recordedPosition", facts.recordedPosition());
        answer.put("journalLive", facts.journalLive());
        answer.put("clusterTime", facts.clusterTime());
        answer.put("sessions", facts.sessions());
        answer.put("egressDropped", facts.egressDropped());
        answer.put("snapshots", facts.snapshots());
        if (facts.snapshotNanoTime() != 0) {
            answer.put(
                    "snapshotAgeSeconds", TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - facts.snapshotNanoTime()));
        }
        putRetention(answer, facts.retention(), housekeeping);
        answer.put("factsAgeMs", TimeUnit.NANOSECONDS.toMillis(ageNs));
        return answer;
    }

    private static void putRetention(
            final Map<String, Object> answer, final RetentionFacts retention, final HousekeepingFacts disk) {
        if (disk.snapshotTime() != 0) {
            answer.put(
                    "snapshotAgeMs",
                    Math.max(0, System.currentTimeMillis() - TimeUnit.NANOSECONDS.toMillis(disk.snapshotTime())));
        }
        answer.put("snapshotsKept", disk.snapshots());
        answer.put("floorSequence", retention.floorSequence());
        answer.put("floorPosition", retention.floorPosition());
        answer.put("journalStart", disk.journalStart());
        answer.put("logStart", disk.logStart());
        answer.put("diskUsedBytes", disk.diskUsedBytes());
        answer.put("diskLimitBytes", disk.diskLimitBytes());
        answer.put("diskScarce", disk.scarce());
        answer.put("orderEntrySuspended", retention.orderEntrySuspended());
    }

    private record Reading(ServiceFacts facts, long nanoTime) {}
}

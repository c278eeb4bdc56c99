package io.unidatum.exchange.node;

import io.aeron.Aeron;
import io.aeron.archive.client.AeronArchive;
import io.aeron.cluster.ClusterControl;
import io.aeron.cluster.service.Cluster;
import io.aeron.exceptions.AeronException;
import io.unidatum.exchange.protocol.JournalLayout;
import io.unidatum.exchange.sbe.order.RejectReason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.agrona.CloseHelper;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.AgentTerminationException;
import org.agrona.concurrent.status.AtomicCounter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a node's disk bounded, beside the service and never on its thread: as leader has snapshots taken when they are
 * due; trims log, journal and snapshots; measures the disk and tells the cluster when it is scarce.
 *
 * <p>An agent. What fails is tried again in the next round.
 */
final class Housekeeping implements Agent {
    private static final Logger LOGGER = LoggerFactory.getLogger(Housekeeping.class);
    private static final int CONTROL_RESPONSE_STREAM_ID = JournalLayout.STREAM_ID + 3;
    private static final int CLUSTER_ID = 0;
    private static final int RESERVED_SEGMENTS = 4;
    private static final SnapshotSchedule SCARCE_SCHEDULE = new SnapshotSchedule(TimeUnit.SECONDS.toNanos(10), 0);
    private static final long REQUEST_AGAIN_NS = TimeUnit.MINUTES.toNanos(1);
    private static final long AWAY_NS = TimeUnit.SECONDS.toNanos(15);
    private static final long AWAY_REMINDER_NS = TimeUnit.MINUTES.toNanos(1);

    private final ExchangeNodeContext ctx;
    private final Supplier<ServiceFacts> service;
    private final Consumer<HousekeepingFacts> onFacts;
    private final SnapshotSchedule schedule;
    private final DiskUse diskUse;
    private final DiskWatch diskWatch;
    private final SpaceReport report;
    private Aeron aeron;
    private AeronArchive archive;
    private Trimmer trimmer;
    private long nextNs = System.nanoTime();
    private long awaySinceNs;
    /** The newest snapshot when another one was asked for: until that is there, none is asked for again. */
    private SnapshotList.Snapshot requestedAfter;

    private long requestedNs = nextNs - REQUEST_AGAIN_NS;
    private boolean isAway;
    private String problem = "";

    /**
     * Constructs the agent.
     *
     * @param ctx concluded.
     * @param service says what the service knows of itself.
     * @param onFacts takes what was seen, once a round.
     */
    Housekeeping(
            final ExchangeNodeContext ctx,
            final Supplier<ServiceFacts> service,
            final Consumer<HousekeepingFacts> onFacts) {
        this.ctx = ctx;
        this.service = service;
        this.onFacts = onFacts;
        final HousekeepingContext settings = ctx.housekeeping();
        schedule = new SnapshotSchedule(settings.snapshotIntervalNs(), settings.snapshotLogBytes());
        diskUse = new DiskUse(List.of(ctx.archiveDir(), ctx.clusterDir()));
        diskWatch = new DiskWatch(settings.diskLimitBytes(), (long) RESERVED_SEGMENTS * ctx.archiveSegmentLength());
        report = settings.key() == null ? null : new SpaceReport(ctx);
    }

    @Override
    public int doWork() {
        final long nowNs = System.nanoTime();
        try {
            if (aeron != null) {
                aeron.conductorAgentInvoker().invoke();
            }
            if (archive != null) {
                // Answers the archive's questions whether this client is alive, too.
                archive.checkForErrorResponse();
            }
            if (nowNs - nextNs < 0) {
                return 0;
            }
            connect();
            round(service.get());
            nextNs = System.nanoTime() + ctx.housekeeping().intervalNs();
            problem = "";
        } catch (final AgentTerminationException ex) {
            throw ex;
        } catch (final RuntimeException ex) {
            nextNs = System.nanoTime() + ctx.housekeeping().intervalNs();
            onProblem(ex);
            if (aeron == null || aeron.isClosed() || ex instanceof AeronException) {
                disconnect();
            }
        }
        return 1;
    }

    @Override
    public String roleName() {
        return "housekeeping";
    }

    @Override
    public void onClose() {
        disconnect();
    }

    private void round(final ServiceFacts facts) {
        final SnapshotList snapshots = SnapshotList.read(ctx.clusterDir());
        List<RecordingExtent> recordings = trimmer.list();
        // While it elects or compares the journal with the log, a node may need whatever it has.
        final boolean isTakingPart = facts.electionClosed() && facts.journalLive();
        if (isTakingPart && trimmer.trim(snapshots, facts.retention().floorPosition())) {
            recordings = trimmer.list();
        }
        measure(recordings);
        final RecordingExtent log = trimmer.log(snapshots);
        final RecordingExtent journal = trimmer.journal();
        final SnapshotList.Snapshot newest = snapshots.newest();
        onFacts.accept(new HousekeepingFacts(
                snapshots.snapshots().size(),
                newest == null ? 0 : newest.time(),
                log == null ? 0 : log.startPosition(),
                journal == null ? 0 : journal.startPosition(),
                diskWatch.usedBytes(),
                diskWatch.limitBytes(),
                diskWatch.isScarce()));
        if (isTakingPart) {
            isAway = false;
            takeSnapshotIfDue(snapshots, facts);
            reportSpace(facts);
        } else {
            checkIfLeftBehind(log);
        }
    }

    private void measure(final List<RecordingExtent> recordings) {
        final Map<Long, Long> ends = new HashMap<>();
        for (final RecordingExtent recording : recordings) {
            ends.put(recording.recordingId(), end(recording));
        }
        final long usable;
        try {
            usable = Files.getFileStore(ctx.dataDir()).getUsableSpace();
        } catch (final IOException ex) {
            throw new UncheckedIOException(ex);
        }
        if (diskWatch.update(diskUse.bytes(ends), usable)) {
            if (diskWatch.isScarce()) {
                LOGGER.warn(
                        "disk scarce: usedBytes={} limitBytes={} usableBytes={}; the cluster is told and may suspend"
                                + " order entry. Look at 'exchange admin consumers' for one that does not acknowledge,"
                                + " or give the node more disk",
                        diskWatch.usedBytes(),
                        diskWatch.limitBytes(),
                        usable);
            } else {
                LOGGER.info(
                        "disk ample again: usedBytes={} limitBytes={} usableBytes={}",
                        diskWatch.usedBytes(),
                        diskWatch.limitBytes(),
                        usable);
            }
        }
    }

    private long end(final RecordingExtent recording) {
        return recording.isActive()
                ? archive.getMaxRecordedPosition(recording.recordingId())
                : recording.stopPosition();
    }

    private void takeSnapshotIfDue(final SnapshotList snapshots, final ServiceFacts facts) {
        if (facts.role() != Cluster.Role.LEADER) {
            return;
        }
        // With little room left nobody waits for the usual time: two newer snapshots let the journal be trimmed.
        final boolean isPressing = (diskWatch.isScarce() || facts.retention().orderEntrySuspended())
                && trimmer.waitsForSnapshots(snapshots, facts.retention().floorPosition());
        if (!(isPressing ? SCARCE_SCHEDULE : schedule).isDue(snapshots, facts.servicePosition(), epochNs())) {
            return;
        }
        final long nowNs = System.nanoTime();
        if (Objects.equals(snapshots.newest(), requestedAfter) && nowNs - requestedNs < REQUEST_AGAIN_NS) {
            return;
        }
        final AtomicCounter toggle = ClusterControl.findControlToggle(aeron.countersReader(), CLUSTER_ID);
        if (toggle != null && ClusterControl.ToggleState.SNAPSHOT.toggle(toggle)) {
            requestedAfter = snapshots.newest();
            requestedNs = nowNs;
            LOGGER.info("snapshot due: logPosition={} snapshots={}", facts.servicePosition(), snapshots.newest());
        }
    }

    private void reportSpace(final ServiceFacts facts) {
        final RetentionFacts known = facts.retention();
        if (report == null || !known.knowsSpaceReports() || known.reportedScarce() == diskWatch.isScarce()) {
            return;
        }
        final RejectReason answer = report.send(diskWatch.isScarce(), diskWatch.freeBytes(), facts.clusterTime());
        if (answer == RejectReason.NONE) {
            LOGGER.info("disk reported: scarce={} freeBytes={}", diskWatch.isScarce(), diskWatch.freeBytes());
        } else if (answer == RejectReason.NOT_AUTHORISED) {
            throw new IllegalStateException("the cluster does not take this node's reports of its disk: give its key"
                    + " the role with 'exchange admin principal node "
                    + HexFormat.of().formatHex(ctx.housekeeping().key().publicKey()) + "'");
        } else {
            throw new IllegalStateException("the report of this node's disk had no effect: " + answer);
        }
    }

    /** A node that was away for longer than the others keep their log cannot catch up: nothing else would say so. */
    private void checkIfLeftBehind(final RecordingExtent log) {
        final long nowNs = System.nanoTime();
        if (!isAway) {
            isAway = true;
            awaySinceNs = nowNs;
        }
        if (ctx.members().size() == 1 || nowNs - awaySinceNs < AWAY_NS) {
            return;
        }
        awaySinceNs = nowNs + AWAY_REMINDER_NS - AWAY_NS;
        final long end = log == null ? 0 : end(log);
        final long earliest = PeerLogs.earliest(ctx);
        if (earliest > end) {
            LOGGER.error(
                    "this node cannot catch up: its log ends at position {}, and no other member has the log from"
                            + " before position {} any more. Stop it, replace its data folder by a copy of another"
                            + " member's that was taken while that one was stopped, and start it again",
                    end,
                    earliest);
        }
    }

    private void connect() {
        if (archive != null && archive.state() == AeronArchive.State.CONNECTED && !aeron.isClosed()) {
            return;
        }
        disconnect();
        aeron = Aeron.connect(new Aeron.Context()
                .aeronDirectoryName(ctx.aeronDirectoryName())
                .clientName(roleName())
                .useConductorAgentInvoker(true)
                .errorHandler(this::onProblem)
                .subscriberErrorHandler(this::onProblem));
        archive = AeronArchive.connect(new AeronArchive.Context()
                .aeron(aeron)
                .ownsAeronClient(false)
                .controlRequestChannel("aeron:ipc?term-length=64k")
                .controlRequestStreamId(AeronArchive.Configuration.localControlStreamId())
                .controlResponseChannel("aeron:ipc?term-length=64k")
                .controlResponseStreamId(CONTROL_RESPONSE_STREAM_ID)
                .errorHandler(this::onProblem));
        trimmer = new Trimmer(archive);
    }

    private void disconnect() {
        CloseHelper.quietCloseAll(archive, aeron);
        archive = null;
        aeron = null;
        trimmer = null;
    }

    private void onProblem(final Throwable ex) {
        final String message = String.valueOf(ex.getMessage());
        if (!message.equals(problem)) {
            problem = message;
            LOGGER.warn("housekeeping: {}; trying again every {} ms", message, intervalMs(), ex);
        }
    }

    private long intervalMs() {
        return TimeUnit.NANOSECONDS.toMillis(ctx.housekeeping().intervalNs());
    }

    private static long epochNs() {
        return TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
    }
}

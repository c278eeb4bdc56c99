package io.unidatum.exchange.node;

import io.aeron.archive.Archive;
import io.aeron.archive.ArchiveThreadingMode;
import io.aeron.cluster.ConsensusModule;
import io.aeron.cluster.NanosecondClusterClock;
import io.aeron.cluster.service.ClusteredService;
import io.aeron.cluster.service.ClusteredServiceContainer;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import io.unidatum.exchange.protocol.MemberEndpoints;
import org.agrona.SemanticVersion;

/**
 * Aeron's settings for the four components of a node, made from the node's own. One thread each for media driver,
 * archive, consensus module and service.
 */
final class ComponentContexts {
    /** Version of the service's behaviour: members whose major numbers differ do not form a cluster. */
    static final int APP_VERSION = SemanticVersion.compose(1, 0, 0);

    private static final int MAX_REPLAYS = 100;
    private static final int MAX_RECORDINGS = 20;
    private static final int CONTROL_TERM_LENGTH = 64 * 1024;

    private final ExchangeNodeContext ctx;
    private final NodeErrors errors;

    ComponentContexts(final ExchangeNodeContext ctx, final NodeErrors errors) {
        this.ctx = ctx;
        this.errors = errors;
    }

    MediaDriver.Context mediaDriver() {
        return new MediaDriver.Context()
                .aeronDirectoryName(ctx.aeronDirectoryName())
                .dirDeleteOnStart(true)
                .dirDeleteOnShutdown(true)
                .threadingMode(ThreadingMode.SHARED)
                .sharedIdleStrategy(ctx.idleStrategy().create())
                .termBufferSparseFile(true)
                .performStorageChecks(ctx.storageChecks())
                .publicationTermBufferLength(ctx.streamTermLength())
                .ipcTermBufferLength(ctx.streamTermLength())
                .errorHandler(errors.of("media-driver"));
    }

    Archive.Context archive() {
        final MemberEndpoints endpoints = ctx.endpoints();
        return new Archive.Context()
                .aeronDirectoryName(ctx.aeronDirectoryName())
                .archiveDir(ctx.archiveDir().toFile())
                .threadingMode(ArchiveThreadingMode.SHARED)
                .idleStrategySupplier(ctx.idleStrategy()::create)
                .controlChannel("aeron:udp?endpoint=" + endpoints.archiveControl())
                .controlTermBufferLength(CONTROL_TERM_LENGTH)
                .replicationChannel("aeron:udp?endpoint=" + endpoints.host() + ":0")
                .recordingEventsEnabled(false)
                .segmentFileLength(ctx.archiveSegmentLength())
                .fileSyncLevel(ctx.fileSyncLevel())
                .catalogFileSyncLevel(ctx.fileSyncLevel())
                .maxConcurrentRecordings(MAX_RECORDINGS)
                .maxConcurrentReplays(MAX_REPLAYS)
                // A last frame that ends in zeros across a page is not taken for torn after a kill if it has a
                // checksum.
                .recordChecksum(new FrameChecksum())
                .replayChecksum(new FrameChecksum())
                .errorHandler(errors.of("archive"));
    }

    ConsensusModule.Context consensusModule(final OperatorKeys operators) {
        final MemberEndpoints endpoints = ctx.endpoints();
        return new ConsensusModule.Context()
                .aeronDirectoryName(ctx.aeronDirectoryName())
                .clusterDir(ctx.clusterDir().toFile())
                .clusterMemberId(ctx.memberId())
                .clusterMembers(clusterMembers())
                .clusterClock(new NanosecondClusterClock())
                .appVersion(APP_VERSION)
                .ingressChannel("aeron:udp?term-length=" + ctx.streamTermLength())
                .logChannel("aeron:udp?term-length=" + ctx.logTermLength())
                .replicationChannel("aeron:udp?endpoint=" + endpoints.replication())
                .maxConcurrentSessions(ctx.maxConcurrentSessions())
                .sessionTimeoutNs(ctx.sessionTimeoutNs())
                .leaderHeartbeatTimeoutNs(ctx.leaderHeartbeatTimeoutNs())
                .leaderHeartbeatIntervalNs(ctx.leaderHeartbeatIntervalNs())
                .electionTimeoutNs(ctx.electionTimeoutNs())
                .electionStatusIntervalNs(ctx.electionStatusIntervalNs())
                .startupCanvassTimeoutNs(ctx.startupCanvassTimeoutNs())
                .fileSyncLevel(ctx.fileSyncLevel())
                .idleStrategySupplier(ctx.idleStrategy()::create)
                .authenticatorSupplier(SessionAuthenticator::new)
                .authorisationServiceSupplier(() -> new OperatorAuthorisation(operators))
                .errorHandler(errors.of("consensus-module"));
    }

    ClusteredServiceContainer.Context serviceContainer(final ClusteredService service) {
        return new ClusteredServiceContainer.Context()
                .aeronDirectoryName(ctx.aeronDirectoryName())
                .clusterDir(ctx.clusterDir().toFile())
                .appVersion(APP_VERSION)
                .clusteredService(service)
                .serviceName("exchange")
                .idleStrategySupplier(ctx.idleStrategy()::create)
                .errorHandler(errors.of("service"));
    }

    private String clusterMembers() {
        final StringBuilder builder = new StringBuilder();
        for (final MemberEndpoints member : ctx.members()) {
            builder.append(member.memberId())
                    .append(',')
                    .append(member.ingress())
                    .append(',')
                    .append(member.consensus())
                    .append(',')
                    .append(member.log())
                    .append(',')
                    .append(member.catchup())
                    .append(',')
                    .append(member.archiveControl())
                    .append('|');
        }
        return builder.toString();
    }
}

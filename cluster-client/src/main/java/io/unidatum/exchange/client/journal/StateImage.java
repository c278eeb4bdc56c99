package io.unidatum.exchange.client.journal;

import io.aeron.Aeron;
import io.unidatum.exchange.protocol.MemberEndpoints;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.agrona.CloseHelper;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.SleepingMillisIdleStrategy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds and reads the newest complete snapshot of the exchange's state in the members' archives. */
public final class StateImage {
    private static final Logger LOG = LoggerFactory.getLogger(StateImage.class);
    private static final SnapshotMessageHandler NOBODY = (templateId, buffer, offset, blockLength, version) -> {};

    /** How much longer the other members are waited for once one has answered. */
    private static final long LATECOMERS_NS = TimeUnit.SECONDS.toNanos(1);

    private StateImage() {}

    /** A member's archive with the snapshots in it that have not been looked at, the newest of the rest looked into. */
    private static final class Source {
        private final SnapshotArchive archive;
        private final Deque<SnapshotArchive.Recording> recordings;
        private long newestSequence = -1;

        Source(final SnapshotArchive archive) {
            this.archive = archive;
            this.recordings = archive.recordings();
            findNewest();
        }

        void findNewest() {
            newestSequence = -1;
            while (!recordings.isEmpty()) {
                final SnapshotReader reader = new SnapshotReader(NOBODY);
                final String damage = archive.read(recordings.peekFirst(), reader, true);
                if (damage == null) {
                    newestSequence = reader.point().sequence();
                    return;
                }
                warn(damage);
                recordings.removeFirst();
            }
        }

        void warn(final String damage) {
            LOG.warn(
                    "action=state-image-skip member={} recording={} reason=\"{}\"",
                    archive.member().memberId(),
                    recordings.peekFirst().recordingId(),
                    damage);
        }
    }

    /**
     * Loads the newest snapshot that any reachable member has. It is read twice: its order, count and checksum are
     * checked before the handler sees any of it; a damaged one is passed over for the next. Blocks the caller.
     *
     * @param ctx where to look.
     * @param handler receives the snapshot's messages.
     * @return where the journal goes on behind the image; empty if there is no complete snapshot: then the handler was
     *     not called; begin at {@link JournalPoint#START}.
     * @throws IllegalStateException if no member's archive could be asked, or the last one failed halfway.
     * @throws RuntimeException if the handler threw it.
     */
    public static Optional<JournalPoint> load(final StateImageContext ctx, final SnapshotMessageHandler handler) {
        ctx.conclude();
        final List<SnapshotArchive> archives = new ArrayList<>();
        try (Aeron aeron = Aeron.connect(new Aeron.Context()
                .aeronDirectoryName(ctx.aeronDirectoryName())
                .clientName("state-image")
                .useConductorAgentInvoker(true)
                .subscriberErrorHandler(ex -> LOG.warn("action=state-image-aeron", ex))
                .errorHandler(ex -> LOG.warn("action=state-image-aeron", ex)))) {
            try {
                final List<Source> sources = new ArrayList<>();
                for (final SnapshotArchive archive : connect(ctx, aeron, archives)) {
                    try {
                        sources.add(new Source(archive));
                    } catch (final RuntimeException ex) {
                        LOG.warn(
                                "action=state-image-skip member={} reason=\"{}\"",
                                archive.member().memberId(),
                                ex.getMessage());
                    }
                }
                if (sources.isEmpty()) {
                    throw new IllegalStateException("no member's archive answered: is the cluster up?");
                }
                return load(sources, handler);
            } finally {
                CloseHelper.quietCloseAll(archives);
            }
        }
    }

    private static Optional<JournalPoint> load(final List<Source> sources, final SnapshotMessageHandler handler) {
        String failure = null;
        while (true) {
            Source newest = null;
            for (final Source source : sources) {
                if (source.newestSequence >= 0 && (newest == null || source.newestSequence > newest.newestSequence)) {
                    newest = source;
                }
            }
            if (newest == null) {
                if (failure != null) {
                    throw new IllegalStateException("the archive with the last snapshot failed: " + failure);
                }
                return Optional.empty();
            }
            try {
                String damage = newest.archive.read(newest.recordings.peekFirst(), new SnapshotReader(NOBODY), false);
                final SnapshotReader reader = new SnapshotReader(handler);
                if (damage == null) {
                    damage = newest.archive.read(newest.recordings.peekFirst(), reader, false);
                    failure = damage;
                }
                if (damage == null) {
                    LOG.info(
                            "action=state-image-loaded member={} recording={} sequence={}",
                            newest.archive.member().memberId(),
                            newest.recordings.peekFirst().recordingId(),
                            reader.point().sequence());
                    return Optional.of(reader.point());
                }
                newest.warn(damage);
                newest.recordings.removeFirst();
                newest.findNewest();
            } catch (final JournalStopException ex) {
                throw (RuntimeException) ex.getCause();
            } catch (final RuntimeException ex) {
                newest.warn(ex.toString());
                failure = ex.getMessage();
                sources.remove(newest);
                if (sources.isEmpty()) {
                    throw new IllegalStateException("the last member's archive failed: " + ex.getMessage(), ex);
                }
            }
        }
    }

    private static List<SnapshotArchive> connect(
            final StateImageContext ctx, final Aeron aeron, final List<SnapshotArchive> archives) {
        for (final MemberEndpoints member : ctx.members()) {
            archives.add(new SnapshotArchive(ctx, member, aeron));
        }
        final IdleStrategy idle = new SleepingMillisIdleStrategy(1);
        final List<SnapshotArchive> waiting = new ArrayList<>(archives);
        final List<SnapshotArchive> connected = new ArrayList<>();
        long deadlineNs = System.nanoTime() + ctx.timeoutNs();
        while (!waiting.isEmpty() && System.nanoTime() - deadlineNs < 0) {
            aeron.conductorAgentInvoker().invoke();
            for (int i = waiting.size() - 1; i >= 0; i--) {
                final SnapshotArchive archive = waiting.get(i);
                try {
                    archive.poll();
                    if (archive.isConnected()) {
                        waiting.remove(i);
                        connected.add(archive);
                        deadlineNs = Math.min(deadlineNs, System.nanoTime() + LATECOMERS_NS);
                    }
                } catch (final RuntimeException ex) {
                    waiting.remove(i);
                    LOG.warn(
                            "action=state-image-skip member={} reason=\"{}\"",
                            archive.member().memberId(),
                            ex.getMessage());
                }
            }
            idle.idle();
        }
        return connected;
    }
}

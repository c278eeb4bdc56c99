package io.unidatum.exchange.client.journal;

import io.aeron.Aeron;
import io.unidatum.exchange.protocol.MemberEndpoints;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.agrona.CloseHelper;
import org.agrona.concurrent.Agent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the event journal from a point on: replays it from a member's archive and goes on with what is recorded live.
 * When the member dies it goes on at another, with neither gap nor duplicate. Every frame's sequence and chained hash
 * are checked; what does not follow from what was read before stops the reader with a {@link JournalFault}.
 *
 * <p>An agent: step it by {@link #doWork()} from one thread or run it with an agent runner. {@link #status()} may be
 * called from any thread.
 */
public final class JournalReader implements Agent, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(JournalReader.class);
    private static final long STATUS_INTERVAL_NS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long AERON_RETRY_NS = TimeUnit.SECONDS.toNanos(1);

    private final JournalReaderContext ctx;
    private final JournalMerge merge;
    private final MemberRotation rotation;
    private final MemberFeed[] feeds;
    private final long[] retryAtNs;
    private Aeron aeron;
    private long nextAeronNs = System.nanoTime();
    private long nextStatusNs = nextAeronNs;
    private JournalFault fault;
    private boolean isClosed;
    private volatile JournalReaderStatus status;

    /**
     * Makes a reader; nothing happens before the first step.
     *
     * @param ctx what to make it with.
     */
    public JournalReader(final JournalReaderContext ctx) {
        ctx.conclude();
        this.ctx = ctx;
        this.merge = new JournalMerge(ctx.startAfter(), ctx.handler());
        this.rotation = new MemberRotation(ctx.members(), ctx.minRetryNs(), ctx.maxRetryNs());
        this.feeds = new MemberFeed[Math.min(ctx.feeds(), ctx.members().size())];
        this.retryAtNs = new long[feeds.length];
        for (int i = 0; i < feeds.length; i++) {
            retryAtNs[i] = nextAeronNs;
        }
        this.status = new JournalReaderStatus(false, List.of(), ctx.startAfter(), 0, -1, null, "not started");
    }

    /**
     * One step: passes on what has arrived, and looks after the feeds.
     *
     * @return work done; 0 for ever once there is a fault.
     * @throws RuntimeException if the handler threw it; the reader has stopped.
     */
    @Override
    public int doWork() {
        if (fault != null || isClosed) {
            return 0;
        }
        final long nowNs = System.nanoTime();
        int work = 0;
        if (isAeronReady(nowNs)) {
            work += aeron.conductorAgentInvoker().invoke();
            // Whoever stands still for too long is given up by the driver, and learns of it in that very call.
            for (int i = 0; i < feeds.length && fault == null && !aeron.isClosed(); i++) {
                work += pollFeed(i, nowNs);
            }
        }
        if (nowNs - nextStatusNs >= 0) {
            nextStatusNs = nowNs + STATUS_INTERVAL_NS;
            publishStatus();
        }
        return work;
    }

    @Override
    public String roleName() {
        return "journal-reader";
    }

    @Override
    public void onClose() {
        close();
    }

    /**
     * How the reader stands, at most some ten milliseconds ago as long as it is being stepped. Any thread.
     *
     * @return a snapshot of it.
     */
    public JournalReaderStatus status() {
        return status;
    }

    /** Lets go of the archives. Call from the thread that steps the reader, or after it has ended. */
    @Override
    public void close() {
        if (!isClosed) {
            isClosed = true;
            closeFeeds();
            CloseHelper.quietClose(aeron);
            publishStatus();
        }
    }

    private boolean isAeronReady(final long nowNs) {
        if (aeron != null && !aeron.isClosed()) {
            return true;
        }
        closeFeeds();
        if (nowNs - nextAeronNs < 0) {
            return false;
        }
        try {
            aeron = Aeron.connect(new Aeron.Context()
                    .aeronDirectoryName(ctx.aeronDirectoryName())
                    .clientName(roleName())
                    .useConductorAgentInvoker(true)
                    .subscriberErrorHandler(JournalReader::onAeronError)
                    .errorHandler(JournalReader::onAeronError));
            return true;
        } catch (final RuntimeException ex) {
            nextAeronNs = System.nanoTime() + AERON_RETRY_NS;
            LOG.error("action=connect-media-driver dir={} failed", ctx.aeronDirectoryName(), ex);
            return false;
        }
    }

    private static void onAeronError(final Throwable error) {
        LOG.warn("action=journal-reader-aeron", error);
    }

    private int pollFeed(final int index, final long nowNs) {
        final MemberFeed feed = feeds[index];
        if (feed == null) {
            // Without a known position the feeds could begin in different places: the first one finds it.
            if (nowNs - retryAtNs[index] >= 0
                    && (index == 0 || merge.delivered().isPositionKnown())) {
                retryAtNs[index] = nowNs + ctx.maxRetryNs();
                openFeed(index, nowNs);
                return 1;
            }
            return 0;
        }
        final boolean wasFollowing = feed.isFollowing();
        final int work;
        try {
            work = feed.poll(nowNs);
        } catch (final JournalStopException ex) {
            onStop(feed, ex);
            return 1;
        }
        if (wasFollowing != feed.isFollowing()) {
            nextStatusNs = nowNs;
        }
        if (feed.isLost()) {
            onLost(index, wasFollowing, nowNs);
        } else if (!wasFollowing && feed.isFollowing()) {
            rotation.onFollowing(feed.member());
            LOG.info(
                    "action=journal-follow member={} from=\"{}\"", feed.member().memberId(), merge.delivered());
        }
        return work;
    }

    private void openFeed(final int index, final long nowNs) {
        final MemberEndpoints member = rotation.next(feeds);
        try {
            feeds[index] = new MemberFeed(ctx, member, aeron, merge, nowNs);
        } catch (final RuntimeException ex) {
            rotation.onLost(member, String.valueOf(ex.getMessage()), false, false);
            LOG.warn("action=journal-feed-open member={} failed", member.memberId(), ex);
        }
    }

    private void onLost(final int index, final boolean wasFollowing, final long nowNs) {
        final MemberFeed feed = feeds[index];
        feeds[index] = null;
        feed.close();
        final boolean isNew = rotation.onLost(feed.member(), feed.problem(), feed.isTrimmed(), wasFollowing);
        if (isNew || wasFollowing) {
            LOG.warn(
                    "action=journal-feed-lost member={} reason=\"{}\"",
                    feed.member().memberId(),
                    feed.problem());
        }
        retryAtNs[index] = nowNs + (wasFollowing ? 0 : rotation.retryDelayNs());
        if (rotation.areAllTrimmed()) {
            stop(new JournalFault(
                    JournalFault.Kind.TRIMMED,
                    -1,
                    "no member's journal goes back to " + merge.delivered() + " (" + rotation.problems()
                            + "): load a state image and go on from there"));
        }
    }

    private void onStop(final MemberFeed feed, final JournalStopException ex) {
        final int memberId = feed.member().memberId();
        stop(new JournalFault(ex.kind(), memberId, "journal of member " + memberId + ": " + ex.getMessage()));
        if (ex.kind() == JournalFault.Kind.HANDLER && ex.getCause() instanceof RuntimeException cause) {
            throw cause;
        }
    }

    private void stop(final JournalFault newFault) {
        fault = newFault;
        LOG.error(
                "action=journal-stop kind={} member={} reason=\"{}\"", fault.kind(), fault.memberId(), fault.message());
        closeFeeds();
        publishStatus();
    }

    private void closeFeeds() {
        for (int i = 0; i < feeds.length; i++) {
            CloseHelper.quietClose(feeds[i]);
            feeds[i] = null;
        }
    }

    private void publishStatus() {
        final List<Integer> following = new ArrayList<>(feeds.length);
        long lagBytes = -1;
        String waiting = "";
        for (final MemberFeed feed : feeds) {
            if (feed != null && feed.isFollowing()) {
                following.add(feed.member().memberId());
                if (feed.recordedPosition() >= 0 && merge.delivered().isPositionKnown()) {
                    final long behind =
                            feed.recordedPosition() - merge.delivered().position();
                    lagBytes = Math.max(lagBytes, Math.max(0, behind));
                }
            } else if (feed != null && !feed.problem().isEmpty()) {
                waiting = "member " + feed.member().memberId() + ": " + feed.problem();
            }
        }
        final String problem;
        if (fault != null) {
            problem = fault.message();
        } else if (isClosed) {
            problem = "closed";
        } else if (!following.isEmpty()) {
            problem = "";
        } else {
            problem = waiting.isEmpty() ? rotation.problems() : waiting;
        }
        status = new JournalReaderStatus(
                !following.isEmpty(),
                List.copyOf(following),
                merge.delivered().point(),
                merge.lastFrameTime(),
                lagBytes,
                fault,
                problem);
    }
}

package io.unidatum.exchange.marketdata;

import io.unidatum.exchange.client.journal.JournalHandler;
import io.unidatum.exchange.client.journal.JournalPoint;
import io.unidatum.exchange.client.journal.JournalReader;
import io.unidatum.exchange.client.journal.JournalReaderContext;
import io.unidatum.exchange.client.journal.JournalReaderStatus;
import io.unidatum.exchange.marketdata.RedisMailbox.Request;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.Agent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The publisher's duty cycle: reads the journal, keeps the markets, sends the feed, gives Redis its images. */
final class MarketDataAgent implements Agent, JournalHandler {
    private static final Logger LOG = LoggerFactory.getLogger(MarketDataAgent.class);
    private static final long CHECK_INTERVAL_NS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long RETRY_INTERVAL_NS = TimeUnit.SECONDS.toNanos(1);
    private static final long SECOND_NS = TimeUnit.SECONDS.toNanos(1);
    private static final long LIVE_LAG_BYTES = 64 * 1024;

    private final MarketDataContext context;
    private final String aeronDirectoryName;
    private final Feed feed;
    private final RedisMailbox mailbox;
    private final RedisImager imager;
    private final Beginnings beginnings;
    private volatile PublisherState state = PublisherState.BEGINNING;
    private volatile String problem = "";
    private volatile JournalReader reader;
    private volatile long publishedSequence;
    private volatile int receivers;
    private Markets markets;
    private JournalPoint kept;
    private JournalPoint point = JournalPoint.START;
    private long time;
    private long checkDueNs;
    private long secondDueNs;
    private long redisDueNs;

    MarketDataAgent(
            final MarketDataContext context,
            final String aeronDirectoryName,
            final Feed feed,
            final RedisMailbox mailbox) {
        this.context = context;
        this.aeronDirectoryName = aeronDirectoryName;
        this.feed = feed;
        this.mailbox = mailbox;
        this.imager = new RedisImager(context.redisBookDepth());
        this.beginnings = new Beginnings(context, aeronDirectoryName, feed);
        this.markets = new Markets(feed);
        this.checkDueNs = System.nanoTime();
        this.secondDueNs = checkDueNs;
        this.redisDueNs = checkDueNs;
    }

    /** How far the publisher is. Any thread. */
    PublisherState state() {
        return state;
    }

    /** What is wrong, for an operator; empty if nothing is. Any thread. */
    String problem() {
        return problem;
    }

    /** How the journal's reader stands; null if there is none yet. Any thread. */
    JournalReaderStatus readerStatus() {
        final JournalReader current = reader;
        return current == null ? null : current.status();
    }

    /** Last event that the markets hold. Any thread. */
    long sequence() {
        return publishedSequence;
    }

    /** Receivers of the feed that were seen last. Any thread. */
    int receivers() {
        return receivers;
    }

    @Override
    public String roleName() {
        return "market-data";
    }

    @Override
    public int doWork() {
        final long nowNs = System.nanoTime();
        return switch (state) {
            case BEGINNING -> nowNs - checkDueNs >= 0 ? begin(nowNs) : 0;
            case CATCHING_UP, LIVE -> follow(nowNs);
            case FAILED -> 0;
        };
    }

    @Override
    public void onClose() {
        closeReader();
    }

    @Override
    public void onEvent(
            final long sequence,
            final long eventTime,
            final int templateId,
            final DirectBuffer buffer,
            final int offset,
            final int blockLength,
            final int version) {
        time = eventTime;
        markets.onEvent(sequence, eventTime, templateId, buffer, offset, blockLength, version);
    }

    @Override
    public void onFrameEnd(
            final long lastSequence, final long position, final long chainHash, final boolean lastOfCommand) {
        point = new JournalPoint(lastSequence, position, chainHash);
        if (kept != null && lastSequence >= kept.sequence()) {
            if (lastSequence != kept.sequence() || chainHash != kept.chainHash()) {
                throw new IllegalStateException("what Redis keeps is of another journal");
            }
            kept = null;
        }
        markets.onFrameEnd(lastOfCommand);
    }

    private int begin(final long nowNs) {
        final Beginning beginning;
        try {
            beginning = beginnings.load();
        } catch (final RuntimeException ex) {
            problem = "the cluster cannot be asked for its state: " + ex.getMessage();
            checkDueNs = System.nanoTime() + RETRY_INTERVAL_NS;
            return 0;
        }
        LOG.info(
                "market data begins from={} next_sequence={}",
                beginning.description(),
                beginning.startAfter().sequence() + 1);
        feed.reset();
        imager.reset();
        markets = beginning.markets();
        point = beginning.startAfter();
        // A point that the journal starts behind was part of the image.
        kept = beginning.kept() == null || beginning.kept().sequence() <= point.sequence() ? null : beginning.kept();
        reader = new JournalReader(new JournalReaderContext()
                .members(context.members())
                .aeronDirectoryName(aeronDirectoryName)
                .replayHost(context.ownHost())
                .startAfter(point)
                .handler(this));
        problem = "";
        state = PublisherState.CATCHING_UP;
        checkDueNs = nowNs;
        return 1;
    }

    private int follow(final long nowNs) {
        int work = read();
        publishedSequence = point.sequence();
        if (nowNs - checkDueNs >= 0) {
            checkDueNs = nowNs + CHECK_INTERVAL_NS;
            check(nowNs);
        }
        if (state == PublisherState.LIVE) {
            if (nowNs - secondDueNs >= 0) {
                secondDueNs = nowNs + SECOND_NS;
                moveWindows();
            }
            work += feed.doWork(nowNs, markets, point.sequence(), time);
            receivers = feed.receivers();
            work += giveRedis(nowNs);
        }
        return work;
    }

    private int read() {
        try {
            return reader.doWork();
        } catch (final RuntimeException ex) {
            // The reader has stopped and says why in its status, which is looked at next.
            LOG.warn("market data cannot use the journal cause=\"{}\"", ex.getMessage());
            checkDueNs = System.nanoTime();
            return 0;
        }
    }

    private void check(final long nowNs) {
        final JournalReaderStatus status = reader.status();
        problem = status.problem();
        if (status.fault() != null) {
            onFault(status.fault().message());
            return;
        }
        final boolean caughtUp = status.connected() && status.lagBytes() >= 0 && status.lagBytes() <= LIVE_LAG_BYTES;
        if (state == PublisherState.CATCHING_UP && caughtUp) {
            if (kept != null && status.lagBytes() == 0) {
                onFault("what Redis keeps is ahead of the journal");
                return;
            }
            if (kept != null || point.sequence() < markets.booksKnownTo()) {
                // Books are those of the image already, so trades of before it would pass for published.
                return;
            }
            LOG.info("market data is live sequence={} journal_members={}", point.sequence(), status.memberIds());
            state = PublisherState.LIVE;
            moveWindows();
            feed.goLive(nowNs);
        }
    }

    private void onFault(final String message) {
        closeReader();
        if (state == PublisherState.CATCHING_UP && beginnings.next()) {
            LOG.warn("market data begins anew cause=\"{}\"", message);
            state = PublisherState.BEGINNING;
        } else {
            LOG.error(
                    "market data has stopped sequence={} cause=\"{}\" - restart it once that is mended",
                    point.sequence(),
                    message);
            problem = message;
            state = PublisherState.FAILED;
        }
    }

    private void moveWindows() {
        final long minute = TradeWindow.minuteOf(Math.max(time, context.clock().nanoTime()));
        for (final Market market : markets.all()) {
            market.window().advance(minute);
        }
    }

    private int giveRedis(final long nowNs) {
        final Request request = mailbox.request();
        if (request == Request.NONE
                || (request == Request.CHANGES && nowNs - redisDueNs < 0 && !imager.hasChanges(markets))) {
            return 0;
        }
        redisDueNs = nowNs + SECOND_NS;
        mailbox.give(imager.image(markets, request == Request.ALL, point, time));
        return 1;
    }

    private void closeReader() {
        final JournalReader current = reader;
        if (current != null) {
            current.close();
        }
    }
}

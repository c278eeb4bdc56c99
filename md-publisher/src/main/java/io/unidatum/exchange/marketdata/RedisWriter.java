package io.unidatum.exchange.marketdata;

import io.lettuce.core.RedisException;
import io.unidatum.exchange.marketdata.RedisMailbox.Request;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps Redis up to date on a thread of its own. When Redis goes away it tries again with growing pauses, and writes
 * everything anew after its return; now and then it does so in any case, should somebody have erased the keys.
 */
final class RedisWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RedisWriter.class);
    private static final long MIN_PAUSE_MS = 100;
    private static final long MAX_PAUSE_MS = 2_000;
    private static final long PING_INTERVAL_MS = 1_000;
    private static final long COMPLETE_INTERVAL_NS = TimeUnit.SECONDS.toNanos(30);
    private static final long CLOSE_TIMEOUT_MS = 5_000;

    private final MarketDataContext context;
    private final RedisMailbox mailbox;
    private final Thread thread;
    private volatile boolean up;
    private volatile boolean closed;

    RedisWriter(final MarketDataContext context, final RedisMailbox mailbox) {
        this.context = context;
        this.mailbox = mailbox;
        thread = new Thread(this::run, "market-data-redis");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Redis answered when it was last asked. */
    boolean isUp() {
        return up;
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(CLOSE_TIMEOUT_MS);
        } catch (final InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        long pauseMs = MIN_PAUSE_MS;
        boolean first = true;
        while (!closed) {
            try (RedisStore store = RedisStore.connect(context)) {
                LOG.info("redis=UP address={}:{}", context.redisHost(), context.redisPort());
                up = true;
                first = true;
                pauseMs = MIN_PAUSE_MS;
                write(store);
            } catch (final InterruptedException ex) {
                break;
            } catch (final RuntimeException ex) {
                if (first && !closed) {
                    LOG.warn(
                            "redis=DOWN address={}:{} cause=\"{}\" - the feed goes on; everything is written anew"
                                    + " once Redis is back",
                            context.redisHost(),
                            context.redisPort(),
                            rootMessage(ex));
                }
                first = false;
            }
            up = false;
            mailbox.ask(Request.NONE);
            try {
                Thread.sleep(pauseMs);
            } catch (final InterruptedException ex) {
                break;
            }
            pauseMs = Math.min(2 * pauseMs, MAX_PAUSE_MS);
        }
        up = false;
    }

    private void write(final RedisStore store) throws InterruptedException {
        Request next = Request.ALL;
        long completeDueNs = System.nanoTime();
        while (!closed) {
            mailbox.ask(next);
            RedisImage image = mailbox.take(PING_INTERVAL_MS);
            while (image == null || (next == Request.ALL && !image.complete())) {
                if (image == null) {
                    store.ping();
                } else {
                    // Given for the request before this one.
                    mailbox.ask(next);
                }
                image = mailbox.take(PING_INTERVAL_MS);
            }
            try {
                store.write(image, context.clock().nanoTime());
            } catch (final RedisException ex) {
                if (closed) {
                    throw new InterruptedException();
                }
                throw ex;
            }
            if (image.complete()) {
                completeDueNs = System.nanoTime() + COMPLETE_INTERVAL_NS;
            }
            Thread.sleep(context.redisIntervalMs());
            next = System.nanoTime() - completeDueNs >= 0 ? Request.ALL : Request.CHANGES;
        }
    }

    private static String rootMessage(final Throwable thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }
}

package io.unidatum.exchange.marketdata;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Passes images from the thread that keeps the markets to the one that writes to Redis, which asks for each: so there
 * is never more than one on the way, and what happens in between runs together in the next. Thread safe.
 */
final class RedisMailbox {
    /** What the writer asks for. */
    enum Request {
        /** Nothing: it is busy, or Redis is away. */
        NONE,
        /** What has changed since the last image. */
        CHANGES,
        /** Everything there is. */
        ALL
    }

    private final BlockingQueue<RedisImage> images = new ArrayBlockingQueue<>(1);
    private volatile Request request = Request.NONE;

    /** What the writer asks for now. */
    Request request() {
        return request;
    }

    /** Asks for an image. One that was given for an earlier request is void. */
    void ask(final Request wanted) {
        request = Request.NONE;
        images.clear();
        request = wanted;
    }

    /** Answers the request. */
    void give(final RedisImage image) {
        request = Request.NONE;
        images.offer(image);
    }

    /** Waits for the answer. {@return null if none came in time} */
    RedisImage take(final long timeoutMs) throws InterruptedException {
        return images.poll(timeoutMs, TimeUnit.MILLISECONDS);
    }
}

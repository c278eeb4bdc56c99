package io.unidatum.exchange.gateway.orders;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.unidatum.exchange.gateway.api.ApiError;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Admits new and amended orders: so many a second through this gateway and, if set, so many an account. Cancels are
 * never held up. Thread safe.
 */
public final class OrderRateLimit {
    private static final int MAX_ACCOUNTS = 50_000;
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Bucket all;
    private final int perSecond;
    private final int perAccountPerSecond;
    private final ConcurrentHashMap<Long, Bucket> accounts = new ConcurrentHashMap<>();

    /**
     * Constructs a limit.
     *
     * @param perSecond orders a second through this gateway.
     * @param perAccountPerSecond orders a second of one account; 0 for no such limit.
     */
    public OrderRateLimit(final int perSecond, final int perAccountPerSecond) {
        this.perSecond = perSecond;
        this.perAccountPerSecond = perAccountPerSecond;
        this.all = bucket(perSecond);
    }

    /**
     * Counts orders that come together: all are admitted, or none.
     *
     * @param account that sends them.
     * @param orders how many.
     * @throws io.unidatum.exchange.gateway.api.ApiException 429 with Retry-After if there are too many.
     */
    public void admit(final long account, final int orders) {
        if (orders == 0) {
            return;
        }
        final int most = perAccountPerSecond > 0 ? Math.min(perSecond, perAccountPerSecond) : perSecond;
        if (orders > most) {
            throw new ApiError(
                            429,
                            "RATE_LIMITED",
                            "at most " + most + " orders a second: make the batch smaller",
                            1,
                            null)
                    .exception();
        }
        if (perAccountPerSecond > 0) {
            if (accounts.size() > MAX_ACCOUNTS) {
                // A full bucket is as good as none.
                accounts.values().removeIf(bucket -> bucket.getAvailableTokens() >= perAccountPerSecond);
            }
            final Bucket own = accounts.computeIfAbsent(account, id -> bucket(perAccountPerSecond));
            take(own, orders, "your account may send " + perAccountPerSecond + " orders a second: slow down");
        }
        take(all, orders, "the exchange takes " + perSecond + " orders a second here: send it again in a moment");
    }

    private static void take(final Bucket bucket, final int orders, final String message) {
        final ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(orders);
        if (!probe.isConsumed()) {
            final long waitMs = TimeUnit.NANOSECONDS.toMillis(probe.getNanosToWaitForRefill());
            final int seconds = (int) Math.max(1, (waitMs + 999) / 1000);
            throw new ApiError(429, "RATE_LIMITED", message, seconds, null).exception();
        }
    }

    private static Bucket bucket(final int perSecond) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(perSecond).refillGreedy(perSecond, SECOND))
                .build();
    }
}

package io.unidatum.exchange.client;

import java.util.concurrent.TimeUnit;

/** Estimates the cluster's time from the times in its answers. One thread writes, any thread reads. */
final class ClusterClock {
    private volatile long offsetNs = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()) - System.nanoTime();

    void onClusterTime(final long clusterTimeNs, final long nowNs) {
        offsetNs = clusterTimeNs - nowNs;
    }

    long timeNs() {
        return System.nanoTime() + offsetNs;
    }
}

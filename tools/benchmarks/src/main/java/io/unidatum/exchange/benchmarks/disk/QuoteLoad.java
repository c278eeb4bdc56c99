package io.unidatum.exchange.benchmarks.disk;

import io.unidatum.exchange.node.ExchangeNode;
import io.unidatum.exchange.node.ExchangeTestCluster;
import io.unidatum.exchange.node.TestCommands;
import io.unidatum.exchange.node.TestSession;
import io.unidatum.exchange.sbe.common.Side;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Mass quotes at a rate, each of which replaces a ladder of orders, and a consumer that acknowledges the journal. */
final class QuoteLoad implements AutoCloseable {
    static final int LEVELS = 20;
    private static final long ONE = 100_000_000L;
    private static final long MAX_LAG = 4 * 1024 * 1024;
    private static final long PARK_NS = TimeUnit.MICROSECONDS.toNanos(200);

    private final ExchangeTestCluster cluster;
    private final TestSession gateway;
    private final TestSession adapter;
    private final long intervalNs;
    private long nextNs = System.nanoTime();
    private long sent;

    QuoteLoad(final ExchangeTestCluster cluster, final long quotesPerSecond) {
        this.cluster = cluster;
        gateway = cluster.connect(cluster.gatewayKey());
        adapter = cluster.connect(cluster.adapterKey());
        intervalNs = TimeUnit.SECONDS.toNanos(1) / quotesPerSecond;
    }

    /** Sends quotes for a time. */
    void run(final long durationNs) {
        final long endNs = System.nanoTime() + durationNs;
        while (System.nanoTime() - endNs < 0) {
            if (System.nanoTime() - nextNs >= 0 && gateway.offer(quote())) {
                sent++;
                nextNs += intervalNs;
            } else {
                LockSupport.parkNanos(PARK_NS);
            }
            gateway.poll();
        }
        adapter.poll();
        awaitFollowers();
        nextNs = System.nanoTime();
    }

    /** Acknowledges all that the leader's journal has. */
    void acknowledge(final String consumer) {
        final Map<String, Object> leader = health(cluster.awaitLeader());
        ExchangeTestCluster.accept(
                adapter,
                TestCommands.acknowledge(consumer, number(leader, "lastSequence"), number(leader, "journalPosition")));
    }

    /** Quotes sent so far. {@return the count} */
    long sent() {
        return sent;
    }

    Map<String, Object> health(final int memberId) {
        final ExchangeNode node = cluster.node(memberId);
        return node.health();
    }

    /** The most that any member says of a fact. {@return the largest value} */
    long most(final String fact) {
        long most = 0;
        for (int i = 0; i < cluster.size(); i++) {
            most = Math.max(most, number(health(i), fact));
        }
        return most;
    }

    @Override
    public void close() {
        gateway.close();
        adapter.close();
    }

    static long number(final Map<String, Object> facts, final String fact) {
        return ((Number) facts.get(fact)).longValue();
    }

    private TestCommands.Command quote() {
        return TestCommands.massQuote(
                ExchangeTestCluster.FIRST_ACCOUNT,
                ExchangeTestCluster.DEC_USD,
                Side.BUY,
                ONE,
                (90 + sent % 2) * ONE,
                ONE / 100,
                LEVELS);
    }

    /** Three nodes in one process do not always get the same share of a small machine. */
    private void awaitFollowers() {
        final long position = most("journalPosition");
        ExchangeTestCluster.await("all members to keep up", () -> {
            boolean areClose = true;
            for (int i = 0; i < cluster.size(); i++) {
                areClose &= number(health(i), "recordedPosition") > position - MAX_LAG;
            }
            gateway.poll();
            adapter.poll();
            return areClose;
        });
    }
}

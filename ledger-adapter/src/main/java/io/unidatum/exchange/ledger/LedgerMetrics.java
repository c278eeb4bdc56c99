package io.unidatum.exchange.ledger;

import io.unidatum.exchange.runtime.FactMetrics;
import io.unidatum.exchange.runtime.Metrics;
import java.util.Map;
import java.util.function.Supplier;

/** The metrics of the journal's way into PostgreSQL: the facts of {@code /health}. */
final class LedgerMetrics {
    private LedgerMetrics() {}

    static Metrics of(final String component, final Supplier<Map<String, Object>> health) {
        final Metrics metrics = new Metrics(component);
        new FactMetrics(metrics, health)
                .gauge("exchange_ledger_up", "1 if the adapter and all its parts are well", "status")
                .states(
                        "exchange_ledger_role",
                        "1 for the adapter's present role",
                        "role",
                        "ACTIVE",
                        "STANDBY",
                        "WAITING")
                .gauge("exchange_ledger_sequence", "Sequence of the last event committed", "sequence")
                .gauge("exchange_ledger_received_sequence", "Sequence of the last event read", "receivedSequence")
                .gauge("exchange_ledger_lag_events", "Events read but not committed", "lag")
                .gauge("exchange_ledger_lag_ms", "Age of the last event committed while others wait, ms", "lagMs")
                .gauge("exchange_ledger_journal_up", "1 if a journal is read", "journal")
                .gauge("exchange_ledger_journal_lag_bytes", "Bytes of the recording not read yet", "journalLagBytes")
                .gauge("exchange_ledger_postgres_up", "1 if PostgreSQL takes what is written", "postgres")
                .counter("exchange_ledger_rows_written_total", "Rows committed", "rowsWritten")
                .counter("exchange_ledger_batches_written_total", "Transactions committed", "batchesWritten")
                .counter("exchange_ledger_reloads_total", "Times that the position was read again", "reloads");
        return metrics;
    }
}

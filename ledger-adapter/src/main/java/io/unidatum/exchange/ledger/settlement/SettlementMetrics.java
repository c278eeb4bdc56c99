package io.unidatum.exchange.ledger.settlement;

import io.unidatum.exchange.runtime.FactMetrics;
import io.unidatum.exchange.runtime.Metrics;
import java.util.Map;
import java.util.function.Supplier;

/** Settlement's metrics: the facts of its section of {@code /health}. */
final class SettlementMetrics {
    private SettlementMetrics() {}

    static void register(final Metrics metrics, final Supplier<Map<String, Object>> health) {
        new FactMetrics(metrics, health)
                .gauge("exchange_settlement_up", "1 if settlement goes on without a complaint", "status")
                .states(
                        "exchange_settlement_state",
                        "1 for settlement's present state",
                        "state",
                        "RUNNING",
                        "WAITING",
                        "STOPPED")
                .gauge("exchange_settlement_node_height", "Height of the DeCoin node's chain", "height")
                .gauge("exchange_settlement_pending_transfers", "Transfers not confirmed yet", "pendingTransfers")
                .gauge("exchange_settlement_stuck_transfers", "Transfers pending for too long", "stuckTransfers")
                .gauge(
                        "exchange_settlement_custody_difference",
                        "What wallets differ from the ledger by, 10^-8 DEC",
                        "custodyDifference")
                .gauge(
                        "exchange_settlement_unplanned_difference",
                        "The part of it that no transfer is under way for, 10^-8 DEC",
                        "unplannedDifference")
                .gauge(
                        "exchange_settlement_shortage",
                        "What all wallets together hold less than the ledger, 10^-8 DEC",
                        "shortage")
                .gauge("exchange_settlement_sequence", "Journal sequence of the last window", "journalSequence")
                .gauge("exchange_settlement_window_ms", "How long the last window took, ms", "windowMs")
                .gauge(
                        "exchange_settlement_delay_ms",
                        "From the oldest trade of the last batch to the node's acceptance of it, ms",
                        "delayMs")
                .counter("exchange_settlement_batches_total", "Batches made", "batches")
                .counter("exchange_settlement_accepted_total", "Transfers that the node accepted", "accepted")
                .counter("exchange_settlement_confirmed_total", "Transfers found in blocks", "confirmed")
                .counter("exchange_settlement_failed_total", "Transfers that failed", "failed");
    }
}

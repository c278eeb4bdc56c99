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
                .gauge("exchange_settlement_sequence", "Journal sequence of the last window", "journalSequence");
    }
}

package io.unidatum.exchange.ledger.settlement;

import java.util.Map;

/** What settlement has done since the process started. Confined to the settlement thread. */
final class SettlementCounts {
    private long batches;
    private long accepted;
    private long confirmed;
    private long failed;
    private long delayMs;

    void batch() {
        batches++;
    }

    void written(final Findings findings) {
        accepted += findings.accepted().size();
        confirmed += findings.confirmed().size();
        failed += findings.failed().size();
    }

    /** From a batch's oldest trade to its acceptance. */
    void delay(final long ms) {
        delayMs = ms;
    }

    void addTo(final Map<String, Object> facts) {
        facts.put("batches", batches);
        facts.put("accepted", accepted);
        facts.put("confirmed", confirmed);
        facts.put("failed", failed);
        facts.put("delayMs", delayMs);
    }
}

package io.unidatum.exchange.ledger.settlement;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the node has told and the records do not say yet; written in one transaction. Confined to one thread. */
final class Findings {
    private final List<OpenTransfer> accepted = new ArrayList<>();
    private final List<OpenTransfer> stuck = new ArrayList<>();
    private final Map<OpenTransfer, String> failed = new LinkedHashMap<>();
    private final Map<OpenTransfer, Long> confirmed = new LinkedHashMap<>();

    void accepted(final OpenTransfer transfer) {
        accepted.add(transfer);
    }

    void stuck(final OpenTransfer transfer) {
        if (!stuck.contains(transfer)) {
            stuck.add(transfer);
        }
    }

    void failed(final OpenTransfer transfer, final String detail) {
        failed.put(transfer, detail);
    }

    void confirmed(final OpenTransfer transfer, final long height) {
        confirmed.put(transfer, height);
    }

    boolean isConfirmed(final OpenTransfer transfer) {
        return confirmed.containsKey(transfer);
    }

    List<OpenTransfer> accepted() {
        return accepted;
    }

    List<OpenTransfer> stuck() {
        return stuck;
    }

    Map<OpenTransfer, String> failed() {
        return failed;
    }

    Map<OpenTransfer, Long> confirmed() {
        return confirmed;
    }

    boolean isEmpty() {
        return accepted.isEmpty() && stuck.isEmpty() && failed.isEmpty() && confirmed.isEmpty();
    }

    Set<Long> batchIds() {
        final Set<Long> ids = new HashSet<>();
        accepted.forEach(transfer -> ids.add(transfer.batchId()));
        failed.keySet().forEach(transfer -> ids.add(transfer.batchId()));
        confirmed.keySet().forEach(transfer -> ids.add(transfer.batchId()));
        return ids;
    }

    void clear() {
        accepted.clear();
        stuck.clear();
        failed.clear();
        confirmed.clear();
    }
}

package io.unidatum.exchange.ledger.settlement;

import io.unidatum.exchange.ledger.decoin.DecoinNodeClient;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Posts transfers: serialised for each sender, the senders side by side. Never blocks. */
final class Submitter {
    private static final int SYSTEM = TransferPlanner.SYSTEM;

    private final Map<Integer, SenderQueue> queues = new LinkedHashMap<>();
    private final SettlementContext context;
    private final DecoinNodeClient client;
    private final ChainGuard guard;
    private final Findings findings;

    Submitter(
            final SettlementContext context,
            final DecoinNodeClient client,
            final ChainGuard guard,
            final Findings findings,
            final WalletBook book) {
        this.context = context;
        this.client = client;
        this.guard = guard;
        this.findings = findings;
        final Map<Integer, List<OpenTransfer>> recovered = new LinkedHashMap<>();
        for (final OpenTransfer transfer : book.open(OpenTransfer.State.PREPARED)) {
            recovered.computeIfAbsent(key(transfer), id -> new ArrayList<>()).add(transfer);
        }
        recovered.forEach((id, transfers) -> queue(transfers.get(0)).recover(transfers));
    }

    /** Takes transfers that were just committed and never posted. */
    void submit(final List<OpenTransfer> transfers) {
        transfers.forEach(transfer -> queue(transfer).add(transfer));
    }

    private SenderQueue queue(final OpenTransfer transfer) {
        return queues.computeIfAbsent(
                key(transfer), id -> new SenderQueue(context, client, guard, findings, transfer.sender()));
    }

    /** {@return true once the node has answered for every transfer} */
    boolean isIdle() {
        return queues.values().stream().allMatch(SenderQueue::isEmpty);
    }

    /** {@return true while an answer of the node is awaited} */
    boolean inFlight() {
        return queues.values().stream().anyMatch(SenderQueue::inFlight);
    }

    /** {@return what is in doubt, null if nothing is} */
    String doubt() {
        for (final SenderQueue queue : queues.values()) {
            if (queue.doubt() != null) {
                return queue.doubt();
            }
        }
        return null;
    }

    /**
     * One step.
     *
     * @param nowMs time.
     * @param allowed whether new requests may be made.
     * @return work done.
     */
    int doWork(final long nowMs, final boolean allowed) {
        int work = 0;
        for (final SenderQueue queue : queues.values()) {
            work += queue.doWork(nowMs, allowed);
        }
        if (work > 0) {
            // Deposit addresses are many and rarely send: a queue lives while it has something to do.
            queues.values().removeIf(queue -> queue.isEmpty() && !queue.inFlight());
        }
        return work;
    }

    private static int key(final OpenTransfer transfer) {
        return transfer.sender() == null ? SYSTEM : transfer.sender().id();
    }
}

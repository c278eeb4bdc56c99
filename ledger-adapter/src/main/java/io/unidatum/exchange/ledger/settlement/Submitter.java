package io.unidatum.exchange.ledger.settlement;

import io.unidatum.exchange.ledger.decoin.DecoinNodeClient;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Posts transfers: serialised for each sender, the senders side by side, so many at a time. Never blocks. */
final class Submitter {
    private static final int SYSTEM = TransferPlanner.SYSTEM;
    private static final int MAX_IN_FLIGHT = 32;

    private final SettlementContext context;
    private final DecoinNodeClient client;
    private final ChainGuard guard;
    private final Findings findings;
    private final Map<Integer, SenderQueue> queues = new HashMap<>();
    private final List<SenderQueue> active = new ArrayList<>();

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
        final Map<SenderQueue, List<OpenTransfer>> recovered = new LinkedHashMap<>();
        for (final OpenTransfer transfer : book.open(OpenTransfer.State.PREPARED)) {
            recovered
                    .computeIfAbsent(queue(transfer), queue -> new ArrayList<>())
                    .add(transfer);
        }
        recovered.forEach(SenderQueue::recover);
        active.addAll(recovered.keySet());
    }

    /** Takes transfers that were just committed and never posted. */
    void submit(final List<OpenTransfer> transfers) {
        for (final OpenTransfer transfer : transfers) {
            final SenderQueue queue = queue(transfer);
            if (queue.isEmpty()) {
                active.add(queue);
            }
            queue.add(transfer);
        }
    }

    /** {@return true once the node has answered for every transfer} */
    boolean isIdle() {
        return active.isEmpty();
    }

    /** {@return true while an answer of the node is awaited} */
    boolean inFlight() {
        return active.stream().anyMatch(SenderQueue::inFlight);
    }

    /** {@return what is in doubt, null if nothing is} */
    String doubt() {
        for (final SenderQueue queue : active) {
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
        int waiting = 0;
        for (int i = 0; i < active.size(); i++) {
            final SenderQueue queue = active.get(i);
            work += queue.doWork(nowMs, allowed && waiting < MAX_IN_FLIGHT);
            if (queue.awaitsAnswer()) {
                waiting++;
            } else if (queue.isEmpty()) {
                active.remove(i--);
                queue.deposit().ifPresent(queues::remove);
            }
        }
        return work;
    }

    private SenderQueue queue(final OpenTransfer transfer) {
        final Wallet sender = transfer.sender();
        return queues.computeIfAbsent(
                sender == null ? SYSTEM : sender.id(), id -> new SenderQueue(context, client, guard, findings, sender));
    }
}

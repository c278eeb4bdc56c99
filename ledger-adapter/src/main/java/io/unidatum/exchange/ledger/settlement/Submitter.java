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

    Submitter(
            final SettlementContext context,
            final DecoinNodeClient client,
            final ChainGuard guard,
            final Findings findings,
            final WalletBook book) {
        queues.put(SYSTEM, new SenderQueue(context, client, guard, findings, null));
        for (final Wallet wallet : book.wallets()) {
            queues.put(wallet.id(), new SenderQueue(context, client, guard, findings, wallet));
        }
        final Map<Integer, List<OpenTransfer>> recovered = new LinkedHashMap<>();
        for (final OpenTransfer transfer : book.open(OpenTransfer.State.PREPARED)) {
            recovered.computeIfAbsent(key(transfer), id -> new ArrayList<>()).add(transfer);
        }
        recovered.forEach((id, transfers) -> queues.get(id).recover(transfers));
    }

    /** Takes transfers that were just committed and never posted. */
    void submit(final List<OpenTransfer> transfers) {
        transfers.forEach(transfer -> queues.get(key(transfer)).add(transfer));
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
        return work;
    }

    private static int key(final OpenTransfer transfer) {
        return transfer.sender() == null ? SYSTEM : transfer.sender().id();
    }
}

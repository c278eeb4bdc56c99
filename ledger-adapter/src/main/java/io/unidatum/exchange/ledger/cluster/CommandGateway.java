package io.unidatum.exchange.ledger.cluster;

import io.unidatum.exchange.client.BalancesPage;
import io.unidatum.exchange.client.CommandFailedException;
import io.unidatum.exchange.client.CommandResult;

/** Sends the adapter's commands to the cluster. Thread safe; the seam at which tests put a cluster of their own. */
public interface CommandGateway {
    /**
     * Sends a command and waits for its outcome, sending it again under its request id as long as there is time.
     * Blocks; not for a thread that others wait for.
     *
     * @param command to send.
     * @param id of the command. Within half a minute the cluster answers the same id with the first outcome; after
     *     that, what a command is about (a deposit's id, a withdrawal's state) must keep it from taking effect twice.
     * @param timeoutNs how long to try in all.
     * @return the outcome, accepted or rejected for good; a reject that only time or load caused is tried again.
     * @throws CommandFailedException if there was none in time; IN_DOUBT if it may have been carried out.
     */
    CommandResult execute(AdapterCommand command, RequestId id, long timeoutNs);

    /**
     * Asks for balances and waits for the answer. Blocks.
     *
     * @param cursor 0 for the first page, then what the page before says.
     * @param timeoutNs how long to wait.
     * @return the page.
     * @throws CommandFailedException if there is no answer in time.
     * @throws IllegalStateException if the cluster refuses it.
     */
    default BalancesPage balances(final long cursor, final long timeoutNs) {
        throw new IllegalStateException("this session cannot ask for balances");
    }

    /** The cluster's time. {@return an estimate, ns since 1970} */
    long clusterTimeNs();

    /** Whether there is a session with a leader that answers. {@return true if so} */
    boolean isConnected();
}

package io.unidatum.exchange.cli.admin;

import io.unidatum.exchange.cli.UserError;
import io.unidatum.exchange.client.BalancesPage;
import io.unidatum.exchange.client.ClientDriver;
import io.unidatum.exchange.client.ClientDriverContext;
import io.unidatum.exchange.client.ClusterClient;
import io.unidatum.exchange.client.ClusterClientContext;
import io.unidatum.exchange.client.ClusterClientStatus;
import io.unidatum.exchange.client.CommandResult;
import io.unidatum.exchange.protocol.MemberEndpoints;
import io.unidatum.exchange.runtime.Ed25519Key;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;

/** A session with the cluster under an operator's key. Thread safe. */
final class OperatorClient implements AutoCloseable {
    private static final long TIMEOUT_NS = TimeUnit.SECONDS.toNanos(15);
    private static final long POLL_MS = 10;
    private static final int MAX_LENGTH = 256;

    private final SecureRandom random = new SecureRandom();
    private final ClientDriver driver;
    private final ClusterClient client;

    private OperatorClient(final ClientDriver driver, final ClusterClient client) {
        this.driver = driver;
        this.client = client;
    }

    /**
     * Opens a session.
     *
     * @param key of the operator.
     * @param members of the cluster.
     * @param egressHost address of this machine that the members answer to.
     * @param timeoutNs how long to wait for the cluster.
     * @return the open session.
     * @throws UserError if the cluster cannot be reached in time.
     */
    static OperatorClient connect(
            final Ed25519Key key, final List<MemberEndpoints> members, final String egressHost, final long timeoutNs) {
        final ClientDriver driver = ClientDriver.launch(new ClientDriverContext());
        final ClusterClient client;
        try {
            client = ClusterClient.launch(new ClusterClientContext()
                    .members(members)
                    .key(key)
                    .aeronDirectoryName(driver.aeronDirectoryName())
                    .egressHost(egressHost)
                    .threadName("operator"));
        } catch (final RuntimeException ex) {
            driver.close();
            throw ex;
        }
        final OperatorClient operator = new OperatorClient(driver, client);
        try {
            operator.awaitConnected(timeoutNs);
        } catch (final RuntimeException ex) {
            operator.close();
            throw ex;
        }
        return operator;
    }

    /** What the client knows of the cluster. {@return its status} */
    ClusterClientStatus status() {
        return client.status();
    }

    /**
     * Sends a command.
     *
     * @param request to send.
     * @return its outcome, accepted or rejected, when it is there.
     */
    CompletableFuture<CommandResult> send(final Request request) {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[MAX_LENGTH]);
        final long validUntil = client.clusterTimeNs() + TIMEOUT_NS;
        final int length = request.encode(buffer, new Stamp(random.nextLong(), random.nextLong(), validUntil));
        return client.send(buffer, 0, length, TIMEOUT_NS);
    }

    /**
     * Asks for balances and waits.
     *
     * @param cursor 0 for the first page, then what the page before says.
     * @return the page.
     * @throws IllegalStateException if there is no answer.
     */
    BalancesPage balances(final long cursor) {
        try {
            return client.balances(cursor, TIMEOUT_NS).join();
        } catch (final CompletionException ex) {
            throw new IllegalStateException(String.valueOf(ex.getCause().getMessage()), ex.getCause());
        }
    }

    /**
     * Asks all members to take a snapshot.
     *
     * @return completes when the leader has accepted the request.
     */
    CompletableFuture<Void> requestSnapshot() {
        return client.requestSnapshot(TIMEOUT_NS);
    }

    @Override
    public void close() {
        client.close();
        driver.close();
    }

    private void awaitConnected(final long timeoutNs) {
        final long deadlineNs = System.nanoTime() + timeoutNs;
        while (!client.status().connected()) {
            if (System.nanoTime() > deadlineNs) {
                throw new UserError(
                        "the cluster does not answer (" + client.status().problem()
                                + "): is it running, and are CLUSTER_HOSTS and CLUSTER_BASE_PORT right?");
            }
            try {
                Thread.sleep(POLL_MS);
            } catch (final InterruptedException ex) {
                Thread.currentThread().interrupt();
                throw new UserError("interrupted");
            }
        }
    }
}

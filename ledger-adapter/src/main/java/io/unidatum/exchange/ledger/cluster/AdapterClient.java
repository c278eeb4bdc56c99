package io.unidatum.exchange.ledger.cluster;

import io.unidatum.exchange.client.BalancesPage;
import io.unidatum.exchange.client.ClusterClient;
import io.unidatum.exchange.client.ClusterClientContext;
import io.unidatum.exchange.client.CommandFailedException;
import io.unidatum.exchange.client.CommandFailure;
import io.unidatum.exchange.client.CommandResult;
import io.unidatum.exchange.sbe.order.RejectReason;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.UnsafeBuffer;

/** The adapter's own session with the cluster, under its key of role adapter. Thread safe. */
public final class AdapterClient implements CommandGateway, AutoCloseable {
    private static final int WINDOW = 256;

    /** Below the limit of 30 s, since the cluster's time is an estimate. */
    private static final long VALID_FOR_NS = TimeUnit.SECONDS.toNanos(20);

    private static final long ATTEMPT_NS = TimeUnit.SECONDS.toNanos(10);
    private static final long FIRST_PAUSE_NS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long LONGEST_PAUSE_NS = TimeUnit.SECONDS.toNanos(2);

    /** Rejects that are not remembered and say nothing about the command itself. */
    private static final Set<RejectReason> PASSING = EnumSet.of(
            RejectReason.EXPIRED_COMMAND,
            RejectReason.VALID_UNTIL_TOO_FAR,
            RejectReason.RATE_LIMITED,
            RejectReason.OVERLOADED,
            RejectReason.NOT_INITIALISED);

    private final ClusterClient client;
    private volatile boolean closed;

    private AdapterClient(final ClusterClient client) {
        this.client = client;
    }

    /**
     * Starts the session in the background.
     *
     * @param context members, key and media driver; the rest is set here.
     * @return the client.
     */
    public static AdapterClient launch(final ClusterClientContext context) {
        return new AdapterClient(ClusterClient.launch(context.windowSize(WINDOW).threadName("adapter-client")));
    }

    @Override
    public CommandResult execute(final AdapterCommand command, final RequestId id, final long timeoutNs) {
        final long deadlineNs = System.nanoTime() + timeoutNs;
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[ClusterClient.MAX_COMMAND_LENGTH]);
        boolean inDoubt = false;
        CommandResult passing = null;
        long pauseNs = FIRST_PAUSE_NS;
        while (true) {
            final long leftNs = deadlineNs - System.nanoTime();
            if (leftNs <= 0 || closed || Thread.currentThread().isInterrupted()) {
                if (passing != null && !inDoubt) {
                    return passing;
                }
                throw new CommandFailedException(inDoubt ? CommandFailure.IN_DOUBT : CommandFailure.UNAVAILABLE);
            }
            try {
                final int length = command.encode(buffer, id, client.clusterTimeNs() + VALID_FOR_NS);
                final CommandResult result = client.call(buffer, 0, length, Math.min(leftNs, ATTEMPT_NS));
                if (!PASSING.contains(result.rejectReason())) {
                    return result;
                }
                passing = result;
            } catch (final CommandFailedException ex) {
                inDoubt |= ex.failure() == CommandFailure.IN_DOUBT;
            }
            LockSupport.parkNanos(Math.min(pauseNs, Math.max(0, deadlineNs - System.nanoTime())));
            pauseNs = Math.min(2 * pauseNs, LONGEST_PAUSE_NS);
        }
    }

    @Override
    public BalancesPage balances(final long cursor, final long timeoutNs) {
        try {
            return client.balances(cursor, timeoutNs).join();
        } catch (final CompletionException ex) {
            if (ex.getCause() instanceof CommandFailedException failed) {
                throw new CommandFailedException(failed.failure());
            }
            throw new IllegalStateException(ex.getCause().getMessage(), ex.getCause());
        }
    }

    @Override
    public long clusterTimeNs() {
        return client.clusterTimeNs();
    }

    @Override
    public boolean isConnected() {
        return client.status().connected();
    }

    @Override
    public void close() {
        closed = true;
        client.close();
    }
}

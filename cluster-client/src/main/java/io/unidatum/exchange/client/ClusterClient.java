package io.unidatum.exchange.client;

import java.util.concurrent.CompletableFuture;
import org.agrona.DirectBuffer;

/**
 * Sends commands to the cluster's leader, whoever it is, and tells each command's one outcome.
 *
 * <p>Runs on a thread of its own. All methods may be called from any thread. Commands are kept as bytes and sent again
 * under their request id after a change of leader, a new session or a lost answer, until they are answered or their
 * time is up; the cluster recognises what it has already carried out.
 */
public final class ClusterClient implements AutoCloseable {
    /** Largest command in bytes, SBE header included. */
    public static final int MAX_COMMAND_LENGTH = 512;

    private ClusterClient() {}

    /**
     * Starts a client. Returns at once: the session opens in the background, see {@link #status()}.
     *
     * @param ctx what to start it with.
     * @return the running client.
     */
    public static ClusterClient launch(final ClusterClientContext ctx) {
        ctx.conclude();
        return new ClusterClient();
    }

    /**
     * Submits one command. Copies it; never blocks.
     *
     * @param command an encoded command of the order entry schema, from its SBE message header on.
     * @param offset at which it begins.
     * @param length in bytes, at most {@link #MAX_COMMAND_LENGTH}.
     * @param timeoutNs after which the listener is told of a failure if there is no outcome.
     * @param listener called exactly once, on the client's thread, if this returns true.
     * @return false if the window is full or the client is closed: the command is not sent, the listener not called.
     * @throws IllegalArgumentException if it is no command.
     */
    public boolean submit(
            final DirectBuffer command,
            final int offset,
            final int length,
            final long timeoutNs,
            final CommandListener listener) {
        return false;
    }

    /**
     * Submits one command and gives its outcome as a future, which fails with {@link CommandFailedException}. The
     * future completes on the client's thread: dependants that are slow belong on an executor of their own.
     *
     * @param command as for {@link #submit}.
     * @param offset at which it begins.
     * @param length in bytes.
     * @param timeoutNs as for {@link #submit}.
     * @return the future outcome.
     */
    public CompletableFuture<CommandResult> send(
            final DirectBuffer command, final int offset, final int length, final long timeoutNs) {
        return CompletableFuture.failedFuture(new CommandFailedException(CommandFailure.UNAVAILABLE));
    }

    /**
     * Submits one command and waits for its outcome. Not for the client's own thread.
     *
     * @param command as for {@link #submit}.
     * @param offset at which it begins.
     * @param length in bytes.
     * @param timeoutNs as for {@link #submit}.
     * @return the outcome, accepted or rejected.
     * @throws CommandFailedException if there is none in time.
     */
    public CommandResult call(final DirectBuffer command, final int offset, final int length, final long timeoutNs) {
        throw new CommandFailedException(CommandFailure.UNAVAILABLE);
    }

    /**
     * Asks the leader to have all members take a snapshot. The key needs the cluster's leave to do so.
     *
     * @param timeoutNs after which the future fails with a {@link java.util.concurrent.TimeoutException}.
     * @return completes when the leader has accepted the request; fails with an {@link IllegalStateException} that
     *     carries the leader's words if it refuses.
     */
    public CompletableFuture<Void> requestSnapshot(final long timeoutNs) {
        return new CompletableFuture<>();
    }

    /**
     * An estimate of the cluster's time, from its answers; this machine's clock before the first answer. Commands take
     * their validUntil from it, at most 30 s ahead.
     *
     * @return nanoseconds since the epoch.
     */
    public long clusterTimeNs() {
        return 0;
    }

    /** What the client knows of the cluster. {@return a snapshot of it} */
    public ClusterClientStatus status() {
        return new ClusterClientStatus(false, -1, -1, Long.MAX_VALUE, 0, 0, 0, "not started");
    }

    /** Closes the session; commands without an outcome fail as they would at their deadline. */
    @Override
    public void close() {}
}

package io.unidatum.exchange.client;

import io.unidatum.exchange.sbe.common.CommandHeaderDecoder;
import io.unidatum.exchange.sbe.common.MessageHeaderDecoder;
import io.unidatum.exchange.sbe.common.MessageHeaderEncoder;
import io.unidatum.exchange.sbe.order.BalancesQueryEncoder;
import io.unidatum.exchange.sbe.order.BatchDecoder;
import io.unidatum.exchange.sbe.order.ClusterTimeQueryDecoder;
import io.unidatum.exchange.sbe.order.NewOrderDecoder;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.AgentRunner;
import org.agrona.concurrent.UnsafeBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends commands to the cluster's leader, whoever it is, and tells each command's one outcome.
 *
 * <p>Runs on a thread of its own. All methods may be called from any thread. Commands are kept as bytes and sent again
 * under their request id after a change of leader, a new session or a lost answer, until they are answered or their
 * time is up; the cluster recognises what it has already carried out.
 */
public final class ClusterClient implements AutoCloseable {
    /** Largest command in bytes, SBE header included: a mass quote; all others are below 256. */
    public static final int MAX_COMMAND_LENGTH = 2048;

    /** Most commands of one batch. */
    public static final int MAX_BATCH_COMMANDS = 64;

    private static final Logger LOG = LoggerFactory.getLogger(ClusterClient.class);
    private static final long MAX_TIMEOUT_NS = TimeUnit.DAYS.toNanos(1);
    private static final int FIRST_ANSWER_TEMPLATE_ID = 100;

    private final SubmissionQueue submissions;
    private final ClusterClientAgent agent;
    private final AgentRunner runner;
    private final AtomicLong snapshotCorrelationId = new AtomicLong(System.nanoTime());

    private ClusterClient(final ClusterClientContext ctx) {
        submissions = new SubmissionQueue(ctx.windowSize());
        agent = new ClusterClientAgent(ctx, submissions);
        runner = new AgentRunner(
                ctx.idle().create(), ex -> LOG.error("action=cluster-client-duty-cycle failed", ex), null, agent);
    }

    /**
     * Starts a client. Returns at once: the session opens in the background, see {@link #status()}.
     *
     * @param ctx what to start it with.
     * @return the running client.
     */
    public static ClusterClient launch(final ClusterClientContext ctx) {
        ctx.conclude();
        final ClusterClient client = new ClusterClient(ctx);
        AgentRunner.startOnThread(client.runner, task -> {
            final Thread thread = new Thread(task, ctx.threadName());
            thread.setDaemon(true);
            return thread;
        });
        return client;
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
     * @throws IllegalArgumentException if it is no command, or an envelope: see {@link #submitBatch}.
     */
    public boolean submit(
            final DirectBuffer command,
            final int offset,
            final int length,
            final long timeoutNs,
            final CommandListener listener) {
        requireCommand(command, offset, length);
        final long deadlineNs = System.nanoTime() + Math.min(timeoutNs, MAX_TIMEOUT_NS);
        return submissions.submit(command, offset, length, deadlineNs, listener);
    }

    /**
     * Submits commands to be sent in one message, which costs the cluster less. Copies them; never blocks. Each has its
     * own request id, outcome and listener, and is treated as if it had been submitted by itself, right behind the one
     * before: carried out in this order, sent again by itself if it is not answered.
     *
     * @param commands NewOrder, CancelOrder, AmendOrder and NewOco messages, each from its SBE message header on, one
     *     directly behind the other, as in the message Batch, but without its block.
     * @param offset at which the first begins.
     * @param length of all of them in bytes.
     * @param timeoutNs after which the listeners of those without an outcome are told of a failure.
     * @param listeners one for each command, at most {@link #MAX_BATCH_COMMANDS}; called as for {@link #submit}. One
     *     listener may stand in more than one place.
     * @return false if the window has no room for all of them or the client is closed: nothing is sent, nobody called.
     * @throws IllegalArgumentException if these are not as many commands, or not of these kinds.
     */
    public boolean submitBatch(
            final DirectBuffer commands,
            final int offset,
            final int length,
            final long timeoutNs,
            final CommandListener... listeners) {
        Batches.require(commands, offset, length, listeners.length);
        final long deadlineNs = System.nanoTime() + Math.min(timeoutNs, MAX_TIMEOUT_NS);
        return submissions.submitBatch(commands, offset, deadlineNs, listeners);
    }

    /**
     * Submits commands to be sent in one message and gives each one's outcome as a future, as {@link #send} does.
     *
     * @param commands as for {@link #submitBatch}.
     * @param offset at which the first begins.
     * @param length of all of them in bytes.
     * @param timeoutNs as for {@link #submit}.
     * @return the future outcomes, in the order of the commands.
     */
    public List<CompletableFuture<CommandResult>> sendBatch(
            final DirectBuffer commands, final int offset, final int length, final long timeoutNs) {
        final FutureOutcome[] outcomes = new FutureOutcome[Batches.count(commands, offset, length)];
        Arrays.setAll(outcomes, i -> new FutureOutcome());
        if (!submitBatch(commands, offset, length, timeoutNs, outcomes)) {
            final CommandFailure failure =
                    submissions.isClosed() ? CommandFailure.UNAVAILABLE : CommandFailure.BACK_PRESSURED;
            for (final FutureOutcome outcome : outcomes) {
                outcome.onFailure(failure);
            }
        }
        return Arrays.stream(outcomes).map(FutureOutcome::future).toList();
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
        final FutureOutcome outcome = new FutureOutcome();
        if (!submit(command, offset, length, timeoutNs, outcome)) {
            outcome.onFailure(submissions.isClosed() ? CommandFailure.UNAVAILABLE : CommandFailure.BACK_PRESSURED);
        }
        return outcome.future();
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
        try {
            return send(command, offset, length, timeoutNs).join();
        } catch (final CompletionException ex) {
            if (ex.getCause() instanceof CommandFailedException failed) {
                throw new CommandFailedException(failed.failure());
            }
            throw ex;
        }
    }

    /**
     * Asks the state machine for balances, page by page.
     *
     * @param cursor 0 for the first page, then what the page before says.
     * @param timeoutNs as for {@link #submit}.
     * @return the page; fails with {@link CommandFailedException} if there is no answer in time, or an
     *     {@link IllegalStateException} with the reason for which the cluster refuses it.
     */
    public CompletableFuture<BalancesPage> balances(final long cursor, final long timeoutNs) {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[MAX_COMMAND_LENGTH]);
        final BalancesQueryEncoder query =
                new BalancesQueryEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
        final ThreadLocalRandom random = ThreadLocalRandom.current();
        query.header()
                .requestIdHigh(random.nextLong())
                .requestIdLow(random.nextLong())
                .account(0)
                .actor(0)
                .connectionId(0)
                .validUntil(clusterTimeNs() + TimeUnit.SECONDS.toNanos(20));
        query.cursor(cursor);
        final FutureBalances answer = new FutureBalances();
        final int length = MessageHeaderEncoder.ENCODED_LENGTH + query.encodedLength();
        if (!submit(buffer, 0, length, timeoutNs, answer)) {
            answer.onFailure(submissions.isClosed() ? CommandFailure.UNAVAILABLE : CommandFailure.BACK_PRESSURED);
        }
        return answer.future();
    }

    /**
     * Asks the leader to have all members take a snapshot. The key needs the cluster's leave to do so.
     *
     * @param timeoutNs after which the future fails with a {@link java.util.concurrent.TimeoutException}.
     * @return completes when the leader has accepted the request; fails with an {@link IllegalStateException} that
     *     carries the leader's words if it refuses.
     */
    public CompletableFuture<Void> requestSnapshot(final long timeoutNs) {
        final SnapshotRequest request = new SnapshotRequest(
                snapshotCorrelationId.incrementAndGet(), System.nanoTime() + Math.min(timeoutNs, MAX_TIMEOUT_NS));
        if (!submissions.submit(request)) {
            request.future.completeExceptionally(
                    new IllegalStateException("the client is closed, or too many requests for a snapshot wait"));
        } else if (submissions.isClosed()) {
            request.future.cancel(false);
        }
        return request.future;
    }

    /**
     * An estimate of the cluster's time, from its answers; this machine's clock before the first answer. Commands take
     * their validUntil from it, at most 30 s ahead.
     *
     * @return nanoseconds since the epoch.
     */
    public long clusterTimeNs() {
        return agent.clusterTimeNs();
    }

    /**
     * Names the session with the cluster. Stays the same over a change of leader; another one means that what is bound
     * to the session in the cluster's state, such as logical connections, has to be told again.
     *
     * @return the session opened last, -1 before the first; it need not be open any more.
     */
    public long clusterSessionId() {
        return agent.clusterSessionId();
    }

    /** What the client knows of the cluster. {@return a snapshot of it} */
    public ClusterClientStatus status() {
        return agent.status(submissions.pending());
    }

    /** Closes the session; commands without an outcome fail as they would at their deadline. */
    @Override
    public void close() {
        runner.close();
    }

    private static void requireCommand(final DirectBuffer command, final int offset, final int length) {
        if (length > MAX_COMMAND_LENGTH
                || length < MessageHeaderDecoder.ENCODED_LENGTH + CommandHeaderDecoder.ENCODED_LENGTH) {
            throw new IllegalArgumentException("no command has a length of " + length + " bytes");
        }
        final int schemaId = unsigned(command, offset + MessageHeaderDecoder.schemaIdEncodingOffset());
        final int templateId = unsigned(command, offset + MessageHeaderDecoder.templateIdEncodingOffset());
        if (schemaId != NewOrderDecoder.SCHEMA_ID
                || templateId >= FIRST_ANSWER_TEMPLATE_ID
                || templateId == ClusterTimeQueryDecoder.TEMPLATE_ID
                || templateId == BatchDecoder.TEMPLATE_ID) {
            throw new IllegalArgumentException(
                    "not a command with an outcome: schema " + schemaId + ", template " + templateId);
        }
    }

    private static int unsigned(final DirectBuffer buffer, final int index) {
        return buffer.getShort(index, ByteOrder.LITTLE_ENDIAN) & 0xffff;
    }
}

package io.unidatum.exchange.gateway.orders;

import io.unidatum.exchange.client.ClusterClient;
import io.unidatum.exchange.client.ClusterClientStatus;
import io.unidatum.exchange.client.CommandFailure;
import io.unidatum.exchange.client.CommandListener;
import io.unidatum.exchange.client.CommandResult;
import io.unidatum.exchange.gateway.api.ApiError;
import io.unidatum.exchange.gateway.api.ApiException;
import io.unidatum.exchange.sbe.order.CommandOutcomeDecoder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;

/** Sends commands to the cluster; what becomes of one is a result, or an error that says what to do. Thread safe. */
final class Submission {
    private static final long NO_LEADER_PATIENCE_NS = TimeUnit.SECONDS.toNanos(6);

    private final ClusterClient client;
    private final long timeoutNs;

    Submission(final ClusterClient client, final Duration timeout) {
        this.client = client;
        this.timeoutNs = timeout.toNanos();
    }

    /** The header of a command that is sent now. */
    Command.Header header(final CommandOrigin origin) {
        return new Command.Header(origin, client.clusterTimeNs() + OrderEntry.REMEMBERED.toNanos());
    }

    /**
     * Sends a command.
     *
     * @param command to send.
     * @param clientOrderId of a new order, to be asked for if there is no answer; null or empty if there is none.
     * @return its outcome, a reject included; fails with an {@link ApiException} if there is none.
     */
    CompletableFuture<CommandResult> send(final Command command, final String clientOrderId) {
        if (isWithoutLeader()) {
            return CompletableFuture.failedFuture(noLeader());
        }
        final Outcome outcome = new Outcome(clientOrderId);
        if (!client.submit(command.buffer(), 0, command.length(), timeoutNs, outcome)) {
            outcome.future.completeExceptionally(overloaded());
        }
        return outcome.future;
    }

    /**
     * Sends commands in one message.
     *
     * @param commands to send, at most as many as a batch may have.
     * @return their outcomes, as {@link #send} gives them, in the same order.
     */
    List<CompletableFuture<CommandResult>> sendAll(final List<Command> commands) {
        final Outcome[] outcomes = new Outcome[commands.size()];
        final List<CompletableFuture<CommandResult>> futures = new ArrayList<>(outcomes.length);
        int length = 0;
        for (int i = 0; i < outcomes.length; i++) {
            outcomes[i] = new Outcome(null);
            futures.add(outcomes[i].future);
            length += commands.get(i).length();
        }
        final ApiException failure;
        if (isWithoutLeader()) {
            failure = noLeader();
        } else {
            final UnsafeBuffer buffer = new UnsafeBuffer(new byte[length]);
            int offset = 0;
            for (final Command command : commands) {
                buffer.putBytes(offset, command.buffer(), 0, command.length());
                offset += command.length();
            }
            failure = client.submitBatch(buffer, 0, length, timeoutNs, outcomes) ? null : overloaded();
        }
        if (failure != null) {
            futures.forEach(future -> future.completeExceptionally(failure));
        }
        return futures;
    }

    private boolean isWithoutLeader() {
        final ClusterClientStatus status = client.status();
        return !status.connected() && status.lastAnswerAgeNs() > NO_LEADER_PATIENCE_NS;
    }

    private static final class Outcome implements CommandListener {
        private final CompletableFuture<CommandResult> future = new CompletableFuture<>();
        private final String clientOrderId;

        private Outcome(final String clientOrderId) {
            this.clientOrderId = clientOrderId;
        }

        @Override
        public void onOutcome(final CommandOutcomeDecoder outcome) {
            future.complete(CommandResult.of(outcome));
        }

        @Override
        public void onFailure(final CommandFailure failure) {
            future.completeExceptionally(failed(failure, clientOrderId));
        }
    }

    private static ApiException failed(final CommandFailure failure, final String clientOrderId) {
        return switch (failure) {
            case UNAVAILABLE -> noLeader();
            case BACK_PRESSURED ->
                ApiError.unavailable(
                        "OVERLOADED", "the cluster does not keep up: the order was not sent, send it again");
            case IN_DOUBT ->
                new ApiError(
                                504,
                                "IN_DOUBT",
                                clientOrderId == null || clientOrderId.isEmpty()
                                        ? "no answer came in time; the request may have had its effect: look at"
                                                + " GET /api/v1/orders before you send it again"
                                        : "no answer came in time; the order may have been placed: ask GET"
                                                + " /api/v1/orders?client_order_id= before you send it again",
                                0,
                                clientOrderId == null || clientOrderId.isEmpty() ? null : clientOrderId)
                        .exception();
        };
    }

    private static ApiException noLeader() {
        return ApiError.unavailable(
                "NO_LEADER", "the cluster has no leader at the moment: the request had no effect, send it again");
    }

    private static ApiException overloaded() {
        return ApiError.unavailable(
                "OVERLOADED", "too many orders are on their way: the order was not sent, send it again");
    }
}

package io.unidatum.exchange.gateway.orders;

import io.unidatum.exchange.client.ClusterClient;
import io.unidatum.exchange.client.ClusterClientStatus;
import io.unidatum.exchange.client.CommandFailure;
import io.unidatum.exchange.client.CommandListener;
import io.unidatum.exchange.client.CommandResult;
import io.unidatum.exchange.gateway.api.ApiError;
import io.unidatum.exchange.gateway.api.ApiException;
import io.unidatum.exchange.gateway.api.RejectTable;
import io.unidatum.exchange.gateway.auth.Caller;
import io.unidatum.exchange.gateway.view.OrderRecord;
import io.unidatum.exchange.gateway.view.ReadModel;
import io.unidatum.exchange.sbe.order.CommandOutcomeDecoder;
import io.unidatum.exchange.sbe.order.RejectReason;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Takes requests to the cluster and answers them when they are committed: the outcome from egress, the order's terms
 * and fills from the read model once it has reached the outcome's last event. Thread safe; never blocks.
 */
public final class OrderEntry {
    /**
     * How long the cluster remembers a request: the life of an Idempotency-Key. Longer than a signature is accepted
     * (20 s from end to end), at this gateway or another whose clock differs, and than an order can time out.
     */
    public static final Duration REMEMBERED = Duration.ofSeconds(25);

    private static final long NO_LEADER_PATIENCE_NS = TimeUnit.SECONDS.toNanos(6);
    private static final Duration VIEW_WAIT = Duration.ofSeconds(2);

    private final ClusterClient client;
    private final ReadModel readModel;
    private final long timeoutNs;

    /**
     * Constructs order entry.
     *
     * @param client to send with.
     * @param readModel to read the order from.
     * @param timeout until an order without an answer is in doubt.
     */
    public OrderEntry(final ClusterClient client, final ReadModel readModel, final Duration timeout) {
        this.client = client;
        this.readModel = readModel;
        this.timeoutNs = timeout.toNanos();
    }

    /**
     * Places an order.
     *
     * @param caller whose order it is.
     * @param requestId of the request.
     * @param order to place.
     * @return the committed order; fails with an {@link ApiException}.
     */
    public CompletableFuture<PlacedOrder> place(
            final Caller caller, final RequestId requestId, final NewOrderRequest order) {
        final Command command = Command.newOrder(header(caller, requestId), order);
        return submit(command, order.clientOrderId()).thenCompose(result -> {
            if (!result.accepted()) {
                return CompletableFuture.failedFuture(
                        RejectTable.of(result.rejectReason()).exception());
            }
            return answer(OrderRecord.ofRequest(caller.account(), order, result), result);
        });
    }

    /**
     * Cancels an open order.
     *
     * @param caller whose order it is.
     * @param requestId of the request.
     * @param orderId of the order, 0 to name it by the client's id.
     * @param clientOrderId the client's id, looked at only if orderId is 0.
     * @return the order as the cancel left it; fails with an {@link ApiException}.
     */
    public CompletableFuture<PlacedOrder> cancel(
            final Caller caller, final RequestId requestId, final long orderId, final String clientOrderId) {
        final Command command = Command.cancel(header(caller, requestId), orderId, clientOrderId);
        return change(caller, command, orderId, clientOrderId);
    }

    /**
     * Amends an open order.
     *
     * @param caller whose order it is.
     * @param requestId of the request.
     * @param orderId of the order.
     * @param terms the new ones.
     * @return the order as the amendment left it; fails with an {@link ApiException}.
     */
    public CompletableFuture<PlacedOrder> amend(
            final Caller caller, final RequestId requestId, final long orderId, final AmendRequest terms) {
        return change(caller, Command.amend(header(caller, requestId), orderId, terms), orderId, "");
    }

    private CompletableFuture<PlacedOrder> change(
            final Caller caller, final Command command, final long orderId, final String clientOrderId) {
        return submit(command, null).thenCompose(result -> {
            if (result.rejectReason() == RejectReason.UNKNOWN_ORDER) {
                return readModel
                        .orderNow(caller.account(), orderId, clientOrderId)
                        .handle((found, failure) -> {
                            throw unknown(found);
                        });
            }
            if (!result.accepted()) {
                return CompletableFuture.failedFuture(
                        RejectTable.of(result.rejectReason()).exception());
            }
            return answer(OrderRecord.ofResult(result), result);
        });
    }

    private CompletableFuture<PlacedOrder> answer(final OrderRecord known, final CommandResult result) {
        return readModel
                .order(result.account(), result.orderId(), result.lastSequence(), VIEW_WAIT)
                .handle((found, failure) -> {
                    if (failure != null) {
                        // Committed all the same. This account's reads wait until the read model has caught up.
                        readModel.expect(result.account(), result.lastSequence());
                    }
                    final OrderRecord order = found == null ? known : found.asOf(result);
                    return new PlacedOrder(order, result.replayed(), found != null);
                });
    }

    private static ApiException unknown(final OrderRecord found) {
        if (found != null && !found.isOpen()) {
            return new ApiError(
                            409,
                            "ORDER_CLOSED",
                            "the order is " + OrderRecord.name(found.status()) + " already: nothing can be changed")
                    .exception();
        }
        return RejectTable.of(RejectReason.UNKNOWN_ORDER).exception();
    }

    private Command.Header header(final Caller caller, final RequestId requestId) {
        return new Command.Header(caller, requestId, client.clusterTimeNs() + REMEMBERED.toNanos());
    }

    private CompletableFuture<CommandResult> submit(final Command command, final String clientOrderId) {
        final ClusterClientStatus status = client.status();
        if (!status.connected() && status.lastAnswerAgeNs() > NO_LEADER_PATIENCE_NS) {
            return CompletableFuture.failedFuture(noLeader());
        }
        final CompletableFuture<CommandResult> future = new CompletableFuture<>();
        final CommandListener listener = new CommandListener() {
            @Override
            public void onOutcome(final CommandOutcomeDecoder outcome) {
                future.complete(CommandResult.of(outcome));
            }

            @Override
            public void onFailure(final CommandFailure failure) {
                future.completeExceptionally(failed(failure, clientOrderId));
            }
        };
        if (!client.submit(command.buffer(), 0, command.length(), timeoutNs, listener)) {
            future.completeExceptionally(ApiError.unavailable(
                    "OVERLOADED", "too many orders are on their way: the order was not sent, send it again"));
        }
        return future;
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
}

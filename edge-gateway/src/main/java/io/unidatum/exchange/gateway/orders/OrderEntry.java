package io.unidatum.exchange.gateway.orders;

import io.unidatum.exchange.client.ClusterClient;
import io.unidatum.exchange.client.CommandResult;
import io.unidatum.exchange.gateway.api.ApiError;
import io.unidatum.exchange.gateway.api.ApiException;
import io.unidatum.exchange.gateway.api.RejectTable;
import io.unidatum.exchange.gateway.view.OrderRecord;
import io.unidatum.exchange.gateway.view.ReadModel;
import io.unidatum.exchange.sbe.order.RejectReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

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

    static final Duration VIEW_WAIT = Duration.ofSeconds(2);

    private final Submission submission;
    private final ReadModel readModel;

    /**
     * Constructs order entry.
     *
     * @param client to send with.
     * @param readModel to read the order from.
     * @param timeout until an order without an answer is in doubt.
     */
    public OrderEntry(final ClusterClient client, final ReadModel readModel, final Duration timeout) {
        this.submission = new Submission(client, timeout);
        this.readModel = readModel;
    }

    /**
     * Places an order.
     *
     * @param origin of the command.
     * @param order to place.
     * @return the committed order; fails with an {@link ApiException}.
     */
    public CompletableFuture<PlacedOrder> place(final CommandOrigin origin, final NewOrderRequest order) {
        return submission
                .send(Command.newOrder(submission.header(origin), order), order.clientOrderId())
                .thenCompose(result -> placed(order, result));
    }

    /**
     * Places two orders of which one cancels the other.
     *
     * @param origin of the command.
     * @param oco to place.
     * @return the committed limit order and stop order; fails with an {@link ApiException}.
     */
    public CompletableFuture<List<PlacedOrder>> place(final CommandOrigin origin, final OcoRequest oco) {
        return submission
                .send(Command.oco(submission.header(origin), oco), oco.clientOrderId())
                .thenCompose(result -> placed(oco, result));
    }

    /**
     * Cancels an open order.
     *
     * @param origin of the command.
     * @param target the order.
     * @return the order as the cancel left it; fails with an {@link ApiException}.
     */
    public CompletableFuture<PlacedOrder> cancel(final CommandOrigin origin, final OrderName target) {
        return submission
                .send(Command.cancel(submission.header(origin), target), null)
                .thenCompose(result -> changed(target, result));
    }

    /**
     * Amends an open order.
     *
     * @param origin of the command.
     * @param target the order.
     * @param terms the new ones.
     * @return the order as the amendment left it; fails with an {@link ApiException}.
     */
    public CompletableFuture<PlacedOrder> amend(
            final CommandOrigin origin, final OrderName target, final AmendRequest terms) {
        return submission
                .send(Command.amend(submission.header(origin), target, terms), null)
                .thenCompose(result -> changed(target, result));
    }

    /**
     * Carries out the entries of a batch in their order, in one message to the cluster. Their request ids follow from
     * the batch's, so that the same batch again has no second effect.
     *
     * @param origin of the batch.
     * @param entries to carry out.
     * @return for each entry in the same order its order, or its pair of orders; each fails by itself with an
     *     {@link ApiException}.
     */
    public List<CompletableFuture<List<PlacedOrder>>> batch(
            final CommandOrigin origin, final List<BatchEntry> entries) {
        final List<Command> commands = new ArrayList<>(entries.size());
        for (int i = 0; i < entries.size(); i++) {
            final CommandOrigin own =
                    new CommandOrigin(origin.caller(), origin.requestId().part(i), origin.connectionId());
            final Command command = encode(submission.header(own), entries.get(i));
            if (command != null) {
                commands.add(command);
            }
        }
        final var results =
                commands.isEmpty() ? List.<CompletableFuture<CommandResult>>of() : submission.sendAll(commands);
        final var answers = new ArrayList<CompletableFuture<List<PlacedOrder>>>(entries.size());
        int sent = 0;
        for (final BatchEntry entry : entries) {
            if (entry instanceof BatchEntry.Unreadable unreadable) {
                answers.add(CompletableFuture.failedFuture(unreadable.error().exception()));
            } else {
                answers.add(results.get(sent++).thenCompose(result -> answer(entry, result)));
            }
        }
        return answers;
    }

    private static Command encode(final Command.Header header, final BatchEntry entry) {
        if (entry instanceof BatchEntry.Place place) {
            return Command.newOrder(header, place.order());
        }
        if (entry instanceof BatchEntry.PlaceOco oco) {
            return Command.oco(header, oco.orders());
        }
        if (entry instanceof BatchEntry.Cancel cancel) {
            return Command.cancel(header, cancel.target());
        }
        if (entry instanceof BatchEntry.Amend amend) {
            return Command.amend(header, amend.target(), amend.terms());
        }
        return null;
    }

    private CompletableFuture<List<PlacedOrder>> answer(final BatchEntry entry, final CommandResult result) {
        if (entry instanceof BatchEntry.Place place) {
            return placed(place.order(), result).thenApply(List::of);
        }
        if (entry instanceof BatchEntry.PlaceOco oco) {
            return placed(oco.orders(), result);
        }
        final OrderName target =
                entry instanceof BatchEntry.Cancel cancel ? cancel.target() : ((BatchEntry.Amend) entry).target();
        return changed(target, result).thenApply(List::of);
    }

    private CompletableFuture<PlacedOrder> placed(final NewOrderRequest order, final CommandResult result) {
        return result.accepted() ? committed(OrderRecord.ofRequest(order, result), result) : rejected(result);
    }

    private CompletableFuture<List<PlacedOrder>> placed(final OcoRequest oco, final CommandResult result) {
        if (!result.accepted()) {
            return rejected(result);
        }
        return committed(OrderRecord.limitLegOf(oco, result), result)
                .thenCombine(stopLeg(OrderRecord.stopLegOf(oco, result), result), List::of);
    }

    private CompletableFuture<PlacedOrder> changed(final OrderName target, final CommandResult result) {
        if (result.rejectReason() == RejectReason.UNKNOWN_ORDER) {
            return readModel
                    .orderNow(result.account(), target.orderId(), target.clientOrderId())
                    .handle((found, failure) -> {
                        throw unknown(found);
                    });
        }
        return result.accepted() ? committed(OrderRecord.ofResult(result), result) : rejected(result);
    }

    private CompletableFuture<PlacedOrder> committed(final OrderRecord known, final CommandResult result) {
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

    /** The outcome tells of the limit order alone. */
    private CompletableFuture<PlacedOrder> stopLeg(final OrderRecord known, final CommandResult result) {
        return readModel
                .order(result.account(), known.orderId(), result.lastSequence(), VIEW_WAIT)
                .handle((found, failure) ->
                        new PlacedOrder(found == null ? known : found, result.replayed(), found != null));
    }

    private static <T> CompletableFuture<T> rejected(final CommandResult result) {
        return CompletableFuture.failedFuture(
                RejectTable.of(result.rejectReason()).exception());
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
}

package io.unidatum.exchange.gateway.orders;

import io.unidatum.exchange.client.ClusterClient;
import io.unidatum.exchange.client.CommandResult;
import io.unidatum.exchange.gateway.api.RejectTable;
import io.unidatum.exchange.gateway.view.OrderRecord;
import io.unidatum.exchange.gateway.view.ReadModel;
import io.unidatum.exchange.sbe.common.ConnectionState;
import io.unidatum.exchange.sbe.common.Side;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Commands that concern many of an account's orders at once. Thread safe; never blocks. */
public final class AccountCommands {
    private final Submission submission;
    private final ReadModel readModel;

    /**
     * Constructs with what sends and reads.
     *
     * @param client to send with.
     * @param readModel of accounts.
     * @param timeout until a command without an answer is in doubt.
     */
    public AccountCommands(final ClusterClient client, final ReadModel readModel, final Duration timeout) {
        this.submission = new Submission(client, timeout);
        this.readModel = readModel;
    }

    /**
     * What an account quotes in an instrument.
     *
     * @param orders open ones that mass quotes placed.
     * @param complete false if the read model did not get there in time, so that the orders are not listed.
     * @param result of the command.
     */
    public record Quotes(List<OrderRecord> orders, boolean complete, CommandResult result) {}

    /**
     * Cancels open orders.
     *
     * @param origin of the command.
     * @param instrumentId 0 for every instrument.
     * @param side NULL_VAL for both.
     * @return the outcome; fails with an {@link io.unidatum.exchange.gateway.api.ApiException}.
     */
    public CompletableFuture<CommandResult> massCancel(
            final CommandOrigin origin, final int instrumentId, final Side side) {
        return send(Command.massCancel(submission.header(origin), instrumentId, side));
    }

    /**
     * Replaces all quotes in an instrument.
     *
     * @param origin of the command.
     * @param quote the new ones.
     * @return the quotes that are open then; fails with an {@link io.unidatum.exchange.gateway.api.ApiException}.
     */
    public CompletableFuture<Quotes> massQuote(final CommandOrigin origin, final QuoteRequest quote) {
        return send(Command.massQuote(submission.header(origin), quote)).thenCompose(result -> readModel
                .quotes(
                        result.account(),
                        quote.instrument().instrumentId(),
                        result.lastSequence(),
                        OrderEntry.VIEW_WAIT)
                .handle((orders, failure) ->
                        new Quotes(failure == null ? orders : List.of(), failure == null, result)));
    }

    /**
     * Blocks the account and cancels all its orders.
     *
     * @param origin of the command.
     * @param reason printable ASCII, 64 characters at most.
     * @return the outcome; fails with an {@link io.unidatum.exchange.gateway.api.ApiException}.
     */
    public CompletableFuture<CommandResult> killSwitch(final CommandOrigin origin, final String reason) {
        return send(Command.killSwitch(submission.header(origin), reason));
    }

    /**
     * Holds an amount and its fee until it has been paid on the asset's chain, or cannot be.
     *
     * @param origin of the command.
     * @param assetId of the asset.
     * @param withdrawal what and whereto.
     * @return the outcome, its order id is the withdrawal's; fails with an
     *     {@link io.unidatum.exchange.gateway.api.ApiException}.
     */
    public CompletableFuture<CommandResult> withdraw(
            final CommandOrigin origin, final int assetId, final WithdrawalRequest withdrawal) {
        return send(Command.withdrawal(submission.header(origin), assetId, withdrawal));
    }

    /**
     * Starts the dead-man timer anew.
     *
     * @param origin of the command.
     * @param timeoutNs after which all the account's orders are cancelled, 0 to switch it off.
     * @return the outcome; fails with an {@link io.unidatum.exchange.gateway.api.ApiException}.
     */
    public CompletableFuture<CommandResult> deadManTimer(final CommandOrigin origin, final long timeoutNs) {
        return send(Command.deadManTimer(submission.header(origin), timeoutNs));
    }

    /**
     * Tells the cluster how a logical connection stands.
     *
     * @param origin of the command, with the connection's id.
     * @param sessionId who holds it.
     * @param gracePeriodNs between its loss and the cancel.
     * @param state that it is in.
     * @return the outcome; fails with an {@link io.unidatum.exchange.gateway.api.ApiException}.
     */
    public CompletableFuture<CommandResult> connection(
            final CommandOrigin origin, final long sessionId, final long gracePeriodNs, final ConnectionState state) {
        return send(Command.connection(submission.header(origin), sessionId, gracePeriodNs, state));
    }

    /** Sends; what the account reads from now on here has the command in it. */
    private CompletableFuture<CommandResult> send(final Command command) {
        return submission.send(command, null).thenApply(result -> {
            if (!result.accepted()) {
                throw RejectTable.of(result.rejectReason()).exception();
            }
            readModel.expect(result.account(), result.lastSequence());
            return result;
        });
    }
}

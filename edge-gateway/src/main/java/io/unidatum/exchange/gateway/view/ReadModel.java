package io.unidatum.exchange.gateway.view;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.unidatum.exchange.client.view.AccountView;
import io.unidatum.exchange.client.view.ExchangeView;
import io.unidatum.exchange.client.view.InstrumentView;
import io.unidatum.exchange.client.view.OrderView;
import io.unidatum.exchange.gateway.api.ApiError;
import io.unidatum.exchange.sbe.common.Side;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Questions to the exchange's view, from any thread. Each waits, for a bounded time, until the view has reached the
 * sequence that is asked for, and never less than what this gateway has told the account of: so a client reads its own
 * writes. Futures complete on the view's thread: what follows them must be short, or go elsewhere.
 */
public final class ReadModel {
    private final ReadModelAgent agent;
    private final ConcurrentHashMap<Long, Long> expected = new ConcurrentHashMap<>();

    /**
     * Constructs a read model.
     *
     * @param agent that owns the view.
     */
    public ReadModel(final ReadModelAgent agent) {
        this.agent = agent;
    }

    /**
     * Orders and whether older ones may be missing.
     *
     * @param orders newest first, one more than the limit if there are more.
     * @param complete true if the view knows all orders of the account.
     * @param sequence of the view.
     */
    public record Orders(List<OrderRecord> orders, boolean complete, long sequence) {}

    /**
     * An answer as of a sequence.
     *
     * @param json the answer.
     * @param sequence of the view.
     */
    public record Answer(ObjectNode json, long sequence) {}

    /** How the view stands. {@return a snapshot of it} */
    public ReadModelStatus status() {
        return agent.status();
    }

    /**
     * Makes an account's reads wait for what it has been told.
     *
     * @param account that was told.
     * @param sequence of the last event it was told of.
     */
    public void expect(final long account, final long sequence) {
        expected.merge(account, sequence, Math::max);
    }

    /**
     * What an account has been told of and may not be in everybody's view yet.
     *
     * @param account that reads.
     * @return sequence that its reads must have reached, 0 for none.
     */
    public long promised(final long account) {
        return expected.getOrDefault(account, 0L);
    }

    /**
     * Asks anything of the view.
     *
     * @param account that asks.
     * @param minSequence that the view must have reached.
     * @param wait how long it may take to get there.
     * @param question run on the view's thread.
     * @param <T> type of the answer.
     * @return the answer; fails with an {@link io.unidatum.exchange.gateway.api.ApiException} 503 if the view does not
     *     get there in time.
     */
    public <T> CompletableFuture<T> ask(
            final long account, final long minSequence, final Duration wait, final Function<ExchangeView, T> question) {
        final Long promised = expected.get(account);
        if (promised != null && agent.sequence() >= promised) {
            expected.remove(account, promised);
        }
        return agent.ask(Math.max(minSequence, promised == null ? 0 : promised), wait, question);
    }

    /**
     * An account's order.
     *
     * @param account whose.
     * @param orderId of the order.
     * @param minSequence that the view must have reached.
     * @param wait how long it may take to get there.
     * @return null if the account has no such order in the view.
     */
    public CompletableFuture<OrderRecord> order(
            final long account, final long orderId, final long minSequence, final Duration wait) {
        return ask(account, minSequence, wait, view -> record(view, view.order(orderId), account));
    }

    /**
     * An account's order, without waiting for anything.
     *
     * @param account whose.
     * @param orderId of the order, 0 to name it by the client's id.
     * @param clientOrderId the client's id, looked at only if orderId is 0.
     * @return null if the account has no such order in the view.
     */
    public CompletableFuture<OrderRecord> orderNow(final long account, final long orderId, final String clientOrderId) {
        return agent.ask(0, Duration.ofSeconds(1), view -> {
            final OrderView order = orderId != 0 ? view.order(orderId) : view.order(account, clientOrderId);
            return record(view, order, account);
        });
    }

    /**
     * What mass quotes of an account have open in an instrument.
     *
     * @param account whose.
     * @param instrumentId of the instrument.
     * @param minSequence that the view must have reached.
     * @param wait how long it may take to get there.
     * @return bids and asks, each best first.
     */
    public CompletableFuture<List<OrderRecord>> quotes(
            final long account, final int instrumentId, final long minSequence, final Duration wait) {
        return ask(account, minSequence, wait, view -> requireAccount(view, account).openOrders().stream()
                .filter(order -> order.massQuote() && order.instrumentId() == instrumentId)
                .sorted(Comparator.comparing(OrderView::side)
                        .thenComparingLong(order -> order.side() == Side.BUY ? -order.price() : order.price()))
                .map(order -> record(view, order, account))
                .toList());
    }

    /**
     * An account's orders, open and recently closed.
     *
     * @param filter which.
     * @param minSequence that the view must have reached.
     * @param wait how long it may take to get there.
     * @return the orders that the view knows.
     */
    public CompletableFuture<Orders> orders(final OrderFilter filter, final long minSequence, final Duration wait) {
        return ask(filter.account(), minSequence, wait, view -> {
            final AccountView account = requireAccount(view, filter.account());
            final List<OrderView> found = new ArrayList<>();
            select(account.openOrders(), filter, found);
            select(account.closedOrders(), filter, found);
            found.sort(Comparator.comparingLong(OrderView::orderId).reversed());
            return new Orders(
                    found.stream()
                            .limit(filter.limit() + 1L)
                            .map(order -> record(view, order, filter.account()))
                            .toList(),
                    agent.isComplete() && account.closedOrders().size() < ReadModelAgent.MAX_CLOSED_ORDERS,
                    view.sequence());
        });
    }

    /**
     * Finds an account that must be there.
     *
     * @param view to look in, on its thread.
     * @param account its id.
     * @return the account.
     * @throws io.unidatum.exchange.gateway.api.ApiException 404 if there is none.
     */
    public static AccountView requireAccount(final ExchangeView view, final long account) {
        final AccountView found = view.account(account);
        if (found == null) {
            throw new ApiError(
                            404,
                            "UNKNOWN_ACCOUNT",
                            "account " + Long.toUnsignedString(account)
                                    + " does not exist: the operator creates accounts with 'exchange admin'")
                    .exception();
        }
        return found;
    }

    static OrderRecord record(final ExchangeView view, final OrderView order, final long account) {
        if (order == null || order.account() != account) {
            return null;
        }
        final InstrumentView instrument = view.instrument(order.instrumentId());
        return OrderRecord.of(order, instrument.symbol());
    }

    private static void select(
            final Collection<OrderView> orders, final OrderFilter filter, final List<OrderView> found) {
        for (final OrderView order : orders) {
            if (order.orderId() < filter.before()
                    && filter.statuses().contains(order.status())
                    && (filter.instrumentId() == 0 || filter.instrumentId() == order.instrumentId())
                    && (filter.clientOrderId() == null || filter.clientOrderId().equals(order.clientOrderId()))) {
                found.add(order);
            }
        }
    }
}

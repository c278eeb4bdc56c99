package io.unidatum.exchange.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.unidatum.exchange.cli.rest.RestAnswer;
import io.unidatum.exchange.cli.rest.RestClient;
import io.unidatum.exchange.cli.rest.RestRequest;
import java.io.PrintWriter;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Plays the market: sends orders on a fixed schedule, whether or not earlier ones have been answered, and takes some of
 * those that rest back. An order's latency counts from when it was due, so that a pause of the exchange shows in every
 * order that it delays. Not thread safe.
 */
final class Market {
    private static final int CANCEL_PERCENT = 35;
    private static final int RESTING_MOST = 600;
    private static final long PROGRESS_NS = TimeUnit.SECONDS.toNanos(5);
    private static final long LAST_ANSWERS_NS = TimeUnit.SECONDS.toNanos(40);

    private final Queue<Record.Acknowledged> resting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger restingCount = new AtomicInteger();
    private final AtomicInteger cancelsOpen = new AtomicInteger();
    private final RestClient rest;
    private final OrderFlow flow;
    private final Record record;
    private final Random random;
    private final PrintWriter out;

    Market(
            final RestClient rest,
            final OrderFlow flow,
            final Record record,
            final Random random,
            final PrintWriter out) {
        this.rest = rest;
        this.flow = flow;
        this.record = record;
        this.random = random;
        this.out = out;
    }

    /**
     * Plays.
     *
     * @param orders to send.
     * @param seconds over which they are spread.
     * @return how long it took until the last answer, ns.
     */
    long play(final int orders, final int seconds) {
        final long intervalNs = TimeUnit.SECONDS.toNanos(seconds) / orders;
        final long startNs = System.nanoTime();
        long progressDueNs = startNs + PROGRESS_NS;
        for (int i = 0; i < orders; i++) {
            final long dueNs = startNs + i * intervalNs;
            waitUntil(dueNs);
            send(flow.next(), dueNs);
            if (random.nextInt(100) < CANCEL_PERCENT || restingCount.get() > RESTING_MOST) {
                cancelOldest();
            }
            if (System.nanoTime() - progressDueNs >= 0) {
                progressDueNs += PROGRESS_NS;
                progress(startNs, i + 1);
            }
        }
        final long deadlineNs = System.nanoTime() + LAST_ANSWERS_NS;
        while ((record.answered() < orders || cancelsOpen.get() > 0) && System.nanoTime() - deadlineNs < 0) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
        final long elapsedNs = System.nanoTime() - startNs;
        settleDoubts();
        return elapsedNs;
    }

    private void send(final RestRequest request, final long dueNs) {
        rest.send(request).whenComplete((answer, failure) -> {
            if (failure != null) {
                record.onFailure(request, failure);
                return;
            }
            record.onAnswer(request, answer, System.nanoTime() - dueNs);
            if (answer.isOk()) {
                Record.ordersOf(answer).forEach(order -> keepResting(request.account(), order));
            }
        });
    }

    private void keepResting(final long account, final JsonNode order) {
        final String status = order.path("status").asText();
        if ("new".equals(status) || "partially_filled".equals(status)) {
            resting.add(new Record.Acknowledged(
                    order.path("order_id").asText(),
                    account,
                    order.path("client_order_id").asText()));
            restingCount.incrementAndGet();
        }
    }

    private void cancelOldest() {
        final Record.Acknowledged oldest = resting.poll();
        if (oldest == null) {
            return;
        }
        restingCount.decrementAndGet();
        cancelsOpen.incrementAndGet();
        // It may have been filled meanwhile; then there is nothing to cancel, which is as well.
        rest.send(new RestRequest("DELETE", "/api/v1/orders/" + oldest.orderId(), oldest.account(), null, null))
                .whenComplete((answer, failure) -> {
                    if (failure == null && answer.isOk()) {
                        record.onSequence(answer.body().path("sequence").asLong());
                    }
                    cancelsOpen.decrementAndGet();
                });
    }

    /** Asks after each order whose request broke off: what the exchange has counts as acknowledged. */
    private void settleDoubts() {
        for (final RestRequest request : record.inDoubt()) {
            for (final String name : new String[] {"client_order_id", "stop_client_order_id"}) {
                final String clientOrderId = request.body().path(name).asText();
                if (!clientOrderId.isEmpty()) {
                    final RestAnswer answer = rest.call(RestRequest.get(
                            "/api/v1/orders?status=all&client_order_id=" + clientOrderId, request.account()));
                    answer.body().path("orders").forEach(order -> record.onOrder(request.account(), order));
                }
            }
        }
    }

    private void progress(final long startNs, final int sent) {
        out.printf(
                "%3d s: %,d orders sent, %,d acknowledged, p99 %.1f ms%n",
                TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - startNs),
                sent,
                record.acknowledgedCount(),
                record.latencyUs().getValueAtPercentile(99) / 1_000.0);
        out.flush();
    }

    private static void waitUntil(final long dueNs) {
        long leftNs = dueNs - System.nanoTime();
        while (leftNs > 0) {
            LockSupport.parkNanos(leftNs);
            leftNs = dueNs - System.nanoTime();
        }
    }
}

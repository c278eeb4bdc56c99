package io.unidatum.exchange.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.unidatum.exchange.cli.rest.RestAnswer;
import io.unidatum.exchange.cli.rest.RestRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** What the exchange has answered so far. Thread safe. */
final class Record {
    private static final long MAX_LATENCY_US = 120_000_000L;
    private static final int DIGITS = 3;

    /**
     * An order that the exchange has acknowledged.
     *
     * @param orderId by the exchange.
     * @param account whose it is.
     * @param clientOrderId by us.
     */
    record Acknowledged(String orderId, long account, String clientOrderId) {}

    private final Map<String, Acknowledged> acknowledged = new HashMap<>();
    private final Map<String, Integer> refusals = new TreeMap<>();
    private final List<RestRequest> inDoubt = new ArrayList<>();
    private final Histogram latencyUs = new Histogram(MAX_LATENCY_US, DIGITS);
    private String firstFailure = "";
    private long lastSequence;
    private int answered;
    private int duplicates;

    /** The orders in an answer: one, or the two of a pair. */
    static List<JsonNode> ordersOf(final RestAnswer answer) {
        final List<JsonNode> orders = new ArrayList<>();
        answer.body().path("orders").forEach(orders::add);
        return orders.isEmpty() ? List.of(answer.body()) : orders;
    }

    /** An order was answered. */
    synchronized void onAnswer(final RestRequest request, final RestAnswer answer, final long latencyNs) {
        answered++;
        latencyUs.recordValue(Math.min(MAX_LATENCY_US, Math.max(0, latencyNs / 1_000)));
        if (answer.isOk()) {
            ordersOf(answer).forEach(order -> onOrder(request.account(), order));
        } else if (answer.status() == RestAnswer.IN_DOUBT) {
            inDoubt.add(request);
        } else {
            refusals.merge(answer.body().path("error").path("code").asText("HTTP " + answer.status()), 1, Integer::sum);
        }
    }

    /** An order's request broke off: nobody knows whether it was carried out. */
    synchronized void onFailure(final RestRequest request, final Throwable failure) {
        answered++;
        inDoubt.add(request);
        if (firstFailure.isEmpty()) {
            firstFailure = String.valueOf(failure.getMessage());
        }
    }

    /** An order that the exchange has. */
    synchronized void onOrder(final long account, final JsonNode order) {
        final Acknowledged known = new Acknowledged(
                order.path("order_id").asText(),
                account,
                order.path("client_order_id").asText());
        lastSequence = Math.max(lastSequence, order.path("sequence").asLong());
        if (acknowledged.put(known.orderId(), known) != null) {
            duplicates++;
        }
    }

    /** Something was done up to a sequence of the journal. */
    synchronized void onSequence(final long sequence) {
        lastSequence = Math.max(lastSequence, sequence);
    }

    /** By the exchange's id. */
    synchronized Map<String, Acknowledged> acknowledged() {
        return Map.copyOf(acknowledged);
    }

    synchronized int acknowledgedCount() {
        return acknowledged.size();
    }

    /** Orders that were given an id that another one has too. */
    synchronized int duplicates() {
        return duplicates;
    }

    synchronized List<RestRequest> inDoubt() {
        return List.copyOf(inDoubt);
    }

    /** How often by the code of the error. */
    synchronized Map<String, Integer> refusals() {
        return new TreeMap<>(refusals);
    }

    synchronized int answered() {
        return answered;
    }

    /** Why the first request broke off; empty if none did. */
    synchronized String firstFailure() {
        return firstFailure;
    }

    /** Last journal sequence in an answer. */
    synchronized long lastSequence() {
        return lastSequence;
    }

    /** From the moment an order was due until it was answered, µs. */
    synchronized Histogram latencyUs() {
        return latencyUs.copy();
    }
}

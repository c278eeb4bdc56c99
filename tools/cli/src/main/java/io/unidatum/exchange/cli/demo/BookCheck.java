package io.unidatum.exchange.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.unidatum.exchange.cli.rest.MarketStream;
import io.unidatum.exchange.cli.rest.PublicBook;
import io.unidatum.exchange.cli.rest.RestClient;
import io.unidatum.exchange.cli.rest.RestRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Keeps the books and trades that the WebSocket tells, and holds the books against REST's. Thread safe. */
final class BookCheck {
    /** Levels a side that are compared. */
    static final int DEPTH = 1_000;

    private static final String NAME = "the WebSocket's book equals REST's, for every symbol";
    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(30);

    private final Map<String, PublicBook> books = new HashMap<>();
    private final Set<String> trades = new HashSet<>();

    /** A message of the WebSocket. */
    synchronized void onMessage(final JsonNode message) {
        final String symbol = message.path("symbol").asText();
        switch (message.path("type").asText()) {
            case "orderbook" ->
                books.computeIfAbsent(symbol, key -> new PublicBook()).apply(message);
            case "trades" -> {
                if (!message.path("snapshot").asBoolean(false)) {
                    message.path("trades")
                            .forEach(trade -> trades.add(trade.path("trade_id").asText()));
                }
            }
            default -> {
                // Confirmations, tickers and heartbeats.
            }
        }
    }

    /** Trades that the WebSocket told of. */
    synchronized int trades() {
        return trades.size();
    }

    /** Compares, as soon as both are at the same sequence. */
    CheckResult run(final RestClient rest, final MarketStream stream, final List<String> symbols) {
        final List<String> problems = new ArrayList<>();
        int levels = 0;
        for (final String symbol : symbols) {
            final long deadlineNs = System.nanoTime() + PATIENCE_NS;
            String problem = "no book came";
            while (!problem.isEmpty() && System.nanoTime() - deadlineNs < 0) {
                final JsonNode answer =
                        rest.get("/api/v1/market/" + RestRequest.pathOf(symbol) + "/orderbook?depth=" + DEPTH, 0);
                problem = stream.problem().isEmpty() ? difference(symbol, answer) : stream.problem();
                if (problem.isEmpty()) {
                    levels += answer.path("bids").size() + answer.path("asks").size();
                } else {
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
                }
            }
            if (!problem.isEmpty()) {
                problems.add(symbol + ": " + problem);
            }
        }
        return problems.isEmpty()
                ? CheckResult.passed(NAME, symbols.size() + " books, " + levels + " levels")
                : CheckResult.failed(NAME, String.join("; ", problems));
    }

    private synchronized String difference(final String symbol, final JsonNode answer) {
        final PublicBook book = books.get(symbol);
        if (book == null) {
            return "the WebSocket sent no book";
        }
        final PublicBook rest = new PublicBook();
        rest.apply(answer);
        if (book.sequence() != rest.sequence()) {
            return "the WebSocket is at sequence " + book.sequence() + ", REST at " + rest.sequence();
        }
        return book.bids().equals(rest.bids()) && book.asks().equals(rest.asks())
                ? ""
                : "the books differ at sequence " + book.sequence();
    }
}

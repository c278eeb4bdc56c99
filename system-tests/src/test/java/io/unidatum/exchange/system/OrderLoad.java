package io.unidatum.exchange.system;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Orders from many accounts at a steady rate over REST, open loop: the next order goes out when it is due, whether or
 * not the last one was answered. Remembers what was acknowledged; everything else is in doubt and proves nothing.
 */
final class OrderLoad implements AutoCloseable {
    /** What one acknowledged order was answered with. */
    record Acknowledged(String orderId, long account, String symbol, List<String> tradeIds, long sequence) {}

    private static final String[] SYMBOLS = {"DEC/USD", "BTC/USD", "ETH/USD", "DEC/BTC"};
    private static final String[] MIDDLES = {"100", "60000", "3000", "0.0016"};
    private static final String[] STEPS = {"0.01", "1", "0.5", "0.000001"};
    private static final String[] LOTS = {"0.1", "0.001", "0.01", "0.1"};
    private static final int MAX_IN_FLIGHT = 500;

    private final List<Trader> traders = new ArrayList<>();
    private final Random random;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final Map<String, Acknowledged> acknowledged = new ConcurrentHashMap<>();
    private final Queue<String> doubled = new ConcurrentLinkedQueue<>();
    private final Map<String, String> cancelled = new ConcurrentHashMap<>();
    private final Queue<String> cancellable = new ConcurrentLinkedQueue<>();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong unanswered = new AtomicLong();
    private final Map<String, Integer> refusals = new ConcurrentHashMap<>();
    private long client;

    OrderLoad(final HttpClient http, final int restPort, final int firstAccount, final int accounts, final long seed) {
        for (int i = 0; i < accounts; i++) {
            traders.add(new Trader(http, restPort, firstAccount + i));
        }
        random = new Random(seed);
    }

    void start(final int ordersPerSecond) {
        clock.scheduleAtFixedRate(this::next, 0, 1_000_000_000L / ordersPerSecond, TimeUnit.NANOSECONDS);
    }

    /** Stops sending; what is in flight is still answered. */
    void stop() {
        clock.shutdown();
    }

    int inFlight() {
        return inFlight.get();
    }

    long sent() {
        return sent.get();
    }

    Map<String, Acknowledged> acknowledged() {
        return acknowledged;
    }

    Queue<String> doubled() {
        return doubled;
    }

    /** Order ids whose cancel was acknowledged, with the account. */
    Map<String, String> cancelled() {
        return cancelled;
    }

    String summary() {
        return "sent " + sent + ", acknowledged " + acknowledged.size() + ", cancels acknowledged " + cancelled.size()
                + ", refused " + refusals + ", without an answer " + unanswered;
    }

    long highestSequence() {
        return acknowledged.values().stream()
                .mapToLong(Acknowledged::sequence)
                .max()
                .orElse(0);
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }

    private void next() {
        if (inFlight.get() >= MAX_IN_FLIGHT) {
            return;
        }
        final Trader trader = traders.get(random.nextInt(traders.size()));
        if (random.nextInt(100) < 15) {
            cancelOne(trader);
        }
        final int market = random.nextInt(SYMBOLS.length);
        final BigDecimal offset = new BigDecimal(STEPS[market]).multiply(BigDecimal.valueOf(random.nextInt(41) - 20));
        final BigDecimal price = new BigDecimal(MIDDLES[market]).add(offset);
        final BigDecimal quantity = new BigDecimal(LOTS[market]).multiply(BigDecimal.valueOf(1 + random.nextInt(20)));
        final ObjectNode order = Trader.limit(
                SYMBOLS[market],
                random.nextBoolean() ? "buy" : "sell",
                quantity.toPlainString(),
                price.toPlainString());
        order.put("client_order_id", "load-" + client++);
        if (random.nextInt(10) == 0) {
            order.put("time_in_force", "IOC");
        }
        inFlight.incrementAndGet();
        sent.incrementAndGet();
        trader.placeAsync(order).whenComplete((answer, failure) -> {
            inFlight.decrementAndGet();
            if (failure != null) {
                unanswered.incrementAndGet();
            } else if (answer.status() == 201) {
                remember(trader, SYMBOLS[market], answer);
            } else {
                refusals.merge(answer.status() + " " + answer.errorCode(), 1, Integer::sum);
            }
        });
    }

    private void remember(final Trader trader, final String symbol, final Trader.Answer answer) {
        final List<String> trades = new ArrayList<>();
        answer.body()
                .path("fills")
                .forEach(fill -> trades.add(fill.path("trade_id").asText()));
        final String orderId = answer.text("order_id");
        final Acknowledged entry = new Acknowledged(
                orderId, trader.account(), symbol, List.copyOf(trades), Long.parseLong(answer.text("sequence")));
        if (acknowledged.put(orderId, entry) != null) {
            doubled.add(orderId);
        }
        if (!answer.text("remaining_quantity").equals("0")) {
            cancellable.add(orderId + "@" + trader.account());
        }
    }

    private void cancelOne(final Trader trader) {
        final String candidate = cancellable.poll();
        if (candidate == null) {
            return;
        }
        final String orderId = candidate.substring(0, candidate.indexOf('@'));
        final long owner = Long.parseLong(candidate.substring(candidate.indexOf('@') + 1));
        final Trader by = traders.stream()
                .filter(candidateTrader -> candidateTrader.account() == owner)
                .findFirst()
                .orElse(trader);
        inFlight.incrementAndGet();
        by.cancelAsync(orderId).whenComplete((answer, failure) -> {
            inFlight.decrementAndGet();
            if (failure == null && answer.status() == 200) {
                cancelled.put(orderId, Long.toString(owner));
            }
        });
    }
}

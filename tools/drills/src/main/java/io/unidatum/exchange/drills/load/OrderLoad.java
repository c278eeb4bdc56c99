package io.unidatum.exchange.drills.load;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.unidatum.exchange.drills.exchange.Trader;
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
public final class OrderLoad implements AutoCloseable {
    /**
     * What one acknowledged order was answered with.
     *
     * @param orderId of the exchange.
     * @param account that placed it.
     * @param symbol of the instrument.
     * @param tradeIds of the fills that the answer told of.
     * @param sequence of the journal that the answer told of.
     */
    public record Acknowledged(String orderId, long account, String symbol, List<String> tradeIds, long sequence) {}

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
    private final Map<String, Integer> unanswered = new ConcurrentHashMap<>();
    private final Map<String, Integer> refusals = new ConcurrentHashMap<>();
    private long client;

    /**
     * Creates it; nothing is sent yet.
     *
     * @param http to send with.
     * @param restPort of the gateway.
     * @param firstAccount of a run of test accounts.
     * @param accounts how many.
     * @param seed of what is sent; when, and who is first, the machine decides.
     */
    public OrderLoad(
            final HttpClient http, final int restPort, final int firstAccount, final int accounts, final long seed) {
        for (int i = 0; i < accounts; i++) {
            traders.add(new Trader(http, restPort, firstAccount + i));
        }
        random = new Random(seed);
    }

    /** Begins to send at a steady rate. */
    public void start(final int ordersPerSecond) {
        clock.scheduleAtFixedRate(this::next, 0, 1_000_000_000L / ordersPerSecond, TimeUnit.NANOSECONDS);
    }

    /** Stops sending; what is in flight is still answered. */
    public void stop() {
        clock.shutdown();
    }

    /** Requests without an answer yet. {@return 0 or more} */
    public int inFlight() {
        return inFlight.get();
    }

    /** Orders sent. {@return 0 or more} */
    public long sent() {
        return sent.get();
    }

    /** What was acknowledged. {@return by order id, live} */
    public Map<String, Acknowledged> acknowledged() {
        return acknowledged;
    }

    /** Order ids that two requests were answered with. {@return live; empty if all is well} */
    public Queue<String> doubled() {
        return doubled;
    }

    /** Cancels that were acknowledged. {@return order id to account, live} */
    public Map<String, String> cancelled() {
        return cancelled;
    }

    /** What became of the requests. {@return one line} */
    public String summary() {
        return "sent " + sent + ", acknowledged " + acknowledged.size() + ", cancels acknowledged " + cancelled.size()
                + ", refused " + refusals + ", without an answer " + unanswered;
    }

    /** The last event that an acknowledged order told of. {@return 0 if none} */
    public long highestSequence() {
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
                unanswered.merge(reason(failure), 1, Integer::sum);
            } else if (answer.status() == 201) {
                remember(trader, SYMBOLS[market], answer);
            } else {
                refusals.merge(answer.status() + " " + answer.errorCode(), 1, Integer::sum);
            }
        });
    }

    private static String reason(final Throwable failure) {
        final Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        return cause.getClass().getSimpleName() + ": " + cause.getMessage();
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

package io.unidatum.exchange.drills.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.unidatum.exchange.drills.exchange.RunningExchange;
import io.unidatum.exchange.drills.exchange.Trader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Deposits of DEC from the chain and withdrawals to it, one after the other, by test accounts of a running exchange.
 * Remembers every transfer that the node may have taken and every acknowledged withdrawal. A withdrawal without
 * an answer is asked for again under the same key, as a careful client does.
 */
public final class FundsLoad implements AutoCloseable {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int CREATED = 201;

    /**
     * A deposit that was sent.
     *
     * @param transactionId on chain.
     * @param account whose deposit address it went to.
     * @param amount in base units.
     */
    public record Deposit(String transactionId, long account, long amount) {}

    /**
     * A withdrawal that was acknowledged.
     *
     * @param withdrawalId of the exchange.
     * @param account that asked for it.
     * @param amount in base units.
     * @param address that it goes to; no other withdrawal does.
     */
    public record Withdrawal(String withdrawalId, long account, long amount, String address) {}

    private final RunningExchange exchange;
    private final int firstAccount;
    private final int accounts;
    private final Random random;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final Map<Long, String> addresses = new HashMap<>();
    private final Map<String, Deposit> deposits = new ConcurrentHashMap<>();
    private final Map<String, Withdrawal> withdrawals = new ConcurrentHashMap<>();
    private final Map<String, Integer> refusals = new ConcurrentHashMap<>();
    private ObjectNode unanswered;
    private String unansweredKey;
    private long unansweredAccount;
    private int count;

    /**
     * Creates it; nothing is sent yet.
     *
     * @param exchange to load.
     * @param firstAccount of a run of test accounts.
     * @param accounts how many.
     * @param seed of what is sent.
     */
    public FundsLoad(final RunningExchange exchange, final int firstAccount, final int accounts, final long seed) {
        this.exchange = exchange;
        this.firstAccount = firstAccount;
        this.accounts = accounts;
        random = new Random(seed);
    }

    /** Begins: one deposit or withdrawal after each pause. */
    public void start(final long pauseMillis) {
        clock.scheduleWithFixedDelay(this::next, 0, pauseMillis, TimeUnit.MILLISECONDS);
    }

    /** Stops, once what is being asked for has its answer or has none for the last time. */
    public void stop() {
        clock.shutdown();
        try {
            if (!clock.awaitTermination(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException("a request for funds has no end");
            }
        } catch (final InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
        if (unanswered != null) {
            askAgain();
        }
    }

    /** Deposits that the node may have taken. {@return by transaction id, live} */
    public Map<String, Deposit> deposits() {
        return deposits;
    }

    /** Withdrawals that were acknowledged. {@return by id, live} */
    public Map<String, Withdrawal> withdrawals() {
        return withdrawals;
    }

    /** What became of it. {@return one line} */
    public String summary() {
        return "deposits sent " + deposits.size() + ", withdrawals acknowledged " + withdrawals.size() + ", refused "
                + refusals;
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }

    private void next() {
        try {
            if (unanswered != null) {
                askAgain();
            } else if (random.nextBoolean()) {
                deposit(firstAccount + random.nextInt(accounts));
            } else {
                withdraw(firstAccount + random.nextInt(accounts));
            }
        } catch (final RuntimeException ex) {
            refusals.merge(ex.getClass().getSimpleName(), 1, Integer::sum);
        }
    }

    private void deposit(final long account) {
        String address = addresses.get(account);
        if (address == null) {
            final Trader.Answer answer = exchange.trader(account).get("/api/v1/account/deposit-address?asset=DEC");
            address = answer.text("address");
            if (address.isEmpty()) {
                refusals.merge("address: " + answer.errorCode(), 1, Integer::sum);
                return;
            }
            addresses.put(account, address);
        }
        final long amount = 1 + random.nextInt(1_000_000_000);
        final ObjectNode transfer = MAPPER.createObjectNode()
                .put("sender", "system")
                .put("recipient", address)
                .put("amount", amount)
                .put("transaction_type", "standard")
                .put("nonce", 0)
                .put("timestamp", 1_700_000_000 + count++);
        transfer.putObject("metadata").put("fee", 0).put("note", "drill " + count + " of " + account);
        final JsonNode answer = post("/transaction", transfer);
        final String id = answer.path("data").path("transaction_id").asText();
        if (!id.isEmpty()) {
            deposits.put(id, new Deposit(id, account, amount));
        }
    }

    private void withdraw(final long account) {
        final StringBuilder address = new StringBuilder("DEC");
        for (int i = 0; i < 40; i++) {
            address.append(Character.forDigit(random.nextInt(16), 16));
        }
        unanswered = MAPPER.createObjectNode()
                .put("asset", "DEC")
                .put(
                        "amount",
                        BigDecimal.valueOf(10_000_000 + random.nextInt(500_000_000), 8)
                                .toPlainString())
                .put("address", address.toString());
        unansweredKey = "drill-" + count++;
        unansweredAccount = account;
        askAgain();
    }

    private void askAgain() {
        final Trader.Answer answer =
                exchange.trader(unansweredAccount).post("/api/v1/account/withdrawals", unanswered, unansweredKey);
        if (answer.status() == CREATED) {
            final Withdrawal withdrawal = new Withdrawal(
                    answer.text("withdrawal_id"),
                    unansweredAccount,
                    new BigDecimal(unanswered.path("amount").asText())
                            .movePointRight(8)
                            .longValueExact(),
                    unanswered.path("address").asText());
            withdrawals.put(withdrawal.withdrawalId(), withdrawal);
            unanswered = null;
        } else if (answer.status() < 500) {
            refusals.merge(answer.errorCode(), 1, Integer::sum);
            unanswered = null;
        }
    }

    private JsonNode post(final String path, final ObjectNode json) {
        try {
            return MAPPER.readTree(exchange.http()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + exchange.decoinPort() + path))
                                    .timeout(TIMEOUT)
                                    .header("Content-Type", "application/json")
                                    .POST(HttpRequest.BodyPublishers.ofString(json.toString()))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body());
        } catch (final IOException ex) {
            throw new UncheckedIOException(ex);
        } catch (final InterruptedException ex) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(ex);
        }
    }
}

package io.unidatum.exchange.cli.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.unidatum.exchange.cli.UserError;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;

/** What the commands that trade for test accounts have in common. Stateless. */
public final class TestTraders {
    private static final long FIRST_ACCOUNT = 1001;
    private static final long LAST_ACCOUNT = 1100;
    private static final int PAGE = 100;
    private static final long RETRY_NS = TimeUnit.MILLISECONDS.toNanos(200);

    private TestTraders() {}

    /**
     * Where to reach something that listens on an address.
     *
     * @param bindHost address that is listened on.
     * @return the same, or the loopback address if it means every address.
     */
    public static String connectHost(final String bindHost) {
        return "0.0.0.0".equals(bindHost) || "::".equals(bindHost) ? "127.0.0.1" : bindHost;
    }

    /** Every test account that there is. {@return their ids} */
    public static long[] allAccounts() {
        return LongStream.rangeClosed(FIRST_ACCOUNT, LAST_ACCOUNT).toArray();
    }

    /**
     * Makes sure that test accounts can trade.
     *
     * @param rest to ask.
     * @throws UserError if they cannot.
     */
    public static void requireTestAccounts(final RestClient rest) {
        final RestAnswer health = rest.call(RestRequest.get("/health", 0));
        if (!health.body().path("accepting_orders").asBoolean(false)) {
            throw new UserError("the exchange does not accept orders at present: see its /health");
        }
        if (!health.body().path("development_mode").asBoolean(false)) {
            throw new UserError(
                    "the exchange runs without test accounts: set ENABLE_TEST_ACCOUNTS=true and restart it");
        }
    }

    /**
     * Cancels all open orders of some accounts.
     *
     * @param rest to ask.
     * @param accounts whose orders.
     * @param symbol of the instrument, null for all.
     * @return how many were cancelled.
     * @throws UserError if an order cannot be cancelled.
     */
    public static int cancelAll(final RestClient rest, final long[] accounts, final String symbol) {
        int cancelled = 0;
        for (final long account : accounts) {
            int found = cancelPage(rest, account, symbol);
            while (found > 0) {
                cancelled += found;
                found = cancelPage(rest, account, symbol);
            }
        }
        return cancelled;
    }

    private static int cancelPage(final RestClient rest, final long account, final String symbol) {
        final String filter = symbol == null ? "" : "&symbol=" + RestRequest.escape(symbol);
        final JsonNode page = rest.get("/api/v1/orders?status=open&limit=" + PAGE + filter, account);
        final JsonNode orders = page.isArray() ? page : page.path("orders");
        final List<CompletableFuture<RestAnswer>> answers = new ArrayList<>();
        for (final JsonNode order : orders) {
            answers.add(rest.send(new RestRequest(
                    "DELETE", "/api/v1/orders/" + order.path("order_id").asText(), account, null, null)));
        }
        int cancelled = 0;
        for (final CompletableFuture<RestAnswer> future : answers) {
            final RestAnswer answer = future.join();
            if (answer.isOk()) {
                cancelled++;
            } else if (answer.status() < RestAnswer.TOO_MANY && answer.status() != 404 && answer.status() != 409) {
                throw new UserError("an order left resting cannot be cancelled: " + answer.error());
            }
        }
        if (cancelled < answers.size()) {
            LockSupport.parkNanos(RETRY_NS);
        }
        return answers.isEmpty() ? 0 : Math.max(1, cancelled);
    }
}

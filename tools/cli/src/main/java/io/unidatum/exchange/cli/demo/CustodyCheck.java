package io.unidatum.exchange.cli.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.unidatum.exchange.cli.demo.LedgerDatabase.WalletRow;
import io.unidatum.exchange.protocol.Decimal8;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** DEC in custody on chain equals what the ledger says the accounts have, wallet by wallet, once all is confirmed. */
final class CustodyCheck {
    private static final String NAME = "custody DEC on chain equals the ledger";
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final long POLL_NS = TimeUnit.MILLISECONDS.toNanos(500);

    private final ObjectMapper mapper = new ObjectMapper();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private final URI node;

    CustodyCheck(final URI node) {
        this.node = node;
    }

    /** Waits until it is so, for a time. */
    CheckResult run(final LedgerDatabase database, final int seconds, final PrintWriter out) throws SQLException {
        final long startNs = System.nanoTime();
        final long deadlineNs = startNs + TimeUnit.SECONDS.toNanos(seconds);
        long progressDueNs = startNs + TimeUnit.SECONDS.toNanos(5);
        String problem = difference(database);
        while (!problem.isEmpty() && System.nanoTime() - deadlineNs < 0) {
            if (System.nanoTime() - progressDueNs >= 0) {
                progressDueNs += TimeUnit.SECONDS.toNanos(5);
                out.println("waiting for the chain: " + problem);
                out.flush();
            }
            LockSupport.parkNanos(POLL_NS);
            problem = difference(database);
        }
        if (!problem.isEmpty()) {
            return CheckResult.failed(NAME, "after " + seconds + " s " + problem);
        }
        final List<WalletRow> wallets = database.wallets();
        final long total = wallets.stream().mapToLong(WalletRow::ledger).sum();
        return CheckResult.passed(
                NAME,
                wallets.size() + " wallets, " + Decimal8.format(total) + " DEC, after "
                        + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNs) + " ms");
    }

    private String difference(final LedgerDatabase database) throws SQLException {
        final long open = database.openTransfers();
        if (open > 0) {
            return open + " transfers are not confirmed";
        }
        final List<WalletRow> wallets = database.wallets();
        if (wallets.isEmpty()) {
            return "settlement has no wallets: it waits for the DeCoin node, see /health";
        }
        try {
            for (final WalletRow wallet : wallets) {
                final long balance = balance(wallet.address());
                if (balance != wallet.ledger()) {
                    return "custody wallet " + wallet.index() + " has " + Decimal8.format(balance)
                            + " DEC on chain, its accounts " + Decimal8.format(wallet.ledger());
                }
            }
            return "";
        } catch (final IOException ex) {
            return "the DeCoin node at " + node + " cannot be asked (" + ex.getMessage() + "): set DECOIN_NODE_URL";
        } catch (final InterruptedException ex) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }

    private long balance(final String address) throws IOException, InterruptedException {
        final HttpRequest request = HttpRequest.newBuilder(node.resolve("/balance/" + address))
                .timeout(TIMEOUT)
                .build();
        final HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException("status " + response.statusCode() + " for the balance of " + address);
        }
        try {
            return mapper.readTree(response.body())
                    .required("balance")
                    .decimalValue()
                    .longValueExact();
        } catch (final ArithmeticException | IllegalArgumentException ex) {
            throw new IOException("no balance: " + response.body(), ex);
        }
    }
}

package io.unidatum.exchange.ledger.funds;

import io.unidatum.exchange.ledger.funds.FundsQueries.WithdrawalFilter;
import io.unidatum.exchange.ledger.settlement.Database;
import io.unidatum.exchange.protocol.ReservedAccounts;
import io.unidatum.exchange.runtime.JsonAnswer;
import io.unidatum.exchange.runtime.JsonRequest;
import io.unidatum.exchange.runtime.StatusServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the exchange's other processes may ask over HTTP on the status port: {@code /internal/deposit-address}, {@code
 * /internal/deposits} and {@code /internal/withdrawals}. Whoever reaches them is trusted to ask for any account; they
 * are for the inner network only. Thread safe.
 */
final class FundsEndpoints {
    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 1_000;
    private static final Pattern TX_ID = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern ASSET = Pattern.compile("[A-Z0-9]{1,16}");
    private static final Set<String> STATUSES = Set.of("pending", "sent", "completed", "failed");
    private static final JsonAnswer NOT_READY =
            JsonAnswer.error(503, "UNAVAILABLE", "the ledger's database is not there yet: try again");

    private final FundsContext context;
    private final DepositAddresses addresses;
    private final CommittedSequence committed = new CommittedSequence();
    private volatile Database database;

    FundsEndpoints(final FundsContext context) {
        this.context = context;
        addresses = new DepositAddresses(context);
    }

    void start(final Database newDatabase) {
        database = newDatabase;
    }

    void onCommitted(final long sequence) {
        committed.onCommitted(sequence);
    }

    void serve(final StatusServer server) {
        server.serve("/internal/deposit-address", this::depositAddress);
        server.serve("/internal/deposits", this::deposits);
        server.serve("/internal/withdrawals", this::withdrawals);
    }

    private JsonAnswer depositAddress(final JsonRequest request) throws SQLException, IOException {
        if (!request.path().isEmpty()) {
            return nothing();
        }
        final long account =
                request.required("account", ReservedAccounts.FIRST_CUSTOMER, DepositAddresses.LAST_ACCOUNT);
        final Database known = database;
        if (known == null) {
            return NOT_READY;
        }
        try {
            final Optional<String> address = known.transact(connection -> {
                try {
                    return addresses.of(connection, account);
                } catch (final IOException ex) {
                    throw new UncheckedIOException(ex);
                }
            });
            if (address.isEmpty()) {
                return JsonAnswer.error(404, "UNKNOWN_ACCOUNT", "there is no account " + account);
            }
            final Map<String, Object> answer = new LinkedHashMap<>();
            answer.put("account", String.valueOf(account));
            answer.put("asset", "DEC");
            answer.put("address", address.get());
            return JsonAnswer.ok(answer);
        } catch (final UncheckedIOException ex) {
            throw ex.getCause();
        }
    }

    private JsonAnswer deposits(final JsonRequest request) throws SQLException {
        if (!request.path().isEmpty()) {
            return nothing();
        }
        final long account = request.required("account", 1, Long.MAX_VALUE);
        final int limit = (int) request.number("limit", DEFAULT_LIMIT, 1, MAX_LIMIT);
        final String before = matching(request, "before", TX_ID, "the transaction_id of a deposit");
        final Database known = database;
        if (known == null) {
            return NOT_READY;
        }
        return JsonAnswer.ok(Map.of(
                "deposits",
                known.transact(connection ->
                        FundsQueries.deposits(connection, account, before, limit, context.depositConfirmations()))));
    }

    private JsonAnswer withdrawals(final JsonRequest request) throws SQLException, InterruptedException {
        final boolean one = !request.path().isEmpty();
        final long id = one ? id(request.path()) : 0;
        final long account = request.required("account", 1, Long.MAX_VALUE);
        final long minSequence = request.number("min_sequence", 0, 0, Long.MAX_VALUE);
        final int limit = (int) request.number("limit", DEFAULT_LIMIT, 1, MAX_LIMIT);
        final long before = request.number("before", Long.MAX_VALUE, 1, Long.MAX_VALUE);
        final String asset = matching(request, "asset", ASSET, "the name of an asset");
        final String status = request.text("status");
        if (status != null && !STATUSES.contains(status)) {
            throw new IllegalArgumentException("status must be one of pending, sent, completed, failed");
        }
        final Database known = database;
        if (known == null) {
            return NOT_READY;
        }
        if (!committed.await(minSequence, context.readWaitMs())) {
            return JsonAnswer.error(503, "NOT_YET", "the books do not reach event " + minSequence + " yet: try again");
        }
        final WithdrawalFilter filter = one
                ? new WithdrawalFilter(account, id - 1, id == Long.MAX_VALUE ? id : id + 1, null, null, 1)
                : new WithdrawalFilter(account, 0, before, asset, status, limit);
        return known.transact(connection -> {
            final List<Map<String, Object>> found = FundsQueries.withdrawals(connection, filter);
            if (one && found.isEmpty()) {
                return JsonAnswer.error(404, "UNKNOWN_WITHDRAWAL", "account " + account + " has no withdrawal " + id);
            }
            return JsonAnswer.ok(Map.of("withdrawals", found, "sequence", FundsQueries.sequence(connection)));
        });
    }

    private static long id(final String path) {
        try {
            final long id = Long.parseLong(path);
            if (id > 0) {
                return id;
            }
        } catch (final NumberFormatException ex) {
            // Said below, as for a number out of range.
        }
        throw new IllegalArgumentException("a withdrawal's id is a whole number above 0");
    }

    private static String matching(
            final JsonRequest request, final String name, final Pattern form, final String description) {
        final String text = request.text(name);
        if (text != null && !form.matcher(text).matches()) {
            throw new IllegalArgumentException(name + " must be " + description);
        }
        return text;
    }

    private static JsonAnswer nothing() {
        return JsonAnswer.error(404, "NOT_FOUND", "there is nothing under this path");
    }
}

package io.unidatum.exchange.drills.judge;

import com.fasterxml.jackson.databind.JsonNode;
import io.unidatum.exchange.drills.exchange.Await;
import io.unidatum.exchange.drills.exchange.Database;
import io.unidatum.exchange.drills.exchange.RunningExchange;
import io.unidatum.exchange.drills.load.FundsLoad;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** Every deposit on chain is credited once, every acknowledged withdrawal paid once, each with its own amount. */
public final class FundsJudge {
    private final RunningExchange exchange;
    private final Database database;
    private final Duration patience;

    /**
     * Creates it.
     *
     * @param exchange to judge.
     * @param patience how long deposits may take to be credited, and withdrawals to be paid.
     */
    public FundsJudge(final RunningExchange exchange, final Duration patience) {
        this.exchange = exchange;
        this.patience = patience;
        database = new Database(exchange);
    }

    /**
     * Judges.
     *
     * @param load that has stopped.
     * @param verdict to add to.
     * @throws SQLException if the ledger cannot be asked.
     */
    public void judge(final FundsLoad load, final Verdict verdict) throws SQLException {
        final List<FundsLoad.Deposit> onChain = load.deposits().values().stream()
                .filter(deposit -> "confirmed".equals(transaction(deposit.transactionId())))
                .toList();
        verdict.check("every deposit on chain is credited once (" + onChain.size() + ")", deposits(onChain, verdict));
        verdict.check(
                "every acknowledged withdrawal is paid once ("
                        + load.withdrawals().size() + ")",
                withdrawals(load, verdict));
    }

    private List<String> deposits(final List<FundsLoad.Deposit> onChain, final Verdict verdict) throws SQLException {
        final List<String> wrong = new ArrayList<>();
        awaitQuietly(
                wrong,
                "all deposits are credited",
                () -> database.number("SELECT count(*) FROM deposits") > 0
                        && credited()
                                .keySet()
                                .containsAll(onChain.stream()
                                        .map(FundsLoad.Deposit::transactionId)
                                        .toList()));
        final Map<String, String> credited = credited();
        for (final FundsLoad.Deposit deposit : onChain) {
            final String expected = deposit.account() + " " + deposit.amount();
            final String found = credited.get(deposit.transactionId());
            if (!expected.equals(found)) {
                wrong.add("deposit " + deposit.transactionId() + " of " + expected + " is " + found);
                verdict.lost(1);
            }
        }
        return wrong;
    }

    private List<String> withdrawals(final FundsLoad load, final Verdict verdict) throws SQLException {
        final List<String> wrong = new ArrayList<>();
        awaitQuietly(
                wrong,
                "all withdrawals have ended",
                () -> database.number("SELECT count(*) FROM withdrawals WHERE state = 1") == 0);
        final Map<String, String> states =
                database.pairs("SELECT withdrawal_id, state || ' ' || amount FROM withdrawals");
        for (final FundsLoad.Withdrawal withdrawal : load.withdrawals().values()) {
            final String state = states.get(withdrawal.withdrawalId());
            final long paid = balance(withdrawal.address());
            if (!("2 " + withdrawal.amount()).equals(state) || paid != withdrawal.amount()) {
                wrong.add("withdrawal " + withdrawal.withdrawalId() + " of " + withdrawal.amount()
                        + " is (state, amount) " + state + ", on chain " + paid);
                if (paid > withdrawal.amount()) {
                    verdict.doubled(1);
                } else {
                    verdict.lost(1);
                }
            }
        }
        return wrong;
    }

    private Map<String, String> credited() throws SQLException {
        return database.pairs("SELECT encode(deposit_id, 'hex'), account_id || ' ' || amount FROM deposits");
    }

    private String transaction(final String id) {
        return node("/transaction/" + id).path("status").asText();
    }

    private long balance(final String address) {
        final JsonNode balance = node("/balance/" + address).path("balance");
        return balance.isNumber() ? balance.decimalValue().longValueExact() : 0;
    }

    private JsonNode node(final String path) {
        return exchange.getJson("http://127.0.0.1:" + exchange.decoinPort() + path);
    }

    private void awaitQuietly(final List<String> wrong, final String what, final Callable<Boolean> condition) {
        try {
            Await.until(what, patience, condition);
        } catch (final IllegalStateException ex) {
            wrong.add(ex.getMessage());
        }
    }
}

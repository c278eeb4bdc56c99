package io.unidatum.exchange.drills.judge;

import com.fasterxml.jackson.databind.JsonNode;
import io.unidatum.exchange.drills.exchange.Await;
import io.unidatum.exchange.drills.exchange.Database;
import io.unidatum.exchange.drills.exchange.RunningExchange;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Once settlement is at rest, custody on chain is what the ledger says, and reconciliation finds no difference. */
public final class CustodyJudge {
    private final RunningExchange exchange;
    private final Database database;
    private final Duration patience;

    /**
     * Creates it.
     *
     * @param exchange to judge.
     * @param patience how long settlement may take to come to rest.
     */
    public CustodyJudge(final RunningExchange exchange, final Duration patience) {
        this.exchange = exchange;
        this.patience = patience;
        database = new Database(exchange);
    }

    /**
     * Judges.
     *
     * @param verdict to add to.
     * @throws SQLException if the ledger cannot be asked.
     */
    public void judge(final Verdict verdict) throws SQLException {
        final List<String> wrong = new ArrayList<>();
        try {
            Await.until("settlement is at rest", patience, this::isAtRest);
        } catch (final IllegalStateException ex) {
            wrong.add(ex.getMessage() + ": "
                    + exchange.ledgerHealth().path("decoin").toString());
        }
        for (final Map.Entry<String, String> wallet : database.pairs(
                        "SELECT address, confirmed FROM settlement_wallets")
                .entrySet()) {
            final JsonNode answer =
                    exchange.getJson("http://127.0.0.1:" + exchange.decoinPort() + "/balance/" + wallet.getKey());
            final String onChain =
                    answer.path("balance").decimalValue().toBigInteger().toString();
            if (!onChain.equals(wallet.getValue())) {
                wrong.add("wallet " + wallet.getKey() + " has " + onChain + " on chain, " + wallet.getValue()
                        + " by the records");
            }
        }
        final long failed = database.number("SELECT count(*) FROM settlement_transfers WHERE state = 'failed'");
        verdict.check("custody on chain equals the records and the ledger (" + failed + " transfers failed)", wrong);
        verdict.check("the reconciliation of state machine, ledger and chain is clean", reconcile());
    }

    private List<String> reconcile() {
        try {
            exchange.run(0, "reconcile");
            return List.of();
        } catch (final IllegalStateException ex) {
            return List.of(ex.getMessage());
        }
    }

    private boolean isAtRest() {
        final JsonNode decoin = exchange.ledgerHealth().path("decoin");
        return decoin.path("custodyDifference").asLong(-1) == 0
                && decoin.path("pendingTransfers").asLong(-1) == 0
                && decoin.path("stuckTransfers").asLong(-1) == 0;
    }
}

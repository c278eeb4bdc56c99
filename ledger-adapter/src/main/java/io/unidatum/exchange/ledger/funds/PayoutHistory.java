package io.unidatum.exchange.ledger.funds;

import io.unidatum.exchange.ledger.decoin.NodeTransaction;
import io.unidatum.exchange.ledger.settlement.FundsDesk;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Asks the chain, before a withdrawal is paid, whether one of the exchange's wallets has sent something to its address
 * that the records do not know: then they are older than the chain, as after a restore, and paying could be paying
 * twice.
 */
final class PayoutHistory {
    private static final int MAX_QUESTIONS = 16;
    private static final long FORGET_MS = 30_000;

    private final FundsDesk desk;
    private final Map<Long, Question> questions = new HashMap<>();

    PayoutHistory(final FundsDesk desk) {
        this.desk = desk;
    }

    /** {@return true once the chain has nothing unknown for this withdrawal; asks again the next time} */
    boolean isClear(final long withdrawalId, final String address, final long nowMs) throws SQLException {
        final Question question = questions.get(withdrawalId);
        if (question == null) {
            questions.values().removeIf(old -> nowMs - old.askedAtMs() > FORGET_MS);
            if (questions.size() < MAX_QUESTIONS) {
                questions.put(withdrawalId, new Question(nowMs, desk.node().transactions(address)));
            }
            return false;
        }
        if (!question.answer().isDone()) {
            return false;
        }
        questions.remove(withdrawalId);
        try {
            final List<String> ids = question.answer().join().stream()
                    .filter(transaction -> desk.isWallet(transaction.sender()))
                    .map(NodeTransaction::id)
                    .distinct()
                    .toList();
            final long known = ids.isEmpty() ? 0 : desk.database().transact(connection -> known(connection, ids));
            if (known != ids.size()) {
                desk.condemn("a wallet has sent something to " + address + " that is not in the records, or was given"
                        + " up in them: they are older than the chain, or it took what it had refused. Bring them up"
                        + " to date before withdrawal " + withdrawalId + " is paid");
            }
            return known == ids.size();
        } catch (final CompletionException ex) {
            desk.suspect("no history of " + address + ": " + ex.getCause());
            return false;
        }
    }

    /** What was asked before the node was suspected does not count. */
    void forget() {
        questions.clear();
    }

    private static long known(final Connection connection, final List<String> ids) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT count(*) FROM settlement_transfers WHERE tx_id = ANY (?) AND state <> 'failed'")) {
            select.setArray(1, connection.createArrayOf("text", ids.toArray()));
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private record Question(long askedAtMs, CompletableFuture<List<NodeTransaction>> answer) {}
}

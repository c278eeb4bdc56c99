package io.unidatum.exchange.ledger.settlement;

import io.unidatum.exchange.ledger.decoin.DecoinNodeClient;
import io.unidatum.exchange.ledger.decoin.NodeException;
import io.unidatum.exchange.ledger.decoin.NodeTransaction;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares the balances on chain with the records, for wallets with nothing pending. A wallet that has more was paid by
 * somebody else: those transfers are looked up and recorded, each once. A wallet that has less, or that somebody else
 * spent from, stops settlement. Never blocks on the node.
 */
final class WalletAudit {
    private static final Logger LOGGER = LoggerFactory.getLogger(WalletAudit.class);

    private static final int AT_A_TIME = 32;

    private final SettlementContext context;
    private final DecoinNodeClient client;
    private final ChainGuard guard;
    private final WalletBook book;
    private final ExternalFlows flows;
    private final Map<Wallet, Question<Long>> balances = new LinkedHashMap<>();
    private final Map<Wallet, Question<List<NodeTransaction>>> histories = new LinkedHashMap<>();
    private final Deque<Wallet> waiting = new ArrayDeque<>();
    private final Set<Wallet> suspects = new HashSet<>();
    private long nextMs;
    private boolean isRoundGood;
    private boolean isAccused;
    private boolean completed;

    WalletAudit(
            final SettlementContext context,
            final DecoinNodeClient client,
            final ChainGuard guard,
            final WalletBook book,
            final ExternalFlows flows) {
        this.context = context;
        this.client = client;
        this.guard = guard;
        this.book = book;
        this.flows = flows;
    }

    /** {@return true once all wallets that could be compared have been} */
    boolean isCompleted() {
        return completed;
    }

    /**
     * One step.
     *
     * @param nowMs time.
     * @return work done.
     * @throws SQLException if what was found could not be recorded.
     */
    int doWork(final long nowMs) throws SQLException {
        if (!histories.isEmpty()) {
            return allDone(histories) ? onHistories(nowMs) : 0;
        }
        if (!balances.isEmpty()) {
            return allDone(balances) ? onBalances(nowMs) : 0;
        }
        if (nowMs < nextMs || !guard.isTrusted()) {
            return 0;
        }
        if (waiting.isEmpty()) {
            isRoundGood = true;
            isAccused = false;
            waiting.addAll(book.wallets());
        }
        while (balances.size() < AT_A_TIME && !waiting.isEmpty()) {
            final Wallet wallet = waiting.remove();
            if (wallet.isQuiet()) {
                balances.put(wallet, new Question<>(wallet.version(), client.balance(wallet.address())));
            }
        }
        endOfPortion(nowMs);
        return 1;
    }

    /** Goes on with the next portion at once; after the last one it is over for a while. */
    private void endOfPortion(final long nowMs) {
        if (waiting.isEmpty() && balances.isEmpty() && histories.isEmpty()) {
            completed |= isRoundGood;
            nextMs = isAccused ? nowMs : nowMs + (isRoundGood ? context.auditMs() : context.retryMs());
        }
    }

    private int onBalances(final long nowMs) {
        for (final Map.Entry<Wallet, Question<Long>> entry : balances.entrySet()) {
            final Wallet wallet = entry.getKey();
            try {
                final long balance = entry.getValue().answer().join();
                if (wallet.version() != entry.getValue().version()) {
                    continue;
                }
                if (balance == wallet.confirmed()) {
                    suspects.remove(wallet);
                } else {
                    histories.put(wallet, new Question<>(wallet.version(), client.transactions(wallet.address())));
                }
            } catch (final CompletionException ex) {
                isRoundGood = false;
                onNoAnswer(wallet, ex.getCause());
            }
        }
        balances.clear();
        endOfPortion(nowMs);
        return 1;
    }

    /** A balance that is answered with 500 is how the node shows that an address went negative. */
    private void onNoAnswer(final Wallet wallet, final Throwable cause) {
        guard.suspect(wallet.name() + " wallet " + wallet.address() + ": " + cause);
        if (cause instanceof NodeException) {
            LOGGER.warn("wallet={} address={} no balance: {}", wallet.name(), wallet.address(), cause.getMessage());
        }
    }

    private int onHistories(final long nowMs) throws SQLException {
        for (final Map.Entry<Wallet, Question<List<NodeTransaction>>> entry : histories.entrySet()) {
            final Wallet wallet = entry.getKey();
            if (wallet.version() == entry.getValue().version()) {
                try {
                    explain(wallet, entry.getValue().answer().join(), nowMs);
                } catch (final CompletionException ex) {
                    isRoundGood = false;
                    guard.suspect(String.valueOf(ex.getCause()));
                }
            }
        }
        histories.clear();
        endOfPortion(nowMs);
        return 1;
    }

    private void explain(final Wallet wallet, final List<NodeTransaction> history, final long nowMs)
            throws SQLException {
        final Set<String> known = flows.known(history);
        final List<NodeTransaction> inflows = new ArrayList<>();
        for (final NodeTransaction transaction : history) {
            if (known.contains(transaction.id())) {
                continue;
            }
            if (book.isOurs(transaction.sender())) {
                accuse(
                        wallet,
                        nowMs,
                        " took part in transaction " + transaction.id() + ", which is not in the records:"
                                + " the records are older than the chain, or somebody else has its sender's key");
                return;
            }
            if (transaction.confirmed()) {
                inflows.add(transaction);
            }
        }
        long confirmed = wallet.confirmed();
        for (final NodeTransaction inflow : inflows) {
            LOGGER.info(
                    "wallet={} received amount={} from={} transaction={}",
                    wallet.name(),
                    inflow.amount(),
                    inflow.sender(),
                    inflow.id());
            confirmed += inflow.amount();
        }
        if (!inflows.isEmpty()) {
            context.faultSeam().at(FaultSeam.Step.BEFORE_FLOW_COMMIT);
            flows.record(wallet, inflows, confirmed);
            context.faultSeam().at(FaultSeam.Step.AFTER_FLOW_COMMIT);
            wallet.confirmed(confirmed);
        } else {
            accuse(
                    wallet,
                    nowMs,
                    " should hold " + wallet.confirmed() + " base units by the records, but the chain says otherwise");
        }
    }

    /** Twice in a row, with the chain verified in between: it is not just a node that is being replaced. */
    private void accuse(final Wallet wallet, final long nowMs, final String of) {
        final String what = wallet.name() + " wallet " + wallet.address() + of;
        if (suspects.add(wallet)) {
            guard.suspect(what);
            isAccused = true;
            isRoundGood = false;
        } else {
            guard.condemn(what);
        }
    }

    private static boolean allDone(final Map<Wallet, ? extends Question<?>> questions) {
        return questions.values().stream()
                .allMatch(question -> question.answer().isDone());
    }

    /**
     * A request about a wallet.
     *
     * @param version of the wallet when it was asked.
     * @param answer to come.
     * @param <T> its type.
     */
    private record Question<T>(long version, CompletableFuture<T> answer) {}
}

package io.unidatum.exchange.ledger.funds;

import io.unidatum.exchange.ledger.LedgerCompanion;
import io.unidatum.exchange.ledger.cluster.CommandGateway;
import io.unidatum.exchange.ledger.settlement.Database;
import io.unidatum.exchange.ledger.settlement.FundsDesk;
import io.unidatum.exchange.ledger.settlement.FundsWork;
import io.unidatum.exchange.runtime.Metrics;
import io.unidatum.exchange.runtime.StatusServer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/**
 * Deposits and withdrawals on the DeCoin chain: gives settlement the work to do in its thread, and the exchange's other
 * processes the internal endpoints. Thread safe.
 */
public final class Funds implements LedgerCompanion, FundsWork.Factory {
    private static final int COMMAND_THREADS = 4;
    private static final long IDLE_S = 10;

    private final FundsContext context;
    private final ThreadPoolExecutor executor;
    private final FundsEndpoints endpoints;
    private volatile CommandGateway gateway;
    private volatile FundsCycle cycle;

    /**
     * Prepares; nothing runs yet. To be given to {@code SettlementContext.funds} and, as a companion, to the ledger.
     *
     * @param context settings; concluded here.
     * @throws IllegalArgumentException if a setting is missing or wrong.
     */
    public Funds(final FundsContext context) {
        this.context = context.conclude();
        endpoints = new FundsEndpoints(context);
        executor = new ThreadPoolExecutor(
                COMMAND_THREADS, COMMAND_THREADS, IDLE_S, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    final Thread thread = new Thread(task, "funds-command");
                    thread.setDaemon(true);
                    return thread;
                });
        executor.allowCoreThreadTimeOut(true);
    }

    @Override
    public FundsWork create(final FundsDesk desk) {
        cycle = new FundsCycle(context, desk, gateway, executor());
        return cycle;
    }

    @Override
    public String name() {
        return "funds";
    }

    @Override
    public void cluster(final CommandGateway cluster) {
        gateway = cluster;
    }

    @Override
    public void start(final DataSource dataSource) {
        endpoints.start(new Database(dataSource));
    }

    @Override
    public void onCommitted(final long sequence) {
        endpoints.onCommitted(sequence);
    }

    @Override
    public void serve(final StatusServer server) {
        endpoints.serve(server);
    }

    @Override
    public void measure(final Metrics metrics) {
        metrics.gauge(
                "exchange_settlement_withdrawals_waiting",
                "Withdrawals that could not be paid yet.",
                () -> cycle == null ? 0 : cycle.waiting());
        metrics.gauge(
                "exchange_settlement_scanned_height",
                "Height of the chain up to which blocks were looked through for deposits.",
                () -> cycle == null ? Double.NaN : cycle.nextHeight() - 1);
    }

    @Override
    public Map<String, Object> health() {
        final Map<String, Object> facts = new LinkedHashMap<>();
        final FundsCycle running = cycle;
        final String trouble = running == null ? null : running.trouble();
        facts.put("status", trouble == null ? "UP" : "DEGRADED");
        if (trouble != null) {
            facts.put("message", trouble);
        }
        facts.put("scannedHeight", running == null ? -1 : Math.max(-1, running.nextHeight() - 1));
        facts.put("waitingWithdrawals", running == null ? 0 : running.waiting());
        return facts;
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }

    private ExecutorService executor() {
        return executor;
    }
}

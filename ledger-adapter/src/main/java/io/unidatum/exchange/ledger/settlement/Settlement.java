package io.unidatum.exchange.ledger.settlement;

import io.unidatum.exchange.ledger.LedgerCompanion;
import io.unidatum.exchange.runtime.Metrics;
import io.unidatum.exchange.runtime.StatusServer;
import java.util.Map;
import javax.sql.DataSource;
import org.agrona.concurrent.AgentRunner;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** DeCoin settlement beside the ledger: runs a {@link SettlementAgent} on a thread of its own. Thread safe. */
public final class Settlement implements LedgerCompanion {
    private static final Logger LOGGER = LoggerFactory.getLogger(Settlement.class);

    private final SettlementContext context;
    private AgentRunner runner;
    private volatile SettlementAgent agent;
    private volatile DataSource source;

    /**
     * Prepares settlement; nothing runs yet.
     *
     * @param context settings; concluded here.
     * @throws IllegalArgumentException if a setting is missing or wrong.
     */
    public Settlement(final SettlementContext context) {
        this.context = context.conclude();
    }

    @Override
    public String name() {
        return "decoin";
    }

    @Override
    public Map<String, Object> health() {
        if (context.nodeUrl() == null) {
            return SettlementHealth.waiting("there is no DeCoin node: set DECOIN_NODE_URL to one");
        }
        return agent == null ? SettlementHealth.waiting("PostgreSQL is not there yet") : agent.health();
    }

    @Override
    public void serve(final StatusServer server) {
        server.serve(TradeProofs.PATH, new TradeProofs(() -> source));
    }

    @Override
    public void measure(final Metrics metrics) {
        SettlementMetrics.register(metrics, this::health);
    }

    @Override
    public synchronized void start(final DataSource dataSource) {
        source = dataSource;
        if (context.nodeUrl() == null) {
            LOGGER.warn("no DeCoin node is set: trades are not settled until DECOIN_NODE_URL names one");
            return;
        }
        agent = new SettlementAgent(context, dataSource);
        runner = new AgentRunner(
                context.idleStrategySupplier() == null
                        ? agent.wakeup()
                        : context.idleStrategySupplier().get(),
                ex -> LOGGER.error("the settlement thread caught what it should have handled", ex),
                null,
                agent);
        AgentRunner.startOnThread(runner, task -> {
            final Thread thread = new Thread(task, "settlement");
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public void onCommitted(final long sequence) {
        final SettlementAgent started = agent;
        if (started != null) {
            started.onCommitted(sequence);
        }
    }

    @Override
    public synchronized void close() {
        if (runner != null) {
            runner.close();
            runner = null;
        }
    }
}

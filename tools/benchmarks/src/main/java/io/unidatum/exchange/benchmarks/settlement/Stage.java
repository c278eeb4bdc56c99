package io.unidatum.exchange.benchmarks.settlement;

import io.unidatum.exchange.benchmarks.engine.TradeFlow;
import io.unidatum.exchange.devnet.DecoinDevnet;
import io.unidatum.exchange.devnet.DecoinDevnetContext;
import io.unidatum.exchange.ledger.LedgerAdapter;
import io.unidatum.exchange.ledger.LedgerContext;
import io.unidatum.exchange.ledger.LiveJournal;
import io.unidatum.exchange.ledger.decoin.DecoinNodeClient;
import io.unidatum.exchange.ledger.decoin.LocalTransferSigner;
import io.unidatum.exchange.ledger.decoin.MasterSeed;
import io.unidatum.exchange.ledger.settlement.CustodyMode;
import io.unidatum.exchange.ledger.settlement.Settlement;
import io.unidatum.exchange.ledger.settlement.SettlementContext;
import io.unidatum.exchange.protocol.MemberEndpoints;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** An exchange with a database and a node of its own, ready to trade. */
final class Stage implements AutoCloseable {
    private static final int FLOAT = 1_000_000;
    private static final int LEAST_MS = 3;
    private static final int TYPICAL_MS = 6;
    private static final int MOST_MS = 16;
    private static final long DEADLINE_NS = TimeUnit.MINUTES.toNanos(3);
    private static final long PARK_NS = TimeUnit.MICROSECONDS.toNanos(200);

    private static final String HELD = """
            SELECT w.address, (SELECT coalesce(sum(b.available + b.held), 0)
              FROM balances b JOIN assets a USING (asset_id)
              WHERE a.name = 'DEC' AND b.account_id <> 3 AND w.kind_index = CASE c.custody_mode
                WHEN 'pooled' THEN mod(b.account_id, c.custody_wallets) ELSE b.account_id END)
            FROM settlement_wallets w, settlement_control c WHERE w.kind = 'custody'""";

    private final EmbeddedPostgres postgres;
    private final String database;
    private final DecoinDevnet node;
    private final DecoinNodeClient client;
    private final TradeFlow flow;
    private final LedgerAdapter adapter;

    Stage(
            final EmbeddedPostgres postgres,
            final String database,
            final CustodyMode mode,
            final int nodeRate,
            final int accounts,
            final long seed)
            throws SQLException, IOException {
        this.postgres = postgres;
        this.database = database;
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + database);
        }
        node = DecoinDevnet.launch(new DecoinDevnetContext()
                .port(0)
                .raisedStake()
                .transfersPerSecond(nodeRate)
                .answerMs(LEAST_MS, TYPICAL_MS, MOST_MS));
        client = new DecoinNodeClient(URI.create(node.url()), Duration.ofSeconds(30));
        final LiveJournal journal = new LiveJournal();
        flow = new TradeFlow(journal, accounts, seed);
        flow.open(FLOAT);
        adapter = journal.launch(new LedgerContext()
                .members(MemberEndpoints.parse("127.0.0.1", 9000))
                .statusPort(0)
                .postgresPort(postgres.getPort())
                .postgresDatabase(database)
                .postgresUser("postgres")
                .companion(new Settlement(new SettlementContext()
                        .nodeUrl(URI.create(node.url()))
                        .signer(new LocalTransferSigner(MasterSeed.of(new byte[32])))
                        .developmentFunding(true)
                        .custodyMode(mode)
                        .blockCap(DecoinDevnetContext.RAISED_BLOCK_CAP))));
        awaitSettled();
    }

    /**
     * Trades at a rate.
     *
     * @param perSecond trades.
     * @param seconds for how long.
     */
    void trade(final int perSecond, final int seconds) {
        final long startNs = System.nanoTime();
        final long total = (long) perSecond * seconds;
        long done = 0;
        while (done < total) {
            final long due =
                    Math.min(total, (System.nanoTime() - startNs) * perSecond / TimeUnit.SECONDS.toNanos(1) + 1);
            for (; done < due; done++) {
                flow.trade();
            }
            LockSupport.parkNanos(PARK_NS);
        }
    }

    /** Waits until everything is confirmed on chain. {@return how long it took, ms} */
    long awaitSettled() {
        final long startNs = System.nanoTime();
        while (!isSettled()) {
            if (System.nanoTime() - startNs > DEADLINE_NS) {
                throw new IllegalStateException("not settled within 3 minutes: " + adapter.health());
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNs);
    }

    /** Id of the last trade that the ledger has. */
    long lastTrade() throws SQLException {
        return number("SELECT coalesce(max(trade_id), 0) FROM trades");
    }

    /** How long trades above an id took. */
    Delays delays(final long afterTrade) throws SQLException {
        try (Connection connection = connect()) {
            return Delays.read(connection, afterTrade);
        }
    }

    long number(final String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    /** How far the node's own balances of custody wallets are from the ledger, each way added up, base units. */
    long custodyDifference() throws SQLException {
        long difference = 0;
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(HELD)) {
            while (rows.next()) {
                final long onChain = client.balance(rows.getString(1)).join();
                difference += Math.abs(onChain - rows.getLong(2));
            }
        }
        return difference;
    }

    @Override
    public void close() {
        adapter.close();
        client.close();
        node.close();
    }

    private boolean isSettled() {
        final Map<String, Object> facts = adapter.health();
        return facts.get("decoin") instanceof Map<?, ?> decoin
                && Long.valueOf(flow.sequence()).equals(decoin.get("journalSequence"))
                && Long.valueOf(0).equals(decoin.get("custodyDifference"))
                && Integer.valueOf(0).equals(decoin.get("pendingTransfers"));
    }

    private Connection connect() throws SQLException {
        return postgres.getDatabase("postgres", database).getConnection();
    }
}

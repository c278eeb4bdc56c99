package io.unidatum.exchange.ledger.settlement;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.unidatum.exchange.devnet.DecoinDevnet;
import io.unidatum.exchange.devnet.DecoinDevnetContext;
import io.unidatum.exchange.ledger.decoin.DecoinAddress;
import io.unidatum.exchange.ledger.decoin.DecoinNodeClient;
import io.unidatum.exchange.ledger.decoin.KeyPath;
import io.unidatum.exchange.ledger.decoin.LocalTransferSigner;
import io.unidatum.exchange.ledger.decoin.MasterSeed;
import io.unidatum.exchange.ledger.decoin.Transfer;
import io.unidatum.exchange.ledger.decoin.TransferSigner;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** A real PostgreSQL with the ledger's tables, a development node over HTTP and an agent that is stepped by hand. */
final class SettlementHarness implements AutoCloseable {
    static final TransferSigner SIGNER = new LocalTransferSigner(MasterSeed.of(new byte[32]));
    static final long DEC = 100_000_000L;

    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static final long DEADLINE_NS = TimeUnit.SECONDS.toNanos(30);
    private static final int ASSET = 1;
    private static final int INSTRUMENT = 1;
    private static final EmbeddedPostgres POSTGRES = startPostgres();

    private final HikariDataSource dataSource;
    private DecoinDevnetContext nodeContext;
    private DecoinDevnet node;
    private SettlementContext context;
    private SettlementAgent agent;
    private DecoinNodeClient client;
    private long sequence;
    private int entry;
    private long tradeId;
    private long fundingNonce = 1_000_000_000L;

    SettlementHarness(final DecoinDevnetContext nodeContext) throws Exception {
        this.nodeContext = nodeContext;
        dataSource = newDatabase();
        execute("SELECT ensure_partitions(now())");
        execute("INSERT INTO assets VALUES (1, 'DEC', 1, now()), (2, 'USD', 2, now())");
        execute("INSERT INTO instruments VALUES (1, 'DEC/USD', 1, 2, 1, 1, 1, 1, 1, 3, now(), now()),"
                + " (2, 'BTC/USD', 3, 2, 1, 1, 1, 1, 1, 3, now(), now())");
        execute("INSERT INTO journal_position (consumer, sequence, position, chain_hash, frame_sequence,"
                + " frame_position, frame_chain_hash) VALUES ('ledger', 3, 0, 0, 3, 0, 0)");
        sequence = 3;
        startNode();
    }

    static DecoinDevnetContext fastNode() {
        return new DecoinDevnetContext().port(0).blockIntervalMs(20).raisedStake();
    }

    static SettlementContext fastContext() {
        return new SettlementContext()
                .signer(SIGNER)
                .developmentFunding(true)
                .blockCap(DecoinDevnetContext.RAISED_BLOCK_CAP)
                .windowMs(20)
                .pollMs(20)
                .requestTimeoutMs(1_000)
                .inDoubtMs(100)
                .stuckAfterMs(1_000)
                .auditMs(100)
                .retryMs(50);
    }

    // The node ---------------------------------------------------------------------------------------------------

    void startNode() throws IOException {
        node = DecoinDevnet.launch(nodeContext);
        nodeContext = nodeContext.port(node.port());
        if (client != null) {
            client.close();
        }
        client = new DecoinNodeClient(URI.create(node.url()), Duration.ofSeconds(10));
    }

    DecoinDevnet node() {
        return node;
    }

    DecoinNodeClient client() {
        return client;
    }

    /** Money from outside. */
    Transfer payFromOutside(final String address, final long amount) {
        final Transfer transfer = new Transfer(
                Transfer.SYSTEM, address, amount, new TreeMap<>(Map.of("fee", 0L)), fundingNonce++, 1_700_000_000L);
        client.post(transfer.unsignedBody()).join();
        return transfer;
    }

    /** Somebody else has the key. */
    void spendBehindTheBack(final KeyPath path, final String recipient, final long amount, final long nonce) {
        final byte[] publicKey = SIGNER.publicKey(path);
        final Transfer transfer = new Transfer(
                DecoinAddress.of(publicKey),
                recipient,
                amount,
                new TreeMap<>(Map.of("fee", 0L)),
                nonce,
                1_700_000_000L);
        client.post(transfer.signedBody(publicKey, SIGNER.sign(path, transfer.signedBytes())))
                .join();
    }

    // Settlement -------------------------------------------------------------------------------------------------

    void startAgent(final SettlementContext settings) {
        startAgent(settings, dataSource);
    }

    void startAgent(final SettlementContext settings, final DataSource connections) {
        context = settings.nodeUrl(URI.create(node.url())).conclude();
        agent = new SettlementAgent(context, connections);
    }

    SettlementAgent agent() {
        return agent;
    }

    void crashAgent() {
        agent.onClose();
    }

    Map<String, Object> health() {
        return agent.health();
    }

    void runUntil(final String what, final BooleanSupplier condition) {
        final long deadlineNs = System.nanoTime() + DEADLINE_NS;
        while (!condition.getAsBoolean()) {
            if (agent.doWork() == 0) {
                LockSupport.parkNanos(200_000);
            }
            if (System.nanoTime() - deadlineNs > 0) {
                throw new AssertionError("not within 30 s: " + what + "; health " + health());
            }
        }
    }

    void runUntilSettled() {
        runUntil("settled up to sequence " + sequence, this::isSettled);
    }

    boolean isSettled() {
        final Map<String, Object> facts = health();
        return Long.valueOf(sequence).equals(facts.get("journalSequence"))
                && Long.valueOf(0).equals(facts.get("custodyDifference"))
                && Integer.valueOf(0).equals(facts.get("pendingTransfers"))
                && "RUNNING".equals(facts.get("state"));
    }

    void runUntilMessage(final String part) {
        runUntil("a message with " + part, () -> String.valueOf(health().get("message"))
                .contains(part));
    }

    // The ledger -------------------------------------------------------------------------------------------------

    /** Books a deposit, or with a negative amount an adjustment. */
    void deposit(final long account, final long amount) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            sequence++;
            entry = 0;
            add(connection, account, amount);
            advance(connection);
            connection.commit();
        }
    }

    void trade(final long seller, final long buyer, final long quantity) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            trade(connection, seller, buyer, quantity);
            advance(connection);
            connection.commit();
        }
    }

    void trade(final Connection connection, final long seller, final long buyer, final long quantity)
            throws SQLException {
        sequence++;
        tradeId++;
        entry = 0;
        add(connection, seller, -quantity);
        add(connection, buyer, quantity);
        try (Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO trades VALUES (" + tradeId + ", " + sequence + ", " + INSTRUMENT + ", "
                    + tradeId + ", 1, " + quantity + ", " + quantity + ", 1, 2, " + seller + ", " + buyer
                    + ", 0, 0, now(), 1)");
        }
    }

    private void add(final Connection connection, final long account, final long amount) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO balances VALUES (" + account + ", " + ASSET + ", " + amount + ", 0, "
                    + sequence + ") ON CONFLICT (account_id, asset_id) DO UPDATE SET available ="
                    + " balances.available + excluded.available, sequence = excluded.sequence");
            statement.execute(
                    "INSERT INTO ledger_entries (sequence, account_id, amount, booked_at, asset_id, entry, kind)"
                            + " VALUES (" + sequence + ", " + account + ", " + amount + ", now(), " + ASSET + ", "
                            + ++entry
                            + ", 4)");
        }
    }

    void advance(final Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("UPDATE journal_position SET sequence = " + sequence);
        }
    }

    // PostgreSQL -------------------------------------------------------------------------------------------------

    HikariDataSource dataSource() {
        return dataSource;
    }

    void execute(final String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    long number(final String sql) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        } catch (final SQLException ex) {
            throw new AssertionError(sql, ex);
        }
    }

    String text(final String sql) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getString(1) : null;
        } catch (final SQLException ex) {
            throw new AssertionError(sql, ex);
        }
    }

    String address(final int walletId) {
        return text("SELECT address FROM settlement_wallets WHERE wallet_id = " + walletId);
    }

    /** Compares the chain itself with the ledger and with the records: to the last base unit, and nothing twice. */
    void assertChainEqualsLedger() {
        final String mapped =
                context.custodyMode() == CustodyMode.POOLED ? "account_id % " + context.custodyWallets() : "account_id";
        for (final String wallet : column("SELECT kind_index FROM settlement_wallets WHERE kind = 'custody'")) {
            final long ledger = number("SELECT coalesce(sum(available + held), 0) FROM balances WHERE asset_id = 1"
                    + " AND account_id <> 3 AND " + mapped + " = " + wallet);
            final String address =
                    text("SELECT address FROM settlement_wallets WHERE kind = 'custody' AND kind_index = " + wallet);
            final long chain = client.balance(address).join();
            if (ledger != chain) {
                throw new AssertionError("custody " + wallet + " holds " + chain + ", the ledger says " + ledger);
            }
            for (final var transaction : client.transactions(address).join()) {
                if (number("SELECT (SELECT count(*) FROM settlement_transfers WHERE state = 'confirmed' AND tx_id = '"
                                + transaction.id() + "') + (SELECT count(*) FROM settlement_external_flows WHERE"
                                + " tx_id = '" + transaction.id() + "')")
                        != 1) {
                    throw new AssertionError("not in the records as confirmed: " + transaction);
                }
            }
        }
        final long missing = number("SELECT count(*) FROM balances WHERE asset_id = 1 AND account_id <> 3"
                + " AND available + held > 0 AND " + mapped
                + " NOT IN (SELECT kind_index FROM settlement_wallets WHERE kind = 'custody')");
        if (missing != 0) {
            throw new AssertionError(missing + " accounts have no wallet");
        }
    }

    List<String> column(final String sql) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            final List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        } catch (final SQLException ex) {
            throw new AssertionError(sql, ex);
        }
    }

    @Override
    public void close() {
        if (agent != null) {
            agent.onClose();
        }
        client.close();
        node.close();
        dataSource.close();
    }

    private static EmbeddedPostgres startPostgres() {
        try {
            final EmbeddedPostgres postgres = EmbeddedPostgres.builder().start();
            Flyway.configure().dataSource(postgres.getTemplateDatabase()).load().migrate();
            return postgres;
        } catch (final IOException ex) {
            throw new IllegalStateException("the embedded PostgreSQL does not start", ex);
        }
    }

    private static HikariDataSource newDatabase() throws SQLException {
        final String name = "settlement_" + DATABASES.incrementAndGet();
        try (Connection connection = POSTGRES.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        }
        final HikariConfig config = new HikariConfig();
        config.setJdbcUrl(POSTGRES.getJdbcUrl("postgres", name));
        config.setMaximumPoolSize(4);
        config.setConnectionTimeout(5_000);
        return new HikariDataSource(config);
    }
}

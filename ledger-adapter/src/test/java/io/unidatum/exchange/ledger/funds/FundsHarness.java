package io.unidatum.exchange.ledger.funds;

import static org.assertj.core.api.Assertions.assertThat;

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
import io.unidatum.exchange.ledger.settlement.Database;
import io.unidatum.exchange.ledger.settlement.SettlementAgent;
import io.unidatum.exchange.ledger.settlement.SettlementContext;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.flywaydb.core.Flyway;

/**
 * A real PostgreSQL with fsync on, a development node over HTTP, a scripted exchange, and an adapter's settlement with
 * funds that is stepped by hand, dies and starts again.
 */
final class FundsHarness implements AutoCloseable {
    static final long DEC = 100_000_000L;
    static final long FIRST = 1_001;

    private static final TransferSigner SIGNER = new LocalTransferSigner(MasterSeed.of(new byte[32]));
    private static final TransferSigner OUTSIDE = new LocalTransferSigner(MasterSeed.of(new byte[16]));
    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static final long DEADLINE_NS = TimeUnit.SECONDS.toNanos(30);
    private static final EmbeddedPostgres POSTGRES = startPostgres();

    private final HikariDataSource dataSource;
    private final ScriptedExchange exchange;
    private DecoinDevnetContext nodeContext = fastNode();
    private DecoinDevnet node;
    private DecoinNodeClient client;
    private Funds funds;
    private SettlementAgent agent;
    private int outsiders;
    private long systemNonce = 1_000_000_000L;

    FundsHarness() throws Exception {
        this(fastNode());
    }

    FundsHarness(final DecoinDevnetContext nodeContext) throws Exception {
        this.nodeContext = nodeContext;
        dataSource = newDatabase();
        exchange = new ScriptedExchange(dataSource);
        for (long account = FIRST; account < FIRST + 4; account++) {
            exchange.createAccount(account);
        }
        startNode();
    }

    static DecoinDevnetContext fastNode() {
        return new DecoinDevnetContext().port(0).blockIntervalMs(20).raisedStake();
    }

    static FundsContext fastFunds() {
        return new FundsContext()
                .signer(SIGNER)
                .depositConfirmations(1)
                .sweepMinimum(1_000)
                .pollMs(20)
                .retryMs(100)
                .commandTimeoutMs(1_000)
                .readWaitMs(200)
                .patienceMs(200);
    }

    static SettlementContext fastSettlement() {
        return new SettlementContext()
                .signer(SIGNER)
                .developmentFunding(true)
                .custodyWallets(2)
                .clearingWallets(1)
                .blockCap(DecoinDevnetContext.RAISED_BLOCK_CAP)
                .windowMs(20)
                .pollMs(20)
                .requestTimeoutMs(1_000)
                .inDoubtMs(100)
                .stuckAfterMs(5_000)
                .auditMs(100)
                .retryMs(50);
    }

    // The node -------------------------------------------------------------------------------------------------------

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

    /** An address that nobody of the exchange has the key of, another one each time. */
    String outsider() {
        return DecoinAddress.of(OUTSIDE.publicKey(new KeyPath(KeyPath.Branch.DEPOSIT, ++outsiders)));
    }

    /** Money from outside. {@return the transfer's id} */
    String pay(final String address, final long amount) {
        final Transfer transfer = new Transfer(
                Transfer.SYSTEM, address, amount, new TreeMap<>(Map.of("fee", 0L)), systemNonce++, 1_700_000_000L);
        client.post(transfer.unsignedBody()).join();
        return transfer.id();
    }

    /** Somebody else has the key of a custody wallet. */
    void spendBehindTheBack(final int custody, final String recipient, final long amount) {
        final KeyPath path = new KeyPath(KeyPath.Branch.CUSTODY, custody);
        final byte[] publicKey = SIGNER.publicKey(path);
        final long nonce = number("SELECT next_nonce FROM settlement_wallets WHERE wallet_id = " + custody);
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

    long balance(final String address) {
        return client.balance(address).join();
    }

    /** What an address received, from all blocks. */
    long received(final String address) {
        return client.transactions(address).join().stream()
                .filter(transaction ->
                        transaction.confirmed() && transaction.recipient().equals(address))
                .count();
    }

    // The adapter ----------------------------------------------------------------------------------------------------

    void start() {
        start(fastFunds(), fastSettlement());
    }

    void start(final FundsContext fundsContext, final SettlementContext settlementContext) {
        funds = new Funds(fundsContext);
        funds.cluster(exchange);
        funds.start(dataSource);
        agent = new SettlementAgent(
                settlementContext.nodeUrl(URI.create(node.url())).funds(funds).conclude(), dataSource);
    }

    /** Ends as a crash would. */
    void crash() {
        agent.onClose();
        funds.close();
    }

    ScriptedExchange exchange() {
        return exchange;
    }

    SettlementAgent agent() {
        return agent;
    }

    Funds funds() {
        return funds;
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
                throw new AssertionError(
                        "not within 30 s: " + what + "; settlement " + health() + "; funds " + funds.health());
            }
        }
    }

    void runFor(final int steps) {
        for (int i = 0; i < steps; i++) {
            agent.doWork();
            LockSupport.parkNanos(200_000);
        }
    }

    boolean isAtRest() {
        final Map<String, Object> facts = health();
        return Long.valueOf(exchange.sequence()).equals(facts.get("journalSequence"))
                && Long.valueOf(0).equals(facts.get("custodyDifference"))
                && Integer.valueOf(0).equals(facts.get("pendingTransfers"))
                && "RUNNING".equals(facts.get("state"));
    }

    // PostgreSQL -----------------------------------------------------------------------------------------------------

    HikariDataSource dataSource() {
        return dataSource;
    }

    String depositAddress(final long account) throws SQLException {
        final Optional<String> address = new Database(dataSource).transact(connection -> {
            try {
                return new DepositAddresses(fastFunds()).of(connection, account);
            } catch (final IOException ex) {
                throw new IllegalStateException(ex);
            }
        });
        return address.orElseThrow();
    }

    void execute(final String sql) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (final SQLException ex) {
            throw new AssertionError(sql, ex);
        }
    }

    String text(final String sql) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getString(1) : null;
        } catch (final SQLException ex) {
            throw new AssertionError(sql, ex);
        }
    }

    long number(final String sql) {
        final String text = text(sql);
        return text == null ? 0 : Long.parseLong(text);
    }

    long ledger(final long account) {
        return number("SELECT available + held FROM balances WHERE account_id = " + account + " AND asset_id = 1");
    }

    /**
     * What the exchange's wallets hold on chain is what the ledger says, to the last base unit, once what was found but
     * cannot be credited is left out; records and chain agree on each wallet.
     */
    void assertChainEqualsLedger() throws SQLException {
        long chain = 0;
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT w.address, w.confirmed + coalesce((SELECT sum(amount) FROM chain_deposits d WHERE"
                                + " d.address = w.address AND d.state <> 'credited'), 0)::bigint"
                                + " FROM settlement_wallets w")) {
            while (rows.next()) {
                final long held = balance(rows.getString(1));
                assertThat(held).as(rows.getString(1)).isEqualTo(rows.getLong(2));
                chain += rows.getLong(2);
            }
        }
        final long uncredited = number("SELECT coalesce(sum(d.amount), 0) FROM chain_deposits d JOIN settlement_wallets"
                + " w USING (address) WHERE d.state <> 'credited'");
        assertThat(chain - uncredited)
                .as("DEC on chain and in the ledger")
                .isEqualTo(number("SELECT coalesce(sum(available + held), 0) FROM balances WHERE asset_id = 1"));
    }

    @Override
    public void close() {
        if (agent != null) {
            crash();
        }
        client.close();
        node.close();
        dataSource.close();
    }

    private static EmbeddedPostgres startPostgres() {
        try {
            final EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("full_page_writes", "on")
                    .start();
            Flyway.configure().dataSource(postgres.getTemplateDatabase()).load().migrate();
            return postgres;
        } catch (final IOException ex) {
            throw new IllegalStateException("the embedded PostgreSQL does not start", ex);
        }
    }

    private static HikariDataSource newDatabase() throws SQLException {
        final String name = "funds_" + DATABASES.incrementAndGet();
        try (Connection connection = POSTGRES.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        }
        final HikariConfig config = new HikariConfig();
        config.setJdbcUrl(POSTGRES.getJdbcUrl("postgres", name));
        config.setMaximumPoolSize(6);
        config.setConnectionTimeout(5_000);
        return new HikariDataSource(config);
    }
}

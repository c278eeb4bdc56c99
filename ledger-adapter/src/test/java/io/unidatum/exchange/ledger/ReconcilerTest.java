package io.unidatum.exchange.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.unidatum.exchange.client.BalancesPage;
import io.unidatum.exchange.ledger.decoin.DecoinNodeClient;
import io.unidatum.exchange.ledger.reconciliation.Difference;
import io.unidatum.exchange.ledger.reconciliation.Reconciler;
import io.unidatum.exchange.ledger.reconciliation.Report;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Two accounts that were funded with DEC and USD and have traded once, on a real PostgreSQL; a state machine and a node
 * that say what they should. Then one thing at a time is made wrong.
 */
class ReconcilerTest {
    private static final long SEQUENCE = 5;
    private static final int DEC = 1;
    private static final int USD = 2;
    private static final String CUSTODY = "DEC" + "1".repeat(40);
    private static final String CLEARING = "DEC" + "2".repeat(40);
    private static final String TX = "ab".repeat(32);
    private static final String FUNDING = "cd".repeat(32);

    private final TestPostgres postgres = TestPostgres.shared();
    private final Map<String, Long> chain = new HashMap<>(Map.of(CUSTODY, 900L, CLEARING, 100L));
    private final Set<String> transactions = new HashSet<>(Set.of(TX, FUNDING));
    private List<BalancesPage> pages = List.of(
            page(2, entry(1001, DEC, 600, 10), entry(1001, USD, 4_000, 0)),
            page(0, entry(1002, DEC, 390, 0), entry(1002, USD, 5_500, 500)));
    private String database;
    private HttpServer node;
    private DecoinNodeClient client;

    @BeforeEach
    void fill() throws SQLException, IOException {
        database = postgres.createDatabase();
        Flyway.configure()
                .dataSource("jdbc:postgresql://127.0.0.1:" + postgres.port() + "/" + database, "postgres", "")
                .load()
                .migrate();
        postgres.execute(database, """
                SELECT ensure_partitions('2026-11-22 12:00:00Z');
                INSERT INTO assets VALUES (1, 'DEC', 1, now()), (2, 'USD', 1, now());
                INSERT INTO journal_position (consumer, sequence, position, chain_hash, frame_sequence, frame_position,
                  frame_chain_hash) VALUES ('ledger', 5, 0, 0, 0, 0, 0);
                INSERT INTO ledger_entries (sequence, entry, account_id, asset_id, amount, kind, booked_at)
                SELECT s, e, account, asset, amount, kind, timestamptz '2026-11-22 12:00:00Z' FROM (VALUES
                  (1, 0, -1, 1, -600, 3), (1, 1, 1001, 1, 600, 3),
                  (2, 0, -1, 1, -400, 3), (2, 1, 1002, 1, 400, 3),
                  (3, 0, -1, 2, -10000, 3), (3, 1, 1001, 2, 5000, 3), (3, 2, 1002, 2, 5000, 3),
                  (5, 0, 1002, 1, -10, 1), (5, 1, 1001, 1, 10, 1),
                  (5, 2, 1001, 2, -1000, 1), (5, 3, 1002, 2, 1000, 1)) v (s, e, account, asset, amount, kind);
                INSERT INTO balances VALUES (1001, 1, 600, 10, 5), (1001, 2, 4000, 0, 5), (1002, 1, 390, 0, 5),
                  (1002, 2, 5500, 500, 5);
                INSERT INTO settlement_control (chain, custody_wallets, clearing_wallets, node_height, last_trade_id)
                  VALUES (1, 1, 1, 3, 0);
                INSERT INTO settlement_wallets (wallet_id, kind, kind_index, key_path, address, next_nonce, confirmed,
                  target) VALUES (0, 'custody', 0, 'a', '%s', 0, 900, 900),
                  (1000, 'clearing', 0, 'b', '%s', 1, 100, 100);
                INSERT INTO settlement_batches (batch_id, chain, journal_sequence, after_trade_id, last_trade_id,
                  trades, transfers, amount, state, created_at) VALUES (1, 1, 5, 0, 1, 1, 1, 50, 'confirmed', now());
                INSERT INTO settlement_transfers (transfer_id, batch_id, chain, sender_wallet, recipient_wallet, amount,
                  nonce, tx_id, body, state, block_height, created_at) VALUES
                  (1, 1, 1, NULL, 1000, 150, 0, '%s', '', 'confirmed', 1, now()),
                  (2, 1, 1, 1000, 0, 50, 0, '%s', '', 'confirmed', 2, now());
                INSERT INTO settlement_external_flows (chain, tx_id, wallet_id, sender, amount, block_height)
                  VALUES (1, 'x', 0, 's', 850, 1);
                """.formatted(CUSTODY, CLEARING, FUNDING, TX));
        node = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 16);
        node.createContext("/balance/", this::balance);
        node.createContext("/transaction/", this::transaction);
        node.start();
        client = new DecoinNodeClient(
                URI.create("http://127.0.0.1:" + node.getAddress().getPort()), Duration.ofSeconds(5));
    }

    @AfterEach
    void stop() {
        client.close();
        node.stop(0);
    }

    @Test
    void shouldFindNothingWhereEverythingAgrees() {
        final Report report = complete();

        assertThat(report.text()).contains("CLEAN").contains("4 balances of 2 accounts");
        assertThat(report.differences()).isEmpty();
        assertThat(report.exitCode()).isZero();
        assertThat(report.sequence()).isEqualTo(SEQUENCE);
    }

    @Test
    void shouldFindABalanceRowThatWasChangedByOneUnit() throws SQLException {
        tamper("UPDATE balances SET available = available + 1 WHERE account_id = 1002 AND asset_id = 2");

        final Report report = complete();

        assertFound(report, "account 1002 asset 2", 6_000, 6_001);
        assertFound(report, "total USD", 10_000, 10_001);
        assertThat(report.exitCode()).isEqualTo(1);
        assertThat(report.text()).contains("difference 0.00000001");
    }

    @Test
    void shouldFindThatARowHoldsAnotherPartThanTheStateMachine() throws SQLException {
        tamper("UPDATE balances SET available = 610, held = 0 WHERE account_id = 1001 AND asset_id = 1");

        assertFound(complete(), "account 1001 asset 1 available", 600, 610);
    }

    @Test
    void shouldFindALostEntry() throws SQLException {
        tamper("DELETE FROM ledger_entries WHERE sequence = 5 AND entry = 1");

        final Report report = complete();

        assertFound(report, "account 1001 asset 1", 610, 600);
        assertFound(report, "event 5 asset 1", 0, -10);
    }

    @Test
    void shouldFindADoubledEntry() throws SQLException {
        tamper("INSERT INTO ledger_entries SELECT sequence, account_id, amount, booked_at, asset_id, 9, kind"
                + " FROM ledger_entries WHERE sequence = 2 AND entry = 1");

        final Report report = complete();

        assertFound(report, "account 1002 asset 1", 390, 790);
        assertFound(report, "event 2 asset 1", 0, 400);
    }

    @Test
    void shouldFindALostEventAlthoughWhatIsLeftSumsToZero() throws SQLException {
        tamper("DELETE FROM ledger_entries WHERE sequence = 5");

        final Report report = complete();

        assertFound(report, "account 1001 asset 1", 610, 600);
        assertFound(report, "account 1002 asset 2", 6_000, 5_000);
    }

    @Test
    void shouldFindABalanceThatOnlyOneSideHas() throws SQLException {
        tamper("INSERT INTO balances VALUES (1003, 1, 7, 0, 4)");
        pages = List.of(page(
                0,
                entry(1001, DEC, 600, 10),
                entry(1001, USD, 4_000, 0),
                entry(1002, DEC, 390, 0),
                entry(1002, USD, 5_500, 500),
                entry(1004, USD, 9, 0)));

        final Report report = complete();

        assertFound(report, "account 1003 asset 1", 0, 7);
        assertFound(report, "account 1004 asset 2", 9, 0);
    }

    @Test
    void shouldFindATransferThatIsMissingInTheRecords() throws SQLException {
        tamper("DELETE FROM settlement_transfers WHERE transfer_id = 2");

        final Report report = complete();

        assertFound(report, "wallet custody 0", 850, 900);
        assertFound(report, "wallet clearing 0", 150, 100);
    }

    @Test
    void shouldFindATransferThatTheNodeDoesNotHave() {
        transactions.remove(TX);

        assertThat(complete().differences()).extracting(Difference::subject).containsExactly("transfer " + TX);
    }

    @Test
    void shouldFindAWalletThatHoldsLessOnTheChain() {
        chain.put(CUSTODY, 899L);

        assertFound(complete(), "wallet custody 0 " + CUSTODY, 900, 899);
    }

    @Test
    void shouldFindThatTheWalletsHoldLessThanTheBooks() throws SQLException {
        tamper("UPDATE settlement_wallets SET confirmed = 890 WHERE wallet_id = 0");
        chain.put(CUSTODY, 890L);

        assertFound(complete(), "total DEC", 1_000, 990);
    }

    @Test
    void shouldAllowForTransfersUnderWay() throws SQLException {
        tamper("UPDATE settlement_transfers SET state = 'pending' WHERE transfer_id = 2;"
                + " UPDATE settlement_wallets SET confirmed = 850 WHERE wallet_id = 0;"
                + " UPDATE settlement_wallets SET confirmed = 150 WHERE wallet_id = 1000");
        assertThat(complete().text()).contains("CLEAN");

        chain.put(CUSTODY, 850L);
        assertThat(complete().text()).contains("CLEAN");
        chain.put(CUSTODY, 849L);
        assertFound(complete(), "wallet custody 0 " + CUSTODY, 850, 849);
    }

    @Test
    void shouldAddUpOnlyWhatCameBehindTheCheckpointsOfACleanRun() throws SQLException {
        assertThat(new Reconciler(this::page, dataSource(), client)
                        .run(true, true)
                        .isClean())
                .isTrue();
        assertThat(postgres.query(
                        database,
                        "SELECT account_id, asset_id, sequence, amount FROM reconciliation_checkpoints"
                                + " WHERE account_id <> -2 AND account_id <> -3 ORDER BY 1, 2"))
                .containsExactly(
                        "-1|1|5|-1000",
                        "-1|2|5|-10000",
                        "1001|1|5|610",
                        "1001|2|5|4000",
                        "1002|1|5|390",
                        "1002|2|5|6000");
        // A trade behind the checkpoints, and damage before them.
        tamper("INSERT INTO ledger_entries VALUES (7, 1001, -5, '2026-11-22 12:01:00Z', 1, 0, 1),"
                + " (7, 1002, 5, '2026-11-22 12:01:00Z', 1, 1, 1);"
                + " UPDATE balances SET held = 5, sequence = 7 WHERE account_id = 1001 AND asset_id = 1;"
                + " UPDATE balances SET available = 395, sequence = 7 WHERE account_id = 1002 AND asset_id = 1;"
                + " UPDATE journal_position SET sequence = 7;"
                + " UPDATE ledger_entries SET amount = 601 WHERE sequence = 1 AND entry = 1");

        final Report quick = new Reconciler(this::page, dataSource(), client).run(false, false);
        assertThat(quick.text()).as("the state machine's page is of event 5").contains("CLEAN");

        assertFound(complete(), "event 1 asset 1", 0, 1);
        tamper("UPDATE ledger_entries SET amount = 6 WHERE sequence = 7 AND entry = 1");
        assertFound(
                new Reconciler(this::page, dataSource(), client).run(false, false), "account 1002 asset 1", 396, 395);
    }

    @Test
    void shouldSayWhyItCouldNotBeFinished() {
        node.stop(0);

        final Report report = complete();

        assertThat(report.exitCode()).isEqualTo(2);
        assertThat(report.text()).contains("NOT FINISHED: the DeCoin node does not answer");
        assertThat(report.balances()).isEqualTo(4);
    }

    private Report complete() {
        return new Reconciler(this::page, dataSource(), client).run(true, false);
    }

    private DataSource dataSource() {
        return PostgresAccess.direct(postgres.context(database));
    }

    private BalancesPage page(final long cursor) {
        return pages.get(cursor == 0 ? 0 : 1);
    }

    private void tamper(final String sql) throws SQLException {
        postgres.execute(database, "SET session_replication_role = replica; " + sql);
    }

    private static void assertFound(final Report report, final String subject, final long expected, final long found) {
        assertThat(report.differences()).as(report.text()).anySatisfy(difference -> {
            assertThat(difference.subject()).isEqualTo(subject);
            assertThat(difference.expected()).isEqualByComparingTo(BigDecimal.valueOf(expected));
            assertThat(difference.found()).isEqualByComparingTo(BigDecimal.valueOf(found));
        });
        assertThat(report.exitCode()).isEqualTo(1);
    }

    private static BalancesPage page(final long next, final BalancesPage.Entry... entries) {
        return new BalancesPage(SEQUENCE, 1, next, List.of(entries));
    }

    private static BalancesPage.Entry entry(
            final long account, final int asset, final long available, final long held) {
        return new BalancesPage.Entry(account, asset, available, held);
    }

    private void balance(final HttpExchange exchange) throws IOException {
        final String address = exchange.getRequestURI().getPath().substring("/balance/".length());
        answer(exchange, 200, "{\"balance\":" + chain.getOrDefault(address, 0L) + ".0}");
    }

    private void transaction(final HttpExchange exchange) throws IOException {
        final String id = exchange.getRequestURI().getPath().substring("/transaction/".length());
        answer(
                exchange,
                transactions.contains(id) ? 200 : 404,
                "{\"transaction_id\":\"" + id + "\",\"status\":\"confirmed\",\"block_height\":1,\"amount\":1}");
    }

    private static void answer(final HttpExchange exchange, final int status, final String body) throws IOException {
        final byte[] bytes = body.getBytes(StandardCharsets.US_ASCII);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}

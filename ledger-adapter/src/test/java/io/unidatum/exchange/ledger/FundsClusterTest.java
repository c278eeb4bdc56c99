package io.unidatum.exchange.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.unidatum.exchange.devnet.DecoinDevnet;
import io.unidatum.exchange.devnet.DecoinDevnetContext;
import io.unidatum.exchange.devnet.DevnetFaults.Fault;
import io.unidatum.exchange.ledger.decoin.DecoinAddress;
import io.unidatum.exchange.ledger.decoin.DecoinNodeClient;
import io.unidatum.exchange.ledger.decoin.KeyPath;
import io.unidatum.exchange.ledger.decoin.LocalTransferSigner;
import io.unidatum.exchange.ledger.decoin.MasterSeed;
import io.unidatum.exchange.ledger.decoin.Transfer;
import io.unidatum.exchange.ledger.funds.Funds;
import io.unidatum.exchange.ledger.funds.FundsContext;
import io.unidatum.exchange.ledger.settlement.Settlement;
import io.unidatum.exchange.ledger.settlement.SettlementContext;
import io.unidatum.exchange.node.ExchangeTestCluster;
import io.unidatum.exchange.node.TestCommands;
import io.unidatum.exchange.node.TestOutcome;
import io.unidatum.exchange.node.TestSession;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Deposits and withdrawals through a cluster of three real nodes, a real PostgreSQL and a development node. */
class FundsClusterTest {
    private static final Duration DEADLINE = Duration.ofSeconds(90);
    private static final long DEC = 100_000_000L;
    private static final long FEE = 1_000;
    private static final long ACCOUNT = ExchangeTestCluster.FIRST_ACCOUNT;
    private static final LocalTransferSigner SIGNER = new LocalTransferSigner(MasterSeed.of(new byte[32]));
    private static final String OUTSIDE = DecoinAddress.of(
            new LocalTransferSigner(MasterSeed.of(new byte[16])).publicKey(new KeyPath(KeyPath.Branch.DEPOSIT, 1)));

    private final TestPostgres postgres = TestPostgres.shared();
    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void shouldCreditADepositOnceAndPayAWithdrawalOnceThoughNodesDie() throws Exception {
        final String database = postgres.createDatabase();
        try (ExchangeTestCluster cluster = ExchangeTestCluster.launch(3);
                DecoinDevnet node = DecoinDevnet.launch(
                        new DecoinDevnetContext().port(0).blockIntervalMs(50).raisedStake());
                DecoinNodeClient chain = new DecoinNodeClient(URI.create(node.url()), Duration.ofSeconds(10))) {
            cluster.bootstrap(2);
            final long first;
            try (TestSession operator = cluster.connect(cluster.operatorKey())) {
                first = ExchangeTestCluster.accept(
                                operator, TestCommands.withdrawalRules(ExchangeTestCluster.DEC, FEE, DEC / 100))
                        .lastSequence();
            }
            final String address;
            final TestOutcome requested;
            try (LedgerAdapter adapter = launch(cluster, node, database)) {
                await().atMost(DEADLINE).until(() -> adapter.committedSequence() >= first && isAtRest(adapter));
                address = get(adapter, "/internal/deposit-address?account=" + ACCOUNT)
                        .path("address")
                        .asText();
                pay(chain, address);
                // The cluster loses a member, and the chain's node is away for a while.
                cluster.abort(cluster.awaitLeader());
                cluster.awaitLeader();
                node.faults().reads(Fault.ANSWER_500);
                try (TestSession gateway = cluster.connect(cluster.gatewayKey())) {
                    requested = ExchangeTestCluster.accept(
                            gateway,
                            TestCommands.requestWithdrawal(ACCOUNT, ExchangeTestCluster.DEC, 10 * DEC, OUTSIDE));
                }
                assertThat(withdrawal(adapter, requested).path("status").asText())
                        .isIn("pending", "sent");
            }
            try (LedgerAdapter adapter = launch(cluster, node, database)) {
                node.faults().reads(Fault.NONE);
                await().atMost(DEADLINE).until(() -> get(adapter, "/internal/deposits?account=" + ACCOUNT)
                        .path("deposits")
                        .path(0)
                        .path("status")
                        .asText()
                        .equals("credited"));
                await().atMost(DEADLINE).until(() -> withdrawal(adapter, requested)
                        .path("status")
                        .asText()
                        .equals("completed"));
                await().atMost(DEADLINE)
                        .until(() -> isAtRest(adapter) && chain.balance(address).join() == 0);
                assertThat(chain.balance(OUTSIDE).join()).isEqualTo(10 * DEC);
                assertThat(chain.transactions(OUTSIDE).join()).hasSize(1);
                final Map<?, ?> decoin = (Map<?, ?>) adapter.health().get("decoin");
                assertThat(decoin.get("custodyDifference")).isEqualTo(0L);
                assertThat(decoin.get("shortage")).isEqualTo(0L);
                assertThat(adapter.fault()).isNull();
            }
            assertThat(postgres.query(
                            database,
                            "SELECT account_id, available, held FROM balances WHERE asset_id = 1 ORDER BY account_id"))
                    .isEqualTo(List.of(
                            "2|" + FEE + "|0",
                            ACCOUNT + "|" + (10_000 * DEC - FEE) + "|0",
                            (ACCOUNT + 1) + "|" + 10_000 * DEC + "|0"));
            assertThat(postgres.query(database, "SELECT count(*) FROM deposits WHERE amount = " + 10 * DEC))
                    .isEqualTo(List.of("1"));
            assertThat(postgres.query(database, "SELECT * FROM ledger_imbalances"))
                    .isEmpty();
            assertThat(postgres.query(database, "SELECT * FROM balance_differences"))
                    .isEmpty();
            long held = 0;
            for (final String wallet : postgres.query(database, "SELECT address FROM settlement_wallets")) {
                held += chain.balance(wallet).join();
            }
            assertThat(held).as("what comes in as a deposit goes out again").isEqualTo(20_000 * DEC);
        }
    }

    private LedgerAdapter launch(final ExchangeTestCluster cluster, final DecoinDevnet node, final String database) {
        final Funds funds = new Funds(new FundsContext()
                .signer(SIGNER)
                .depositConfirmations(1)
                .pollMs(50)
                .retryMs(500)
                .readWaitMs(10_000));
        final Settlement settlement = new Settlement(new SettlementContext()
                .nodeUrl(URI.create(node.url()))
                .signer(SIGNER)
                .developmentFunding(true)
                .custodyWallets(2)
                .clearingWallets(1)
                .blockCap(DecoinDevnetContext.RAISED_BLOCK_CAP)
                .windowMs(50)
                .pollMs(50)
                .auditMs(500)
                .retryMs(200)
                .funds(funds));
        return LedgerAdapter.launch(postgres.context(database)
                .members(cluster.members())
                .adapterKey(cluster.adapterKey())
                .companion(settlement)
                .companion(funds));
    }

    private static boolean isAtRest(final LedgerAdapter adapter) {
        final Map<?, ?> facts = (Map<?, ?>) adapter.health().get("decoin");
        return Long.valueOf(adapter.committedSequence()).equals(facts.get("journalSequence"))
                && Long.valueOf(0).equals(facts.get("custodyDifference"))
                && Integer.valueOf(0).equals(facts.get("pendingTransfers"))
                && "RUNNING".equals(facts.get("state"));
    }

    private static void pay(final DecoinNodeClient chain, final String address) {
        final Transfer transfer = new Transfer(
                Transfer.SYSTEM, address, 10 * DEC, new TreeMap<>(Map.of("fee", 0L)), 1_000_000_000L, 1_700_000_000L);
        chain.post(transfer.unsignedBody()).join();
    }

    private JsonNode withdrawal(final LedgerAdapter adapter, final TestOutcome requested) throws Exception {
        return get(
                        adapter,
                        "/internal/withdrawals/" + requested.orderId() + "?account=" + ACCOUNT + "&min_sequence="
                                + requested.lastSequence())
                .path("withdrawals")
                .path(0);
    }

    private JsonNode get(final LedgerAdapter adapter, final String path) throws Exception {
        final HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + adapter.statusPort() + path))
                        .timeout(Duration.ofSeconds(20))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        // An adapter that has just been started says that it is not there yet, and that shows no field.
        assertThat(answer.statusCode()).as(answer.body()).isIn(200, 503);
        return new ObjectMapper().readTree(answer.body());
    }
}

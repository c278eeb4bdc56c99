package io.unidatum.exchange.devnet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.unidatum.exchange.devnet.DevnetFaults.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The node over HTTP. */
class DecoinDevnetTest {
    private static final TestKey ALICE = TestKey.of("11");
    private static final TestKey BOB = TestKey.of("2a");
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private DecoinDevnet node;
    private NodeClient client;

    @BeforeEach
    void launch() throws Exception {
        start(new DecoinDevnetContext());
    }

    @AfterEach
    void close() {
        node.close();
    }

    @Test
    void shouldMoveFundsFromPendingToConfirmed() throws Exception {
        fund(ALICE, 1_000);
        node.faults().mining(false);
        final var answer = client.post(ALICE.transfer(BOB.address(), 100, 0));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("success").booleanValue()).isTrue();
        assertThat(answer.json().path("data").path("status").asText()).isEqualTo("pending");
        final String id = answer.json().path("data").path("transaction_id").asText();

        assertThat(client.get("/transaction/" + id).json().path("block_height").isNull())
                .isTrue();
        assertThat(client.get("/mempool").json()).hasSize(1);
        final var pending = client.get("/balance/" + ALICE.address()).json();
        assertThat(pending.toString())
                .isEqualTo("{\"address\":\"" + ALICE.address() + "\",\"balance\":899.0,\"pending\":101.0,"
                        + "\"staked\":0.0}");

        node.faults().mining(true);
        awaitConfirmed(id);
        assertThat(balance(ALICE)).isEqualTo(899);
        assertThat(balance(BOB)).isEqualTo(100);
        final var confirmed = client.get("/transaction/" + id).json();
        assertThat(confirmed.path("amount").longValue()).isEqualTo(100);
        assertThat(confirmed.path("metadata").path("fee").intValue()).isEqualTo(1);
        assertThat(confirmed.path("block_height").intValue()).isEqualTo(client.height());
        assertThat(client.get("/transactions/" + BOB.address()).json()).hasSize(1);
    }

    @Test
    void shouldServeBlocksAndTheRest() throws Exception {
        fund(ALICE, 1_000);
        final var tip = client.get("/block/" + client.height());
        assertThat(tip.json().path("transactions")).hasSize(1);
        assertThat(tip.json().path("previous_hash").asText())
                .isEqualTo(client.get("/block/0").json().path("hash").asText());
        assertThat(client.get("/block/hash/" + tip.json().path("hash").asText()).json())
                .isEqualTo(tip.json());
        assertThat(client.get("/block/99").status()).isEqualTo(404);
        assertThat(client.get("/block/hash/00").status()).isEqualTo(404);
        assertThat(client.get("/transaction/00").status()).isEqualTo(404);
        assertThat(client.get("/health").status()).isEqualTo(200);
        assertThat(client.post("/faucet/" + ALICE.address(), new byte[0]).status())
                .isEqualTo(500);
        assertThat(client.get("/status").json().path("is_mining").booleanValue())
                .isTrue();
    }

    @Test
    void shouldDescribeABodyThatIsMalformed() throws Exception {
        final var answer = client.post("/transaction", "{}".getBytes(UTF_8));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().path("detail").get(0).path("loc").get(1).asText())
                .isEqualTo("sender");
    }

    @Test
    void shouldRefuseANonceThatIsConfirmedAlreadyAndAllowGaps() throws Exception {
        fund(ALICE, 1_000);
        final ObjectNode transfer = ALICE.transfer(BOB.address(), 1, 5);
        awaitConfirmed(postedId(transfer));
        assertThat(client.post(transfer).status()).isEqualTo(400);
        assertThat(client.post(ALICE.transfer(BOB.address(), 1, 4)).status()).isEqualTo(400);
        awaitConfirmed(postedId(ALICE.transfer(BOB.address(), 1, 9)));
    }

    @Test
    void shouldJamOnTheSameTransferTwiceWhilePending() throws Exception {
        fund(ALICE, 1_000);
        node.faults().mining(false);
        final ObjectNode transfer = ALICE.transfer(BOB.address(), 1, 0);
        assertThat(client.post(transfer).status()).isEqualTo(200);
        assertThat(client.post(transfer).status()).isEqualTo(200);
        assertJammed();
    }

    @Test
    void shouldJamOnASpendThatIsNotCovered() throws Exception {
        fund(ALICE, 1_000);
        assertThat(client.post(ALICE.transfer(BOB.address(), 1_000, 0)).status())
                .isEqualTo(200);
        assertThat(client.get("/balance/" + ALICE.address()).status()).isEqualTo(500);
        assertJammed();
    }

    @Test
    void shouldJamOnPendingNoncesOutOfOrder() throws Exception {
        fund(ALICE, 1_000);
        node.faults().mining(false);
        client.post(ALICE.transfer(BOB.address(), 1, 5));
        assertThat(client.post(ALICE.transfer(BOB.address(), 1, 4)).status()).isEqualTo(200);
        assertJammed();
    }

    @Test
    void shouldJamOnAFloatFee() throws Exception {
        fund(ALICE, 1_000);
        final ObjectNode transfer = ALICE.transfer(BOB.address(), 1, 0);
        ((ObjectNode) transfer.get("metadata")).put("fee", 1.0);
        assertThat(client.post(ALICE.sign(transfer)).status()).isEqualTo(200);
        assertJammed();
    }

    @Test
    void shouldJamOnMoreThanTheBlocksCapAndStall() throws Exception {
        final long start = System.nanoTime();
        client.post(TestKey.funding(ALICE.address(), DecoinDevnetContext.STOCK_BLOCK_CAP + 1, 0));
        assertJammed();
        await().atMost(DEADLINE).until(() -> {
            final long askedNs = System.nanoTime();
            client.get("/health");
            return System.nanoTime() - askedNs > Duration.ofMillis(100).toNanos();
        });
        assertThat(System.nanoTime() - start).isPositive();
    }

    @Test
    void shouldCarryRealisticAmountsOnceTheStakeIsRaised() throws Exception {
        node.close();
        start(new DecoinDevnetContext().raisedStake());
        fund(ALICE, 1_250_000_000_000_000L);
        assertThat(balance(ALICE)).isEqualTo(1_250_000_000_000_000L);
    }

    @Test
    void shouldSpreadTransactionsOverBlocks() throws Exception {
        node.close();
        start(new DecoinDevnetContext().maxTransactionsPerBlock(2));
        node.faults().mining(false);
        for (int nonce = 0; nonce < 5; nonce++) {
            client.post(TestKey.funding(ALICE.address(), 1, nonce));
        }
        node.faults().mining(true);
        await().atMost(DEADLINE).until(() -> client.get("/mempool").json().isEmpty());
        assertThat(client.height()).isEqualTo(3);
    }

    @Test
    void shouldForgetEverythingUnlessItHasADataFile() throws Exception {
        fund(ALICE, 1_000);
        node.close();
        start(new DecoinDevnetContext());
        assertThat(client.height()).isZero();
        assertThat(balance(ALICE)).isZero();
    }

    @Test
    void shouldFindItsChainAgainInItsDataFile() throws Exception {
        final Path file = folder.resolve("devnet/chain.jsonl");
        node.close();
        start(new DecoinDevnetContext().dataFile(file));
        fund(ALICE, 1_000);
        awaitConfirmed(postedId(ALICE.transfer(BOB.address(), 10, 0)));
        node.faults().mining(false);
        final String pending = postedId(ALICE.transfer(BOB.address(), 10, 1));
        final var tip = client.get("/block/" + client.height()).json();
        node.close();
        Files.writeString(file, "{\"torn\":", StandardOpenOption.APPEND);

        start(new DecoinDevnetContext().dataFile(file));
        assertThat(client.get("/block/" + tip.path("index").intValue()).json()).isEqualTo(tip);
        awaitConfirmed(pending);
        assertThat(balance(BOB)).isEqualTo(20);
        assertThat(client.post(ALICE.transfer(BOB.address(), 10, 1)).status()).isEqualTo(400);

        assertThatThrownBy(() ->
                        DecoinDevnet.launch(new DecoinDevnetContext().port(0).dataFile(file)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("in use");
        node.close();
        Files.writeString(
                file, "{\"block\":{\"count\":0,\"timestamp\":1,\"hash\":\"00\"}}\n", StandardOpenOption.APPEND);
        assertThatThrownBy(() ->
                        DecoinDevnet.launch(new DecoinDevnetContext().port(0).dataFile(file)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("not this chain's");
    }

    @Test
    void shouldSayThatItsPortIsTaken() {
        assertThatThrownBy(() -> DecoinDevnet.launch(new DecoinDevnetContext().port(node.port())))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cannot listen on 127.0.0.1:" + node.port());
    }

    @Test
    void shouldMisbehaveOnDemand() throws Exception {
        node.faults().reads(Fault.ANSWER_500);
        assertThat(client.get("/status").status()).isEqualTo(500);
        node.faults().reads(Fault.NONE).post(Fault.REFUSE);
        assertThat(client.post(TestKey.funding(ALICE.address(), 1, 0)).status()).isEqualTo(400);
        node.faults().post(Fault.LOSE_ANSWER);
        final ObjectNode funding = TestKey.funding(ALICE.address(), 1, 0);
        assertThatThrownBy(() -> client.post(funding)).isInstanceOf(IOException.class);
        awaitConfirmed(TransactionParser.read(funding).id());
    }

    @Test
    void shouldMisbehaveWhenToldOverHttp() throws Exception {
        assertThat(switches("post=refuse&answer_delay_ms=1").status()).isEqualTo(200);
        assertThat(client.post(TestKey.funding(ALICE.address(), 1, 0)).status()).isEqualTo(400);
        assertThat(client.get("/devnet/faults").json().path("post").asText()).isEqualTo("REFUSE");
        switches("clear=true&reads=gone");
        assertThatThrownBy(() -> client.get("/status")).isInstanceOf(IOException.class);
        assertThat(switches("reads=none").status()).isEqualTo(200);
        assertThat(switches("volume=11").status()).isEqualTo(400);
        assertThat(switches("post=sing").status()).isEqualTo(400);
        fund(ALICE, 10);
    }

    @Test
    void shouldBeJammedUntilItRestartsFromGenesis() throws Exception {
        fund(ALICE, 1_000);
        switches("jam=true");
        final String id = postedId(TestKey.funding(ALICE.address(), 1, 1));
        switches("mining=true&clear=true");
        await().during(Duration.ofMillis(200)).atMost(DEADLINE).until(() -> "pending".equals(client.status(id)));
        switches("restart=true");
        assertThat(client.height()).isZero();
        assertThat(client.get("/transaction/" + id).status()).isEqualTo(404);
        assertThat(balance(ALICE)).isZero();
        fund(ALICE, 10);
    }

    @Test
    void shouldForgetItsDataFileWhenItRestartsFromGenesis() throws Exception {
        final Path file = folder.resolve("chain.jsonl");
        node.close();
        start(new DecoinDevnetContext().dataFile(file));
        fund(ALICE, 1_000);
        switches("restart=true");
        fund(BOB, 10);
        node.close();
        start(new DecoinDevnetContext().dataFile(file));
        assertThat(balance(ALICE)).isZero();
        assertThat(balance(BOB)).isEqualTo(10);
    }

    @Test
    void shouldTakeSoManyTransfersASecond() throws Exception {
        node.close();
        start(new DecoinDevnetContext().transfersPerSecond(100).answerMs(2, 3, 5));
        final long startNs = System.nanoTime();
        for (int i = 0; i < 20; i++) {
            postedId(TestKey.funding(ALICE.address(), 1, i));
        }
        assertThat(System.nanoTime() - startNs)
                .isGreaterThan(Duration.ofMillis(190).toNanos());
        node.faults().transfersPerSecond(0);
        postedId(TestKey.funding(ALICE.address(), 1, 99));
    }

    @Test
    void shouldAnswerAnyBodyWithARefusalAndMineOn() throws Exception {
        final Random random = new Random(42);
        for (int i = 0; i < 500; i++) {
            final byte[] body = new byte[random.nextInt(300)];
            random.nextBytes(body);
            assertThat(client.post("/transaction", body).status()).isEqualTo(422);
        }
        final byte[] deep = "[".repeat(60_000).getBytes(UTF_8);
        assertThat(client.post("/transaction", deep).status()).isEqualTo(422);
        fund(ALICE, 10);
    }

    private void start(final DecoinDevnetContext context) throws IOException {
        node = DecoinDevnet.launch(context.port(0).blockIntervalMs(20).overCapStallMs(300));
        client = new NodeClient(node.url());
    }

    private NodeClient.Answer switches(final String parameters) throws Exception {
        return client.post("/devnet/faults?" + parameters, new byte[0]);
    }

    private void fund(final TestKey key, final long amount) throws Exception {
        awaitConfirmed(postedId(TestKey.funding(key.address(), amount, 0)));
    }

    private String postedId(final ObjectNode body) throws Exception {
        final var answer = client.post(body);
        assertThat(answer.status()).isEqualTo(200);
        return answer.json().path("data").path("transaction_id").asText();
    }

    private void awaitConfirmed(final String id) {
        await().atMost(DEADLINE).until(() -> "confirmed".equals(client.status(id)));
    }

    /** Nothing that comes after is mined either. */
    private void assertJammed() throws Exception {
        node.faults().mining(true);
        final int height = client.height();
        final String id = postedId(TestKey.funding(BOB.address(), 1, 77));
        await().during(Duration.ofMillis(200)).atMost(DEADLINE).until(() -> "pending".equals(client.status(id)));
        assertThat(client.height()).isEqualTo(height);
    }

    private long balance(final TestKey key) throws Exception {
        return client.get("/balance/" + key.address())
                .json()
                .path("balance")
                .decimalValue()
                .longValueExact();
    }
}

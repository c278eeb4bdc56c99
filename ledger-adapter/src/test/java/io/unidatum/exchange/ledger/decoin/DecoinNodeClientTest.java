package io.unidatum.exchange.ledger.decoin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.unidatum.exchange.devnet.DecoinDevnet;
import io.unidatum.exchange.devnet.DecoinDevnetContext;
import io.unidatum.exchange.devnet.DevnetFaults.Fault;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The client against a node over HTTP. */
class DecoinNodeClientTest {
    private static final Duration DEADLINE = Duration.ofSeconds(30);
    private static final KeyPath PATH = new KeyPath(KeyPath.Branch.CUSTODY, 0);
    private static final TransferSigner SIGNER = new LocalTransferSigner(MasterSeed.of(new byte[32]));
    private static final String ADDRESS = DecoinAddress.of(SIGNER.publicKey(PATH));
    private static final String OTHER = DecoinAddress.of(SIGNER.publicKey(new KeyPath(KeyPath.Branch.CUSTODY, 1)));

    private DecoinDevnet node;
    private DecoinNodeClient client;
    private DecoinNodeClient impatient;

    @BeforeEach
    void launch() throws IOException {
        node = DecoinDevnet.launch(
                new DecoinDevnetContext().port(0).blockIntervalMs(20).raisedStake());
        client = new DecoinNodeClient(URI.create(node.url() + "/"), DEADLINE);
        impatient = new DecoinNodeClient(URI.create(node.url()), Duration.ofMillis(200));
    }

    @AfterEach
    void close() {
        client.close();
        impatient.close();
        node.close();
    }

    @Test
    void shouldPostAndReadBack() {
        final long amount = 1_250_000_000_000_000L;
        final Transfer funding = transfer(Transfer.SYSTEM, ADDRESS, amount, 0);
        assertThat(client.transaction(funding.id()).join()).isEmpty();
        assertThat(client.post(funding.unsignedBody()).join().kind()).isEqualTo(PostOutcome.Kind.ACCEPTED);
        awaitConfirmed(funding);
        assertThat(client.balance(ADDRESS).join()).isEqualTo(amount);

        final Transfer transfer = transfer(ADDRESS, OTHER, 5, 3);
        final String body = transfer.signedBody(SIGNER.publicKey(PATH), SIGNER.sign(PATH, transfer.signedBytes()));
        assertThat(client.post(body).join().kind()).isEqualTo(PostOutcome.Kind.ACCEPTED);
        awaitConfirmed(transfer);
        assertThat(client.post(body).join().kind()).isEqualTo(PostOutcome.Kind.REFUSED);
        assertThat(client.balance(ADDRESS).join()).isEqualTo(amount - 5);
        assertThat(client.height().join()).isGreaterThanOrEqualTo(2);
        assertThat(client.transactions(OTHER).join())
                .singleElement()
                .isEqualTo(client.transaction(transfer.id()).join().orElseThrow());
    }

    @Test
    void shouldSayWhatIsKnownAfterAPost() {
        final Transfer funding = transfer(Transfer.SYSTEM, ADDRESS, 1, 0);
        node.faults().post(Fault.REFUSE);
        assertThat(client.post(funding.unsignedBody()).join().kind()).isEqualTo(PostOutcome.Kind.REFUSED);
        node.faults().post(Fault.ANSWER_500);
        assertThat(client.post(funding.unsignedBody()).join().kind()).isEqualTo(PostOutcome.Kind.IN_DOUBT);
        node.faults().post(Fault.HANG);
        assertThat(impatient.post(funding.unsignedBody()).join().kind()).isEqualTo(PostOutcome.Kind.IN_DOUBT);
        assertThat(client.transaction(funding.id()).join()).isEmpty();
        node.faults().post(Fault.LOSE_ANSWER);
        assertThat(client.post(funding.unsignedBody()).join().kind()).isEqualTo(PostOutcome.Kind.IN_DOUBT);
        assertThat(client.transaction(funding.id()).join()).isPresent();
        node.close();
        assertThat(client.post(funding.unsignedBody()).join().kind()).isEqualTo(PostOutcome.Kind.NOT_SENT);
    }

    @Test
    void shouldFailReadsThatAreNotAnswered() {
        node.faults().reads(Fault.ANSWER_500);
        assertThatThrownBy(() -> client.height().join()).hasMessageContaining("/status answered 500");
        assertThatThrownBy(() -> client.transaction("00").join()).hasCauseInstanceOf(NodeException.class);
        node.faults().reads(Fault.HANG);
        assertThatThrownBy(() -> impatient.height().join()).hasCauseInstanceOf(IOException.class);
    }

    private void awaitConfirmed(final Transfer transfer) {
        await().atMost(DEADLINE).until(() -> client.transaction(transfer.id())
                .join()
                .map(NodeTransaction::confirmed)
                .orElse(false));
    }

    private static Transfer transfer(final String sender, final String recipient, final long amount, final long nonce) {
        return new Transfer(sender, recipient, amount, new TreeMap<>(Map.of("fee", 0L)), nonce, 1_700_000_000L);
    }
}

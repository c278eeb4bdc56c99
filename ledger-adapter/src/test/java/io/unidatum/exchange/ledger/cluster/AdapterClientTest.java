package io.unidatum.exchange.ledger.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.unidatum.exchange.client.ClientDriver;
import io.unidatum.exchange.client.ClientDriverContext;
import io.unidatum.exchange.client.ClusterClientContext;
import io.unidatum.exchange.client.CommandFailedException;
import io.unidatum.exchange.client.CommandFailure;
import io.unidatum.exchange.client.CommandResult;
import io.unidatum.exchange.node.ExchangeTestCluster;
import io.unidatum.exchange.protocol.MemberEndpoints;
import io.unidatum.exchange.runtime.Ed25519Key;
import io.unidatum.exchange.sbe.order.RejectReason;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The adapter's commands against a real node. */
class AdapterClientTest {
    private static final long TIMEOUT_NS = TimeUnit.SECONDS.toNanos(30);
    private static final int DEC = 1;

    @Test
    void shouldSendEachCommandOnceHoweverOftenItIsAsked() {
        try (ExchangeTestCluster cluster = ExchangeTestCluster.launch(1);
                ClientDriver driver = ClientDriver.launch(new ClientDriverContext())) {
            cluster.bootstrap(1);
            try (AdapterClient client = AdapterClient.launch(new ClusterClientContext()
                    .members(cluster.members())
                    .key(cluster.adapterKey())
                    .aeronDirectoryName(driver.aeronDirectoryName()))) {
                final byte[] transaction = new byte[32];
                transaction[0] = 42;
                final AdapterCommand deposit =
                        AdapterCommands.deposit(ExchangeTestCluster.FIRST_ACCOUNT, DEC, 5, transaction);
                final RequestId id = RequestId.derived("deposit", "42");

                final CommandResult first = client.execute(deposit, id, TIMEOUT_NS);
                assertThat(first.rejectReason()).isEqualTo(RejectReason.NONE);
                final CommandResult again = client.execute(deposit, id, TIMEOUT_NS);
                assertThat(again.replayed()).isTrue();
                assertThat(again.lastSequence()).isEqualTo(first.lastSequence());
                assertThat(client.execute(deposit, RequestId.random(), TIMEOUT_NS)
                                .rejectReason())
                        .isEqualTo(RejectReason.DUPLICATE_DEPOSIT);
                assertThat(client.isConnected()).isTrue();
            }
        }
    }

    @Test
    void shouldSayThatNothingWasSentWhenThereIsNoCluster() {
        try (ClientDriver driver = ClientDriver.launch(new ClientDriverContext());
                AdapterClient client = AdapterClient.launch(new ClusterClientContext()
                        .members(MemberEndpoints.parse("127.0.0.1", 1024))
                        .key(Ed25519Key.generate())
                        .aeronDirectoryName(driver.aeronDirectoryName()))) {
            assertThatThrownBy(() -> client.execute(
                            AdapterCommands.acknowledge("ledger", 1, 1),
                            RequestId.random(),
                            TimeUnit.MILLISECONDS.toNanos(300)))
                    .isInstanceOfSatisfying(CommandFailedException.class, ex -> assertThat(ex.failure())
                            .isEqualTo(CommandFailure.UNAVAILABLE));
            assertThat(client.isConnected()).isFalse();
        }
    }
}

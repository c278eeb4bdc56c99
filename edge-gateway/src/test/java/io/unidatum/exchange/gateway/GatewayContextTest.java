package io.unidatum.exchange.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.unidatum.exchange.protocol.MemberEndpoints;
import io.unidatum.exchange.runtime.Ed25519Key;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class GatewayContextTest {
    @Test
    void shouldNameTheSettingThatIsWrong() {
        context().conclude();
        refused("restPort", ctx -> ctx.restPort(70_000));
        refused("webSocketPort", ctx -> ctx.webSocketPort(-1));
        refused("two different ports", ctx -> ctx.restPort(8000).webSocketPort(8000));
        refused("key", ctx -> ctx.key(null));
        refused("apiMasterSecret", ctx -> ctx.apiMasterSecret(new byte[3]));
        refused("maxOrdersPerSecond", ctx -> ctx.limits().maxOrdersPerSecond(0));
        refused("orderTimeout", ctx -> ctx.limits().orderTimeout(Duration.ofMinutes(1)));
        refused("postgresUrl", ctx -> ctx.neighbours().postgresUrl("postgres://x"));
        refused("decoinNodeUrl", ctx -> ctx.neighbours().decoinNodeUrl("localhost:11080"));
        refused("ledgerStatusUrl", ctx -> ctx.neighbours().ledgerStatusUrl("not a url"));
    }

    @Test
    void shouldSayWhichPortIsTakenAndWhatToSet() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            final int port = taken.getLocalPort();
            assertThatThrownBy(() -> EdgeGateway.launch(context().restPort(port).webSocketPort(0)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(Integer.toString(port))
                    .hasMessageContaining("REST_PORT");
            assertThatThrownBy(() -> EdgeGateway.launch(context().restPort(0).webSocketPort(port)))
                    .hasMessageContaining("WS_PORT");
        }
    }

    @Test
    void shouldServeWithoutAClusterAndSayThatItTakesNoOrders() {
        try (EdgeGateway gateway =
                EdgeGateway.launch(context().restPort(0).webSocketPort(0).testAccounts(true))) {
            final RestClient rest = new RestClient(gateway.restPort());

            final RestClient.Answer health = rest.get("/health");
            assertThat(health.status()).isEqualTo(503);
            assertThat(health.json().get("accepting_orders").asBoolean()).isFalse();
            assertThat(rest.order("buy", "1", "1").code()).isEqualTo("STARTING");
            assertThat(rest.get("/api/v1/account/balance").code()).isEqualTo("STARTING");
            assertThat(rest.get("/api/v1/market/DEC-USD/ticker").status()).isEqualTo(503);
        }
    }

    private static GatewayContext context() {
        return new GatewayContext()
                .members(MemberEndpoints.parse("127.0.0.1", 2_000))
                .key(Ed25519Key.generate());
    }

    private static void refused(final String setting, final Consumer<GatewayContext> change) {
        final GatewayContext ctx = context();
        change.accept(ctx);
        assertThatThrownBy(ctx::conclude)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(setting);
    }
}

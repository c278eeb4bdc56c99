package io.unidatum.exchange.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.unidatum.exchange.gateway.RestClient.Answer;
import io.unidatum.exchange.node.FreePorts;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a client is told when the cluster dies with its order on the way. */
class InDoubtTest {
    private static final String ORDER = "{\"symbol\":\"DEC/USD\",\"side\":\"buy\",\"type\":\"limit\",\"quantity\":1,"
            + "\"price\":5,\"client_order_id\":\"find-me\"}";

    @Test
    void shouldNameTheClientOrderIdToAskForAndThenSayThatThereIsNoLeader() {
        try (Exchange exchange = Exchange.launch(1, FreePorts.basePort(1));
                EdgeGateway gateway = exchange.gateway(ctx -> ctx.limits().orderTimeout(Duration.ofMillis(800)))) {
            final RestClient rest = new RestClient(gateway.restPort());
            OrdersOverRestTest.awaitReady(rest);

            exchange.cluster().abort(0);
            final Answer inDoubt = rest.post("/api/v1/orders", ORDER);

            assertThat(inDoubt.status()).isEqualTo(504);
            assertThat(inDoubt.code()).isEqualTo("IN_DOUBT");
            assertThat(inDoubt.json().at("/error/client_order_id").asText()).isEqualTo("find-me");
            await().atMost(Duration.ofSeconds(40)).untilAsserted(() -> {
                final Answer refused = rest.post("/api/v1/orders", ORDER);
                assertThat(refused.status()).isEqualTo(503);
                assertThat(refused.code()).isEqualTo("NO_LEADER");
            });
        }
    }
}

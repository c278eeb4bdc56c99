package io.unidatum.exchange.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.unidatum.exchange.gateway.RestClient.Answer;
import org.junit.jupiter.api.Test;

/** MAX_ORDERS_PER_SECOND, for the gateway and for an account. */
class RateLimitTest {
    private static final String ORDER =
            "{\"symbol\":\"BTC/USD\",\"side\":\"buy\",\"type\":\"limit\",\"quantity\":0.01,\"price\":1}";

    @Test
    void shouldAnswer429WithRetryAfterBeyondTheGatewaysLimit() {
        try (EdgeGateway gateway = Exchange.shared().gateway(ctx -> ctx.limits().maxOrdersPerSecond(3))) {
            final RestClient rest = new RestClient(gateway.restPort());
            OrdersOverRestTest.awaitReady(rest);
            final Answer refused = untilRefused(rest.as(1006));

            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.code()).isEqualTo("RATE_LIMITED");
            assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 2);
            assertThat(rest.as(1006).get("/api/v1/orders?status=open").status()).isEqualTo(200);
        }
    }

    @Test
    void shouldLimitOneAccountAndNotTheOthers() {
        try (EdgeGateway gateway = Exchange.shared().gateway(ctx -> ctx.limits().maxOrdersPerSecondPerAccount(2))) {
            final RestClient rest = new RestClient(gateway.restPort());
            OrdersOverRestTest.awaitReady(rest);

            assertThat(untilRefused(rest.as(1006))
                            .json()
                            .get("error")
                            .get("message")
                            .asText())
                    .contains("your account");
            final Answer other = rest.as(1007).post("/api/v1/orders", ORDER);
            assertThat(other.status()).isEqualTo(201);
        }
    }

    /** Sends orders as fast as it can until one is refused. */
    private static Answer untilRefused(final RestClient client) {
        for (int i = 0; i < 500; i++) {
            final Answer answer = client.post("/api/v1/orders", ORDER);
            if (answer.status() != 201) {
                return answer;
            }
        }
        throw new AssertionError("500 orders in a row were admitted");
    }
}

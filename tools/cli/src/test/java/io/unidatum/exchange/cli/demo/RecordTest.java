package io.unidatum.exchange.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.unidatum.exchange.cli.rest.RestAnswer;
import io.unidatum.exchange.cli.rest.RestRequest;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RecordTest {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Record record = new Record();

    @Test
    void remembersWhatWasAcknowledged() {
        record.onAnswer(request("a"), accepted("7", "a", 100), TimeUnit.MILLISECONDS.toNanos(3));
        record.onAnswer(request("b"), accepted("8", "b", 90), TimeUnit.MILLISECONDS.toNanos(5));
        assertThat(record.acknowledged())
                .containsOnlyKeys("7", "8")
                .containsEntry("7", new Record.Acknowledged("7", 1061, "a"));
        assertThat(record.lastSequence()).isEqualTo(100);
        assertThat(record.duplicates()).isZero();
        assertThat(record.latencyUs().getMaxValue()).isBetween(4_990L, 5_010L);
    }

    @Test
    void remembersBothOrdersOfAPair() {
        final ObjectNode pair = NODES.objectNode();
        pair.putArray("orders")
                .add(accepted("7", "a", 100).body())
                .add(accepted("8", "a-stop", 100).body());
        record.onAnswer(request("a"), new RestAnswer(201, pair, 0), 1);
        assertThat(record.answered()).isEqualTo(1);
        assertThat(record.acknowledged())
                .containsOnlyKeys("7", "8")
                .containsEntry("8", new Record.Acknowledged("8", 1061, "a-stop"));
    }

    @Test
    void noticesAnIdThatWasGivenTwice() {
        record.onAnswer(request("a"), accepted("7", "a", 1), 1);
        record.onAnswer(request("b"), accepted("7", "b", 2), 1);
        assertThat(record.duplicates()).isEqualTo(1);
    }

    @Test
    void tellsRefusalsFromDoubts() {
        final ObjectNode error = NODES.objectNode();
        error.putObject("error").put("code", "NO_LIQUIDITY");
        record.onAnswer(request("a"), new RestAnswer(422, error, 0), 1);
        record.onAnswer(request("b"), new RestAnswer(500, NODES.objectNode(), 0), 1);
        record.onAnswer(request("c"), new RestAnswer(504, error, 0), 1);
        record.onFailure(request("d"), new IllegalStateException("connection was closed"));
        assertThat(record.refusals()).containsOnlyKeys("NO_LIQUIDITY", "HTTP 500");
        assertThat(record.inDoubt()).extracting(RestRequest::idempotencyKey).containsExactly("c", "d");
        assertThat(record.firstFailure()).isEqualTo("connection was closed");
        assertThat(record.answered()).isEqualTo(4);
    }

    private static RestRequest request(final String clientOrderId) {
        return new RestRequest("POST", "/api/v1/orders", 1061, NODES.objectNode(), clientOrderId);
    }

    private static RestAnswer accepted(final String orderId, final String clientOrderId, final long sequence) {
        return new RestAnswer(
                201,
                NODES.objectNode()
                        .put("order_id", orderId)
                        .put("client_order_id", clientOrderId)
                        .put("sequence", sequence),
                0);
    }
}

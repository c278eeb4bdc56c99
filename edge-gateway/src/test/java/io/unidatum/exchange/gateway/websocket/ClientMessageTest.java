package io.unidatum.exchange.gateway.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.unidatum.exchange.gateway.api.ApiException;
import io.unidatum.exchange.gateway.market.Channel;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ClientMessageTest {
    private static final String SUBSCRIBE =
            "{\"type\":\"subscribe\",\"channel\":\"orderbook\",\"symbol\":\"DEC/USD\",\"depth\":20,\"id\":\"1\"}";

    @Test
    void shouldReadASubscriptionInEachSpelling() {
        final ClientMessage one = ClientMessage.parse(SUBSCRIBE);
        assertThat(one.kind()).isEqualTo(ClientMessage.Kind.SUBSCRIBE);
        assertThat(one.channels()).containsExactly(Channel.ORDERBOOK);
        assertThat(one.symbols()).containsExactly("DEC/USD");
        assertThat(one.depth()).isEqualTo(20);
        assertThat(one.id()).isEqualTo("1");

        final ClientMessage many = ClientMessage.parse("{\"action\":\"SUBSCRIBE\",\"channels\":[\"trades\",\"ticker\"],"
                + "\"symbols\":[\"DEC/USD\",\"BTC/USD\",\"DEC/USD\"]}");
        assertThat(many.channels()).containsExactly(Channel.TRADES, Channel.TICKER);
        assertThat(many.symbols()).containsExactly("DEC/USD", "BTC/USD");
        assertThat(many.depth()).isEqualTo(20);
    }

    @Test
    void shouldReadWhatIsToBeCancelledOnDisconnect() {
        final ClientMessage message = ClientMessage.parse(
                "{\"type\":\"auth\",\"cancel_on_disconnect\":true,\"connection_id\":\"4711\",\"grace_ms\":0}");
        assertThat(message.cancelOnDisconnect()).isEqualTo(new ClientMessage.CancelOnDisconnect(4711, 0));
        assertThat(ClientMessage.parse("{\"type\":\"auth\",\"cancel_on_disconnect\":true}")
                        .cancelOnDisconnect())
                .isEqualTo(new ClientMessage.CancelOnDisconnect(0, 5_000));
        assertThat(ClientMessage.parse("{\"type\":\"auth\",\"cancel_on_disconnect\":false}")
                        .cancelOnDisconnect())
                .isNull();
        for (final String wrong : new String[] {
            "\"cancel_on_disconnect\":1",
            "\"connection_id\":\"4711\"",
            "\"cancel_on_disconnect\":false,\"grace_ms\":1",
            "\"cancel_on_disconnect\":true,\"connection_id\":\"0\"",
            "\"cancel_on_disconnect\":true,\"connection_id\":\"-1\"",
            "\"cancel_on_disconnect\":true,\"connection_id\":\"9223372036854775808\"",
            "\"cancel_on_disconnect\":true,\"connection_id\":\"mine\"",
            "\"cancel_on_disconnect\":true,\"grace_ms\":-1",
            "\"cancel_on_disconnect\":true,\"grace_ms\":300001",
            "\"cancel_on_disconnect\":true,\"grace_ms\":\"5\""
        }) {
            assertThatThrownBy(() -> ClientMessage.parse("{\"type\":\"auth\"," + wrong + "}"))
                    .as(wrong)
                    .hasMessageContaining("INVALID_FIELD");
        }
    }

    @Test
    void shouldAnswerAnyInputWithAMessageOrAStableCode() {
        final Random random = new Random(8_765);
        final String alphabet = "{}[]\":,.0123456789eE-truefalsn \\/";
        int messages = 0;
        for (int i = 0; i < 15_000; i++) {
            final StringBuilder text = new StringBuilder(SUBSCRIBE);
            for (int edits = 1 + random.nextInt(4); edits > 0; edits--) {
                final int at = random.nextInt(text.length());
                switch (random.nextInt(3)) {
                    case 0 -> text.deleteCharAt(at);
                    case 1 -> text.insert(at, alphabet.charAt(random.nextInt(alphabet.length())));
                    default -> text.setCharAt(at, alphabet.charAt(random.nextInt(alphabet.length())));
                }
            }
            try {
                assertThat(ClientMessage.parse(text.toString()).depth()).isBetween(1, ClientMessage.MAX_DEPTH);
                messages++;
            } catch (final ApiException ex) {
                assertThat(ex.error().code()).matches("[A-Z_]+");
            }
        }
        assertThat(messages).isPositive();
    }
}

package io.unidatum.exchange.gateway.websocket;

import static org.assertj.core.api.Assertions.assertThat;

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

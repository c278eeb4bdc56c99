package io.unidatum.exchange.devnet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a body must look like: 422 for its shape, 400 for its content. */
class TransactionRulesTest {
    private static final TestKey KEY = TestKey.of("11");

    @ParameterizedTest
    @ValueSource(strings = {"sender", "recipient", "amount", "nonce", "transaction_type"})
    void shouldFindABodyMalformedThatLacksAMember(final String member) {
        final ObjectNode body = KEY.transfer("DECbob", 1, 0);
        body.remove(member);
        assertThat(statusOf(body)).isEqualTo(422);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "1e999", "{}{}", "\"text\"", "{\"amount\":1e999}", "\u0000"})
    void shouldFindTextMalformedThatIsNoTransfer(final String text) {
        final var ex =
                catchThrowableOfType(RefusedException.class, () -> TransactionParser.parse(text.getBytes(UTF_8), true));
        assertThat(ex.status()).isEqualTo(422);
    }

    @Test
    void shouldRefuseAMissingTimestamp() {
        final ObjectNode body = KEY.transfer("DECbob", 1, 0);
        body.remove("timestamp");
        assertThat(statusOf(body)).isEqualTo(400);
    }

    @Test
    void shouldRefuseWhatIsNotSignedByTheSender() {
        assertThat(statusOf(KEY.transfer("DECbob", 1, 0).put("amount", 2))).isEqualTo(400);
        assertThat(statusOf(KEY.transfer("DECbob", 1, 0).put("public_key", "04" + KEY.publicKey())))
                .isEqualTo(400);
        assertThat(statusOf(KEY.transfer("DECbob", 1, 0).put("signature", "3045")))
                .isEqualTo(400);
        assertThat(statusOf(TestKey.of("2a").sign(KEY.transfer("DECbob", 1, 0))))
                .isEqualTo(400);
    }

    @Test
    void shouldRefuseMetadataOverItsLimit() {
        final ObjectNode body = KEY.transfer("DECbob", 1, 0);
        final int around = "{\"fee\": 1, \"note\": \"\"}".length();
        ((ObjectNode) body.get("metadata")).put("note", "x".repeat(1_024 - around));
        assertThatCode(() -> TransactionParser.parse(bytes(KEY.sign(body)), false))
                .doesNotThrowAnyException();
        ((ObjectNode) body.get("metadata")).put("note", "x".repeat(1_025 - around));
        assertThat(statusOf(KEY.sign(body))).isEqualTo(400);
    }

    @Test
    void shouldRefuseAmountsFeesAndNoncesOutOfRange() {
        assertThat(statusOf(KEY.transfer("DECbob", 0, 0))).isEqualTo(400);
        assertThat(statusOf(KEY.transfer("DECbob", 1, -1))).isEqualTo(400);
        final ObjectNode body = KEY.transfer("DECbob", 1, 0);
        ((ObjectNode) body.get("metadata")).put("fee", -1);
        assertThat(statusOf(KEY.sign(body))).isEqualTo(400);
    }

    @Test
    void shouldAcceptFundingOnlyWhereItIsSwitchedOn() throws Exception {
        final byte[] body = bytes(TestKey.funding("DECbob", 5, 0));
        assertThat(TransactionParser.parse(body, true).isFunding()).isTrue();
        final var ex = catchThrowableOfType(RefusedException.class, () -> TransactionParser.parse(body, false));
        assertThat(ex.status()).isEqualTo(400);
    }

    @Test
    void shouldSurviveAnyMutationOfABody() {
        final long seed = 20_261_122;
        final Random random = new Random(seed);
        final byte[] good = bytes(KEY.transfer("DECbob", 25, 3));
        final String digits = "{}[]\",:0123456789.eE-\\untrufalse \u0000\uffff";
        for (int i = 0; i < 20_000; i++) {
            byte[] body = good.clone();
            final int changes = 1 + random.nextInt(4);
            for (int change = 0; change < changes; change++) {
                body[random.nextInt(body.length)] = random.nextBoolean()
                        ? (byte) random.nextInt(256)
                        : (byte) digits.charAt(random.nextInt(digits.length()));
            }
            if (random.nextInt(4) == 0) {
                body = java.util.Arrays.copyOf(body, random.nextInt(body.length));
            }
            final byte[] mutated = body;
            try {
                TransactionParser.parse(mutated, true);
            } catch (final RefusedException ex) {
                assertThat(ex.status()).isIn(400, 422);
            } catch (final RuntimeException ex) {
                throw new AssertionError("seed " + seed + " iteration " + i + ": " + new String(mutated, UTF_8), ex);
            }
        }
    }

    private static int statusOf(final ObjectNode body) {
        final var ex = catchThrowableOfType(RefusedException.class, () -> TransactionParser.parse(bytes(body), false));
        return ex.status();
    }

    private static byte[] bytes(final ObjectNode body) {
        return body.toString().getBytes(UTF_8);
    }
}

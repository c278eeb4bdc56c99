package io.unidatum.exchange.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.unidatum.exchange.client.view.ApiKeyView;
import io.unidatum.exchange.gateway.api.ApiException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The vectors were made with openssl, as docs/rest-api.md shows. */
class AuthenticatorTest {
    private static final long NOW_MS = 1_700_000_000_000L;
    private static final byte[] MASTER = bytes("0123456789abcdef");
    private static final byte[] BODY = bytes("{\"symbol\":\"DEC/USD\"}");

    private final ApiKeyDirectory keys = new ApiKeyDirectory();
    private final Authenticator authenticator =
            new Authenticator(new ApiSecrets(MASTER), keys, new TestAccounts(false, 1001, 100), () -> NOW_MS);

    @BeforeEach
    void setUp() {
        keys.put(new ApiKeyView(42, 1007, 3, true, true, false, true));
    }

    @Test
    void shouldDeriveTheSecretThatTheOperatorWasGiven() {
        assertThat(HexFormat.of().formatHex(new ApiSecrets(MASTER).secretOf(42, 3)))
                .isEqualTo("f74fc7c2f81cb28faa9bcbb017700b781336d0e6446bd250aa8fae412282fd93");
    }

    @Test
    void shouldAcceptAProperSignature() {
        final Caller caller = authenticator.authenticate(
                new Credentials(
                        "42",
                        "1700000000000",
                        "8d7ac8cd53447c41307ea3c2c1a278f045f33eda6987455dc9a39f04721b0f0e",
                        null),
                "POST",
                "/api/v1/orders?x=1",
                null,
                BODY);

        assertThat(caller.account()).isEqualTo(1007);
        assertThat(caller.apiKeyId()).isEqualTo(42);
        assertThat(caller.mayTrade()).isTrue();
    }

    @Test
    void shouldAcceptASignatureOverAnIdempotencyKey() {
        final Caller caller = authenticator.authenticate(
                new Credentials(
                        "42",
                        "1700000000000",
                        "06d4c49b0358f7de08fe29540872f8250808c92617803c9c2aae9870724efb10",
                        null),
                "POST",
                "/api/v1/orders?x=1",
                "key-1",
                BODY);

        assertThat(caller.account()).isEqualTo(1007);
    }

    @Test
    void shouldRefuseEveryChangeOfASignedRequest() {
        final String signature = "8d7ac8cd53447c41307ea3c2c1a278f045f33eda6987455dc9a39f04721b0f0e";
        expect("INVALID_SIGNATURE", "42", "1700000000001", signature, "POST", "/api/v1/orders?x=1", null, BODY);
        expect("INVALID_SIGNATURE", "42", "1700000000000", signature, "PUT", "/api/v1/orders?x=1", null, BODY);
        expect("INVALID_SIGNATURE", "42", "1700000000000", signature, "POST", "/api/v1/orders?x=2", null, BODY);
        expect("INVALID_SIGNATURE", "42", "1700000000000", signature, "POST", "/api/v1/orders?x=1", "key", BODY);
        expect("INVALID_SIGNATURE", "42", "1700000000000", signature, "POST", "/api/v1/orders?x=1", null, MASTER);
        expect("INVALID_API_KEY", "43", "1700000000000", signature, "POST", "/api/v1/orders?x=1", null, BODY);
        expect("STALE_TIMESTAMP", "42", "1700000010001", signature, "POST", "/api/v1/orders?x=1", null, BODY);
        expect("STALE_TIMESTAMP", "42", "1699999989999", signature, "POST", "/api/v1/orders?x=1", null, BODY);
        expect("INVALID_CREDENTIALS", "x", "1700000000000", signature, "POST", "/api/v1/orders?x=1", null, BODY);
        keys.put(new ApiKeyView(42, 1007, 4, true, true, false, true));
        expect("INVALID_SIGNATURE", "42", "1700000000000", signature, "POST", "/api/v1/orders?x=1", null, BODY);
        keys.put(new ApiKeyView(42, 1007, 3, true, true, false, false));
        expect("INVALID_API_KEY", "42", "1700000000000", signature, "POST", "/api/v1/orders?x=1", null, BODY);
    }

    @Test
    void shouldActForTestAccountsInDevelopmentModeOnly() {
        final TestAccounts accounts = new TestAccounts(true, 1001, 100);
        assertThat(accounts.caller(null).account()).isEqualTo(1001);
        assertThat(accounts.caller("1100").account()).isEqualTo(1100);
        for (final String other : new String[] {"1101", "1000", "1", "-1", "abc", "", "99999999999999999999"}) {
            assertThatThrownBy(() -> accounts.caller(other))
                    .isInstanceOfSatisfying(
                            ApiException.class,
                            ex -> assertThat(ex.error().status()).isEqualTo(403));
        }
        assertThatThrownBy(() -> authenticator.authenticate(Credentials.NONE, "GET", "/", null, new byte[0]))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        ex -> assertThat(ex.error().status()).isEqualTo(401));
    }

    private void expect(
            final String code,
            final String apiKey,
            final String timestamp,
            final String signature,
            final String method,
            final String path,
            final String idempotencyKey,
            final byte[] body) {
        final Credentials credentials = new Credentials(apiKey, timestamp, signature, null);
        assertThatThrownBy(() -> authenticator.authenticate(credentials, method, path, idempotencyKey, body))
                .isInstanceOfSatisfying(ApiException.class, ex -> {
                    assertThat(ex.error().code()).isEqualTo(code);
                    assertThat(ex.error().status()).isEqualTo(401);
                });
    }

    private static byte[] bytes(final String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}

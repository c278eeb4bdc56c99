package io.unidatum.exchange.gateway.auth;

import io.unidatum.exchange.client.view.ApiKeyView;
import io.unidatum.exchange.gateway.api.ApiError;
import io.unidatum.exchange.gateway.api.ApiException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.function.LongSupplier;

/**
 * Decides whom a request acts for. The signature is HMAC-SHA256, by the API key's secret, over
 * {@code timestamp \n METHOD \n path-with-query \n body}; a request with an Idempotency-Key has the key and a line feed
 * before the body, so that nobody can add, change or take away the key of a request that was overheard. Thread safe.
 */
public final class Authenticator {
    /** How far a time stamp may be from this machine's clock, ms, either way. */
    public static final long WINDOW_MS = 10_000;

    private static final int MAX_DIGITS = 20;
    private static final byte[] NOTHING = {};

    private final ApiSecrets secrets;
    private final ApiKeyDirectory keys;
    private final TestAccounts testAccounts;
    private final LongSupplier clockMs;

    /**
     * Constructs an authenticator.
     *
     * @param secrets of the API keys.
     * @param keys there are.
     * @param testAccounts of the development mode.
     * @param clockMs milliseconds since the epoch.
     */
    public Authenticator(
            final ApiSecrets secrets,
            final ApiKeyDirectory keys,
            final TestAccounts testAccounts,
            final LongSupplier clockMs) {
        this.secrets = secrets;
        this.keys = keys;
        this.testAccounts = testAccounts;
        this.clockMs = clockMs;
    }

    /**
     * Decides.
     *
     * @param credentials the request brings.
     * @param method in upper case.
     * @param path with query, as it was sent.
     * @param idempotencyKey null if there is none.
     * @param body as it was sent; empty if there is none.
     * @return whom the request acts for.
     * @throws ApiException 401 if the credentials are missing or wrong.
     */
    public Caller authenticate(
            final Credentials credentials,
            final String method,
            final String path,
            final String idempotencyKey,
            final byte[] body) {
        if (!credentials.hasSignature()) {
            return testAccounts.caller(credentials.testAccount());
        }
        if (credentials.apiKey() == null || credentials.timestamp() == null || credentials.signature() == null) {
            throw refused("MISSING_CREDENTIALS", "a signed request has all of X-API-Key, X-Timestamp and X-Signature");
        }
        final long timestampMs = number(credentials.timestamp(), "X-Timestamp");
        final long ageMs = clockMs.getAsLong() - timestampMs;
        if (ageMs > WINDOW_MS || ageMs < -WINDOW_MS) {
            throw refused(
                    "STALE_TIMESTAMP",
                    "X-Timestamp is more than 10 s from the exchange's clock: send milliseconds since 1970 and set your"
                            + " clock; the exchange's is at " + clockMs.getAsLong());
        }
        final ApiKeyView key = keys.find(number(credentials.apiKey(), "X-API-Key"));
        if (!secrets.isConfigured() || key == null || !key.enabled()) {
            throw refused("INVALID_API_KEY", "this API key does not exist or is switched off");
        }
        final byte[] signature = ApiSecrets.parseSignature(credentials.signature());
        final byte[] expected = ApiSecrets.hmac(
                secrets.secretOf(key.apiKeyId(), key.generation()),
                ascii(credentials.timestamp() + "\n" + method + "\n" + path + "\n"),
                idempotencyKey == null ? NOTHING : ascii(idempotencyKey + "\n"),
                body);
        if (signature == null || !MessageDigest.isEqual(expected, signature)) {
            throw refused(
                    "INVALID_SIGNATURE",
                    "X-Signature is not the HMAC-SHA256 of timestamp, method, path and body under this key's secret:"
                            + " see docs/rest-api.md");
        }
        return new Caller(key.account(), key.apiKeyId(), key.mayRead(), key.mayTrade(), key.mayWithdraw(), expected);
    }

    private static long number(final String text, final String header) {
        if (text.isEmpty() || text.length() > MAX_DIGITS || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw refused("INVALID_CREDENTIALS", header + " is not a number");
        }
        try {
            return Long.parseUnsignedLong(text);
        } catch (final NumberFormatException ex) {
            throw refused("INVALID_CREDENTIALS", header + " is out of range");
        }
    }

    private static byte[] ascii(final String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static ApiException refused(final String code, final String message) {
        return new ApiError(401, code, message).exception();
    }
}

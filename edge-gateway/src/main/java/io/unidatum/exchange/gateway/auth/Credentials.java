package io.unidatum.exchange.gateway.auth;

/**
 * What a request says about who sends it; each is null if it was not given.
 *
 * @param apiKey id of the API key, decimal.
 * @param timestamp milliseconds since the epoch, decimal.
 * @param signature 64 hex digits.
 * @param testAccount account to act for in development mode, decimal.
 */
public record Credentials(String apiKey, String timestamp, String signature, String testAccount) {
    /** Nothing given. */
    public static final Credentials NONE = new Credentials(null, null, null, null);

    boolean hasSignature() {
        return apiKey != null || timestamp != null || signature != null;
    }
}

package io.unidatum.exchange.cli.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * A request to the exchange in a test account's name.
 *
 * @param method of HTTP.
 * @param path with its query.
 * @param account that acts; 0 for none.
 * @param body or null.
 * @param idempotencyKey under which it may be sent again without a second effect; null for none.
 */
public record RestRequest(String method, String path, long account, JsonNode body, String idempotencyKey) {
    /**
     * A question.
     *
     * @param path with its query.
     * @param account that asks; 0 for none.
     * @return the request.
     */
    public static RestRequest get(final String path, final long account) {
        return new RestRequest("GET", path, account, null, null);
    }

    /**
     * Escapes a value for a query.
     *
     * @param value to escape.
     * @return as it stands in a URL.
     */
    public static String escape(final String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    /**
     * A symbol as it stands in a path.
     *
     * @param symbol such as DEC/USD.
     * @return such as DEC-USD.
     */
    public static String pathOf(final String symbol) {
        return symbol.replace('/', '-');
    }
}

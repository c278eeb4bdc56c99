package io.unidatum.exchange.cli.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;

/** Asks processes for their {@code /health}. Stateless and safe from any thread. */
public final class Health {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int CONNECT_TIMEOUT_MS = 500;
    private static final int READ_TIMEOUT_MS = 2_000;

    private Health() {}

    /**
     * An answer.
     *
     * @param code HTTP status; 0 if there was no answer.
     * @param body JSON; missing if there was none.
     */
    public record Answer(int code, JsonNode body) {
        /** Whether it says that all is well. {@return true if so} */
        public boolean ok() {
            return code == HttpURLConnection.HTTP_OK;
        }

        /**
         * A fact of the answer.
         *
         * @param name of the fact.
         * @return its text, "" if it is not there.
         */
        public String text(final String name) {
            return body.path(name).asText("");
        }
    }

    /**
     * Asks once.
     *
     * @param endpoint host:port.
     * @return the answer.
     */
    public static Answer of(final String endpoint) {
        return get("http://" + endpoint + "/health");
    }

    /**
     * Asks once.
     *
     * @param url full address.
     * @return the answer.
     */
    public static Answer get(final String url) {
        try {
            final HttpURLConnection connection =
                    (HttpURLConnection) URI.create(url).toURL().openConnection();
            connection.setConnectTimeout(CONNECT_TIMEOUT_MS);
            connection.setReadTimeout(READ_TIMEOUT_MS);
            final int code = connection.getResponseCode();
            try (InputStream body = code >= HttpURLConnection.HTTP_BAD_REQUEST
                    ? connection.getErrorStream()
                    : connection.getInputStream()) {
                return new Answer(code, body == null ? MissingNode.getInstance() : MAPPER.readTree(body));
            } finally {
                connection.disconnect();
            }
        } catch (final IOException ex) {
            return new Answer(0, MissingNode.getInstance());
        }
    }
}

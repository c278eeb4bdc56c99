package io.unidatum.exchange.cli.settings;

/**
 * A secret value: it never prints itself.
 *
 * @param value the secret.
 */
public record Secret(String value) {
    @Override
    public String toString() {
        return "(hidden)";
    }
}

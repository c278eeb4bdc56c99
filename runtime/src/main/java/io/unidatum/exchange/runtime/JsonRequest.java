package io.unidatum.exchange.runtime;

import java.util.Map;

/**
 * A request to a {@link JsonEndpoint}.
 *
 * @param path what follows the endpoint's own path, without a leading slash; empty for the endpoint itself.
 * @param query parameters by name; the last one of a name counts.
 */
public record JsonRequest(String path, Map<String, String> query) {
    /**
     * A parameter as it is.
     *
     * @param name of the parameter.
     * @return null if it is not there or empty.
     */
    public String text(final String name) {
        final String value = query.get(name);
        return value == null || value.isEmpty() ? null : value;
    }

    /**
     * A whole number.
     *
     * @param name of the parameter.
     * @param absent value if it is not there.
     * @param least allowed.
     * @param most allowed.
     * @return the value.
     * @throws IllegalArgumentException if it is no such number.
     */
    public long number(final String name, final long absent, final long least, final long most) {
        final String text = text(name);
        if (text == null) {
            return absent;
        }
        try {
            final long value = Long.parseLong(text);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (final NumberFormatException ex) {
            // Said below, as for a number out of range.
        }
        throw new IllegalArgumentException(name + " must be a whole number from " + least + " to " + most);
    }

    /**
     * A whole number that has to be there.
     *
     * @param name of the parameter.
     * @param least allowed.
     * @param most allowed.
     * @return the value.
     * @throws IllegalArgumentException if it is not there or no such number.
     */
    public long required(final String name, final long least, final long most) {
        if (text(name) == null) {
            throw new IllegalArgumentException("the parameter " + name + " is missing");
        }
        return number(name, least, least, most);
    }
}

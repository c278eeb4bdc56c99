package io.unidatum.exchange.cli.settings;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * How a setting's text becomes its value, and the words that say what is allowed. Stateless and safe from any thread.
 *
 * @param <T> type of the value.
 */
public abstract class SettingType<T> implements ITypeConverter<T> {
    private final String allowed;

    /**
     * Constructs a type.
     *
     * @param allowed what is allowed, as it continues "must be ...".
     */
    protected SettingType(final String allowed) {
        this.allowed = allowed;
    }

    /** What is allowed, for error messages and the documentation. {@return words that continue "must be ..."} */
    public final String allowed() {
        return allowed;
    }

    /**
     * Parses the text.
     *
     * @param text without surrounding space, not empty.
     * @return the value.
     * @throws IllegalArgumentException if it is not allowed.
     */
    protected abstract T parse(String text);

    @Override
    public final T convert(final String value) {
        try {
            return parse(value.strip());
        } catch (final IllegalArgumentException ex) {
            throw new TypeConversionException("must be " + allowed);
        }
    }
}

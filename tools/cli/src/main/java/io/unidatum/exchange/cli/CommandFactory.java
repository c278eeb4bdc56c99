package io.unidatum.exchange.cli;

import io.unidatum.exchange.cli.settings.SettingSource;
import java.lang.reflect.Constructor;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Makes commands; those whose constructor asks for it get the source of settings. */
final class CommandFactory implements IFactory {
    private final IFactory fallback = CommandLine.defaultFactory();
    private final SettingSource source;

    CommandFactory(final SettingSource source) {
        this.source = source;
    }

    @Override
    public <K> K create(final Class<K> type) throws Exception {
        for (final Constructor<?> constructor : type.getDeclaredConstructors()) {
            if (constructor.getParameterCount() == 1 && constructor.getParameterTypes()[0] == SettingSource.class) {
                return type.cast(constructor.newInstance(source));
            }
        }
        return fallback.create(type);
    }
}

package io.unidatum.exchange.cli;

import picocli.CommandLine.IVersionProvider;

/** The version of this build. */
public final class Version implements IVersionProvider {
    /** Constructs the provider. */
    public Version() {}

    /** The version of this build. {@return as in the distribution's manifest, "development" outside of it} */
    public static String text() {
        final String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    @Override
    public String[] getVersion() {
        return new String[] {"exchange " + text()};
    }
}

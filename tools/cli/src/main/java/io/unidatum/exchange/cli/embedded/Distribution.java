package io.unidatum.exchange.cli.embedded;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where the distribution is that this process was started from. */
public final class Distribution {
    private Distribution() {}

    /** The distribution's folder. {@return empty if this process was not started by {@code bin/exchange}} */
    public static Optional<Path> home() {
        return Optional.ofNullable(System.getenv("EXCHANGE_HOME")).map(Path::of).filter(Files::isDirectory);
    }

    /**
     * The folder with the servers' binaries: the one that the build prepared, else one to unpack them into.
     *
     * @param otherwise folder to use when nothing was prepared.
     * @return the folder.
     */
    public static Path binaries(final Path otherwise) {
        return home().map(folder -> folder.resolve("embedded"))
                .filter(Files::isDirectory)
                .orElse(otherwise);
    }
}

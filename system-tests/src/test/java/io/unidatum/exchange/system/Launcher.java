package io.unidatum.exchange.system;

import java.nio.file.Path;

/** The launcher of the distribution that the build has made. */
final class Launcher {
    static final Path FILE = Path.of("../tools/cli/target/exchange/bin/exchange");

    private Launcher() {}
}

package io.unidatum.exchange.cli.shell;

import io.unidatum.exchange.cli.UserError;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Programs of this machine. */
final class Programs {
    private Programs() {}

    /**
     * Looks for a program.
     *
     * @param name of the program.
     * @return true if it is on the path.
     */
    static boolean has(final String name) {
        for (final String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
            if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, name))) {
                return true;
            }
        }
        return false;
    }

    /**
     * Runs a program on this terminal until it ends.
     *
     * @param environment what is added to this process's own; secrets go here rather than on the command line.
     * @param command and its arguments.
     * @return its exit code.
     */
    static int run(final Map<String, String> environment, final List<String> command) throws InterruptedException {
        final ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        builder.environment().putAll(environment);
        try {
            return builder.start().waitFor();
        } catch (final IOException ex) {
            throw new UserError(command.get(0) + " cannot be started: " + ex.getMessage());
        }
    }
}

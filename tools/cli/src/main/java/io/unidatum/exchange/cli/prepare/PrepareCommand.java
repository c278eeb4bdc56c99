package io.unidatum.exchange.cli.prepare;

import io.unidatum.exchange.cli.UserError;
import io.unidatum.exchange.cli.embedded.Distribution;
import io.unidatum.exchange.cli.embedded.PostgresTemplate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code exchange prepare}: part of the build. Does nothing when what it makes is up to date. */
@Command(
        name = "prepare",
        hidden = true,
        description = "Part of the build: prepares PostgreSQL and the classes for quick starts.")
public final class PrepareCommand implements Callable<Integer> {
    private static final long TIMEOUT_S = 120;

    @Spec
    private CommandSpec spec;

    /** Constructs the command, to be filled by picocli. */
    public PrepareCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        final Path home = Distribution.home()
                .orElseThrow(() -> new UserError("'prepare' works on a distribution: start it by bin/exchange"));
        try {
            new PostgresTemplate(home.resolve("embedded")).prepare();
        } catch (final UserError ex) {
            // Not on this machine: 'run' will say so if it needs the server.
            warn("PostgreSQL is not prepared: " + ex.getMessage());
        }
        classes(home.resolve("lib"));
        return 0;
    }

    private void classes(final Path lib) throws IOException, InterruptedException {
        final Path archive = lib.resolve("classes-" + System.getProperty("java.version") + ".jsa");
        final Path stampFile = lib.resolve("classes.stamp");
        final String stamp = stamp(lib);
        if (Files.exists(archive)
                && Files.exists(stampFile)
                && Files.readString(stampFile).equals(stamp)) {
            return;
        }
        Files.deleteIfExists(archive);
        final Path temporary = lib.resolve("classes.tmp");
        Files.deleteIfExists(temporary);
        final Path log = Files.createTempFile("exchange-prepare", ".log");
        try {
            final ProcessBuilder builder = new ProcessBuilder(
                            lib.resolveSibling("bin").resolve("exchange").toString(), "train")
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            builder.environment().put("EXCHANGE_JAVA_OPTS", "-XX:ArchiveClassesAtExit=" + temporary);
            final Process process = builder.start();
            if (!process.waitFor(TIMEOUT_S, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            if (process.exitValue() != 0 || !Files.exists(temporary)) {
                warn("classes are not prepared, starts will be slower: "
                        + Files.readAllLines(log).stream().reduce("", (first, second) -> second));
                return;
            }
            Files.move(temporary, archive, StandardCopyOption.REPLACE_EXISTING);
            Files.writeString(stampFile, stamp);
        } finally {
            Files.deleteIfExists(temporary);
            Files.delete(log);
        }
    }

    private void warn(final String text) {
        spec.commandLine().getErr().println("exchange: " + text);
    }

    private static String stamp(final Path lib) throws IOException {
        try (Stream<Path> files = Files.list(lib)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .map(file -> file.getFileName() + " " + file.toFile().length() + " "
                            + file.toFile().lastModified())
                    .collect(Collectors.joining("\n", System.getProperty("java.vm.version") + "\n", "\n"));
        }
    }
}

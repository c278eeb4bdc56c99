package io.unidatum.exchange.cli.embedded;

import io.unidatum.exchange.cli.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * PostgreSQL's programs. Root may run them: the server, which refuses to be root, then runs in a user namespace in
 * which it is nobody.
 */
final class PostgresTools {
    static final String INSTEAD = "set POSTGRES_HOST to a server of yours";

    private static final long TIMEOUT_S = 120;

    private final Path folder;

    /**
     * Names the programs' folder; nothing is done yet.
     *
     * @param binaries folder of all binaries.
     */
    PostgresTools(final Path binaries) {
        this.folder = binaries.resolve("postgres-18");
    }

    /** Unpacks the programs, unless that was done before. */
    void unpack() {
        final String architecture = Binaries.isArm() ? "arm_64" : "x86_64";
        Binaries.unpack("postgres-linux-" + architecture + ".txz", folder, INSTEAD);
    }

    /** Makes a data folder. */
    void initialise(final Path data, final String user, final String password, final String database)
            throws IOException {
        FileTree.delete(data);
        Files.createDirectories(data.getParent());
        final Path passwordFile = Files.createTempFile(data.getParent(), "postgres", ".tmp");
        try {
            Files.writeString(passwordFile, password + "\n");
            run(
                    data.getParent(),
                    "",
                    "initdb",
                    "--pgdata=" + data,
                    "--username=" + user,
                    "--pwfile=" + passwordFile,
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    "--locale=C",
                    "--no-instructions");
        } finally {
            Files.delete(passwordFile);
        }
        if (!database.equals("postgres")) {
            sql(data, "CREATE DATABASE \"" + database + "\"");
        }
    }

    /** Carries out one statement on a data folder whose server does not run. */
    void sql(final Path data, final String statement) throws IOException {
        run(data.getParent(), statement + "\n", "postgres", "--single", "-D", data.toString(), "postgres");
    }

    /** How to call a program. {@return the command; the process is the program itself} */
    List<String> command(final String tool, final List<String> arguments) {
        final List<String> command = new ArrayList<>();
        if ("root".equals(System.getProperty("user.name"))) {
            command.add("unshare");
            command.add("--user");
        }
        command.add(folder.resolve("bin").resolve(tool).toString());
        command.addAll(arguments);
        return command;
    }

    private void run(final Path logs, final String input, final String tool, final String... arguments)
            throws IOException {
        final Path output = Files.createTempFile(logs, tool, ".tmp");
        try {
            final Process process = new ProcessBuilder(command(tool, List.of(arguments)))
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            try (var stdin = process.outputWriter()) {
                stdin.write(input);
            }
            if (!process.waitFor(TIMEOUT_S, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new UserError("PostgreSQL's " + tool + " does not end; " + INSTEAD);
            }
            if (process.exitValue() != 0) {
                throw new UserError("PostgreSQL's " + tool + " failed (" + lastLine(output)
                        + "): run as another user, or " + INSTEAD);
            }
        } catch (final InterruptedException ex) {
            Thread.currentThread().interrupt();
            throw new UserError("interrupted while PostgreSQL was set up");
        } finally {
            Files.deleteIfExists(output);
        }
    }

    private static String lastLine(final Path file) throws IOException {
        final List<String> lines = Files.readAllLines(file).stream()
                .filter(line -> !line.isBlank())
                .toList();
        return lines.isEmpty() ? "it said nothing" : lines.get(lines.size() - 1).strip();
    }
}

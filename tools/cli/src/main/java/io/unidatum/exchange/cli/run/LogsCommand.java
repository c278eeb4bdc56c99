package io.unidatum.exchange.cli.run;

import io.unidatum.exchange.cli.UserError;
import io.unidatum.exchange.cli.settings.DataSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code exchange logs}: the logs of the local exchange. */
@Command(
        name = "logs",
        description = "Shows the logs of the processes that 'run' started.",
        footer = {"", "Example: exchange logs gateway node -f"})
public final class LogsCommand implements Callable<Integer> {
    private static final long POLL_MS = 300;

    @Mixin
    private DataSettings data;

    @Parameters(paramLabel = "PROCESS", arity = "0..*", description = "Processes, all when none is named; node is all.")
    private List<String> names = List.of();

    @Option(
            names = {"-f", "--follow"},
            description = "Go on showing what is added, until Ctrl-C.")
    private boolean follow;

    @Option(
            names = {"-n", "--lines"},
            paramLabel = "NUMBER",
            defaultValue = "50",
            description = "How many of the last lines of each log to show.")
    private int lines;

    @Spec
    private CommandSpec spec;

    /** Constructs the command, to be filled by picocli. */
    public LogsCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        final PrintWriter out = spec.commandLine().getOut();
        final List<LogTail> tails = new ArrayList<>();
        final List<Path> files = files(new DataFolder(data.dataDir()));
        for (final Path file : files) {
            final String name = file.getFileName().toString().replaceFirst("\\.log$", "");
            tails.add(new LogTail(file, files.size() > 1 ? name + " | " : ""));
        }
        for (final LogTail tail : tails) {
            tail.last(lines).forEach(out::println);
        }
        out.flush();
        while (follow && !out.checkError()) {
            for (final LogTail tail : tails) {
                tail.added().forEach(out::println);
            }
            out.flush();
            Thread.sleep(POLL_MS);
        }
        return 0;
    }

    private List<Path> files(final DataFolder folder) throws IOException {
        if (!Files.isDirectory(folder.logs())) {
            throw new UserError("there are no logs in " + folder.logs() + ": 'exchange run' makes them");
        }
        final List<Path> all;
        try (Stream<Path> entries = Files.list(folder.logs())) {
            all = entries.filter(file -> file.toString().endsWith(".log"))
                    .sorted()
                    .toList();
        }
        if (names.isEmpty()) {
            return all;
        }
        final List<Path> chosen = new ArrayList<>();
        for (final String name : names) {
            final List<Path> matching = all.stream()
                    .filter(file -> file.getFileName().toString().matches(name + "(-[0-9]+)?\\.log"))
                    .toList();
            if (matching.isEmpty()) {
                throw new UserError("there is no log of " + name + " in " + folder.logs());
            }
            chosen.addAll(matching);
        }
        return chosen;
    }
}

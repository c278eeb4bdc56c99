package io.unidatum.exchange.cli.run;

import io.unidatum.exchange.cli.UserError;
import io.unidatum.exchange.cli.settings.DataSettings;
import java.nio.file.Files;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code exchange clean}: erases the state of the local exchange. */
@Command(
        name = "clean",
        description = {
            "Erases DATA_DIR: all orders, balances, keys and logs of the exchange that 'run' keeps there.",
            "Refuses while that exchange runs, and with a folder that is not an exchange's."
        })
public final class CleanCommand implements Callable<Integer> {
    @Mixin
    private DataSettings data;

    @Spec
    private CommandSpec spec;

    /** Constructs the command, to be filled by picocli. */
    public CleanCommand() {}

    @Override
    public Integer call() {
        final DataFolder folder = new DataFolder(data.dataDir());
        if (!Files.exists(folder.root())) {
            spec.commandLine().getOut().println("There is nothing to erase in " + folder.root());
            return 0;
        }
        final var living = PidFile.read(folder.pidFile()).living();
        if (!living.isEmpty()) {
            throw new UserError("an exchange runs in " + folder.root() + " (" + String.join(", ", living.keySet())
                    + "): stop it first with 'exchange down'");
        }
        folder.erase();
        spec.commandLine().getOut().println("Erased " + folder.root());
        return 0;
    }
}

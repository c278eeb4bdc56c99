package io.unidatum.exchange.cli.registry;

import io.unidatum.exchange.runtime.task.Drill;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code exchange drill}: runs a drill by its name. */
@Command(
        name = "drill",
        description = "Runs a drill by its name, or lists all.",
        footer = {
            "",
            "'list' also shows the settings of each. They are given in the environment, or behind make's target:",
            "  TURNS=5 exchange drill NAME",
            "  make -f Makefile.exchange drill NAME=... TURNS=5",
            "",
            "Exit code 0 if it went well, 1 if not, 2 if there is none of that name."
        })
public final class DrillCommand implements Callable<Integer> {
    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "NAME",
            defaultValue = "list",
            description = "Name of the drill; 'list' shows all.")
    private String name;

    @Parameters(index = "1..*", paramLabel = "ARGUMENT", description = "Arguments of the drill itself.")
    private List<String> arguments = List.of();

    @Spec
    private CommandSpec spec;

    /** Constructs the command, to be filled by picocli. */
    public DrillCommand() {}

    @Override
    public Integer call() throws Exception {
        return new Registry(
                        "drill",
                        ServiceLoader.load(Drill.class),
                        spec.commandLine().getOut())
                .run(name, arguments);
    }
}

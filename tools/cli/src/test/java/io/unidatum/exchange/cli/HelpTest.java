package io.unidatum.exchange.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.unidatum.exchange.cli.settings.SettingSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;

class HelpTest {
    @Test
    void shouldDescribeEveryCommandOptionAndParameter() {
        final List<String> silent = new ArrayList<>();

        check(ExchangeCommand.commandLine(SettingSource.load(Map.of())), silent);

        assertThat(silent).isEmpty();
    }

    @Test
    void shouldOfferHelpEverywhere() {
        final CommandLine root = ExchangeCommand.commandLine(SettingSource.load(Map.of()));

        assertThat(root.getSubcommands().keySet())
                .contains(
                        "node",
                        "gateway",
                        "market-data",
                        "ledger",
                        "decoin-devnet",
                        "run",
                        "status",
                        "down",
                        "logs",
                        "admin",
                        "keygen",
                        "config",
                        "shell-db",
                        "shell-redis",
                        "health",
                        "bench",
                        "drill");
        root.getSubcommands().forEach((name, command) -> {
            if (!name.equals("help")) {
                assertThat(command.getCommandSpec().findOption("--help"))
                        .as(name)
                        .isNotNull();
            }
        });
    }

    @Test
    void shouldExitWithTwoWhenUsedWrongly() {
        assertThat(ExchangeCommand.execute(Map.of(), "no-such-command")).isEqualTo(2);
        assertThat(ExchangeCommand.execute(Map.of(), "run", "--no-such-option")).isEqualTo(2);
        assertThat(ExchangeCommand.execute(Map.of())).isEqualTo(2);
    }

    private static void check(final CommandLine command, final List<String> silent) {
        final String name = command.getCommandSpec().qualifiedName();
        if (command.getCommandSpec().usageMessage().description().length == 0) {
            silent.add(name);
        }
        for (final ArgSpec arg : command.getCommandSpec().args()) {
            if (arg.description().length == 0 || arg.description()[0].isBlank()) {
                silent.add(name + " " + arg.paramLabel());
            }
        }
        command.getSubcommands().values().forEach(subcommand -> check(subcommand, silent));
    }
}

package io.unidatum.exchange.cli.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.unidatum.exchange.cli.ExchangeCommand;
import io.unidatum.exchange.cli.UserError;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class SettingsTest {
    @TempDir
    private Path folder;

    private record Answer(int exit, String out, String err) {}

    @Test
    void shouldPreferTheCommandLineToTheEnvironmentAndThatToTheFile() throws Exception {
        final Path file = Files.writeString(
                folder.resolve("settings"), "REST_PORT=1001\nWS_PORT=1002 # a comment\nREDIS_PORT=\"1003\"\n");
        final SettingSource source = SettingSource.load(
                Map.of("EXCHANGE_ENV_FILE", file.toString(), "REST_PORT", "2001", "WS_PORT", "2002"));
        final CommandLine commandLine = ExchangeCommand.commandLine(source);

        final CommandLine.ParseResult result =
                commandLine.parseArgs("run", "--rest-port=3001").subcommand();
        final Map<String, String> values = ExplicitSettings.of(result, source).values();

        assertThat(values)
                .containsEntry("REST_PORT", "3001")
                .containsEntry("WS_PORT", "2002")
                .containsEntry("REDIS_PORT", "1003")
                .containsEntry("POSTGRES_PORT", "5432");
        assertThat(ExplicitSettings.of(result, source).isGiven("REDIS_PORT")).isTrue();
        assertThat(ExplicitSettings.of(result, source).isGiven("POSTGRES_PORT")).isFalse();
    }

    @Test
    void shouldTakeWhatIsSetToNothingAsNotSet() {
        final SettingSource source = SettingSource.load(Map.of("REST_PORT", " "));

        final CommandLine.ParseResult result =
                ExchangeCommand.commandLine(source).parseArgs("run").subcommand();

        assertThat(ExplicitSettings.of(result, source).values()).containsEntry("REST_PORT", "8000");
    }

    @Test
    void shouldNameTheSettingItsOriginAndWhatIsAllowed() throws Exception {
        assertThat(execute(Map.of("REST_PORT", "abc"), "run"))
                .isEqualTo(new Answer(
                        2, "", "exchange: REST_PORT=abc in the environment must be a port from 1 to 65535\n"));
        assertThat(execute(Map.of(), "gateway", "--ws-port", "65536").err())
                .isEqualTo("exchange: WS_PORT=65536 on the command line must be a port from 1 to 65535\n");
        assertThat(execute(Map.of("IDLE_STRATEGY", "lazy"), "node").err())
                .isEqualTo("exchange: IDLE_STRATEGY=lazy in the environment must be one of adaptive, backoff, yield, "
                        + "spin\n");
        assertThat(execute(Map.of("ENABLE_TEST_ACCOUNTS", "maybe"), "run").err())
                .isEqualTo("exchange: ENABLE_TEST_ACCOUNTS=maybe in the environment must be true or false\n");
        assertThat(execute(Map.of("DECOIN_NODE_URL", "ftp://x"), "ledger").err())
                .startsWith("exchange: DECOIN_NODE_URL=ftp://x in the environment must be an address such as");
        final Path file = Files.writeString(folder.resolve("settings"), "CUSTODY_WALLETS=0\n");
        assertThat(execute(Map.of("EXCHANGE_ENV_FILE", file.toString()), "ledger")
                        .err())
                .isEqualTo("exchange: CUSTODY_WALLETS=0 in " + file + " must be a number of wallets from 1 to 256\n");
    }

    @Test
    void shouldRejectValuesThatAreOutOfRangeForEveryNumber() {
        final SettingTable table = SettingTable.of(ExchangeCommand.commandLine(SettingSource.load(Map.of())));

        for (final SettingTable.Entry entry : table.entries()) {
            if (entry.option().type() == Integer.class || entry.option().type() == Long.class) {
                for (final String wrong : List.of("x", "-1", "99999999999999999999", "1.5", "1 000")) {
                    assertThatThrownBy(() -> entry.option().converters()[0].convert(wrong))
                            .as(entry.name() + "=" + wrong)
                            .isInstanceOf(CommandLine.TypeConversionException.class);
                }
            }
        }
    }

    @Test
    void shouldRefuseSecretsOnTheCommandLineWithoutPrintingThem() {
        final Answer answer = execute(Map.of(), "gateway", "--postgres-password=geheim");

        assertThat(answer.exit()).isEqualTo(2);
        assertThat(answer.err()).contains("POSTGRES_PASSWORD").doesNotContain("geheim");
    }

    @Test
    void shouldNeverShowASecret() {
        final Map<String, String> environment = new HashMap<>();
        environment.put("POSTGRES_PASSWORD", "geheim-1");
        environment.put("REDIS_PASSWORD", "geheim-2");
        environment.put("API_MASTER_SECRET", "geheim-3");

        final Answer config = execute(environment, "config");

        assertThat(config.out()).contains("POSTGRES_PASSWORD").doesNotContain("geheim");
        for (final String command : List.of("run", "gateway", "ledger", "shell-db", "shell-redis")) {
            assertThat(execute(environment, command, "--help").out()).doesNotContain("geheim");
        }
        assertThat(execute(environment, "gateway", "--data-dir=" + folder).err())
                .contains("GATEWAY_KEY_FILE")
                .doesNotContain("geheim");
    }

    @Test
    void shouldTakeASecretAsItIsWithDollarsAndBraces() {
        final String secret = "a$b${HOME}$$c%d\\e";
        final SettingSource source = SettingSource.load(Map.of("POSTGRES_PASSWORD", secret));

        final CommandLine.ParseResult result =
                ExchangeCommand.commandLine(source).parseArgs("ledger").subcommand();

        assertThat(result.commandSpec().findOption("--postgres-password").<Secret>getValue())
                .isEqualTo(new Secret(secret));
    }

    @Test
    void shouldSayWhichFileIsMissingOrMalformed() throws Exception {
        assertThat(execute(Map.of("EXCHANGE_ENV_FILE", "/nowhere/settings"), "config"))
                .isEqualTo(new Answer(2, "", "EXCHANGE_ENV_FILE=/nowhere/settings: there is no such file"));
        final Path file = Files.writeString(folder.resolve("settings"), "this is no setting\n");
        assertThatThrownBy(() -> SettingSource.load(Map.of("EXCHANGE_ENV_FILE", file.toString())))
                .isInstanceOf(UserError.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void shouldFindSlipsOfThePenInTheFile() throws Exception {
        final Path file = Files.writeString(folder.resolve("settings"), "REST_PROT=8000\nREST_PORT=8000\n");
        final SettingSource source = SettingSource.load(Map.of("EXCHANGE_ENV_FILE", file.toString()));

        assertThat(source.unknownIn(ExchangeCommand.commandLine(source))).containsExactly("REST_PROT");
    }

    @Test
    void shouldFindPathsInTheDataFolder() {
        final SettingSource source = SettingSource.load(Map.of("DATA_DIR", folder.toString()));
        final CommandLine.ParseResult result =
                ExchangeCommand.commandLine(source).parseArgs("ledger").subcommand();
        final DataSettings data = (DataSettings) result.commandSpec().mixins().values().stream()
                .map(CommandLine.Model.CommandSpec::userObject)
                .filter(DataSettings.class::isInstance)
                .findFirst()
                .orElseThrow();

        assertThat(data.resolve(Path.of("DATA_DIR/secrets/x"))).isEqualTo(folder.resolve("secrets/x"));
        assertThat(data.resolve(Path.of("/etc/x"))).isEqualTo(Path.of("/etc/x"));
    }

    @Test
    void shouldBeDocumentedByTheTableInTheRepository() throws Exception {
        final SettingTable table = SettingTable.of(ExchangeCommand.commandLine(SettingSource.load(Map.of())));

        assertThat(Path.of("../../docs/configuration.md"))
                .as("run 'exchange config --markdown > docs/configuration.md'")
                .hasContent(table.markdown());
        assertThat(Path.of("../../.env.exchange.example"))
                .as("run 'exchange config --example > .env.exchange.example'")
                .hasContent(table.example());
    }

    private static Answer execute(final Map<String, String> environment, final String... args) {
        final SettingSource source;
        try {
            source = SettingSource.load(environment);
        } catch (final UserError ex) {
            return new Answer(2, "", ex.getMessage());
        }
        final StringWriter out = new StringWriter();
        final StringWriter err = new StringWriter();
        final CommandLine commandLine = ExchangeCommand.commandLine(source)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true));
        final int exit = commandLine.execute(args);
        return new Answer(exit, out.toString(), err.toString());
    }
}

package io.unidatum.exchange.cli.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.unidatum.exchange.cli.ExchangeCommand;
import io.unidatum.exchange.cli.settings.SettingSource;
import io.unidatum.exchange.node.ExchangeTestCluster;
import io.unidatum.exchange.node.TestCommands;
import io.unidatum.exchange.node.TestSession;
import io.unidatum.exchange.sbe.common.Side;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What operators type, against a node. */
@Timeout(180)
class AdminCommandTest {
    private static final long ONE = 100_000_000L;
    private static final long ACCOUNT = ExchangeTestCluster.FIRST_ACCOUNT;

    @TempDir
    static Path folder;

    private static ExchangeTestCluster cluster;

    @BeforeAll
    static void launch() throws IOException {
        cluster = ExchangeTestCluster.launch(1);
        cluster.bootstrap(2);
        cluster.operatorKey().save(folder.resolve("operator.key"));
        assertThat(admin(0, "encoding-version", "3")).startsWith("Encoding version 3 is switched on");
    }

    @AfterAll
    static void close() {
        cluster.close();
    }

    @Test
    void shouldLeadAMarketThroughItsStates() {
        assertThat(admin(0, "status", "DEC/USD", "post-only")).startsWith("DEC/USD is post-only (sequence ");
        assertThat(admin(0, "status", "DEC-USD", "auction", "--for", "1h", "--reason", "opening"))
                .startsWith("DEC/USD is auction for 1h");
        assertThat(admin(0, "show", "instruments")).containsPattern("1 +DEC/USD +auction .*T.*Z");
        assertThat(admin(0, "halt", "all", "--for", "30m")).startsWith("Every instrument is halted for 30m");
        assertThat(admin(0, "resume", "all")).startsWith("Every instrument is open");
        assertThat(admin(1, "status", "DEC/USD", "open", "--for", "1s")).contains("INVALID_DURATION");
        assertThat(admin(1, "status", "DEC/USD", "closed")).contains("closed is no status");
    }

    @Test
    void shouldChangeOnlyTheRulesThatAreGiven() {
        assertThat(admin(0, "instrument-rules", "BTC/USD", "--collar", "50000", "--halt", "5m"))
                .startsWith("BTC/USD has new rules");
        assertThat(admin(0, "rules", "BTC/USD", "--auction", "1m", "--max-quantity", "12"))
                .startsWith("BTC/USD has new rules");
        assertThat(admin(0, "show", "instruments")).containsPattern("BTC/USD +open .* 12 +50000 +50000 +5m +1m");
        assertThat(admin(1, "rules", "BTC/USD", "--collar", "1000000")).contains("INVALID_LIMIT");
        assertThat(admin(1, "rules", "BTC/USD", "--halt", "2d")).contains("INVALID_DURATION");
    }

    @Test
    void shouldBoundAndStopAccounts() {
        final String account = Long.toString(ACCOUNT);
        assertThat(admin(0, "account-limits", account, "--max-position", "5", "--instrument", "DEC/USD"))
                .startsWith("The limits of account " + account + " in DEC/USD are set");
        assertThat(admin(0, "account-limits", account, "--max-order-notional", "1000.5"))
                .startsWith("The limits of account " + account + " are set");
        assertThat(admin(0, "show", "limits", account))
                .containsPattern(account + " +any other +- +1000.5 +-")
                .containsPattern(account + " +DEC/USD +- +- +5");
        assertThat(admin(0, "account-limits", account, "--instrument", "DEC/USD", "--remove"))
                .startsWith("The limits of account " + account);
        try (TestSession gateway = cluster.connect(cluster.gatewayKey())) {
            for (int i = 0; i < 3; i++) {
                ExchangeTestCluster.accept(
                        gateway,
                        TestCommands.limitOrder(ACCOUNT, 3, i == 0 ? Side.BUY : Side.SELL, (90 + 10 * i) * ONE, ONE));
            }
        }
        assertThat(admin(0, "mass-cancel", account, "--instrument", "DEC/USD")).startsWith("0 orders are cancelled");
        assertThat(admin(0, "mass-cancel", "all", "--instrument", "ETH/USD", "--side", "buy"))
                .startsWith("1 orders are cancelled");
        assertThat(admin(0, "kill-switch", account, "--reason", "gone mad"))
                .startsWith("Account " + account + " is blocked and 2 orders are cancelled");
        assertThat(admin(0, "show", "accounts")).containsPattern(account + " +BLOCKED");
        assertThat(admin(0, "set-account", account, "--status", "active")).startsWith("Account " + account);
    }

    @Test
    void shouldShowOrdersPositionsAndConnections() {
        try (TestSession gateway = cluster.connect(cluster.gatewayKey())) {
            ExchangeTestCluster.accept(gateway, TestCommands.limitOrder(ACCOUNT, 2, Side.SELL, 100 * ONE, ONE));
            ExchangeTestCluster.accept(gateway, TestCommands.limitOrder(ACCOUNT + 1, 2, Side.BUY, 100 * ONE, 3 * ONE));
        }
        final String buyer = Long.toString(ACCOUNT + 1);
        assertThat(admin(0, "show", "positions"))
                .containsPattern(ACCOUNT + " +BTC/USD +-1 +100 +0 +0")
                .containsPattern(buyer + " +BTC/USD +1 +100 +0 +0");
        assertThat(admin(0, "show", "orders", buyer)).containsPattern("BTC/USD +BUY +limit +GTC +100 +3 +2");
        assertThat(admin(0, "show", "connections", buyer))
                .contains("CONNECTION")
                .doesNotContain(buyer);
    }

    @Test
    void shouldLookAfterTheJournalsConsumers() {
        assertThat(admin(0, "consumer", "archive", "--register", "--reason", "copies"))
                .startsWith("Consumer archive is registered (sequence ");
        assertThat(admin(1, "consumer", "archive", "--register")).contains("ALREADY_EXISTS");
        assertThat(admin(1, "consumer", "Archive", "--register")).contains("is no consumer's name");
        assertThat(admin(2, "consumer", "archive")).contains("--register");
        assertThat(admin(0, "retention", "--margin", "3d"))
                .contains("kept for 3d")
                .contains("2 nodes are short");
        assertThat(admin(0, "retention", "--scarce-members", "1"))
                .contains("kept for 3d")
                .contains("1 node is short");
        assertThat(admin(1, "retention", "--scarce-members", "17")).contains("from 1 to 16");
        assertThat(admin(1, "retention", "--margin", "367d")).contains("INVALID_DURATION");
        assertThat(admin(0, "consumers"))
                .containsPattern("archive +0 +0 +[1-9][0-9]* +0.0")
                .contains("Kept for 3d");
        assertThat(admin(0, "consumer", "archive", "--forget")).startsWith("Consumer archive is forgotten");
        assertThat(admin(1, "consumer", "archive", "--forget")).contains("UNKNOWN_CONSUMER");
        assertThat(admin(0, "consumers")).doesNotContain("archive").contains("No consumer is registered");
        assertThat(admin(0, "space"))
                .containsPattern("0 +[0-9]+ +[0-9]+ +[0-9]+ +ample")
                .contains("goes on");
        assertThat(admin(0, "snapshot")).contains("all nodes take a snapshot");
    }

    private static String admin(final int expectedExitCode, final String... arguments) {
        final int basePort =
                Integer.parseInt(cluster.members().get(0).archiveControl().split(":")[1]);
        final Map<String, String> environment = new HashMap<>();
        environment.put("CLUSTER_HOSTS", "127.0.0.1");
        environment.put("CLUSTER_BASE_PORT", Integer.toString(basePort));
        environment.put("OPERATOR_KEY_FILE", folder.resolve("operator.key").toString());
        environment.put("DATA_DIR", folder.toString());
        final CommandLine commandLine = ExchangeCommand.commandLine(SettingSource.load(environment));
        final StringWriter out = new StringWriter();
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(out, true));
        final String[] all = new String[arguments.length + 1];
        all[0] = "admin";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        assertThat(commandLine.execute(all)).as(out.toString()).isEqualTo(expectedExitCode);
        return out.toString();
    }
}

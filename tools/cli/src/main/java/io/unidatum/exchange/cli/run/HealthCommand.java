package io.unidatum.exchange.cli.run;

import io.unidatum.exchange.cli.UserError;
import io.unidatum.exchange.cli.settings.ClusterSettings;
import io.unidatum.exchange.cli.settings.DataSettings;
import io.unidatum.exchange.cli.settings.GatewaySettings;
import io.unidatum.exchange.cli.settings.LedgerSettings;
import io.unidatum.exchange.cli.settings.LooksAtRunning;
import io.unidatum.exchange.cli.settings.MarketDataSettings;
import io.unidatum.exchange.cli.settings.NetworkSettings;
import io.unidatum.exchange.cli.settings.NodeSettings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code exchange health}: one process's health, for people and for probes. */
@Command(
        name = "health",
        description = "Prints what a process on this machine answers to GET /health.",
        footer = {"", "Exit code 0 if it serves (HTTP 200), else 1."})
public final class HealthCommand implements Callable<Integer>, LooksAtRunning {
    @Mixin
    private DataSettings data;

    @Mixin
    private NetworkSettings network;

    @Mixin
    private GatewaySettings gateway;

    @Mixin
    private ClusterSettings cluster;

    @Mixin
    private NodeSettings node;

    @Mixin
    private MarketDataSettings marketData;

    @Mixin
    private LedgerSettings ledger;

    @Parameters(
            paramLabel = "PROCESS",
            arity = "0..1",
            defaultValue = "gateway",
            description = "gateway (its answer covers everything), node, market-data or ledger")
    private String process;

    @Spec
    private CommandSpec spec;

    /** Constructs the command, to be filled by picocli. */
    public HealthCommand() {}

    @Override
    public Integer call() {
        final String host = network.bindHost().equals("0.0.0.0") ? "127.0.0.1" : network.bindHost();
        final String endpoint =
                switch (process) {
                    case LocalExchange.GATEWAY -> host + ":" + gateway.restPort();
                    case "node" ->
                        host + ":" + cluster.members().get(node.memberId()).statusPort();
                    case LocalExchange.MARKET_DATA -> host + ":" + marketData.statusPort();
                    case LocalExchange.LEDGER -> host + ":" + ledger.statusPort();
                    default -> throw new UserError(process + " is none of gateway, node, market-data and ledger");
                };
        final Health.Answer answer = Health.of(endpoint);
        if (answer.code() == 0) {
            throw new UserError("http://" + endpoint + "/health does not answer");
        }
        spec.commandLine().getOut().println(answer.body().toPrettyString());
        return answer.ok() ? 0 : 1;
    }
}

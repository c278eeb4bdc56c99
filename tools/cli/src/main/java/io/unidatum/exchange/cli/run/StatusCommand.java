package io.unidatum.exchange.cli.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.unidatum.exchange.cli.settings.ClusterSettings;
import io.unidatum.exchange.cli.settings.DataSettings;
import io.unidatum.exchange.cli.settings.GatewaySettings;
import io.unidatum.exchange.cli.settings.LooksAtRunning;
import io.unidatum.exchange.cli.settings.NetworkSettings;
import io.unidatum.exchange.protocol.MemberEndpoints;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code exchange status}: what runs, and how it is. */
@Command(
        name = "status",
        description = "Shows the processes of the exchange that 'run' started and what each says of itself.",
        footer = {"", "Exit code 0 if the gateway says that all is healthy, else 1."})
public final class StatusCommand implements Callable<Integer>, LooksAtRunning {
    private static final String LINE = "%-14s %8s  %-9s %s%n";

    @Mixin
    private DataSettings data;

    @Mixin
    private NetworkSettings network;

    @Mixin
    private ClusterSettings cluster;

    @Mixin
    private GatewaySettings gateway;

    @Spec
    private CommandSpec spec;

    /** Constructs the command, to be filled by picocli. */
    public StatusCommand() {}

    @Override
    public Integer call() {
        final PrintWriter out = spec.commandLine().getOut();
        final DataFolder folder = new DataFolder(data.dataDir());
        final Map<String, ProcessIdentity> living =
                PidFile.read(folder.pidFile()).living();
        if (living.isEmpty()) {
            out.println("No exchange runs in DATA_DIR=" + folder.root());
            return 1;
        }
        if (!living.containsKey(PidFile.LAUNCHER)) {
            out.println("The launcher is gone; 'run' or 'down' ends what it left:");
        }
        final Health.Answer health = Health.get("http://" + host() + ":" + gateway.restPort() + "/health");
        out.printf(LINE, "PROCESS", "PID", "STATUS", "");
        for (final String name : names(living)) {
            final ProcessIdentity identity = living.get(name);
            final String pid = identity == null ? "-" : Long.toString(identity.pid());
            if (identity == null) {
                out.printf(LINE, name, pid, "STOPPED", "");
            } else {
                describe(out, name, pid, health.body());
            }
        }
        final String overall = health.text("status");
        out.println();
        out.println("The exchange is " + (overall.isEmpty() ? "not answering" : overall) + ".");
        return overall.equals("healthy") ? 0 : 1;
    }

    private void describe(final PrintWriter out, final String name, final String pid, final JsonNode health) {
        if (name.startsWith("node-")) {
            final MemberEndpoints member = cluster.members().get(Integer.parseInt(name.substring("node-".length())));
            final Health.Answer node = Health.of(member.status());
            final String facts = node.text("role").toLowerCase(java.util.Locale.ROOT) + ", sequence "
                    + node.text("lastSequence") + ", term " + node.text("term");
            out.printf(LINE, name, pid, status(node), node.code() == 0 ? "does not answer" : facts);
            return;
        }
        final JsonNode component = health.path("components")
                .path(
                        switch (name) {
                            case LocalExchange.MARKET_DATA -> "market_data";
                            case LocalExchange.DEVNET -> "decoin";
                            default -> name;
                        });
        final String facts =
                component.path("message").asText(component.path("problem").asText(""));
        out.printf(LINE, name, pid, component.path("status").asText("running"), facts);
    }

    private static String status(final Health.Answer answer) {
        final String status = answer.text("status");
        return status.isEmpty() ? "DOWN" : status;
    }

    private List<String> names(final Map<String, ProcessIdentity> living) {
        final List<String> names = new ArrayList<>(LocalExchange.processNames());
        names.removeIf(name -> !living.containsKey(name) && !isAlwaysThere(name));
        living.keySet().stream()
                .filter(name -> !names.contains(name) && !name.equals(PidFile.LAUNCHER))
                .forEach(names::add);
        return names;
    }

    private boolean isAlwaysThere(final String name) {
        if (name.startsWith("node-")) {
            return Integer.parseInt(name.substring("node-".length()))
                    < cluster.members().size();
        }
        return List.of(LocalExchange.GATEWAY, LocalExchange.MARKET_DATA, LocalExchange.LEDGER)
                .contains(name);
    }

    private String host() {
        return network.bindHost().equals("0.0.0.0") ? "127.0.0.1" : network.bindHost();
    }
}

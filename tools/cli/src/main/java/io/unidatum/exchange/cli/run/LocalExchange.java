package io.unidatum.exchange.cli.run;

import io.unidatum.exchange.cli.UserError;
import io.unidatum.exchange.cli.embedded.Distribution;
import io.unidatum.exchange.cli.embedded.PostgresServer;
import io.unidatum.exchange.cli.embedded.RedisServer;
import io.unidatum.exchange.cli.settings.ExplicitSettings;
import io.unidatum.exchange.devnet.DecoinDevnetContext;
import io.unidatum.exchange.protocol.MemberEndpoints;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Which processes make up the exchange on this machine, and how each is started: the same commands that production
 * runs, with every setting handed to them in the environment. Immutable.
 */
final class LocalExchange {
    static final String GATEWAY = "gateway";
    static final String MARKET_DATA = "market-data";
    static final String LEDGER = "ledger";
    static final String DEVNET = "decoin-devnet";
    static final String POSTGRES = "postgres";
    static final String REDIS = "redis";

    private static final int MEMBERS = 3;
    private static final String EVERYWHERE = "0.0.0.0";
    private static final int STOP_FIRST = 1;
    private static final int STOP_CONSUMERS = 2;
    private static final int STOP_NODES = 3;
    private static final int STOP_SERVERS = 4;

    private final RunOptions options;
    private final ExplicitSettings given;
    private final DataFolder folder;
    private final String host;
    private final Map<String, String> environment;
    private final List<MemberEndpoints> members;

    LocalExchange(final RunOptions options, final ExplicitSettings given, final DataFolder folder) {
        this.options = options;
        this.given = given;
        this.folder = folder;
        final String bound = options.network().bindHost();
        // What listens everywhere is reached by this machine itself under its own address.
        this.host = bound.equals(EVERYWHERE) ? "127.0.0.1" : bound;
        final String hosts = given.isGiven("CLUSTER_HOSTS")
                ? given.values().get("CLUSTER_HOSTS")
                : String.join(",", Collections.nCopies(MEMBERS, host));
        this.members = MemberEndpoints.parse(hosts, options.cluster().basePort());
        this.environment = environment(hosts);
    }

    /** Where clients on this machine reach everything. {@return host name or address} */
    String host() {
        return host;
    }

    List<MemberEndpoints> members() {
        return members;
    }

    /** All settings that the processes get. {@return names and texts, no secrets} */
    Map<String, String> settings() {
        return Map.copyOf(environment);
    }

    boolean ownPostgres() {
        return !given.isGiven("POSTGRES_HOST");
    }

    boolean ownRedis() {
        return !given.isGiven("REDIS_HOST");
    }

    boolean ownDevnet() {
        return !given.isGiven("DECOIN_NODE_URL");
    }

    boolean testAccounts() {
        return !given.isGiven("ENABLE_TEST_ACCOUNTS") || options.gateway().testAccounts();
    }

    String restUrl() {
        return "http://" + host + ":" + options.gateway().restPort();
    }

    String webSocketUrl() {
        return "ws://" + host + ":" + options.gateway().webSocketPort();
    }

    /** Checks that all ports are free. */
    void checkPorts() {
        final String bound = options.network().bindHost();
        final PortCheck check = new PortCheck()
                .tcp(bound, options.gateway().restPort(), "REST_PORT")
                .tcp(bound, options.gateway().webSocketPort(), "WS_PORT")
                .udp(bound, options.marketData().feedPort(), "MARKET_DATA_PORT")
                .tcp(bound, options.marketData().statusPort(), "MARKET_DATA_STATUS_PORT")
                .tcp(bound, options.ledger().statusPort(), "LEDGER_STATUS_PORT");
        if (ownPostgres()) {
            check.tcp(bound, options.postgres().port(), "POSTGRES_PORT");
        }
        if (ownRedis()) {
            check.tcp(bound, options.redis().port(), "REDIS_PORT");
        }
        if (ownDevnet()) {
            check.tcp(bound, options.devnet().port(), "DECOIN_DEVNET_PORT");
        }
        for (final MemberEndpoints member : members) {
            for (int port = member.firstPort(); port < member.statusPort(); port++) {
                check.udp(member.host(), port, "CLUSTER_BASE_PORT");
            }
            check.tcp(member.host(), member.statusPort(), "CLUSTER_BASE_PORT");
        }
        check.run();
    }

    Optional<PostgresServer> postgresServer() {
        return ownPostgres()
                ? Optional.of(new PostgresServer(
                        Distribution.binaries(folder.binaries()),
                        folder.root().resolve(POSTGRES),
                        options.network().bindHost(),
                        options.postgres().port(),
                        options.postgres().database(),
                        options.postgres().user(),
                        options.postgres().password(options.data())))
                : Optional.empty();
    }

    Optional<RedisServer> redisServer() {
        return ownRedis()
                ? Optional.of(new RedisServer(
                        Distribution.binaries(folder.binaries()),
                        folder.root().resolve(REDIS),
                        options.network().bindHost(),
                        options.redis().port(),
                        options.redis().password(options.data())))
                : Optional.empty();
    }

    ProcessSpec postgres(final PostgresServer server) {
        return server(POSTGRES, "INT", server.command(), server::isReady);
    }

    ProcessSpec redis(final RedisServer server) {
        return server(REDIS, "TERM", server.command(), server::isReady);
    }

    ProcessSpec node(final MemberEndpoints member) {
        final String name = "node-" + member.memberId();
        final ProcessSpec spec = component(
                name, STOP_NODES, "node", () -> Health.of(member.status()).ok());
        spec.environment().put("CLUSTER_MEMBER_ID", Integer.toString(member.memberId()));
        // CLUSTER_DIR would be the same one for all members.
        spec.environment().put("CLUSTER_DIR", folder.root().resolve(name).toString());
        return spec;
    }

    ProcessSpec gateway() {
        return component(GATEWAY, STOP_FIRST, GATEWAY, () -> Health.get(restUrl() + "/health")
                .ok());
    }

    ProcessSpec marketData() {
        final String status = environment.get("MARKET_DATA_STATUS");
        return component(MARKET_DATA, STOP_CONSUMERS, MARKET_DATA, () -> Health.of(status)
                .ok());
    }

    ProcessSpec ledger() {
        final String status = environment.get("LEDGER_STATUS");
        return component(LEDGER, STOP_CONSUMERS, LEDGER, () -> Health.of(status).ok());
    }

    ProcessSpec devnet() {
        final String url = environment.get("DECOIN_NODE_URL");
        return component(
                DEVNET, STOP_SERVERS, DEVNET, () -> Health.get(url + "/health").ok());
    }

    private ProcessSpec component(
            final String name, final int stopStep, final String command, final BooleanSupplier ready) {
        return new ProcessSpec(
                name,
                stopStep,
                "TERM",
                List.of(launcher().toString(), command),
                new java.util.HashMap<>(environment),
                folder.log(name),
                ready);
    }

    private ProcessSpec server(
            final String name, final String signal, final List<String> command, final BooleanSupplier ready) {
        return new ProcessSpec(name, STOP_SERVERS, signal, command, Map.of(), folder.log(name), ready);
    }

    private static Path launcher() {
        final Path script =
                Distribution.home().orElse(Path.of(".")).resolve("bin").resolve("exchange");
        if (!Files.isExecutable(script)) {
            throw new UserError("the launcher script " + script + " is not there: start 'run' by bin/exchange");
        }
        return script;
    }

    private Map<String, String> environment(final String hosts) {
        final Map<String, String> values = given.values();
        values.put("DATA_DIR", folder.root().toString());
        values.put("CLUSTER_HOSTS", hosts);
        values.put("ENABLE_TEST_ACCOUNTS", Boolean.toString(testAccounts()));
        unlessGiven(values, "OWN_HOST", host);
        unlessGiven(values, "POSTGRES_HOST", host);
        unlessGiven(values, "REDIS_HOST", host);
        unlessGiven(
                values, "MARKET_DATA_FEED", host + ":" + options.marketData().feedPort());
        unlessGiven(
                values, "MARKET_DATA_STATUS", host + ":" + options.marketData().statusPort());
        unlessGiven(values, "LEDGER_STATUS", host + ":" + options.ledger().statusPort());
        if (ownDevnet()) {
            values.put(
                    "DECOIN_NODE_URL", "http://" + host + ":" + options.devnet().port());
            unlessGiven(
                    values, "DECOIN_DEVNET_DIR", folder.root().resolve(DEVNET).toString());
            unlessGiven(values, "DECOIN_DEVNET_RAISED_STAKE", "true");
            unlessGiven(values, "DECOIN_DEVELOPMENT_FUNDING", "true");
            unlessGiven(values, "DEPOSIT_CONFIRMATIONS", "1");
            if (Boolean.parseBoolean(values.get("DECOIN_DEVNET_RAISED_STAKE"))) {
                unlessGiven(values, "DECOIN_BLOCK_CAP", Long.toString(DecoinDevnetContext.RAISED_BLOCK_CAP));
            }
        }
        values.values().removeIf(String::isEmpty);
        return values;
    }

    private void unlessGiven(final Map<String, String> values, final String name, final String value) {
        if (!given.isGiven(name)) {
            values.put(name, value);
        }
    }

    /**
     * All names of processes that may be part of a local exchange. {@return in the order in which people look at
     * them}
     */
    static List<String> processNames() {
        final List<String> names = new ArrayList<>();
        for (int i = 0; i < MEMBERS; i++) {
            names.add("node-" + i);
        }
        names.addAll(List.of(GATEWAY, MARKET_DATA, LEDGER, DEVNET, POSTGRES, REDIS));
        return names;
    }
}

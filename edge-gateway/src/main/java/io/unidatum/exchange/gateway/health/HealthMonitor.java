package io.unidatum.exchange.gateway.health;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.unidatum.exchange.client.ClusterClientStatus;
import io.unidatum.exchange.gateway.api.Json;
import io.unidatum.exchange.gateway.api.Times;
import io.unidatum.exchange.gateway.market.MarketHub;
import io.unidatum.exchange.gateway.view.ReadModelStatus;
import io.unidatum.exchange.protocol.MemberEndpoints;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * Asks the components and composes the report. {@link #ask()} belongs to one thread and is called every second or so;
 * {@link #report()} may be called from any.
 */
public final class HealthMonitor {
    private static final long ANSWER_AGE_NS = TimeUnit.SECONDS.toNanos(3);
    private static final String WARNING =
            "development mode: anybody who reaches this gateway can trade for the test accounts without credentials";

    private final Sources sources;
    private final List<MemberEndpoints> members;
    private final List<Probe> nodes;
    private final Probes probes;
    private final ConsumerLag marketDataLag = new ConsumerLag();
    private final ConsumerLag ledgerLag = new ConsumerLag();
    private final ConsumerLag viewLag = new ConsumerLag();
    private final boolean developmentMode;
    private final String version;
    private volatile boolean marketDataStuck;
    private volatile boolean ledgerStuck;
    private volatile boolean viewStuck;

    /**
     * What the gateway knows by itself; each gives its value at once, to any thread.
     *
     * @param cluster the session with the cluster.
     * @param readModel the view.
     * @param feed market data.
     * @param instruments how many there are.
     * @param restConnections open.
     * @param webSocketConnections open.
     */
    public record Sources(
            Supplier<ClusterClientStatus> cluster,
            Supplier<ReadModelStatus> readModel,
            Supplier<MarketHub.Status> feed,
            IntSupplier instruments,
            IntSupplier restConnections,
            IntSupplier webSocketConnections) {}

    HealthMonitor(
            final Sources sources,
            final List<MemberEndpoints> members,
            final List<Probe> nodes,
            final Probes probes,
            final boolean developmentMode,
            final String version) {
        this.sources = sources;
        this.members = members;
        this.nodes = nodes;
        this.probes = probes;
        this.developmentMode = developmentMode;
        this.version = version;
    }

    /** Asks every component that is not being asked already. */
    public void ask() {
        nodes.forEach(Probe::ask);
        probes.all().forEach(Probe::ask);
        final long nowNs = System.nanoTime();
        final long written = written();
        marketDataStuck = marketDataLag.isStuck(probes.marketData().result().number("sequence"), written, nowNs);
        ledgerStuck = ledgerLag.isStuck(probes.ledger().result().number("sequence"), written, nowNs);
        viewStuck = viewLag.isStuck(sources.readModel().get().sequence(), written, nowNs);
    }

    /** The report. {@return as of now} */
    public HealthReport report() {
        final ClusterClientStatus session = sources.cluster().get();
        final boolean connected = session.connected() && session.lastAnswerAgeNs() < ANSWER_AGE_NS;
        final boolean accepting = connected && sources.instruments().getAsInt() > 0;

        final ObjectNode components = Json.object();
        components.set("cluster", cluster(session, connected));
        components.set("gateway", gateway(session, connected));
        components.set("market_data", marketData());
        components.set("ledger", consumer(probes.ledger().result(), ledgerStuck));
        components.set("postgres", postgres());
        components.set("redis", component(probes.redis().result()));
        components.set("decoin", decoin());

        boolean allUp = true;
        for (final var component : components) {
            final String status = component.path("status").asText();
            allUp &= "UP".equals(status) || "NOT_CONFIGURED".equals(status);
        }
        final ObjectNode json = Json.object();
        json.put("status", !accepting ? "unhealthy" : allUp ? "healthy" : "degraded");
        json.put("accepting_orders", accepting);
        if (!accepting) {
            json.put("reason", connected ? "the exchange has no instruments yet" : "no leader of the cluster answers");
        }
        json.put("development_mode", developmentMode);
        if (developmentMode) {
            json.put("warning", WARNING);
        }
        json.set("components", components);
        json.put("version", version);
        json.put("time", Times.now());
        return new HealthReport(accepting, json);
    }

    private ObjectNode cluster(final ClusterClientStatus session, final boolean connected) {
        final ArrayNode list = Json.array();
        long leader = -1;
        long term = -1;
        int up = 0;
        for (int i = 0; i < nodes.size(); i++) {
            final ProbeResult node = nodes.get(i).result();
            final ObjectNode member = list.addObject();
            member.put("member_id", members.get(i).memberId());
            member.put("status", node.status());
            if (!node.problem().isEmpty()) {
                member.put("problem", node.problem());
            }
            if (!node.isReachable()) {
                continue;
            }
            up += node.isUp() ? 1 : 0;
            member.put("role", node.text("role"));
            for (final String fact : List.of("term", "commitPosition", "lastSequence", "journalPosition")) {
                if (node.facts().has(fact)) {
                    member.set(snakeCase(fact), node.facts().get(fact));
                }
            }
            // A leader that was cut off may not know yet that there is a new one: the higher term is right.
            if ("LEADER".equals(node.text("role")) && node.number("term") >= term) {
                leader = members.get(i).memberId();
                term = node.number("term");
            }
        }
        if (leader < 0 && connected) {
            leader = session.leaderMemberId();
            term = session.leadershipTermId();
        }
        final ObjectNode json = Json.object();
        json.put("status", leader < 0 ? "DOWN" : up == nodes.size() ? "UP" : "DEGRADED");
        if (leader < 0) {
            json.putNull("leader").put("problem", "no leader: a majority of the members must run");
        } else {
            json.put("leader", leader).put("term", term);
        }
        json.put("members_up", up);
        json.set("members", list);
        return json;
    }

    private ObjectNode gateway(final ClusterClientStatus session, final boolean connected) {
        final ReadModelStatus view = sources.readModel().get();
        final boolean viewWell = view.ready() && view.connected() && !viewStuck;
        final ObjectNode json = Json.object();
        json.put("status", !connected ? "DOWN" : viewWell ? "UP" : "DEGRADED");
        json.put("session", connected ? "connected" : "disconnected");
        if (!connected) {
            json.put("problem", session.problem().isEmpty() ? "no answer from the cluster" : session.problem());
        }
        json.put(
                "last_answer_ms",
                session.lastAnswerAgeNs() == Long.MAX_VALUE
                        ? -1
                        : TimeUnit.NANOSECONDS.toMillis(session.lastAnswerAgeNs()));
        json.put("pending_commands", session.pendingCommands());
        json.put("rest_connections", sources.restConnections().getAsInt());
        json.put("websocket_connections", sources.webSocketConnections().getAsInt());
        final ObjectNode model = json.putObject("read_model");
        model.put("status", viewWell ? "UP" : view.ready() ? "DEGRADED" : "DOWN");
        model.put("sequence", view.sequence());
        model.put("lag_events", Math.max(0, written() - view.sequence()));
        model.put("lag_bytes", view.lagBytes());
        final ArrayNode from = model.putArray("members");
        view.memberIds().forEach(from::add);
        if (!view.problem().isEmpty()) {
            model.put("problem", view.problem());
        }
        return json;
    }

    private ObjectNode marketData() {
        final MarketHub.Status feed = sources.feed().get();
        final ObjectNode json = consumer(probes.marketData().result(), marketDataStuck);
        json.put("feed", feed.isStale() ? "stale" : "live");
        json.put("feed_sequence", feed.journalSequence());
        json.put("books", feed.books());
        if (feed.isStale() && !"DOWN".equals(json.path("status").asText())) {
            json.put("status", "DOWN").put("problem", "nothing comes from the feed");
        } else if ("NOT_CONFIGURED".equals(json.path("status").asText())) {
            json.put("status", "UP");
        }
        return json;
    }

    private ObjectNode consumer(final ProbeResult result, final boolean stuck) {
        final ObjectNode json = component(result);
        if (result.isReachable() && result.number("sequence") >= 0) {
            json.put("sequence", result.number("sequence"));
            json.put("lag_events", Math.max(0, written() - result.number("sequence")));
            if (stuck && result.isUp()) {
                json.put("status", "DEGRADED").put("problem", "it stands still although the journal goes on");
            }
        }
        return json;
    }

    private ObjectNode postgres() {
        final ProbeResult own = probes.postgres().result();
        if (!"NOT_CONFIGURED".equals(own.status())) {
            return component(own);
        }
        return reported(probes.ledger().result().facts().path("postgres"));
    }

    private ObjectNode decoin() {
        final ProbeResult node = probes.decoin().result();
        final ObjectNode json = component(node);
        final var settlement = probes.ledger().result().facts().path("decoin");
        if (settlement.isObject()) {
            json.set("settlement", settlement);
            if (settlement.has("custodyDifference")) {
                json.put(
                        "custody_difference",
                        settlement.path("custodyDifference").asText());
                json.put(
                        "pending_transfers", settlement.path("pendingTransfers").asInt());
            }
            final String status = settlement.path("status").asText("UP");
            if (node.isUp() && !"UP".equals(status) && !"NOT_CONFIGURED".equals(status)) {
                json.put("status", "DEGRADED");
                json.put("problem", settlement.path("message").asText("settlement waits"));
            }
        }
        if ("DOWN".equals(node.status())) {
            json.put("message", "settlement waits; trading goes on");
        }
        return json;
    }

    private static ObjectNode reported(final com.fasterxml.jackson.databind.JsonNode node) {
        final String status =
                node.isTextual() ? node.asText() : node.path("status").asText("NOT_CONFIGURED");
        return Json.object().put("status", status);
    }

    private static ObjectNode component(final ProbeResult result) {
        final ObjectNode json = Json.object().put("status", result.status());
        if (!result.problem().isEmpty()) {
            json.put("problem", result.problem());
        }
        return json;
    }

    /** Last event of the journal, as far as anybody has said. */
    private long written() {
        long sequence = Math.max(
                sources.cluster().get().lastSequence(),
                sources.readModel().get().sequence());
        for (final Probe node : nodes) {
            sequence = Math.max(sequence, node.result().number("lastSequence"));
        }
        return sequence;
    }

    private static String snakeCase(final String name) {
        return name.replaceAll("([A-Z])", "_$1").toLowerCase(java.util.Locale.ROOT);
    }

    /**
     * The probes of everything but the nodes.
     *
     * @param marketData the md-publisher.
     * @param ledger the ledger-adapter.
     * @param postgres the database.
     * @param redis the cache.
     * @param decoin the chain's node.
     */
    record Probes(Probe marketData, Probe ledger, Probe postgres, Probe redis, Probe decoin) {
        List<Probe> all() {
            return new ArrayList<>(List.of(marketData, ledger, postgres, redis, decoin));
        }
    }
}

package io.unidatum.exchange.devnet;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.unidatum.exchange.devnet.DevnetFaults.Fault;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import java.util.Map;

/**
 * The switches over HTTP, for drills: {@code GET /devnet/faults} shows them, {@code POST /devnet/faults} with query
 * parameters sets those that are named. No real node has this path, and no fault touches it.
 */
final class FaultRoutes {
    private static final String PATH = "/devnet/faults";
    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;

    private final DevnetFaults faults;

    FaultRoutes(final DevnetFaults faults) {
        this.faults = faults;
    }

    void addTo(final Router router) {
        router.get(PATH).handler(this::show);
        router.post(PATH).handler(this::set);
    }

    private void set(final RoutingContext ctx) {
        try {
            final MultiMap parameters = ctx.queryParams();
            for (final Map.Entry<String, String> parameter : parameters) {
                set(parameter.getKey(), parameter.getValue());
            }
            show(ctx);
        } catch (final IllegalArgumentException ex) {
            ctx.response()
                    .setStatusCode(BAD_REQUEST)
                    .putHeader("Content-Type", "application/json")
                    .end(NodeJson.detail(String.valueOf(ex.getMessage())).toString());
        }
    }

    private void set(final String name, final String value) {
        switch (name) {
            case "post" -> faults.post(fault(value));
            case "reads" -> faults.reads(fault(value));
            case "answer_delay_ms" -> faults.answerDelayMs(Math.max(0, Long.parseLong(value)));
            case "transfers_per_second" -> faults.transfersPerSecond(Math.max(0, Integer.parseInt(value)));
            case "mining" -> faults.mining(Boolean.parseBoolean(value));
            case "jam" -> faults.jam();
            case "restart" -> faults.restartFromGenesis();
            case "clear" -> faults.clear();
            default ->
                throw new IllegalArgumentException(
                        "no switch " + name + ": there are post, reads, answer_delay_ms, transfers_per_second, mining,"
                                + " jam, restart and clear");
        }
    }

    private static Fault fault(final String name) {
        return Fault.valueOf(name.toUpperCase(Locale.ROOT));
    }

    private void show(final RoutingContext ctx) {
        final String body = JsonNodeFactory.instance
                .objectNode()
                .put("post", faults.post().name())
                .put("reads", faults.reads().name())
                .put("answer_delay_ms", faults.answerDelayMs())
                .put("transfers_per_second", faults.transfersPerSecond())
                .put("mining", faults.mining())
                .put("jammed", faults.isJammed())
                .toString();
        ctx.response()
                .setStatusCode(OK)
                .putHeader("Content-Type", "application/json")
                .end(body);
    }
}

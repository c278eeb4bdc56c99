package io.unidatum.exchange.devnet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.unidatum.exchange.devnet.DevnetFaults.Fault;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.io.IOException;
import java.util.Optional;

/** The HTTP face of a {@link NodeState}. Runs on the node's event loop only. */
final class NodeRoutes {
    private static final int MAX_BODY = 64 * 1024;
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int BAD_REQUEST = 400;
    private static final int ERROR = 500;

    private final Vertx vertx;
    private final NodeState state;
    private final DevnetFaults faults;
    private final NodePace pace;

    NodeRoutes(final Vertx vertx, final NodeState state, final DevnetFaults faults, final NodePace pace) {
        this.vertx = vertx;
        this.state = state;
        this.faults = faults;
        this.pace = pace;
    }

    Router router() {
        final Router router = Router.router(vertx);
        new FaultRoutes(faults).addTo(router);
        router.route().handler(this::restart);
        router.route().handler(this::delay);
        router.route().handler(BodyHandler.create(false).setBodyLimit(MAX_BODY));
        router.route().handler(this::misbehave);
        router.post("/transaction").handler(this::post);
        router.get("/transaction/:id").handler(this::transaction);
        router.get("/transactions/:address").handler(this::transactions);
        router.get("/mempool")
                .handler(ctx -> answer(
                        ctx,
                        OK,
                        NodeJson.transactions(state.chain(), state.chain().mempool())));
        router.get("/status").handler(ctx -> answer(ctx, OK, state.status()));
        router.get("/health")
                .handler(ctx ->
                        answer(ctx, OK, JsonNodeFactory.instance.objectNode().put("status", "healthy")));
        router.get("/block/hash/:hash").handler(ctx -> block(ctx, state.chain().block(ctx.pathParam("hash"))));
        router.get("/block/:index").handler(this::blockByIndex);
        router.get("/balance/:address").handler(this::balance);
        router.post("/faucet/:address")
                .handler(ctx -> answer(ctx, ERROR, NodeJson.detail("the faucet does not work on this version")));
        return router;
    }

    private void restart(final RoutingContext ctx) {
        try {
            if (faults.takeRestart()) {
                state.restartFromGenesis();
            }
            ctx.next();
        } catch (final IOException ex) {
            answer(ctx, ERROR, NodeJson.detail(String.valueOf(ex.getMessage())));
        }
    }

    /** An over-cap block stalls everything; a fault can, too; and transfers have their pace. */
    private void delay(final RoutingContext ctx) {
        final boolean isPost = "POST".equals(ctx.request().method().name());
        final long delayMs = Math.max(state.stalledForMs(), faults.answerDelayMs()) + pace.delayMs(isPost);
        if (delayMs <= 0) {
            ctx.next();
            return;
        }
        ctx.request().pause();
        vertx.setTimer(delayMs, id -> {
            ctx.request().resume();
            ctx.next();
        });
    }

    private void misbehave(final RoutingContext ctx) {
        final Fault fault = "GET".equals(ctx.request().method().name()) ? faults.reads() : faults.post();
        switch (fault) {
            case ANSWER_500 -> answer(ctx, ERROR, NodeJson.detail("Internal Server Error"));
            case REFUSE -> answer(ctx, BAD_REQUEST, NodeJson.detail(""));
            case HANG -> {}
            case GONE -> ctx.request().connection().close();
            default -> ctx.next();
        }
    }

    private void post(final RoutingContext ctx) {
        final Buffer body = ctx.body().buffer();
        try {
            final Transaction transaction = state.post(body == null ? new byte[0] : body.getBytes());
            if (faults.post() == Fault.LOSE_ANSWER) {
                ctx.request().connection().close();
            } else {
                answer(ctx, OK, NodeJson.accepted(transaction));
            }
        } catch (final RefusedException ex) {
            answer(ctx, ex.status(), NodeJson.refusal(ex));
        } catch (final IOException ex) {
            answer(ctx, ERROR, NodeJson.detail(String.valueOf(ex.getMessage())));
        }
    }

    private void transaction(final RoutingContext ctx) {
        final Chain chain = state.chain();
        final Optional<ObjectNode> found = chain.transaction(ctx.pathParam("id"))
                .map(transaction -> NodeJson.transaction(transaction, chain.height(transaction.id())));
        answer(ctx, found.isPresent() ? OK : NOT_FOUND, found.orElse(NodeJson.detail("Transaction not found")));
    }

    private void transactions(final RoutingContext ctx) {
        final Chain chain = state.chain();
        answer(ctx, OK, NodeJson.transactions(chain, chain.transactionsOf(ctx.pathParam("address"))));
    }

    private void blockByIndex(final RoutingContext ctx) {
        try {
            block(ctx, state.chain().block(Integer.parseInt(ctx.pathParam("index"))));
        } catch (final NumberFormatException ex) {
            answer(ctx, 422, NodeJson.detail("index should be a valid integer"));
        }
    }

    private void block(final RoutingContext ctx, final Optional<Block> block) {
        final Optional<ObjectNode> found = block.map(value -> NodeJson.block(state.chain(), value));
        answer(ctx, found.isPresent() ? OK : NOT_FOUND, found.orElse(NodeJson.detail("Block not found")));
    }

    private void balance(final RoutingContext ctx) {
        final String address = ctx.pathParam("address");
        final long pending = state.chain().pendingOutgoing(address);
        final long balance = state.chain().confirmed(address) - pending;
        if (balance < 0) {
            answer(ctx, ERROR, NodeJson.detail("Internal Server Error"));
        } else {
            answer(ctx, OK, NodeJson.balance(address, balance, pending));
        }
    }

    private static void answer(final RoutingContext ctx, final int status, final JsonNode body) {
        ctx.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .end(body.toString());
    }
}

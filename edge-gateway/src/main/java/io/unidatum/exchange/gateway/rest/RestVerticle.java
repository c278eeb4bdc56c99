package io.unidatum.exchange.gateway.rest;

import io.unidatum.exchange.gateway.api.ApiError;
import io.unidatum.exchange.gateway.api.ApiException;
import io.unidatum.exchange.gateway.api.Json;
import io.unidatum.exchange.gateway.auth.Authenticator;
import io.unidatum.exchange.runtime.Metrics;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The REST server on one event loop: limits, headers, deadlines and errors here, the rest in the endpoints. */
public final class RestVerticle extends VerticleBase {
    private static final Logger LOGGER = LoggerFactory.getLogger(RestVerticle.class);
    private static final Pattern REQUEST_ID = Pattern.compile("[A-Za-z0-9._:-]{1,64}");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int IDLE_SECONDS = 75;
    private static final long WARNING_INTERVAL_NS = TimeUnit.SECONDS.toNanos(1);
    private static final int MAX_STREAMS = 100;

    private final RestSettings settings;
    private final Authenticator authenticator;
    private final Endpoints endpoints;
    private final Load load;
    private final RequestMetrics metrics;
    private HttpServer server;
    private volatile int port;

    /** What all event loops carry together. Thread safe. */
    public static final class Load {
        private final AtomicInteger connections = new AtomicInteger();
        private final AtomicInteger inFlight = new AtomicInteger();
        private final AtomicInteger refused = new AtomicInteger();
        private final AtomicLong nextWarningNs = new AtomicLong(System.nanoTime());

        /** A client that connects over and over must not fill the log: one line a second says how many there were. */
        private void onRefused(final int limit) {
            refused.incrementAndGet();
            final long nowNs = System.nanoTime();
            final long dueNs = nextWarningNs.get();
            if (nowNs - dueNs >= 0 && nextWarningNs.compareAndSet(dueNs, nowNs + WARNING_INTERVAL_NS)) {
                LOGGER.warn("event=rest_refused reason=connections limit={} refused={}", limit, refused.getAndSet(0));
            }
        }

        /** Open connections. {@return how many} */
        public int connections() {
            return connections.get();
        }

        /** Requests in work. {@return how many} */
        public int inFlight() {
            return inFlight.get();
        }
    }

    /**
     * Constructs a server; it starts when it is deployed.
     *
     * @param settings to serve by.
     * @param authenticator of private requests.
     * @param endpoints to serve.
     * @param load shared with the other event loops.
     * @param metrics to count in and to serve.
     */
    public RestVerticle(
            final RestSettings settings,
            final Authenticator authenticator,
            final Endpoints endpoints,
            final Load load,
            final RequestMetrics metrics) {
        this.settings = settings;
        this.authenticator = authenticator;
        this.endpoints = endpoints;
        this.load = load;
        this.metrics = metrics;
    }

    /** Port that is served. {@return the port} */
    public int port() {
        return port;
    }

    @Override
    public Future<?> start() {
        server = vertx.createHttpServer(new HttpServerOptions()
                .setHost(settings.host())
                .setPort(settings.port())
                .setMaxInitialLineLength(4096)
                .setMaxHeaderSize(8192)
                .setIdleTimeout(IDLE_SECONDS)
                .setIdleTimeoutUnit(TimeUnit.SECONDS)
                .setTcpNoDelay(true)
                // Without TLS too: a client that sends many requests on one connection has them carried out in order.
                .setHttp2ClearTextEnabled(true)
                .setInitialSettings(new Http2Settings().setMaxConcurrentStreams(MAX_STREAMS)));
        server.connectionHandler(this::onConnection);
        server.requestHandler(router());
        return server.listen().onSuccess(listening -> port = listening.actualPort());
    }

    @Override
    public Future<?> stop() {
        // Requests in work are answered first.
        return server == null ? Future.succeededFuture() : server.shutdown(Duration.ofSeconds(3));
    }

    private Router router() {
        final Router router = Router.router(vertx);
        router.route().handler(this::prepare);
        final BodyCollector bodies = new BodyCollector(vertx, settings.maxBodyBytes());
        endpoints.routes(
                (method, path, endpoint) -> router.route(method, path).handler(ctx -> serve(ctx, endpoint, bodies)));
        router.route(HttpMethod.GET, "/metrics").handler(this::metrics);
        router.errorHandler(
                404,
                ctx -> fail(ctx, new ApiError(404, "NOT_FOUND", "there is no such resource: see docs/rest-api.md")));
        router.errorHandler(
                405,
                ctx -> fail(
                        ctx,
                        new ApiError(
                                405, "METHOD_NOT_ALLOWED", "this resource has no such method: see docs/rest-api.md")));
        router.errorHandler(400, ctx -> fail(ctx, new ApiError(400, "MALFORMED_REQUEST", "the URL cannot be read")));
        router.errorHandler(500, ctx -> fail(ctx, internal(ctx, ctx.failure())));
        return router;
    }

    private void metrics(final RoutingContext ctx) {
        vertx.executeBlocking(metrics::scrape)
                .onSuccess(text -> ctx.response()
                        .putHeader("Content-Type", Metrics.CONTENT_TYPE)
                        .end(text))
                .onFailure(failure -> fail(ctx, internal(ctx, failure)));
    }

    private void onConnection(final HttpConnection connection) {
        if (load.connections.incrementAndGet() > settings.maxConnections()) {
            load.onRefused(settings.maxConnections());
            connection.close();
        }
        connection.closeHandler(done -> load.connections.decrementAndGet());
    }

    /** Request id, security headers, origin. */
    private void prepare(final RoutingContext ctx) {
        final String given = ctx.request().getHeader("X-Request-Id");
        ctx.put("request_id", given != null && REQUEST_ID.matcher(given).matches() ? given : newRequestId());
        final long startNs = System.nanoTime();
        final HttpServerResponse response = ctx.response();
        response.endHandler(done ->
                metrics.onAnswer(ctx.request().method().name(), response.getStatusCode(), System.nanoTime() - startNs));
        response.putHeader("X-Request-Id", ctx.<String>get("request_id"))
                .putHeader("Content-Type", "application/json")
                .putHeader("Cache-Control", "no-store")
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("X-Frame-Options", "DENY")
                .putHeader("Referrer-Policy", "no-referrer")
                .putHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        final String origin = ctx.request().getHeader("Origin");
        if (origin == null) {
            ctx.next();
        } else if (settings.origins().contains(origin)) {
            response.putHeader("Access-Control-Allow-Origin", origin)
                    .putHeader("Vary", "Origin")
                    .putHeader("Access-Control-Expose-Headers", "X-Request-Id, Retry-After");
            if (ctx.request().method() == HttpMethod.OPTIONS) {
                response.putHeader("Access-Control-Allow-Methods", "GET, POST, PUT, DELETE")
                        .putHeader(
                                "Access-Control-Allow-Headers",
                                "Content-Type, X-API-Key, X-Timestamp, X-Signature, X-Test-Account, X-Request-Id,"
                                        + " Idempotency-Key, X-Connection-Id")
                        .putHeader("Access-Control-Max-Age", "600")
                        .setStatusCode(204)
                        .end();
            } else {
                ctx.next();
            }
        } else {
            // A page in a browser must not act for whoever looks at it, which without credentials it could.
            fail(
                    ctx,
                    new ApiError(
                            403,
                            "ORIGIN_NOT_ALLOWED",
                            "pages of this origin may not call from a browser: call from a program"));
        }
    }

    private void serve(final RoutingContext ctx, final Endpoint endpoint, final BodyCollector bodies) {
        bodies.collect(
                ctx.request(),
                body -> {
                    if (load.inFlight.incrementAndGet() > settings.maxInFlight()) {
                        load.inFlight.decrementAndGet();
                        fail(
                                ctx,
                                ApiError.unavailable("OVERLOADED", "too many requests at once: send it again")
                                        .error());
                        return;
                    }
                    answer(ctx, endpoint, body);
                },
                error -> {
                    if (ctx.request().version() != HttpVersion.HTTP_2) {
                        ctx.response().putHeader("Connection", "close");
                    }
                    fail(ctx, error);
                });
    }

    private void answer(final RoutingContext ctx, final Endpoint endpoint, final byte[] body) {
        CompletableFuture<Reply> future;
        try {
            future = endpoint.serve(new ApiRequest(ctx, authenticator, body));
        } catch (final RuntimeException ex) {
            future = CompletableFuture.failedFuture(ex);
        }
        if (future.isDone()) {
            finish(ctx, future);
            return;
        }
        final CompletableFuture<Reply> pending =
                future.orTimeout(settings.deadline().toMillis(), TimeUnit.MILLISECONDS);
        pending.whenComplete((reply, failure) -> context.runOnContext(done -> finish(ctx, pending)));
    }

    private void finish(final RoutingContext ctx, final CompletableFuture<Reply> future) {
        load.inFlight.decrementAndGet();
        final Reply reply;
        try {
            reply = future.join();
        } catch (final CompletionException | java.util.concurrent.CancellationException ex) {
            fail(ctx, error(ctx, ex.getCause() == null ? ex : ex.getCause()));
            return;
        }
        if (reply.replayed()) {
            ctx.response().putHeader("Idempotent-Replayed", "true");
        }
        end(ctx, reply.status(), reply.retryAfterSeconds(), Json.text(reply.body()));
    }

    private ApiError error(final RoutingContext ctx, final Throwable failure) {
        if (failure instanceof ApiException ex) {
            return ex.error();
        }
        if (failure instanceof HttpException || failure instanceof IllegalArgumentException) {
            LOGGER.debug("event=request_unreadable path={}", ctx.request().path(), failure);
            return new ApiError(400, "MALFORMED_REQUEST", "the request cannot be read");
        }
        if (failure instanceof TimeoutException) {
            return new ApiError(
                    504, "IN_DOUBT", "no answer came in time: look at GET /api/v1/orders before you send it again");
        }
        return internal(ctx, failure);
    }

    private static ApiError internal(final RoutingContext ctx, final Throwable failure) {
        LOGGER.error("event=request_failed request_id={}", ctx.<String>get("request_id"), failure);
        return new ApiError(500, "INTERNAL", "something went wrong here: tell the operator the request_id");
    }

    private static void fail(final RoutingContext ctx, final ApiError error) {
        end(ctx, error.status(), error.retryAfterSeconds(), Json.text(error.toJson(ctx.get("request_id"))));
    }

    private static void end(
            final RoutingContext ctx, final int status, final int retryAfterSeconds, final String body) {
        final HttpServerResponse response = ctx.response();
        if (response.ended() || response.closed()) {
            return;
        }
        if (retryAfterSeconds > 0) {
            response.putHeader("Retry-After", Integer.toString(retryAfterSeconds));
        }
        if (status == 401) {
            response.putHeader("WWW-Authenticate", "HMAC-SHA256");
        }
        response.setStatusCode(status).end(body);
        LOGGER.debug(
                "event=request method={} path={} status={} request_id={}",
                ctx.request().method(),
                ctx.request().path(),
                status,
                ctx.<String>get("request_id"));
    }

    private static String newRequestId() {
        final byte[] id = new byte[8];
        RANDOM.nextBytes(id);
        return HexFormat.of().formatHex(id);
    }
}

package io.unidatum.exchange.gateway.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.unidatum.exchange.gateway.api.ApiError;
import io.unidatum.exchange.gateway.api.Json;
import io.unidatum.exchange.gateway.auth.Authenticator;
import io.unidatum.exchange.gateway.auth.Caller;
import io.unidatum.exchange.gateway.auth.Credentials;
import io.unidatum.exchange.gateway.orders.CommandOrigin;
import io.unidatum.exchange.gateway.orders.RequestId;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** A request with its body, and what endpoints read of it. Lives on one event loop. */
final class ApiRequest {
    private static final int MAX_DIGITS = 19;

    private final RoutingContext ctx;
    private final Authenticator authenticator;
    private final byte[] body;
    private final String idempotencyKey;

    ApiRequest(final RoutingContext ctx, final Authenticator authenticator, final byte[] body) {
        this.ctx = ctx;
        this.authenticator = authenticator;
        this.body = body;
        this.idempotencyKey = RequestId.checkKey(ctx.request().getHeader("Idempotency-Key"));
    }

    Caller reader() {
        final Caller caller = authenticate();
        if (!caller.mayRead()) {
            throw new ApiError(403, "NOT_PERMITTED", "this API key may not read: ask for one that may").exception();
        }
        return caller;
    }

    Caller trader() {
        final Caller caller = authenticate();
        if (!caller.mayTrade()) {
            throw new ApiError(403, "NOT_PERMITTED", "this API key may not trade: ask for one that may").exception();
        }
        return caller;
    }

    Caller withdrawer() {
        final Caller caller = authenticate();
        if (!caller.mayWithdraw()) {
            throw new ApiError(403, "NOT_PERMITTED", "this API key may not withdraw: ask for one that may").exception();
        }
        return caller;
    }

    /** Where a command of this request comes from: the caller, who may trade, and the connection if it names one. */
    CommandOrigin origin(final Caller caller) {
        return new CommandOrigin(caller, RequestId.of(caller, idempotencyKey), connectionId());
    }

    /** The logical connection that it belongs to. {@return 0 for none} */
    long connectionId() {
        final String text = ctx.request().getHeader("X-Connection-Id");
        if (text == null) {
            return 0;
        }
        final long id = number(text, -1);
        if (id <= 0) {
            throw ApiError.badRequest("INVALID_CONNECTION_ID", "X-Connection-Id is a whole number above 0");
        }
        return id;
    }

    boolean hasBody() {
        return body.length > 0;
    }

    ObjectNode json() {
        if (body.length == 0) {
            throw ApiError.badRequest("MALFORMED_JSON", "the body is empty: a JSON object is expected");
        }
        return Json.parseObject(body);
    }

    void expectNoBody() {
        if (body.length > 0) {
            throw ApiError.badRequest("UNEXPECTED_BODY", "this request takes no body");
        }
    }

    String path(final String name) {
        return ctx.pathParam(name);
    }

    /** A path parameter that is an id. {@return above 0} */
    long idInPath(final String name) {
        return idInPath(name, "INVALID_ORDER_ID", "an order id");
    }

    /** A path parameter that is an id of this kind. {@return above 0} */
    long idInPath(final String name, final String code, final String kind) {
        final long id = number(ctx.pathParam(name), -1);
        if (id <= 0) {
            throw ApiError.badRequest(code, kind + " is a whole number above 0");
        }
        return id;
    }

    /** A query parameter. {@return null if it is not there} */
    String query(final String name) {
        final List<String> values = ctx.queryParam(name);
        if (values.size() > 1) {
            throw ApiError.badRequest("INVALID_PARAMETER", name + " is given more than once");
        }
        return values.isEmpty() || values.get(0).isEmpty() ? null : values.get(0);
    }

    long number(final String name, final long absent, final long least, final long most) {
        final String text = query(name);
        if (text == null) {
            return absent;
        }
        final long value = number(text, -1);
        if (value < least || value > most) {
            throw ApiError.badRequest(
                    "INVALID_PARAMETER",
                    name + " must be a whole number"
                            + (most == Long.MAX_VALUE ? " from " + least + " on" : " from " + least + " to " + most));
        }
        return value;
    }

    long minSequence() {
        return number("min_sequence", 0, 0, Long.MAX_VALUE);
    }

    private Caller authenticate() {
        final HttpServerRequest request = ctx.request();
        final Credentials credentials = new Credentials(
                request.getHeader("X-API-Key"),
                request.getHeader("X-Timestamp"),
                request.getHeader("X-Signature"),
                request.getHeader("X-Test-Account"));
        return authenticator.authenticate(credentials, request.method().name(), request.uri(), idempotencyKey, body);
    }

    private static long number(final String text, final long wrong) {
        if (text == null || text.isEmpty() || text.length() > MAX_DIGITS) {
            return wrong;
        }
        try {
            return text.chars().allMatch(c -> c >= '0' && c <= '9') ? Long.parseLong(text) : wrong;
        } catch (final NumberFormatException ex) {
            return wrong;
        }
    }
}

package io.unidatum.exchange.gateway.rest;

import io.unidatum.exchange.gateway.api.ApiError;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Consumer;

/**
 * Collects a request's body as it is, whatever its content type says, up to a size and for a time. (Vert.x's own
 * handler takes a body that curl sends without a content type for a form.)
 */
final class BodyCollector {
    private static final long DEADLINE_MS = 10_000;

    private final Vertx vertx;
    private final int maxBytes;

    BodyCollector(final Vertx vertx, final int maxBytes) {
        this.vertx = vertx;
        this.maxBytes = maxBytes;
    }

    /** Calls one of the two, once. */
    void collect(final HttpServerRequest request, final Consumer<byte[]> onBody, final Consumer<ApiError> onFailure) {
        final Collection collection = new Collection(onBody, onFailure);
        collection.timer = vertx.setTimer(
                DEADLINE_MS,
                timer -> collection.fail(new ApiError(
                        408, "REQUEST_TIMEOUT", "the body did not arrive in 10 s: send the request again")));
        request.exceptionHandler(ex -> collection.fail(new ApiError(400, "REQUEST_BROKEN", "the request broke off")));
        request.handler(collection::add);
        request.endHandler(done -> collection.end());
    }

    private final class Collection {
        private final Consumer<byte[]> onBody;
        private final Consumer<ApiError> onFailure;
        private final Buffer buffer = Buffer.buffer();
        private long timer;
        private boolean done;

        private Collection(final Consumer<byte[]> onBody, final Consumer<ApiError> onFailure) {
            this.onBody = onBody;
            this.onFailure = onFailure;
        }

        private void add(final Buffer piece) {
            if (!done && buffer.length() + piece.length() > maxBytes) {
                fail(new ApiError(413, "BODY_TOO_LARGE", "a body may have " + maxBytes + " bytes at most"));
            } else if (!done) {
                buffer.appendBuffer(piece);
            }
        }

        private void end() {
            if (!done) {
                done = true;
                vertx.cancelTimer(timer);
                onBody.accept(buffer.getBytes());
            }
        }

        private void fail(final ApiError error) {
            if (!done) {
                done = true;
                vertx.cancelTimer(timer);
                onFailure.accept(error);
            }
        }
    }
}

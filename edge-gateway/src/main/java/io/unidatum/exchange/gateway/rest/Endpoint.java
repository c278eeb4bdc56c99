package io.unidatum.exchange.gateway.rest;

import java.util.concurrent.CompletableFuture;

/** Serves one kind of request, on an event loop: it must not block. */
@FunctionalInterface
interface Endpoint {
    /**
     * Serves.
     *
     * @param request to serve.
     * @return the answer; may complete on any thread.
     * @throws io.unidatum.exchange.gateway.api.ApiException for what is wrong with the request.
     */
    CompletableFuture<Reply> serve(ApiRequest request);
}

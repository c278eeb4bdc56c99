package io.unidatum.exchange.runtime;

/** Answers GET requests below a path of a {@link StatusServer} with JSON, for other processes of the exchange. */
@FunctionalInterface
public interface JsonEndpoint {
    /**
     * Answers one request. Called from several threads at once; may block for a bounded time, since the status itself
     * is served by another thread.
     *
     * @param request to answer.
     * @return the answer.
     * @throws Exception whatever it meets: an {@link IllegalArgumentException} is answered 400 with its message,
     *     anything else 503.
     */
    JsonAnswer answer(JsonRequest request) throws Exception;
}

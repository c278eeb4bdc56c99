package io.unidatum.exchange.client.journal;

/** Bytes that are no journal frame. */
final class MalformedFrameException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MalformedFrameException(final String message) {
        super(message);
    }
}

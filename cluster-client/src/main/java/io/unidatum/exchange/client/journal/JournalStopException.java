package io.unidatum.exchange.client.journal;

/** Reading cannot go on. */
final class JournalStopException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final JournalFault.Kind kind;

    JournalStopException(final JournalFault.Kind kind, final String message, final Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    JournalStopException(final JournalFault.Kind kind, final String message) {
        this(kind, message, null);
    }

    JournalFault.Kind kind() {
        return kind;
    }
}

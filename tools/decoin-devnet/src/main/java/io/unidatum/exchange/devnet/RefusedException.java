package io.unidatum.exchange.devnet;

/** The node refuses a request: HTTP status and the text of its {@code detail}, which may be empty. */
final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;
    private static final int BAD_REQUEST = 400;
    private static final int UNPROCESSABLE = 422;

    private final int status;
    private final String field;

    private RefusedException(final int status, final String field, final String detail) {
        super(detail, null, false, false);
        this.status = status;
        this.field = field;
    }

    static RefusedException refused(final String detail) {
        return new RefusedException(BAD_REQUEST, "", detail);
    }

    static RefusedException malformed(final String field, final String detail) {
        return new RefusedException(UNPROCESSABLE, field, detail);
    }

    int status() {
        return status;
    }

    String field() {
        return field;
    }
}

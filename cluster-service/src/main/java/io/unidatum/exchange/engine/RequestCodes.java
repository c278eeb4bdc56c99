package io.unidatum.exchange.engine;

/** The small codes of a remembered outcome, packed into one word. */
final class RequestCodes {
    private static final int REASON_SHIFT = 16;
    private static final int STATUS_SHIFT = 32;
    private static final int CANCEL_SHIFT = 40;

    private RequestCodes() {}

    static long pack(final int templateId, final Outcome outcome) {
        return templateId
                | (long) outcome.rejectReason << REASON_SHIFT
                | (long) outcome.orderStatus << STATUS_SHIFT
                | (long) outcome.cancelReason << CANCEL_SHIFT;
    }

    static int templateId(final long codes) {
        return (int) codes & 0xffff;
    }

    static int rejectReason(final long codes) {
        return (int) (codes >>> REASON_SHIFT) & 0xffff;
    }

    static short orderStatus(final long codes) {
        return (short) ((codes >>> STATUS_SHIFT) & 0xff);
    }

    static short cancelReason(final long codes) {
        return (short) ((codes >>> CANCEL_SHIFT) & 0xff);
    }
}

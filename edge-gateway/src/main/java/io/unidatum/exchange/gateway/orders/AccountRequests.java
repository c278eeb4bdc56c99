package io.unidatum.exchange.gateway.orders;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.unidatum.exchange.gateway.api.ApiError;
import io.unidatum.exchange.sbe.common.Side;
import java.util.Set;

/** Reads requests that concern an account as a whole. Stateless. */
public final class AccountRequests {
    private static final Set<String> TIMER_FIELDS = Set.of("timeout_ms");
    private static final Set<String> KILL_FIELDS = Set.of("reason");
    private static final int MAX_REASON = 64;
    private static final long LEAST_TIMEOUT_MS = 1_000;
    private static final long MOST_TIMEOUT_MS = 86_400_000;

    private AccountRequests() {}

    /**
     * Reads a side.
     *
     * @param text buy or sell, in either case.
     * @return the side.
     * @throws io.unidatum.exchange.gateway.api.ApiException 400 if it is neither.
     */
    public static Side side(final String text) {
        return OrderWords.side(text);
    }

    /**
     * Reads a dead-man timer.
     *
     * @param json the client's object.
     * @return ms, 0 to switch it off.
     * @throws io.unidatum.exchange.gateway.api.ApiException 400 if it is not 0 or 1 s to 1 day.
     */
    public static long timeoutMs(final ObjectNode json) {
        Fields.rejectUnknown(json, TIMER_FIELDS);
        if (!Fields.isGiven(json, "timeout_ms")) {
            throw Fields.missing("timeout_ms");
        }
        final long timeoutMs = Fields.number(json, "timeout_ms", 0, 0, MOST_TIMEOUT_MS);
        if (timeoutMs != 0 && timeoutMs < LEAST_TIMEOUT_MS) {
            throw ApiError.badRequest("INVALID_FIELD", "timeout_ms must be 0, or from 1000 to " + MOST_TIMEOUT_MS);
        }
        return timeoutMs;
    }

    /**
     * Reads a kill switch.
     *
     * @param json the client's object, may be empty.
     * @return the reason.
     * @throws io.unidatum.exchange.gateway.api.ApiException 400 if the reason cannot be kept.
     */
    public static String killReason(final ObjectNode json) {
        Fields.rejectUnknown(json, KILL_FIELDS);
        final String reason = Fields.text(json, "reason");
        if (reason == null) {
            return "kill switch";
        }
        if (reason.isEmpty() || reason.length() > MAX_REASON || !reason.chars().allMatch(c -> c >= 0x20 && c < 0x7f)) {
            throw ApiError.badRequest("INVALID_FIELD", "reason must be 1 to 64 printable ASCII characters");
        }
        return reason;
    }
}

package io.unidatum.exchange.gateway.orders;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.unidatum.exchange.gateway.api.Amounts;
import io.unidatum.exchange.gateway.api.ApiError;
import io.unidatum.exchange.gateway.api.ApiException;
import io.unidatum.exchange.gateway.api.Times;
import java.math.BigDecimal;
import java.util.Iterator;
import java.util.Set;

/** Reads fields of a client's object, strictly. A field that is JSON null is as if it were not there. Stateless. */
final class Fields {
    private Fields() {}

    /** A field that is not known is an error: a request that is carried out but for a part of it is the wrong one. */
    static void rejectUnknown(final ObjectNode json, final Set<String> known) {
        for (final Iterator<String> names = json.fieldNames(); names.hasNext(); ) {
            if (!known.contains(names.next())) {
                throw ApiError.badRequest(
                        "UNKNOWN_FIELD",
                        "the body has a field that is not known: the fields are "
                                + String.join(", ", known.stream().sorted().toList()));
            }
        }
    }

    static boolean isGiven(final ObjectNode json, final String field) {
        final JsonNode node = json.get(field);
        return node != null && !node.isNull();
    }

    static String requiredText(final ObjectNode json, final String field) {
        final String text = text(json, field);
        if (text == null) {
            throw missing(field);
        }
        return text;
    }

    /** Text. {@return null if it is not there} */
    static String text(final ObjectNode json, final String field) {
        if (!isGiven(json, field)) {
            return null;
        }
        final JsonNode node = json.get(field);
        if (!node.isTextual()) {
            throw ApiError.badRequest("INVALID_FIELD", field + " must be a string");
        }
        return node.textValue();
    }

    static boolean flag(final ObjectNode json, final String field) {
        if (!isGiven(json, field)) {
            return false;
        }
        final JsonNode node = json.get(field);
        if (!node.isBoolean()) {
            throw ApiError.badRequest("INVALID_FIELD", field + " must be true or false");
        }
        return node.booleanValue();
    }

    /** An amount that must be there. {@return above 0} */
    static long requiredAmount(final ObjectNode json, final String field, final String code) {
        if (!isGiven(json, field)) {
            throw missing(field);
        }
        return amount(json, field, code);
    }

    /** An amount. {@return above 0, or 0 if it is not there} */
    static long amount(final ObjectNode json, final String field, final String code) {
        if (!isGiven(json, field)) {
            return 0;
        }
        return above0(Amounts.parse(json.get(field), field, code, 0), field, code);
    }

    static long above0(final long value, final String field, final String code) {
        if (value <= 0) {
            throw ApiError.badRequest(code, field + " must be above 0");
        }
        return value;
    }

    /** Refuses an amount where there must be none; 0 is none. */
    static void rejectAmount(final ObjectNode json, final String field, final String code, final String why) {
        if (isGiven(json, field) && Amounts.parse(json.get(field), field, code, 0) != 0) {
            throw ApiError.badRequest(code, why);
        }
    }

    static String clientOrderId(final ObjectNode json, final String field) {
        if (!isGiven(json, field)) {
            return "";
        }
        final JsonNode node = json.get(field);
        if (!node.isTextual()) {
            throw ApiError.badRequest("INVALID_CLIENT_ORDER_ID", field + " must be a string");
        }
        return OrderParser.checkClientOrderId(node.textValue());
    }

    /** An order's id, text or number. {@return above 0, or 0 if it is not there} */
    static long orderId(final ObjectNode json, final String field) {
        if (!isGiven(json, field)) {
            return 0;
        }
        final JsonNode node = json.get(field);
        final String text = node.isTextual() || node.isIntegralNumber() ? node.asText() : "";
        if (!text.matches("[0-9]{1,18}") || Long.parseLong(text) == 0) {
            throw ApiError.badRequest("INVALID_ORDER_ID", field + " is a whole number above 0");
        }
        return Long.parseLong(text);
    }

    /** ISO 8601, or milliseconds since 1970. {@return cluster time, ns; 0 if it is not there} */
    static long time(final ObjectNode json, final String field, final String code) {
        if (!isGiven(json, field)) {
            return 0;
        }
        final JsonNode node = json.get(field);
        final String text = node.isTextual() || node.isIntegralNumber() ? node.asText() : "";
        final long time = Times.parse(text);
        if (time <= 0) {
            throw ApiError.badRequest(
                    code, field + " must be a time such as 2026-01-31T12:00:00Z, or milliseconds since 1970");
        }
        return time;
    }

    /** A whole number within bounds. */
    static long number(
            final ObjectNode json, final String field, final long absent, final long least, final long most) {
        if (!isGiven(json, field)) {
            return absent;
        }
        final JsonNode node = json.get(field);
        final BigDecimal value = node.isIntegralNumber() ? node.decimalValue() : null;
        if (value == null
                || value.compareTo(BigDecimal.valueOf(least)) < 0
                || value.compareTo(BigDecimal.valueOf(most)) > 0) {
            throw ApiError.badRequest("INVALID_FIELD", field + " must be a whole number from " + least + " to " + most);
        }
        return value.longValueExact();
    }

    static ApiException missing(final String field) {
        return ApiError.badRequest("MISSING_FIELD", field + " is missing");
    }
}

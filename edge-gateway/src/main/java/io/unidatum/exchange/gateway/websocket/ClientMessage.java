package io.unidatum.exchange.gateway.websocket;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.unidatum.exchange.gateway.api.ApiError;
import io.unidatum.exchange.gateway.api.Json;
import io.unidatum.exchange.gateway.auth.Credentials;
import io.unidatum.exchange.gateway.market.Channel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a client asks for over WebSocket.
 *
 * @param kind of message.
 * @param channels named, empty if none is needed.
 * @param symbols named, empty if none is needed.
 * @param depth levels a side of a book.
 * @param credentials of an auth message.
 * @param cancelOnDisconnect what an auth message asks to be watched, null if nothing.
 * @param id to be given back with the answer, null if there is none.
 */
record ClientMessage(
        Kind kind,
        List<Channel> channels,
        List<String> symbols,
        int depth,
        Credentials credentials,
        CancelOnDisconnect cancelOnDisconnect,
        String id) {
    static final int MAX_DEPTH = 1000;

    private static final int DEFAULT_DEPTH = 20;
    private static final int MAX_SYMBOLS = 100;
    private static final int DEFAULT_GRACE_MS = 5_000;
    private static final int MAX_GRACE_MS = 300_000;
    private static final int MAX_CONNECTION_ID_DIGITS = 18;

    enum Kind {
        SUBSCRIBE,
        UNSUBSCRIBE,
        HEARTBEAT,
        PING,
        AUTH,
        LOGOUT
    }

    /**
     * A logical connection whose orders are to be cancelled when it is lost.
     *
     * @param connectionId the client's own, 0 if it is to be given one.
     * @param graceMs between the loss and the cancel.
     */
    record CancelOnDisconnect(long connectionId, int graceMs) {}

    /**
     * Reads a message.
     *
     * @param text JSON.
     * @return the message.
     * @throws io.unidatum.exchange.gateway.api.ApiException with a stable code if it cannot be read.
     */
    static ClientMessage parse(final String text) {
        final ObjectNode json = Json.parseObject(text.getBytes(StandardCharsets.UTF_8));
        final Kind kind = kind(json);
        final boolean needsChannel = kind == Kind.SUBSCRIBE || kind == Kind.UNSUBSCRIBE;
        final List<Channel> channels = needsChannel ? channels(json) : List.of();
        final boolean needsSymbol = channels.stream().anyMatch(channel -> channel != Channel.ACCOUNT);
        return new ClientMessage(
                kind,
                channels,
                needsSymbol ? symbols(json) : List.of(),
                depth(json),
                new Credentials(
                        scalar(json, "api_key"),
                        scalar(json, "timestamp"),
                        scalar(json, "signature"),
                        scalar(json, "account")),
                kind == Kind.AUTH ? cancelOnDisconnect(json) : null,
                scalar(json, "id"));
    }

    private static Kind kind(final ObjectNode json) {
        final String type = scalar(json, "type");
        final String text = type == null ? scalar(json, "action") : type;
        if (text == null) {
            throw ApiError.badRequest(
                    "MISSING_TYPE", "type is missing: subscribe, unsubscribe, auth, logout, heartbeat or ping");
        }
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "subscribe" -> Kind.SUBSCRIBE;
            case "unsubscribe" -> Kind.UNSUBSCRIBE;
            case "heartbeat" -> Kind.HEARTBEAT;
            case "ping" -> Kind.PING;
            case "auth" -> Kind.AUTH;
            case "logout" -> Kind.LOGOUT;
            default ->
                throw ApiError.badRequest(
                        "UNKNOWN_TYPE", "type must be subscribe, unsubscribe, auth, logout, heartbeat or ping");
        };
    }

    private static List<Channel> channels(final ObjectNode json) {
        final List<String> names = texts(json, "channel", "channels");
        if (names.isEmpty()) {
            throw ApiError.badRequest("MISSING_CHANNEL", "channel is missing: orderbook, trades, ticker or account");
        }
        final List<Channel> channels = new ArrayList<>();
        for (final String name : names) {
            final Channel channel = Channel.of(name);
            if (channel == null) {
                throw ApiError.badRequest("UNKNOWN_CHANNEL", "channel must be orderbook, trades, ticker or account");
            }
            channels.add(channel);
        }
        return channels;
    }

    private static List<String> symbols(final ObjectNode json) {
        final List<String> symbols = texts(json, "symbol", "symbols");
        if (symbols.isEmpty()) {
            throw ApiError.badRequest("MISSING_SYMBOL", "symbol or symbols is missing, such as DEC/USD");
        }
        return symbols;
    }

    private static int depth(final ObjectNode json) {
        return number(json, "depth", DEFAULT_DEPTH, 1, MAX_DEPTH, "INVALID_DEPTH");
    }

    /** The two other fields without the switch would be a protection that is not there. */
    private static CancelOnDisconnect cancelOnDisconnect(final ObjectNode json) {
        final JsonNode wanted = json.get("cancel_on_disconnect");
        if (wanted != null && !wanted.isNull() && !wanted.isBoolean()) {
            throw ApiError.badRequest("INVALID_FIELD", "cancel_on_disconnect must be true or false");
        }
        final String connectionId = scalar(json, "connection_id");
        if (wanted == null || !wanted.booleanValue()) {
            if (connectionId != null || json.hasNonNull("grace_ms")) {
                throw ApiError.badRequest(
                        "INVALID_FIELD", "connection_id and grace_ms need \"cancel_on_disconnect\":true");
            }
            return null;
        }
        if (connectionId != null
                && (!connectionId.matches("[0-9]{1," + MAX_CONNECTION_ID_DIGITS + "}")
                        || Long.parseLong(connectionId) == 0)) {
            throw ApiError.badRequest(
                    "INVALID_FIELD",
                    "connection_id must be a whole number above 0 of at most " + MAX_CONNECTION_ID_DIGITS + " digits");
        }
        return new CancelOnDisconnect(
                connectionId == null ? 0 : Long.parseLong(connectionId),
                number(json, "grace_ms", DEFAULT_GRACE_MS, 0, MAX_GRACE_MS, "INVALID_FIELD"));
    }

    private static int number(
            final ObjectNode json,
            final String field,
            final int absent,
            final int least,
            final int most,
            final String code) {
        final JsonNode node = json.get(field);
        if (node == null || node.isNull()) {
            return absent;
        }
        if (!node.canConvertToInt() || !node.isIntegralNumber() || node.intValue() < least || node.intValue() > most) {
            throw ApiError.badRequest(code, field + " must be a whole number from " + least + " to " + most);
        }
        return node.intValue();
    }

    private static List<String> texts(final ObjectNode json, final String one, final String many) {
        final List<String> texts = new ArrayList<>();
        addText(json.get(one), one, texts);
        final JsonNode list = json.get(many);
        if (list != null && list.isArray()) {
            if (list.size() > MAX_SYMBOLS) {
                throw ApiError.badRequest("INVALID_FIELD", many + " has more than " + MAX_SYMBOLS + " entries");
            }
            list.forEach(node -> addText(node, many, texts));
        } else {
            addText(list, many, texts);
        }
        return texts;
    }

    private static void addText(final JsonNode node, final String field, final List<String> texts) {
        if (node == null || node.isNull()) {
            return;
        }
        if (!node.isTextual()) {
            throw ApiError.badRequest("INVALID_FIELD", field + " must be text");
        }
        if (!texts.contains(node.textValue())) {
            texts.add(node.textValue());
        }
    }

    /** Text of a string or a whole number: ids and time stamps come as either. */
    private static String scalar(final ObjectNode json, final String field) {
        final JsonNode node = json.get(field);
        if (node == null || node.isNull()) {
            return null;
        }
        if (!node.isTextual() && !node.isIntegralNumber()) {
            throw ApiError.badRequest("INVALID_FIELD", field + " must be text or a whole number");
        }
        return node.asText();
    }
}

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
 * @param id to be given back with the answer, null if there is none.
 */
record ClientMessage(
        Kind kind, List<Channel> channels, List<String> symbols, int depth, Credentials credentials, String id) {
    static final int MAX_DEPTH = 1000;

    private static final int DEFAULT_DEPTH = 20;
    private static final int MAX_SYMBOLS = 100;

    enum Kind {
        SUBSCRIBE,
        UNSUBSCRIBE,
        HEARTBEAT,
        PING,
        AUTH
    }

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
                scalar(json, "id"));
    }

    private static Kind kind(final ObjectNode json) {
        final String type = scalar(json, "type");
        final String text = type == null ? scalar(json, "action") : type;
        if (text == null) {
            throw ApiError.badRequest(
                    "MISSING_TYPE", "type is missing: subscribe, unsubscribe, auth, heartbeat or ping");
        }
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "subscribe" -> Kind.SUBSCRIBE;
            case "unsubscribe" -> Kind.UNSUBSCRIBE;
            case "heartbeat" -> Kind.HEARTBEAT;
            case "ping" -> Kind.PING;
            case "auth" -> Kind.AUTH;
            default ->
                throw ApiError.badRequest(
                        "UNKNOWN_TYPE", "type must be subscribe, unsubscribe, auth, heartbeat or ping");
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
        final JsonNode node = json.get("depth");
        if (node == null || node.isNull()) {
            return DEFAULT_DEPTH;
        }
        if (!node.canConvertToInt() || !node.isIntegralNumber() || node.intValue() < 1 || node.intValue() > MAX_DEPTH) {
            throw ApiError.badRequest("INVALID_DEPTH", "depth must be a whole number from 1 to " + MAX_DEPTH);
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

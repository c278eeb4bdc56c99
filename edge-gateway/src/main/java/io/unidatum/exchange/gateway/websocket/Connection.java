package io.unidatum.exchange.gateway.websocket;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bucket4j.Bucket;
import io.unidatum.exchange.gateway.api.ApiError;
import io.unidatum.exchange.gateway.api.Json;
import io.unidatum.exchange.gateway.auth.Caller;
import io.unidatum.exchange.gateway.market.Channel;
import io.unidatum.exchange.gateway.market.MarketListener;
import io.unidatum.exchange.gateway.market.Subscription;
import io.vertx.core.http.ServerWebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One client: its socket, its subscriptions, whom it acts for. Lives on the server's event loop. */
final class Connection implements MarketListener {
    static final short TRY_AGAIN_LATER = 1013;
    static final short POLICY_VIOLATION = 1008;
    static final short SUPERSEDED = 4001;

    private static final int MESSAGES_PER_SECOND = 50;
    private static final int MESSAGE_BURST = 200;

    private static final int MAX_EARLY = 1_000;
    private static final long UNKNOWN = -1;

    private final String id;
    private final ServerWebSocket socket;
    private final Map<Key, Subscription> subscriptions = new HashMap<>();
    private final Bucket messages = Bucket.builder()
            .addLimit(limit -> limit.capacity(MESSAGE_BURST).refillGreedy(MESSAGES_PER_SECOND, Duration.ofSeconds(1)))
            .build();
    private final List<Early> early = new ArrayList<>();
    private Caller caller;
    private LogicalConnection logical;
    private boolean accountOpen;
    private long accountSequence = UNKNOWN;
    private long fullSinceNs;

    private record Early(long sequence, String text) {}

    /**
     * What a subscription is known by.
     *
     * @param channel of market data.
     * @param symbol of the market.
     */
    record Key(Channel channel, String symbol) {}

    Connection(final String id, final ServerWebSocket socket) {
        this.id = id;
        this.socket = socket;
    }

    String id() {
        return id;
    }

    Map<Key, Subscription> subscriptions() {
        return subscriptions;
    }

    Caller caller() {
        return caller;
    }

    void caller(final Caller authenticated) {
        caller = authenticated;
    }

    /** Logical connection that it holds. {@return null if it holds none} */
    LogicalConnection logical() {
        return logical;
    }

    void logical(final LogicalConnection held) {
        logical = held;
    }

    /** Account whose private stream it listens to. {@return false if it listens to none} */
    boolean isAccountOpen() {
        return accountOpen;
    }

    /** Begins or ends listening. What comes before {@link #accountFrom} is kept until then. */
    void accountOpen(final boolean open) {
        accountOpen = open;
        accountSequence = UNKNOWN;
        early.clear();
    }

    /** The account's snapshot of this sequence has been sent: messages above it follow. */
    void accountFrom(final long sequence) {
        accountSequence = sequence;
        early.forEach(message -> sendAccount(message.sequence(), message.text()));
        early.clear();
    }

    /** An account's message; one that its snapshot holds already is left out. */
    void sendAccount(final long sequence, final String text) {
        if (accountSequence == UNKNOWN && early.size() < MAX_EARLY) {
            early.add(new Early(sequence, text));
        } else if (accountSequence == UNKNOWN || !isWritable()) {
            // Facts cannot be conflated: the client takes a new snapshot when it comes back.
            close(TRY_AGAIN_LATER, "SLOW_CONSUMER");
        } else if (sequence > accountSequence) {
            send(text);
        }
    }

    boolean admitMessage() {
        return messages.tryConsume(1);
    }

    /** How long the socket has been full. {@return ns, 0 if there is room} */
    long fullForNs(final long nowNs) {
        if (isWritable()) {
            fullSinceNs = 0;
            return 0;
        }
        if (fullSinceNs == 0) {
            fullSinceNs = nowNs;
        }
        return nowNs - fullSinceNs;
    }

    @Override
    public boolean isWritable() {
        return !socket.isClosed() && !socket.writeQueueFull();
    }

    @Override
    public void send(final String text) {
        if (!socket.isClosed()) {
            socket.writeTextMessage(text);
        }
    }

    void send(final ObjectNode json) {
        send(Json.text(json));
    }

    void sendError(final ApiError error, final String requestId) {
        final ObjectNode json = Json.object().put("type", "error");
        json.put("code", error.code()).put("message", error.message());
        if (requestId != null) {
            json.put("id", requestId);
        }
        send(Json.text(json));
    }

    void close(final short status, final String reason) {
        if (!socket.isClosed()) {
            socket.close(status, reason);
        }
    }
}

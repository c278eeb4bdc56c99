package io.unidatum.exchange.marketdata;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.unidatum.exchange.client.journal.JournalPoint;
import java.util.HashMap;
import java.util.Map;

/** Names of the keys and channels in Redis, and the status that says how far they are. See {@code docs/redis.md}. */
final class RedisKeys {
    /** Hash that says how far the keys reflect the journal. */
    static final String STATUS = "md:status";

    /** Channel of the same. */
    static final String STATUS_CHANNEL = "md.status";

    private RedisKeys() {}

    static String book(final String symbol) {
        return "md:book:" + symbol;
    }

    static String ticker(final String symbol) {
        return "md:ticker:" + symbol;
    }

    static String trades(final String symbol) {
        return "md:trades:" + symbol;
    }

    static String minutes(final String symbol) {
        return "md:minutes:" + symbol;
    }

    static String bookChannel(final String symbol) {
        return "md.book." + symbol;
    }

    static String tickerChannel(final String symbol) {
        return "md.ticker." + symbol;
    }

    static String tradesChannel(final String symbol) {
        return "md.trades." + symbol;
    }

    static Map<String, String> status(final RedisImage image, final long nowNs) {
        final Map<String, String> status = new HashMap<>();
        status.put("sequence", Long.toString(image.point().sequence()));
        status.put("position", Long.toString(image.point().position()));
        status.put("chain_hash", Long.toHexString(image.point().chainHash()));
        status.put("time", image.time() == 0 ? "" : RedisDocuments.time(image.time()));
        status.put("symbols", String.join(",", image.symbols()));
        status.put("updated_at", RedisDocuments.time(nowNs));
        return status;
    }

    static String json(final Map<String, String> status) {
        final ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("sequence", Long.parseLong(status.get("sequence")));
        node.put("time", status.get("time"));
        node.put("updated_at", status.get("updated_at"));
        return node.toString();
    }

    /**
     * Reads the journal's point back.
     *
     * @throws IllegalArgumentException if there is none.
     */
    static JournalPoint parsePoint(final Map<String, String> status) {
        final String sequence = status.get("sequence");
        final String position = status.get("position");
        final String chainHash = status.get("chain_hash");
        if (sequence == null || position == null || chainHash == null) {
            throw new IllegalArgumentException("no journal point in " + STATUS);
        }
        return new JournalPoint(
                Long.parseLong(sequence), Long.parseLong(position), Long.parseUnsignedLong(chainHash, 16));
    }
}

package io.unidatum.exchange.cli.replay;

import com.fasterxml.jackson.databind.JsonNode;
import io.unidatum.exchange.cli.rest.PublicBook;
import io.unidatum.exchange.cli.rest.TopOfBook;
import java.util.HashMap;
import java.util.Map;

/**
 * Holds the published best prices against the expected ones of the same instrument sequence. Each may come first.
 * Thread safe.
 */
final class TopStream {
    private final Map<Long, TopOfBook> expected = new HashMap<>();
    private final Map<Long, TopOfBook> published = new HashMap<>();
    private final PublicBook book = new PublicBook();
    private long publishedSequence;
    private long compared;
    private String difference = "";

    /** What the book should be after an answer. */
    synchronized void expect(final long sequence, final TopOfBook top) {
        if (published.containsKey(sequence)) {
            compare(sequence, top, published.remove(sequence));
        } else if (sequence > publishedSequence) {
            expected.put(sequence, top);
        }
    }

    /** A message of the channel {@code orderbook}. */
    synchronized void onMessage(final JsonNode message) {
        if (!"orderbook".equals(message.path("type").asText())) {
            return;
        }
        book.apply(message);
        final long sequence = message.path("sequence").asLong();
        publishedSequence = Math.max(publishedSequence, sequence);
        final TopOfBook top = book.top();
        if (expected.containsKey(sequence)) {
            compare(sequence, expected.get(sequence), top);
            expected.keySet().removeIf(known -> known <= sequence);
        } else {
            published.put(sequence, top);
        }
    }

    /** Last sequence that was published. */
    synchronized long publishedSequence() {
        return publishedSequence;
    }

    /** Published states that were compared. */
    synchronized long compared() {
        return compared;
    }

    /** The first difference in words; empty if there was none. */
    synchronized String difference() {
        return difference;
    }

    private void compare(final long sequence, final TopOfBook expectedTop, final TopOfBook publishedTop) {
        compared++;
        if (difference.isEmpty() && !expectedTop.equals(publishedTop)) {
            difference = "at instrument sequence " + sequence + " the WebSocket published " + publishedTop
                    + ", the answers say " + expectedTop;
        }
    }
}

package io.unidatum.exchange.gateway.market;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.unidatum.exchange.gateway.api.Amounts;
import io.unidatum.exchange.gateway.view.Instrument;
import io.unidatum.exchange.sbe.common.InstrumentStatus;
import io.unidatum.exchange.sbe.common.Side;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Books as clients keep them from the hub's messages, against a plain book. */
class MarketHubTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long ONE = 100_000_000L;
    private static final Instrument DEC_USD = new Instrument(
            1, "DEC/USD", 1, 2, "DEC", "USD", 1, 1, 1, 1, InstrumentStatus.OPEN, 0, Instrument.CollarRules.NONE);

    private final MarketHub hub = new MarketHub();
    private final TreeMap<Long, Long> bids = new TreeMap<>(Comparator.reverseOrder());
    private final TreeMap<Long, Long> asks = new TreeMap<>();
    private long sequence;

    @Test
    void shouldKeepClientsOfEveryDepthExactWithoutAGap() {
        final Random random = new Random(3_001);
        for (int i = 0; i < 200; i++) {
            change(random);
        }
        hub.onMessages(List.of(snapshot()));
        final List<Client> clients = new ArrayList<>();
        for (final int depth : new int[] {1, 2, 7, 20, 1000}) {
            final Client client = new Client(depth);
            hub.subscribe(client, Channel.ORDERBOOK, DEC_USD, depth);
            clients.add(client);
        }
        for (int i = 0; i < 2_000; i++) {
            final List<FeedMessage> batch = new ArrayList<>();
            for (int n = random.nextInt(3); n >= 0; n--) {
                // Now and then updates were lost and a snapshot comes instead.
                batch.add(random.nextInt(50) == 0 ? changeAndSnapshot(random) : change(random));
            }
            hub.onMessages(batch);
            clients.forEach(client -> client.expect(bids, asks, sequence));
        }
        clients.forEach(client -> assertThat(client.snapshots).isEqualTo(1));
    }

    @Test
    void shouldSendASlowClientNothingUntilThereIsRoomAndThenASnapshot() {
        final Random random = new Random(5);
        hub.onMessages(List.of(changeAndSnapshot(random)));
        final Client slow = new Client(5);
        final Subscription subscription = hub.subscribe(slow, Channel.ORDERBOOK, DEC_USD, 5);
        slow.writable = false;
        final int before = slow.messages;
        for (int i = 0; i < 500; i++) {
            hub.onMessages(List.of(change(random)));
        }
        assertThat(slow.messages).isEqualTo(before);

        slow.writable = true;
        hub.onMessages(List.of(change(random)));
        assertThat(slow.messages).as("no update with a gap before it").isEqualTo(before);
        hub.catchUp(subscription);
        slow.expect(bids, asks, sequence);
        hub.onMessages(List.of(change(random)));
        slow.expect(bids, asks, sequence);
        assertThat(slow.snapshots).isEqualTo(2);
    }

    @Test
    void shouldConfirmASubscriptionOnlyWhenTheBookIsKnown() {
        final Client early = new Client(5);
        final Subscription subscription = hub.subscribe(early, Channel.ORDERBOOK, DEC_USD, 5);
        assertThat(subscription.isActive()).isFalse();
        assertThat(early.messages).isZero();

        hub.onMessages(List.of(changeAndSnapshot(new Random(1))));

        assertThat(subscription.isActive()).isTrue();
        assertThat(early.types).containsExactly("orderbook", "subscribed");
        hub.unsubscribe(subscription);
        hub.onMessages(List.of(change(new Random(2))));
        assertThat(early.messages).isEqualTo(2);
    }

    @Test
    void shouldServeTradesNewestFirstOverRest() {
        hub.onMessages(List.of(changeAndSnapshot(new Random(1))));
        for (int i = 1; i <= 1_200; i++) {
            hub.onMessages(List.of(new FeedMessage.Trade(1, i, i, i * ONE, ONE, Side.BUY, i)));
        }
        final JsonNode trades = hub.trades(DEC_USD, 3).get("trades");
        assertThat(trades).hasSize(3);
        assertThat(trades.get(0).get("trade_id").asText()).isEqualTo("1200");
        assertThat(hub.trades(DEC_USD, 2_000).get("trades")).hasSize(Market.MAX_TRADES);
    }

    @Test
    void shouldNotTellOfLevelsBelowWhatACutBookKnows() {
        hub.onMessages(List.of(new FeedMessage.Book(
                1, 1, 1, InstrumentStatus.OPEN, true, levels(100 * ONE, ONE, 99 * ONE, ONE), levels(101 * ONE, ONE))));
        hub.onMessages(List.of(new FeedMessage.Update(
                1, 2, 2, InstrumentStatus.OPEN, levels(50 * ONE, ONE, 100 * ONE, 0), levels(500 * ONE, ONE))));

        assertThat(hub.book(DEC_USD, 10).get("bids").toString()).isEqualTo("[[\"99\",\"1\"]]");
        assertThat(hub.book(DEC_USD, 10).get("asks").toString()).isEqualTo("[[\"101\",\"1\"]]");
    }

    private FeedMessage change(final Random random) {
        final boolean buy = random.nextBoolean();
        final long price = (buy ? 1_000 - random.nextInt(40) : 1_001 + random.nextInt(40)) * ONE;
        final long quantity = random.nextInt(3) * ONE;
        final TreeMap<Long, Long> side = buy ? bids : asks;
        if (quantity == 0) {
            side.remove(price);
        } else {
            side.put(price, quantity);
        }
        sequence++;
        final FeedMessage.Levels changed = levels(price, quantity);
        return new FeedMessage.Update(
                1, sequence, sequence, InstrumentStatus.OPEN, buy ? changed : levels(), buy ? levels() : changed);
    }

    private FeedMessage changeAndSnapshot(final Random random) {
        change(random);
        return snapshot();
    }

    private FeedMessage snapshot() {
        return new FeedMessage.Book(1, sequence, sequence, InstrumentStatus.OPEN, false, levels(bids), levels(asks));
    }

    private static FeedMessage.Levels levels(final Map<Long, Long> side) {
        return new FeedMessage.Levels(
                side.keySet().stream().mapToLong(Long::longValue).toArray(),
                side.values().stream().mapToLong(Long::longValue).toArray());
    }

    private static FeedMessage.Levels levels(final long... pricesAndQuantities) {
        final int count = pricesAndQuantities.length / 2;
        final FeedMessage.Levels levels = new FeedMessage.Levels(new long[count], new long[count]);
        for (int i = 0; i < count; i++) {
            levels.prices()[i] = pricesAndQuantities[2 * i];
            levels.quantities()[i] = pricesAndQuantities[2 * i + 1];
        }
        return levels;
    }

    private static final class Client implements MarketListener {
        private final int depth;
        private final Map<String, String> bids = new TreeMap<>();
        private final Map<String, String> asks = new TreeMap<>();
        private final List<String> types = new ArrayList<>();
        private boolean writable = true;
        private int messages;
        private int snapshots;
        private long sequence;

        private Client(final int depth) {
            this.depth = depth;
        }

        @Override
        public boolean isWritable() {
            return writable;
        }

        @Override
        public void send(final String text) {
            try {
                take(JSON.readTree(text));
            } catch (final IOException ex) {
                throw new UncheckedIOException(ex);
            }
        }

        private void take(final JsonNode message) {
            messages++;
            types.add(message.get("type").asText());
            if (!"orderbook".equals(message.get("type").asText())) {
                return;
            }
            if (message.get("snapshot").asBoolean()) {
                snapshots++;
                bids.clear();
                asks.clear();
            } else {
                assertThat(message.get("previous_sequence").asLong()).isEqualTo(sequence);
            }
            sequence = message.get("sequence").asLong();
            change(bids, message.get("bids"));
            change(asks, message.get("asks"));
        }

        private static void change(final Map<String, String> side, final JsonNode levels) {
            for (final JsonNode level : levels) {
                if ("0".equals(level.get(1).asText())) {
                    assertThat(side.remove(level.get(0).asText())).isNotNull();
                } else {
                    side.put(level.get(0).asText(), level.get(1).asText());
                }
            }
        }

        private void expect(final Map<Long, Long> trueBids, final Map<Long, Long> trueAsks, final long trueSequence) {
            assertThat(sequence).isEqualTo(trueSequence);
            assertThat(bids).isEqualTo(top(trueBids));
            assertThat(asks).isEqualTo(top(trueAsks));
        }

        private Map<String, String> top(final Map<Long, Long> side) {
            final Map<String, String> top = new TreeMap<>();
            side.entrySet().stream()
                    .limit(depth)
                    .forEach(level -> top.put(Amounts.text(level.getKey()), Amounts.text(level.getValue())));
            return top;
        }
    }
}

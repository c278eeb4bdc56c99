package io.unidatum.exchange.marketdata;

import static org.assertj.core.api.Assertions.assertThat;

import io.unidatum.exchange.client.journal.JournalHandler;
import io.unidatum.exchange.sbe.common.Side;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.agrona.DirectBuffer;

class MarketsPropertyTest {
    private static final int COMMANDS = 300;

    /** Feeds markets and keeps what they report. */
    private static final class Follower implements JournalHandler, MarketListener {
        private final Map<String, List<LastTrade>> trades = new HashMap<>();
        private final Map<String, Long> flushedTo = new HashMap<>();
        private Markets markets = new Markets(this);

        @Override
        public void onEvent(
                final long sequence,
                final long time,
                final int templateId,
                final DirectBuffer buffer,
                final int offset,
                final int blockLength,
                final int version) {
            markets.onEvent(sequence, time, templateId, buffer, offset, blockLength, version);
        }

        @Override
        public void onFrameEnd(
                final long lastSequence, final long position, final long chainHash, final boolean lastOfCommand) {
            markets.onFrameEnd(lastOfCommand);
        }

        @Override
        public void onTrade(final Market market, final LastTrade trade) {
            trades.computeIfAbsent(market.symbol(), symbol -> new ArrayList<>()).add(trade);
        }

        @Override
        public boolean onBookChange(final Market market) {
            final Long before = flushedTo.put(market.symbol(), market.sequence());
            assertThat(market.flushedSequence()).isEqualTo(before == null ? market.flushedSequence() : before);
            return true;
        }
    }

    @Property(tries = 60)
    void aggregatedBookEqualsTheOneComputedFromTheOrders(@ForAll final long seed) {
        final Random random = new Random(seed);
        final ModelExchange model = new ModelExchange(new EventScript());
        final Follower follower = new Follower();
        model.genesis().forEach(frame -> frame.deliver(follower));

        for (int i = 0; i < COMMANDS; i++) {
            model.randomCommand(random).forEach(frame -> frame.deliver(follower));
            assertSameBooks(follower.markets, model);
        }
        for (int i = 1; i <= ModelExchange.SYMBOLS.length; i++) {
            assertThat(follower.trades.getOrDefault(ModelExchange.SYMBOLS[i - 1], List.of()))
                    .isEqualTo(model.trades(i));
        }
    }

    @Property(tries = 40)
    void booksFromAnImageAndTradesFromTheStartComeToTheSame(@ForAll final long seed) {
        final Random random = new Random(seed);
        final ModelExchange model = new ModelExchange(new EventScript());
        final Follower follower = new Follower();
        final List<EventScript.Frame> journal = new ArrayList<>(model.genesis());
        final int imageAt = random.nextInt(COMMANDS);
        final ImageLoader loader = new ImageLoader(() -> new Markets(follower));
        for (int i = 0; i < COMMANDS; i++) {
            journal.addAll(model.randomCommand(random));
            if (i == imageAt) {
                model.image(loader);
            }
        }

        follower.markets = loader.markets();
        journal.forEach(frame -> frame.deliver(follower));

        assertSameBooks(follower.markets, model);
        for (int i = 1; i <= ModelExchange.SYMBOLS.length; i++) {
            assertThat(follower.trades.getOrDefault(ModelExchange.SYMBOLS[i - 1], List.of()))
                    .isEqualTo(model.trades(i));
        }
    }

    private static void assertSameBooks(final Markets markets, final ModelExchange model) {
        for (int i = 1; i <= ModelExchange.SYMBOLS.length; i++) {
            final Market market = markets.market(i);
            assertThat(market.sequence()).isEqualTo(model.sequence(i));
            assertThat(market.status()).isEqualTo(model.status(i));
            assertThat(levels(market.bids())).containsExactlyEntriesOf(model.levels(i, Side.BUY));
            assertThat(levels(market.asks())).containsExactlyEntriesOf(model.levels(i, Side.SELL));
        }
    }

    static Map<Long, ModelExchange.Level> levels(final BookSide side) {
        final Map<Long, ModelExchange.Level> levels = new LinkedHashMap<>();
        for (int depth = 0; depth < side.size(); depth++) {
            levels.put(side.price(depth), new ModelExchange.Level(side.quantity(depth), side.orderCount(depth)));
        }
        return levels;
    }
}

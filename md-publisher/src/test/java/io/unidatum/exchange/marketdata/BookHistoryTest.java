package io.unidatum.exchange.marketdata;

import static org.assertj.core.api.Assertions.assertThat;

import io.unidatum.exchange.client.journal.JournalHandler;
import io.unidatum.exchange.history.RandomHistory;
import io.unidatum.exchange.sbe.common.MessageHeaderDecoder;
import io.unidatum.exchange.sbe.event.JournalFrameDecoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** The publisher's books against the real state machine's, over random histories of all features. */
class BookHistoryTest implements JournalHandler, MarketListener {
    private static final int COMMANDS = 400;

    final List<EventScript.Frame> journal = new ArrayList<>();
    private final Map<Integer, Integer> eventsByTemplate = new HashMap<>();
    private Markets markets = new Markets(this);

    @Property(tries = 30, shrinking = ShrinkingMode.OFF)
    void booksAreTheStateMachinesAfterEveryCommand(@ForAll final long seed) {
        final BookHistoryTest follower = new BookHistoryTest();
        final RandomHistory history = new RandomHistory(seed, 3, follower::append);
        follower.deliverFrom(0);
        for (int i = 0; i < COMMANDS; i++) {
            final int known = follower.journal.size();
            history.step();
            follower.deliverFrom(known);
            follower.assertSameBooks(history);
        }
    }

    @Property(tries = 20, shrinking = ShrinkingMode.OFF)
    void booksFromAnImageInTheMiddleAreThoseOfTheWholeJournal(@ForAll final long seed) {
        final BookHistoryTest follower = new BookHistoryTest();
        final RandomHistory history = new RandomHistory(seed, 3, follower::append);
        history.run(new Random(seed).nextInt(COMMANDS));
        final ImageLoader loader = new ImageLoader(() -> new Markets(follower));
        history.machine().takeSnapshot((buffer, offset, length) -> {
            final MessageHeaderDecoder header = new MessageHeaderDecoder().wrap(buffer, offset);
            loader.onSnapshotMessage(
                    header.templateId(),
                    buffer,
                    offset + MessageHeaderDecoder.ENCODED_LENGTH,
                    header.blockLength(),
                    header.version());
        });
        follower.markets = loader.markets();
        follower.assertSameBooks(history);

        history.run(COMMANDS);
        follower.deliverFrom(0);

        follower.assertSameBooks(history);
    }

    @Property(tries = 5, shrinking = ShrinkingMode.OFF)
    void booksOfEncodingVersionOneAreReadAsEver(@ForAll final long seed) {
        final BookHistoryTest follower = new BookHistoryTest();
        final RandomHistory history = new RandomHistory(seed, 1, follower::append);
        history.run(COMMANDS);
        follower.deliverFrom(0);
        follower.assertSameBooks(history);
    }

    @Override
    public void onEvent(
            final long sequence,
            final long time,
            final int templateId,
            final DirectBuffer buffer,
            final int offset,
            final int blockLength,
            final int version) {
        eventsByTemplate.merge(templateId, 1, Integer::sum);
        markets.onEvent(sequence, time, templateId, buffer, offset, blockLength, version);
    }

    @Override
    public void onFrameEnd(
            final long lastSequence, final long position, final long chainHash, final boolean lastOfCommand) {
        markets.onFrameEnd(lastOfCommand);
    }

    @Override
    public void onTrade(final Market market, final LastTrade trade) {}

    @Override
    public boolean onBookChange(final Market market) {
        return true;
    }

    void append(
            final DirectBuffer buffer,
            final int offset,
            final int length,
            final long firstSequence,
            final int count,
            final long chainHash,
            final long position) {
        final byte[] bytes = new byte[length];
        buffer.getBytes(offset, bytes);
        final JournalFrameDecoder frame =
                new JournalFrameDecoder().wrapAndApplyHeader(new UnsafeBuffer(bytes), 0, new MessageHeaderDecoder());
        journal.add(new EventScript.Frame(
                bytes,
                firstSequence,
                count,
                frame.time(),
                position,
                chainHash,
                frame.flags().lastOfCommand()));
    }

    void deliverFrom(final int first) {
        for (int i = first; i < journal.size(); i++) {
            journal.get(i).deliver(this);
        }
    }

    void assertSameBooks(final RandomHistory history) {
        final DisplayedBooks displayed = DisplayedBooks.of(history.machine());
        assertThat(markets.all()).hasSize(RandomHistory.INSTRUMENTS);
        for (final Market market : markets.all()) {
            final DisplayedBooks.Book book = displayed.book(market.instrumentId());
            assertThat(MarketsPropertyTest.levels(market.bids())).containsExactlyEntriesOf(book.bids());
            assertThat(MarketsPropertyTest.levels(market.asks())).containsExactlyEntriesOf(book.asks());
            assertThat(market.status()).isEqualTo(book.status());
            assertThat(market.statusUntil()).isEqualTo(book.statusUntil());
            assertThat(market.sequence()).isEqualTo(book.sequence());
            assertThat(market.lastPrice()).isIn(0L, book.lastPrice());
        }
    }
}

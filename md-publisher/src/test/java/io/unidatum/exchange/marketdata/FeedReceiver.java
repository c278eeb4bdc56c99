package io.unidatum.exchange.marketdata;

import io.aeron.Aeron;
import io.aeron.FragmentAssembler;
import io.aeron.Subscription;
import io.aeron.logbuffer.Header;
import io.unidatum.exchange.protocol.FeedLayout;
import io.unidatum.exchange.sbe.common.InstrumentStatus;
import io.unidatum.exchange.sbe.common.MessageHeaderDecoder;
import io.unidatum.exchange.sbe.common.Side;
import io.unidatum.exchange.sbe.marketdata.BookSnapshotDecoder;
import io.unidatum.exchange.sbe.marketdata.BookUpdateDecoder;
import io.unidatum.exchange.sbe.marketdata.FeedHeartbeatDecoder;
import io.unidatum.exchange.sbe.marketdata.TickerDecoder;
import io.unidatum.exchange.sbe.marketdata.TradeReportDecoder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.agrona.DirectBuffer;

/** A receiver that does just what the schema and {@link FeedLayout} tell it to. */
final class FeedReceiver implements AutoCloseable {
    /** One instrument as received. */
    static final class Book {
        private final Map<Long, ModelExchange.Level> bids = new TreeMap<>(Comparator.reverseOrder());
        private final Map<Long, ModelExchange.Level> asks = new TreeMap<>();
        private final List<LastTrade> trades = new ArrayList<>();
        private InstrumentStatus status;
        private long sequence = -1;
        private int updates;
        private int gaps;
        private long tickerSequence;
        private WindowSummary window;
        private long lastPrice;

        Map<Long, ModelExchange.Level> bids() {
            return bids;
        }

        Map<Long, ModelExchange.Level> asks() {
            return asks;
        }

        List<LastTrade> trades() {
            return trades;
        }

        InstrumentStatus status() {
            return status;
        }

        long sequence() {
            return sequence;
        }

        int updates() {
            return updates;
        }

        int gaps() {
            return gaps;
        }

        long tickerSequence() {
            return tickerSequence;
        }

        WindowSummary window() {
            return window;
        }

        long lastPrice() {
            return lastPrice;
        }
    }

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final BookSnapshotDecoder snapshot = new BookSnapshotDecoder();
    private final BookUpdateDecoder update = new BookUpdateDecoder();
    private final TradeReportDecoder trade = new TradeReportDecoder();
    private final TickerDecoder ticker = new TickerDecoder();
    private final FeedHeartbeatDecoder heartbeat = new FeedHeartbeatDecoder();
    private final Map<Long, Book> books = new HashMap<>();
    private final FragmentAssembler assembler = new FragmentAssembler(this::onMessage);
    private final Subscription subscription;
    private int heartbeats;
    private long journalSequence;

    FeedReceiver(final Aeron aeron, final int port) {
        subscription = aeron.addSubscription(
                FeedLayout.subscriptionChannel("127.0.0.1", port, "127.0.0.1"), FeedLayout.STREAM_ID);
    }

    int poll() {
        return subscription.poll(assembler, 100);
    }

    Book book(final long instrumentId) {
        return books.computeIfAbsent(instrumentId, id -> new Book());
    }

    int heartbeats() {
        return heartbeats;
    }

    long journalSequence() {
        return journalSequence;
    }

    @Override
    public void close() {
        subscription.close();
    }

    private void onMessage(final DirectBuffer buffer, final int offset, final int length, final Header frame) {
        header.wrap(buffer, offset);
        switch (header.templateId()) {
            case BookSnapshotDecoder.TEMPLATE_ID -> onSnapshot(buffer, offset);
            case BookUpdateDecoder.TEMPLATE_ID -> onUpdate(buffer, offset);
            case TradeReportDecoder.TEMPLATE_ID -> onTrade(buffer, offset);
            case TickerDecoder.TEMPLATE_ID -> onTicker(buffer, offset);
            case FeedHeartbeatDecoder.TEMPLATE_ID -> {
                heartbeat.wrapAndApplyHeader(buffer, offset, header);
                heartbeats++;
                journalSequence = heartbeat.journalSequence();
            }
            default -> throw new IllegalStateException("unknown message " + header.templateId());
        }
    }

    private void onSnapshot(final DirectBuffer buffer, final int offset) {
        snapshot.wrapAndApplyHeader(buffer, offset, header);
        final Book book = book(snapshot.instrumentId());
        if (snapshot.instrumentSequence() <= book.sequence) {
            return;
        }
        book.sequence = snapshot.instrumentSequence();
        book.status = snapshot.status();
        book.bids.clear();
        book.asks.clear();
        for (final BookSnapshotDecoder.BidsDecoder level : snapshot.bids()) {
            book.bids.put(level.price(), new ModelExchange.Level(level.quantity(), (int) level.orderCount()));
        }
        for (final BookSnapshotDecoder.AsksDecoder level : snapshot.asks()) {
            book.asks.put(level.price(), new ModelExchange.Level(level.quantity(), (int) level.orderCount()));
        }
    }

    private void onUpdate(final DirectBuffer buffer, final int offset) {
        update.wrapAndApplyHeader(buffer, offset, header);
        final Book book = book(update.instrumentId());
        if (book.sequence < 0 || update.lastSequence() <= book.sequence) {
            return;
        }
        if (update.firstSequence() != book.sequence + 1) {
            book.gaps++;
            return;
        }
        book.updates++;
        book.sequence = update.lastSequence();
        book.status = update.status();
        for (final BookUpdateDecoder.LevelsDecoder level : update.levels()) {
            final Map<Long, ModelExchange.Level> side = level.side() == Side.BUY ? book.bids : book.asks;
            if (level.quantity() == 0) {
                side.remove(level.price());
            } else {
                side.put(level.price(), new ModelExchange.Level(level.quantity(), (int) level.orderCount()));
            }
        }
    }

    private void onTrade(final DirectBuffer buffer, final int offset) {
        trade.wrapAndApplyHeader(buffer, offset, header);
        final List<LastTrade> trades = book(trade.instrumentId()).trades;
        if (trades.isEmpty() || trades.get(trades.size() - 1).instrumentSequence() < trade.instrumentSequence()) {
            trades.add(new LastTrade(
                    trade.instrumentSequence(),
                    trade.tradeId(),
                    trade.price(),
                    trade.quantity(),
                    trade.takerSide(),
                    trade.time(),
                    trade.kind()));
        }
    }

    private void onTicker(final DirectBuffer buffer, final int offset) {
        ticker.wrapAndApplyHeader(buffer, offset, header);
        final Book book = book(ticker.instrumentId());
        book.tickerSequence = ticker.instrumentSequence();
        book.lastPrice = ticker.lastPrice();
        book.window = new WindowSummary(
                ticker.openPrice(),
                ticker.highPrice(),
                ticker.lowPrice(),
                ticker.volume(),
                ticker.quoteVolume(),
                ticker.tradeCount());
    }
}

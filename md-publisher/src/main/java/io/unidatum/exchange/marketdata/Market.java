package io.unidatum.exchange.marketdata;

import io.unidatum.exchange.sbe.common.InstrumentStatus;
import io.unidatum.exchange.sbe.common.Side;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/**
 * What the public knows of one instrument: its book by price level, its last trades, its last 24 hours. Not thread
 * safe.
 */
final class Market {
    /** Trades that are kept. */
    static final int KEPT_TRADES = 1_000;

    private final long instrumentId;
    private final String symbol;
    private final BookSide bids = new BookSide(Side.BUY);
    private final BookSide asks = new BookSide(Side.SELL);
    private final TouchedLevels touchedBids = new TouchedLevels();
    private final TouchedLevels touchedAsks = new TouchedLevels();
    private final Deque<LastTrade> trades = new ArrayDeque<>(KEPT_TRADES);
    private final TradeWindow window = new TradeWindow();
    private InstrumentStatus status = InstrumentStatus.OPEN;
    private long statusUntil;
    private long sequence;
    private long flushedSequence;
    private long time;
    private long lastPrice;
    private long lastQuantity;
    private long changedMinute = Long.MAX_VALUE;

    Market(final long instrumentId, final String symbol) {
        this.instrumentId = instrumentId;
        this.symbol = symbol;
    }

    long instrumentId() {
        return instrumentId;
    }

    String symbol() {
        return symbol;
    }

    InstrumentStatus status() {
        return status;
    }

    /** Cluster time (ns) at which the status changes by itself; 0: when told. */
    long statusUntil() {
        return statusUntil;
    }

    void status(final InstrumentStatus value, final long until) {
        status = value;
        statusUntil = until;
    }

    BookSide bids() {
        return bids;
    }

    BookSide asks() {
        return asks;
    }

    BookSide side(final Side side) {
        return side == Side.BUY ? bids : asks;
    }

    /** Bid prices whose level changed since the last flush. */
    TouchedLevels touchedBids() {
        return touchedBids;
    }

    /** Ask prices whose level changed since the last flush. */
    TouchedLevels touchedAsks() {
        return touchedAsks;
    }

    /** The trades behind an instrument sequence that are still kept, newest first. */
    List<LastTrade> tradesAfter(final long instrumentSequence, final int limit) {
        final List<LastTrade> found = new ArrayList<>();
        final Iterator<LastTrade> newestFirst = trades.descendingIterator();
        while (newestFirst.hasNext() && found.size() < limit) {
            final LastTrade trade = newestFirst.next();
            if (trade.instrumentSequence() <= instrumentSequence) {
                break;
            }
            found.add(trade);
        }
        return found;
    }

    TradeWindow window() {
        return window;
    }

    /** Sequence of the last book event. */
    long sequence() {
        return sequence;
    }

    /** Sequence of the last book event before those that were not flushed yet. */
    long flushedSequence() {
        return flushedSequence;
    }

    /** Levels that the next flush covers. */
    int touchedLevels() {
        return touchedBids.size() + touchedAsks.size();
    }

    /** Cluster time of the last book event, ns. */
    long time() {
        return time;
    }

    long lastPrice() {
        return lastPrice;
    }

    long lastQuantity() {
        return lastQuantity;
    }

    /** There are book events that were not flushed. */
    boolean isTouched() {
        return sequence != flushedSequence;
    }

    /** Counts a book event. {@link #flush} starts the next run of events. */
    void onBookEvent(final long instrumentSequence, final long eventTime) {
        if (instrumentSequence != sequence + 1) {
            throw new IllegalStateException("the journal has a gap: instrument " + symbol + " is at " + sequence
                    + " and the next event is " + instrumentSequence);
        }
        sequence = instrumentSequence;
        time = eventTime;
    }

    /** Changes a level of the book. */
    void changeLevel(final Side side, final long price, final long quantityChange, final int orderChange) {
        side(side).change(price, quantityChange, orderChange);
        (side == Side.BUY ? touchedBids : touchedAsks).add(price);
    }

    /** Forgets which levels were touched: what has happened so far is published. */
    void flush() {
        touchedBids.clear();
        touchedAsks.clear();
        flushedSequence = sequence;
    }

    /** Oldest minute with a trade since this was asked last; {@link Long#MAX_VALUE} if there was none. */
    long takeChangedMinute() {
        final long minute = changedMinute;
        changedMinute = Long.MAX_VALUE;
        return minute;
    }

    /** Adds a trade to the last ones and to the window. */
    void addTrade(final LastTrade trade, final long notional) {
        window.onTrade(trade.time(), trade.price(), trade.quantity(), notional);
        changedMinute = Math.min(changedMinute, TradeWindow.minuteOf(trade.time()));
        keepTrade(trade);
    }

    /** Adds a trade to the last ones only. */
    void keepTrade(final LastTrade trade) {
        if (trades.size() == KEPT_TRADES) {
            trades.pollFirst();
        }
        trades.addLast(trade);
        lastPrice = trade.price();
        lastQuantity = trade.quantity();
    }

    /** Takes the place that a state image gives. */
    void restore(
            final InstrumentStatus imageStatus,
            final long imageStatusUntil,
            final long imageSequence,
            final long imageTime,
            final long price) {
        status = imageStatus;
        statusUntil = imageStatusUntil;
        sequence = imageSequence;
        flushedSequence = imageSequence;
        time = imageTime;
        lastPrice = price;
    }
}

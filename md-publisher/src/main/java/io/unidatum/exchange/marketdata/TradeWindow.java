package io.unidatum.exchange.marketdata;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * An instrument's trades of the last 24 hours, summed by the minute of the journal's time: the current minute and the
 * 1,439 before it. Sums that would exceed 64 bits stay at the largest value. Not thread safe.
 */
final class TradeWindow {
    /** Minutes in the window. */
    static final int MINUTES = 24 * 60;

    private static final long NANOS_PER_MINUTE = TimeUnit.MINUTES.toNanos(1);
    private static final long NONE = Long.MIN_VALUE;

    private final Minute[] ring = new Minute[MINUTES];
    private long newest = NONE;

    TradeWindow() {
        Arrays.setAll(ring, index -> new Minute());
    }

    static long minuteOf(final long timeNs) {
        return Math.floorDiv(timeNs, NANOS_PER_MINUTE);
    }

    /** Adds a trade. One that is older than the window is left out. */
    void onTrade(final long timeNs, final long price, final long quantity, final long notional) {
        final long minute = minuteOf(timeNs);
        advance(minute);
        if (newest - minute >= MINUTES) {
            return;
        }
        final Minute slot = slot(minute);
        if (slot.minute != minute) {
            slot.begin(minute, price);
        }
        slot.add(price, quantity, notional);
    }

    /** Puts back a minute that was kept elsewhere. */
    void restore(final MinuteSummary summary) {
        advance(summary.minute());
        if (newest - summary.minute() < MINUTES) {
            slot(summary.minute()).restore(summary);
        }
    }

    /**
     * Moves the window's end on.
     *
     * @param minute that is the newest now, counted from 1970.
     */
    void advance(final long minute) {
        if (newest == NONE) {
            newest = minute;
            return;
        }
        final long first = Math.max(newest + 1, minute - MINUTES + 1);
        for (long next = first; next <= minute; next++) {
            slot(next).minute = NONE;
        }
        newest = Math.max(newest, minute);
    }

    /** Sums up the whole window. */
    WindowSummary summary() {
        long open = 0;
        long high = 0;
        long low = 0;
        long volume = 0;
        long quoteVolume = 0;
        long tradeCount = 0;
        if (newest != NONE) {
            for (long minute = newest - MINUTES + 1; minute <= newest; minute++) {
                final Minute slot = slot(minute);
                if (slot.minute == minute) {
                    open = tradeCount == 0 ? slot.open : open;
                    high = tradeCount == 0 ? slot.high : Math.max(high, slot.high);
                    low = tradeCount == 0 ? slot.low : Math.min(low, slot.low);
                    volume = saturatedSum(volume, slot.volume);
                    quoteVolume = saturatedSum(quoteVolume, slot.quoteVolume);
                    tradeCount += slot.tradeCount;
                }
            }
        }
        return new WindowSummary(open, high, low, volume, quoteVolume, tradeCount);
    }

    /** One minute of the window, or null if it had no trade. */
    MinuteSummary minute(final long minute) {
        final Minute slot = slot(minute);
        return slot.minute == minute ? slot.summary() : null;
    }

    /** The newest minute, counted from 1970; {@link Long#MIN_VALUE} when the window has never been moved. */
    long newestMinute() {
        return newest;
    }

    private Minute slot(final long minute) {
        return ring[(int) Math.floorMod(minute, (long) MINUTES)];
    }

    private static long saturatedSum(final long a, final long b) {
        final long sum = a + b;
        return sum < 0 ? Long.MAX_VALUE : sum;
    }

    private static final class Minute {
        private long minute = NONE;
        private long open;
        private long high;
        private long low;
        private long close;
        private long volume;
        private long quoteVolume;
        private long tradeCount;

        void begin(final long newMinute, final long price) {
            restore(new MinuteSummary(newMinute, price, price, price, price, 0, 0, 0));
        }

        void add(final long price, final long quantity, final long notional) {
            high = Math.max(high, price);
            low = Math.min(low, price);
            close = price;
            volume = saturatedSum(volume, quantity);
            quoteVolume = saturatedSum(quoteVolume, notional);
            tradeCount++;
        }

        void restore(final MinuteSummary summary) {
            minute = summary.minute();
            open = summary.open();
            high = summary.high();
            low = summary.low();
            close = summary.close();
            volume = summary.volume();
            quoteVolume = summary.quoteVolume();
            tradeCount = summary.tradeCount();
        }

        MinuteSummary summary() {
            return new MinuteSummary(minute, open, high, low, close, volume, quoteVolume, tradeCount);
        }
    }
}

package io.unidatum.exchange.marketdata;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TradeWindowTest {
    private static final long MINUTE_NS = TimeUnit.MINUTES.toNanos(1);
    private static final long START_NS = 30_000_000 * MINUTE_NS;

    private final TradeWindow window = new TradeWindow();

    @Test
    void isEmptyBeforeTheFirstTrade() {
        assertThat(window.summary()).isEqualTo(new WindowSummary(0, 0, 0, 0, 0, 0));
        window.advance(12);
        assertThat(window.summary()).isEqualTo(new WindowSummary(0, 0, 0, 0, 0, 0));
    }

    @Test
    void sumsUpWhatHappenedWithin24Hours() {
        window.onTrade(START_NS, 100, 1, 100);
        window.onTrade(START_NS + 1, 90, 2, 180);
        window.onTrade(START_NS + 5 * MINUTE_NS, 120, 3, 360);

        assertThat(window.summary()).isEqualTo(new WindowSummary(100, 120, 90, 6, 640, 3));
        assertThat(window.minute(30_000_000)).isEqualTo(new MinuteSummary(30_000_000, 100, 100, 90, 90, 3, 280, 2));
        assertThat(window.minute(30_000_001)).isNull();
    }

    @Test
    void forgetsAMinuteAfter24Hours() {
        window.onTrade(START_NS, 100, 1, 100);
        window.onTrade(START_NS + MINUTE_NS, 50, 2, 100);

        window.advance(30_000_000 + TradeWindow.MINUTES - 1);
        assertThat(window.summary().tradeCount()).isEqualTo(2);
        window.advance(30_000_000 + TradeWindow.MINUTES);
        assertThat(window.summary()).isEqualTo(new WindowSummary(50, 50, 50, 2, 100, 1));
        window.advance(30_000_000 + 10 * TradeWindow.MINUTES);
        assertThat(window.summary().tradeCount()).isZero();
    }

    @Test
    void leavesOutATradeThatIsOlderThanTheWindow() {
        window.advance(30_000_000 + TradeWindow.MINUTES);
        window.onTrade(START_NS, 100, 1, 100);
        window.onTrade(START_NS + MINUTE_NS, 70, 1, 70);

        assertThat(window.summary()).isEqualTo(new WindowSummary(70, 70, 70, 1, 70, 1));
    }

    @Test
    void isTheSameAfterItsMinutesWerePutBackInAnyOrder() {
        window.onTrade(START_NS, 100, 1, 100);
        window.onTrade(START_NS + 7 * MINUTE_NS, 50, 2, 100);
        window.onTrade(START_NS + 9 * MINUTE_NS, 60, 2, 120);

        final TradeWindow restored = new TradeWindow();
        restored.restore(window.minute(30_000_009));
        restored.restore(window.minute(30_000_000));
        restored.restore(window.minute(30_000_007));

        assertThat(restored.summary()).isEqualTo(window.summary());
        assertThat(restored.newestMinute()).isEqualTo(window.newestMinute());
    }

    @Test
    void staysAtTheLargestSumRatherThanOverflow() {
        window.onTrade(START_NS, 100, Long.MAX_VALUE - 1, Long.MAX_VALUE - 1);
        window.onTrade(START_NS, 100, 5, 5);

        assertThat(window.summary().volume()).isEqualTo(Long.MAX_VALUE);
        assertThat(window.summary().quoteVolume()).isEqualTo(Long.MAX_VALUE);
    }
}

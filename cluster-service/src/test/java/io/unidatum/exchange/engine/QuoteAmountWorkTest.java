package io.unidatum.exchange.engine;

import static io.unidatum.exchange.engine.Market.TAKER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.unidatum.exchange.book.BookSide;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class QuoteAmountWorkTest {
    private static final int MAKERS = 20_000;

    /** An amount that buys nothing is rejected, and costs its sender nothing: it must not cost the exchange much. */
    @Test
    void shouldLookAtNoMoreOrdersThanAnAmountPaysFor() {
        final Market market = new Market();
        for (int i = 0; i < MAKERS; i++) {
            market.sell("0.01", "100");
        }
        final ExchangeState state = market.exchange.machine.state();
        final EngineOrder order = new EngineOrder();
        order.open(BookSide.BUY, 1, 1, TAKER);
        order.instrument = market.instrument();
        final long ticks = order.instrument.book.best(BookSide.SELL).price();

        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
            for (int i = 0; i < 1_000_000; i++) {
                assertThat(QuoteAmount.lots(order, 1, ticks, 100)).isZero();
            }
        });
        assertThat(QuoteAmount.lots(order, Exchange.d("100"), ticks, MAKERS)).isEqualTo(100);
        assertThat(QuoteAmount.lots(order, Exchange.d("1000000"), ticks, MAKERS))
                .isEqualTo(MAKERS);
        assertThat(state.openOrders.size()).isEqualTo(MAKERS);
    }
}

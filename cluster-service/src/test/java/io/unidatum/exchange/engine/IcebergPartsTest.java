package io.unidatum.exchange.engine;

import static io.unidatum.exchange.engine.Exchange.accept;
import static io.unidatum.exchange.engine.Exchange.d;
import static io.unidatum.exchange.engine.Market.MAKER;
import static org.assertj.core.api.Assertions.assertThat;

import io.unidatum.exchange.sbe.common.OrderType;
import io.unidatum.exchange.sbe.common.Side;
import io.unidatum.exchange.sbe.common.TimeInForce;
import io.unidatum.exchange.sbe.order.RejectReason;
import org.junit.jupiter.api.Test;

/** One command must not be as many trades as an iceberg has lots: nobody else would be served until they are done. */
final class IcebergPartsTest {
    private final Market market = new Market();

    @Test
    void shouldShowAnIcebergInAHundredPartsAtMost() {
        accept(iceberg("10", "0.1"));
        market.take();
        market.assertRejected(RejectReason.INVALID_DISPLAY_QUANTITY, iceberg("10", "0.09"));
        market.assertRejected(RejectReason.INVALID_DISPLAY_QUANTITY, iceberg("10.01", "0.1"));
        market.assertRejected(RejectReason.INVALID_DISPLAY_QUANTITY, iceberg("1000000", "0.01"));
    }

    @Test
    void shouldNotLetAnIcebergGrowBeyondAHundredParts() {
        final long order = iceberg("10", "0.1").orderId();
        market.take();
        market.assertRejected(RejectReason.INVALID_DISPLAY_QUANTITY, amend(order, "10.01"));
        accept(amend(order, "9"));
        accept(amend(order, "10"));
        market.take();
        market.buy("10", "100");
        assertThat(market.take()).filteredOn(line -> line.startsWith("trade")).hasSize(100);
    }

    private Answer iceberg(final String quantity, final String display) {
        return market.order(
                MAKER,
                Side.SELL,
                OrderType.LIMIT,
                TimeInForce.GTC,
                quantity,
                "100",
                order -> order.displayQuantity(d(display)));
    }

    private Answer amend(final long order, final String quantity) {
        return market.exchange.trade(MAKER, c -> c.amend(order, "", 0, d(quantity)));
    }
}

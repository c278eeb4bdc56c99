package io.unidatum.exchange.engine.model;

import io.unidatum.exchange.sbe.common.SelfTradePrevention;
import io.unidatum.exchange.sbe.common.Side;
import java.math.BigInteger;

/** How much base a market buy over a quote amount is for. */
final class ModelQuoteAmount {
    private final ModelState state;

    ModelQuoteAmount(final ModelState state) {
        this.state = state;
    }

    /** Walks the asks up to the order's price for as long as the amount, less the fee, pays for them. */
    long quantity(final ModelOrder order) {
        final long lot = order.instrument.lot;
        final BigInteger most = Exact.of(order.instrument.maxQuantity / lot);
        BigInteger left = maxNotional(order);
        BigInteger lots = BigInteger.ZERO;
        for (final ModelOrder maker : state.book(order.instrument, Side.SELL)) {
            if (maker.price > order.price) {
                break;
            }
            final boolean own = maker.account == order.account;
            if (maker.reduceOnly || own && order.prevention == SelfTradePrevention.CANCEL_OLDEST) {
                continue;
            }
            final BigInteger perLot = Exact.notional(maker.price, lot);
            final BigInteger affordable = left.divide(perLot);
            final BigInteger offered = Exact.of(maker.leaves / lot);
            if (affordable.compareTo(offered) < 0) {
                return lots.add(affordable).min(most).longValueExact() * lot;
            }
            lots = lots.add(offered);
            left = left.subtract(perLot.multiply(offered));
        }
        lots = lots.add(left.divide(Exact.notional(order.price, lot)));
        return lots.min(most).longValueExact() * lot;
    }

    /** The largest N such that N and the taker's fee on it are within the amount. */
    private static BigInteger maxNotional(final ModelOrder order) {
        final BigInteger rate = Exact.of(order.takerRate);
        BigInteger n = order.quoteAmount
                .multiply(Exact.MILLION)
                .divide(Exact.MILLION.add(rate))
                .add(BigInteger.ONE);
        while (n.add(Exact.ceilMillionth(n.multiply(rate))).compareTo(order.quoteAmount) > 0) {
            n = n.subtract(BigInteger.ONE);
        }
        return n;
    }
}

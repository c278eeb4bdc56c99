package io.unidatum.exchange.engine.model;

import io.unidatum.exchange.sbe.common.Side;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The end of a call auction: tries every limit price and sorts them by the rules. */
final class ModelAuction {
    private record Price(long price, long volume, long surplus) {}

    private final ModelExchange exchange;
    private final ModelState state;

    ModelAuction(final ModelExchange exchange) {
        this.exchange = exchange;
        state = exchange.state;
    }

    /** Trades what crosses. {@return the prices of its trades} */
    ModelPrices uncross(final ModelInstrument instrument) {
        final ModelPrices prices = new ModelPrices();
        do {
            final Price found = find(instrument);
            exchange.orderEvents.uncrossed(instrument, found.price, found.volume, found.surplus);
            tradeAt(instrument, found.price, prices);
        } while (state.isCrossed(instrument));
        exchange.collars.auctioned(instrument);
        return prices;
    }

    private Price find(final ModelInstrument instrument) {
        final List<ModelOrder> bids = state.book(instrument, Side.BUY);
        final List<ModelOrder> asks = state.book(instrument, Side.SELL);
        final long last = instrument.lastPrice;
        return Stream.concat(bids.stream(), asks.stream())
                .map(order -> order.price)
                .distinct()
                .map(price -> at(price, bids, asks))
                .filter(candidate -> candidate.volume > 0)
                .min(Comparator.<Price>comparingLong(candidate -> -candidate.volume)
                        .thenComparingLong(candidate -> Math.abs(candidate.surplus))
                        .thenComparingLong(candidate -> last == 0 ? 0 : Math.abs(candidate.price - last))
                        .thenComparingLong(candidate -> candidate.price))
                .orElse(new Price(0, 0, 0));
    }

    private static Price at(final long price, final List<ModelOrder> bids, final List<ModelOrder> asks) {
        final long demand = bids.stream()
                .filter(o -> o.price >= price)
                .mapToLong(o -> o.leaves)
                .sum();
        final long supply = asks.stream()
                .filter(o -> o.price <= price)
                .mapToLong(o -> o.leaves)
                .sum();
        return new Price(price, Math.min(demand, supply), demand - supply);
    }

    private void tradeAt(final ModelInstrument instrument, final long price, final ModelPrices prices) {
        while (true) {
            final ModelOrder bid = state.best(instrument, Side.BUY);
            final ModelOrder ask = state.best(instrument, Side.SELL);
            if (price == 0 || bid == null || ask == null || bid.price < price || ask.price > price) {
                return;
            }
            if (exchange.matching.mayReduce(bid) && exchange.matching.mayReduce(ask)) {
                final ModelOrder older = bid.id < ask.id ? bid : ask;
                final ModelOrder younger = older == bid ? ask : bid;
                exchange.matching.trade(older, younger, price, Math.min(bid.leaves, ask.leaves), true, prices);
            }
        }
    }
}

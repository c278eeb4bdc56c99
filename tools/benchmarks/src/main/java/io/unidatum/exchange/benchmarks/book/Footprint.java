package io.unidatum.exchange.benchmarks.book;

import io.unidatum.exchange.book.BookSide;
import io.unidatum.exchange.book.OrderBook;
import io.unidatum.exchange.book.TimeInForce;
import org.openjdk.jol.info.GraphLayout;

/** Memory of our book a resting order, measured with JOL: order, index of ids, levels and what finds them. */
final class Footprint {
    private Footprint() {}

    /** Bytes an order, if so many rest at so many prices. */
    static double bytesPerOrder(final int orders, final int prices) {
        final OrderBook book = new PooledEngine().book();
        for (int i = 0; i < orders; i++) {
            final boolean sell = (i & 1) == 1;
            final long distance = 1 + i / 2 % (prices / 2);
            book.submitLimit(
                    i + 1,
                    sell ? BookSide.SELL : BookSide.BUY,
                    sell ? 1_000_000 + distance : 1_000_000 - distance,
                    1,
                    TimeInForce.GTC,
                    1);
        }
        return GraphLayout.parseInstance(book).totalSize() / (double) orders;
    }
}

package io.unidatum.exchange.marketdata;

import io.unidatum.exchange.client.journal.SnapshotMessageHandler;
import io.unidatum.exchange.sbe.common.OrderPlace;
import io.unidatum.exchange.sbe.snapshot.InstrumentStateDecoder;
import io.unidatum.exchange.sbe.snapshot.OrderStateDecoder;
import io.unidatum.exchange.sbe.snapshot.SnapshotHeaderDecoder;
import java.util.function.Supplier;
import org.agrona.DirectBuffer;

/** Makes markets out of a state image's instruments and orders. Not thread safe. */
final class ImageLoader implements SnapshotMessageHandler {
    /** Snapshots before this version hold nothing but what is in the books, displayed whole. */
    private static final int WITH_PLACES = 2;

    private final SnapshotHeaderDecoder header = new SnapshotHeaderDecoder();
    private final InstrumentStateDecoder instrument = new InstrumentStateDecoder();
    private final OrderStateDecoder order = new OrderStateDecoder();
    private final Supplier<Markets> emptyMarkets;
    private Markets markets;
    private int snapshotVersion;
    private long imageTime;

    ImageLoader(final Supplier<Markets> emptyMarkets) {
        this.emptyMarkets = emptyMarkets;
        this.markets = emptyMarkets.get();
    }

    /** The markets of the image that came last; without instruments if none came. */
    Markets markets() {
        return markets;
    }

    @Override
    public void onSnapshotMessage(
            final int templateId,
            final DirectBuffer buffer,
            final int offset,
            final int blockLength,
            final int version) {
        switch (templateId) {
            case SnapshotHeaderDecoder.TEMPLATE_ID -> {
                header.wrap(buffer, offset, blockLength, version);
                snapshotVersion = header.snapshotVersion();
                imageTime = header.time();
                markets = emptyMarkets.get();
                markets.booksKnownTo(header.lastSequence());
            }
            case InstrumentStateDecoder.TEMPLATE_ID -> {
                instrument.wrap(buffer, offset, blockLength, version);
                markets.add(instrument.instrumentId(), instrument.symbol())
                        .restore(
                                instrument.status(),
                                statusUntil(),
                                instrument.instrumentSequence(),
                                imageTime,
                                instrument.lastPrice());
            }
            case OrderStateDecoder.TEMPLATE_ID -> {
                order.wrap(buffer, offset, blockLength, version);
                onOrder();
            }
            default -> {
                // Accounts, balances and requests are nothing the public sees.
            }
        }
    }

    private long statusUntil() {
        return snapshotVersion >= WITH_PLACES ? instrument.statusUntil() : 0;
    }

    private void onOrder() {
        final boolean saysWhere = snapshotVersion >= WITH_PLACES;
        if (!saysWhere || order.place() == OrderPlace.BOOK) {
            markets.restore(
                    order.instrumentId(),
                    order.side(),
                    order.orderId(),
                    order.price(),
                    saysWhere ? order.visible() : order.leaves());
        }
    }
}

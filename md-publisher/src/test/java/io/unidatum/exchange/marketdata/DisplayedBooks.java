package io.unidatum.exchange.marketdata;

import io.unidatum.exchange.engine.ExchangeStateMachine;
import io.unidatum.exchange.sbe.common.InstrumentStatus;
import io.unidatum.exchange.sbe.common.MessageHeaderDecoder;
import io.unidatum.exchange.sbe.common.OrderPlace;
import io.unidatum.exchange.sbe.common.Side;
import io.unidatum.exchange.sbe.snapshot.InstrumentStateDecoder;
import io.unidatum.exchange.sbe.snapshot.OrderStateDecoder;
import io.unidatum.exchange.sbe.snapshot.SnapshotHeaderDecoder;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.agrona.DirectBuffer;

/** What a state machine's orders display, added up from a snapshot of it. */
final class DisplayedBooks {
    record Book(
            InstrumentStatus status,
            long statusUntil,
            long sequence,
            long lastPrice,
            Map<Long, ModelExchange.Level> bids,
            Map<Long, ModelExchange.Level> asks) {}

    private static final int WITH_PLACES = 2;

    private final Map<Long, Book> books = new HashMap<>();
    private int snapshotVersion;

    private DisplayedBooks() {}

    static DisplayedBooks of(final ExchangeStateMachine machine) {
        final DisplayedBooks displayed = new DisplayedBooks();
        machine.takeSnapshot((buffer, offset, length) -> displayed.onMessage(buffer, offset));
        return displayed;
    }

    Book book(final long instrumentId) {
        return books.get(instrumentId);
    }

    private void onMessage(final DirectBuffer buffer, final int offset) {
        final MessageHeaderDecoder header = new MessageHeaderDecoder().wrap(buffer, offset);
        switch (header.templateId()) {
            case SnapshotHeaderDecoder.TEMPLATE_ID ->
                snapshotVersion = new SnapshotHeaderDecoder()
                        .wrapAndApplyHeader(buffer, offset, header)
                        .snapshotVersion();
            case InstrumentStateDecoder.TEMPLATE_ID -> {
                final InstrumentStateDecoder state =
                        new InstrumentStateDecoder().wrapAndApplyHeader(buffer, offset, header);
                books.put(
                        state.instrumentId(),
                        new Book(
                                state.status(),
                                snapshotVersion >= WITH_PLACES ? state.statusUntil() : 0,
                                state.instrumentSequence(),
                                state.lastPrice(),
                                new TreeMap<>(Comparator.reverseOrder()),
                                new TreeMap<>()));
            }
            case OrderStateDecoder.TEMPLATE_ID -> {
                final OrderStateDecoder order = new OrderStateDecoder().wrapAndApplyHeader(buffer, offset, header);
                final boolean saysWhere = snapshotVersion >= WITH_PLACES;
                if (!saysWhere || order.place() == OrderPlace.BOOK) {
                    final Book book = books.get(order.instrumentId());
                    (order.side() == Side.BUY ? book.bids : book.asks)
                            .merge(
                                    order.price(),
                                    new ModelExchange.Level(saysWhere ? order.visible() : order.leaves(), 1),
                                    (a, b) -> new ModelExchange.Level(
                                            a.quantity() + b.quantity(), a.orders() + b.orders()));
                }
            }
            default -> {
                // Not of the books.
            }
        }
    }
}

package io.unidatum.exchange.marketdata;

import io.unidatum.exchange.node.TestJournal;
import io.unidatum.exchange.sbe.common.MessageHeaderDecoder;
import io.unidatum.exchange.sbe.common.Side;
import io.unidatum.exchange.sbe.common.TradeKind;
import io.unidatum.exchange.sbe.event.JournalFrameDecoder;
import io.unidatum.exchange.sbe.event.OrderCancelledDecoder;
import io.unidatum.exchange.sbe.event.OrderRestedDecoder;
import io.unidatum.exchange.sbe.event.TradeDecoder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.agrona.concurrent.UnsafeBuffer;

/** Replays a recorded journal order by order, and computes books from the orders that are left. */
final class JournalOracle {
    private record Resting(long instrumentId, Side side, long price, long leaves) {
        Resting withLeaves(final long newLeaves) {
            return new Resting(instrumentId, side, price, newLeaves);
        }
    }

    private final Map<Long, Resting> resting = new HashMap<>();
    private final Map<Long, List<LastTrade>> trades = new HashMap<>();
    private final Map<Long, Long> sequences = new HashMap<>();
    private long lastSequence;

    JournalOracle(final List<TestJournal.Frame> frames) {
        frames.forEach(this::apply);
    }

    long lastSequence() {
        return lastSequence;
    }

    long sequence(final long instrumentId) {
        return sequences.getOrDefault(instrumentId, 0L);
    }

    List<LastTrade> trades(final long instrumentId) {
        return trades.getOrDefault(instrumentId, List.of());
    }

    Map<Long, ModelExchange.Level> levels(final long instrumentId, final Side side) {
        final Map<Long, ModelExchange.Level> levels =
                new TreeMap<>(side == Side.BUY ? Comparator.<Long>reverseOrder() : Comparator.<Long>naturalOrder());
        for (final Resting order : resting.values()) {
            if (order.instrumentId() == instrumentId && order.side() == side) {
                levels.merge(
                        order.price(),
                        new ModelExchange.Level(order.leaves(), 1),
                        (a, b) -> new ModelExchange.Level(a.quantity() + b.quantity(), a.orders() + b.orders()));
            }
        }
        return levels;
    }

    private void apply(final TestJournal.Frame frame) {
        final UnsafeBuffer buffer = new UnsafeBuffer(frame.bytes());
        final MessageHeaderDecoder header = new MessageHeaderDecoder();
        final JournalFrameDecoder frameHeader = new JournalFrameDecoder();
        frameHeader.wrapAndApplyHeader(buffer, 0, header);
        int offset = MessageHeaderDecoder.ENCODED_LENGTH + header.blockLength();
        for (int i = 0; i < frame.count(); i++) {
            header.wrap(buffer, offset);
            apply(header, frameHeader.time(), buffer, offset);
            offset += MessageHeaderDecoder.ENCODED_LENGTH + header.blockLength();
        }
        lastSequence = frame.firstSequence() + frame.count() - 1;
    }

    private void apply(
            final MessageHeaderDecoder header, final long time, final UnsafeBuffer buffer, final int offset) {
        switch (header.templateId()) {
            case OrderRestedDecoder.TEMPLATE_ID -> {
                final OrderRestedDecoder event = new OrderRestedDecoder();
                event.wrapAndApplyHeader(buffer, offset, header);
                sequences.put(event.instrumentId(), event.instrumentSequence());
                resting.put(
                        event.orderId(),
                        new Resting(event.instrumentId(), event.side(), event.price(), event.quantity()));
            }
            case TradeDecoder.TEMPLATE_ID -> {
                final TradeDecoder event = new TradeDecoder();
                event.wrapAndApplyHeader(buffer, offset, header);
                sequences.put(event.instrumentId(), event.instrumentSequence());
                resting.computeIfPresent(
                        event.makerOrderId(),
                        (id, order) -> event.makerLeaves() == 0 ? null : order.withLeaves(event.makerLeaves()));
                trades.computeIfAbsent(event.instrumentId(), id -> new ArrayList<>())
                        .add(new LastTrade(
                                event.instrumentSequence(),
                                event.tradeId(),
                                event.price(),
                                event.quantity(),
                                event.takerSide(),
                                time,
                                event.kind() == TradeKind.AUCTION ? TradeKind.AUCTION : TradeKind.CONTINUOUS));
            }
            case OrderCancelledDecoder.TEMPLATE_ID -> {
                final OrderCancelledDecoder event = new OrderCancelledDecoder();
                event.wrapAndApplyHeader(buffer, offset, header);
                if (event.instrumentSequence() != 0) {
                    sequences.put(event.instrumentId(), event.instrumentSequence());
                    resting.remove(event.orderId());
                }
            }
            default -> {
                // Not of the books; amendments are not sent by this test.
            }
        }
    }
}

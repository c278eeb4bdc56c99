package io.unidatum.exchange.marketdata;

import io.unidatum.exchange.protocol.Decimal8;
import io.unidatum.exchange.sbe.common.BooleanType;
import io.unidatum.exchange.sbe.common.InstrumentStatus;
import io.unidatum.exchange.sbe.common.MessageHeaderEncoder;
import io.unidatum.exchange.sbe.common.Side;
import io.unidatum.exchange.sbe.common.TradeKind;
import io.unidatum.exchange.sbe.event.InstrumentCreatedEncoder;
import io.unidatum.exchange.sbe.event.InstrumentStatusChangedEncoder;
import io.unidatum.exchange.sbe.event.OrderAmendedEncoder;
import io.unidatum.exchange.sbe.event.OrderCancelledEncoder;
import io.unidatum.exchange.sbe.event.OrderRestedEncoder;
import io.unidatum.exchange.sbe.event.TradeEncoder;
import io.unidatum.exchange.sbe.snapshot.InstrumentStateEncoder;
import io.unidatum.exchange.sbe.snapshot.OrderStateEncoder;
import io.unidatum.exchange.sbe.snapshot.SnapshotHeaderEncoder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A plain exchange: lists of orders, matched by looking at all of them. Writes the journal and knows the right answer.
 */
final class ModelExchange {
    static final String[] SYMBOLS = {"DEC/USD", "BTC/USD", "ETH/USD"};
    private static final long TICK = Decimal8.ONE / 100;

    /** A level as it should be. */
    record Level(long quantity, int orders) {}

    private static final class Order {
        private final long id;
        private final int instrument;
        private final Side side;
        private long price;
        private long leaves;

        Order(final long id, final int instrument, final Side side, final long price, final long leaves) {
            this.id = id;
            this.instrument = instrument;
            this.side = side;
            this.price = price;
            this.leaves = leaves;
        }
    }

    private final EventScript script;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final List<Order> resting = new ArrayList<>();
    private final List<LastTrade> trades = new ArrayList<>();
    private final List<Integer> tradeInstruments = new ArrayList<>();
    private final long[] sequences = new long[SYMBOLS.length + 1];
    private final InstrumentStatus[] statuses = new InstrumentStatus[SYMBOLS.length + 1];
    private long nextOrderId = 1;
    private long nextTradeId = 1;
    private long time = 1_790_000_000_000_000_000L;

    ModelExchange(final EventScript script) {
        this.script = script;
    }

    EventScript script() {
        return script;
    }

    long time() {
        return time;
    }

    /** Sets the time of what follows. */
    void time(final long timeNs) {
        time = timeNs;
    }

    long sequence(final int instrument) {
        return sequences[instrument];
    }

    InstrumentStatus status(final int instrument) {
        return statuses[instrument];
    }

    /** Creates the instruments, 1 and up. */
    List<EventScript.Frame> genesis() {
        script.begin(time);
        for (int i = 1; i <= SYMBOLS.length; i++) {
            final int instrument = i;
            statuses[i] = InstrumentStatus.OPEN;
            script.event(buffer -> {
                final InstrumentCreatedEncoder event = new InstrumentCreatedEncoder();
                event.wrapAndApplyHeader(buffer, 0, header)
                        .instrumentId(instrument)
                        .baseAsset(instrument)
                        .quoteAsset(100)
                        .tickSize(TICK)
                        .lotSize(Decimal8.ONE)
                        .symbol(SYMBOLS[instrument - 1]);
                return MessageHeaderEncoder.ENCODED_LENGTH + event.encodedLength();
            });
        }
        return script.end();
    }

    /** Carries out one command of a kind and with values that the dice say. */
    List<EventScript.Frame> randomCommand(final Random random) {
        time += random.nextInt(2_000_000_000);
        script.begin(time);
        final int kind = random.nextInt(100);
        if (kind < 55 || resting.isEmpty()) {
            newOrder(
                    1 + random.nextInt(SYMBOLS.length),
                    random.nextBoolean() ? Side.BUY : Side.SELL,
                    (100 + random.nextInt(20)) * TICK,
                    (1 + random.nextInt(50)) * Decimal8.ONE,
                    random.nextInt(5) == 0);
        } else if (kind < 75) {
            cancel(resting.get(random.nextInt(resting.size())));
        } else if (kind < 98) {
            amend(resting.get(random.nextInt(resting.size())), random);
        } else {
            changeStatus(1 + random.nextInt(SYMBOLS.length));
        }
        return script.end();
    }

    /** A new order in a command of its own. */
    List<EventScript.Frame> order(
            final int instrument, final Side side, final long price, final long quantity, final boolean immediate) {
        script.begin(time);
        newOrder(instrument, side, price, quantity, immediate);
        return script.end();
    }

    /** The side's levels, computed from the orders. */
    Map<Long, Level> levels(final int instrument, final Side side) {
        final Map<Long, Level> levels =
                new TreeMap<>(side == Side.BUY ? Comparator.<Long>reverseOrder() : Comparator.<Long>naturalOrder());
        for (final Order order : resting) {
            if (order.instrument == instrument && order.side == side) {
                levels.merge(
                        order.price,
                        new Level(order.leaves, 1),
                        (a, b) -> new Level(a.quantity() + b.quantity(), a.orders() + b.orders()));
            }
        }
        return levels;
    }

    /** All trades of an instrument, oldest first. */
    List<LastTrade> trades(final int instrument) {
        final List<LastTrade> found = new ArrayList<>();
        for (int i = 0; i < trades.size(); i++) {
            if (tradeInstruments.get(i) == instrument) {
                found.add(trades.get(i));
            }
        }
        return found;
    }

    /** Writes the state image that a snapshot taken now would give. */
    void image(final ImageLoader loader) {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[1024]);
        final SnapshotHeaderEncoder head = new SnapshotHeaderEncoder();
        head.wrap(buffer, 0)
                .snapshotVersion(1)
                .lastSequence(script.sequence())
                .chainHash(script.chainHash())
                .journalPosition(script.position())
                .time(time);
        loader.onSnapshotMessage(SnapshotHeaderEncoder.TEMPLATE_ID, buffer, 0, SnapshotHeaderEncoder.BLOCK_LENGTH, 0);
        for (int i = 1; i <= SYMBOLS.length; i++) {
            final List<LastTrade> own = trades(i);
            new InstrumentStateEncoder()
                    .wrap(buffer, 0)
                    .instrumentId(i)
                    .symbol(SYMBOLS[i - 1])
                    .status(statuses[i])
                    .instrumentSequence(sequences[i])
                    .lastPrice(own.isEmpty() ? 0 : own.get(own.size() - 1).price());
            loader.onSnapshotMessage(
                    InstrumentStateEncoder.TEMPLATE_ID, buffer, 0, InstrumentStateEncoder.BLOCK_LENGTH, 0);
        }
        for (final Order order : resting) {
            new OrderStateEncoder()
                    .wrap(buffer, 0)
                    .orderId(order.id)
                    .instrumentId(order.instrument)
                    .side(order.side)
                    .price(order.price)
                    .leaves(order.leaves);
            loader.onSnapshotMessage(OrderStateEncoder.TEMPLATE_ID, buffer, 0, OrderStateEncoder.BLOCK_LENGTH, 0);
        }
    }

    private void newOrder(
            final int instrument, final Side side, final long price, final long quantity, final boolean immediate) {
        final Order order = new Order(nextOrderId++, instrument, side, price, quantity);
        match(order);
        if (order.leaves > 0) {
            if (immediate) {
                cancelled(order, 0);
            } else {
                rest(order);
            }
        }
    }

    private void match(final Order taker) {
        while (taker.leaves > 0) {
            final Order maker = bestFor(taker);
            if (maker == null) {
                return;
            }
            final long quantity = Math.min(maker.leaves, taker.leaves);
            maker.leaves -= quantity;
            taker.leaves -= quantity;
            if (maker.leaves == 0) {
                resting.remove(maker);
            }
            final long sequence = ++sequences[taker.instrument];
            final long tradeId = nextTradeId++;
            trades.add(new LastTrade(sequence, tradeId, maker.price, quantity, taker.side, time, TradeKind.CONTINUOUS));
            tradeInstruments.add(taker.instrument);
            script.event(buffer -> {
                final TradeEncoder event = new TradeEncoder();
                event.wrapAndApplyHeader(buffer, 0, header)
                        .tradeId(tradeId)
                        .instrumentSequence(sequence)
                        .price(maker.price)
                        .quantity(quantity)
                        .notional(maker.price * (quantity / Decimal8.ONE))
                        .makerOrderId(maker.id)
                        .makerLeaves(maker.leaves)
                        .takerOrderId(taker.id)
                        .takerLeaves(taker.leaves)
                        .instrumentId(taker.instrument)
                        .takerSide(taker.side)
                        .kind(TradeKind.NULL_VAL);
                return MessageHeaderEncoder.ENCODED_LENGTH + event.encodedLength();
            });
        }
    }

    private Order bestFor(final Order taker) {
        Order best = null;
        for (final Order order : resting) {
            final boolean crosses = order.instrument == taker.instrument
                    && order.side != taker.side
                    && (taker.side == Side.BUY ? order.price <= taker.price : order.price >= taker.price);
            final boolean better =
                    best == null || (taker.side == Side.BUY ? order.price < best.price : order.price > best.price);
            if (crosses && better) {
                best = order;
            }
        }
        return best;
    }

    private void rest(final Order order) {
        resting.add(order);
        final long sequence = ++sequences[order.instrument];
        script.event(buffer -> {
            final OrderRestedEncoder event = new OrderRestedEncoder();
            event.wrapAndApplyHeader(buffer, 0, header)
                    .orderId(order.id)
                    .instrumentSequence(sequence)
                    .price(order.price)
                    .quantity(order.leaves)
                    .instrumentId(order.instrument)
                    .side(order.side);
            return MessageHeaderEncoder.ENCODED_LENGTH + event.encodedLength();
        });
    }

    private void cancel(final Order order) {
        resting.remove(order);
        cancelled(order, ++sequences[order.instrument]);
    }

    private void cancelled(final Order order, final long sequence) {
        script.event(buffer -> {
            final OrderCancelledEncoder event = new OrderCancelledEncoder();
            event.wrapAndApplyHeader(buffer, 0, header)
                    .orderId(order.id)
                    .instrumentSequence(sequence)
                    .price(order.price)
                    .cancelledQuantity(order.leaves)
                    .instrumentId(order.instrument)
                    .side(order.side)
                    .displayedQuantity(OrderCancelledEncoder.displayedQuantityNullValue());
            return MessageHeaderEncoder.ENCODED_LENGTH + event.encodedLength();
        });
    }

    private void amend(final Order order, final Random random) {
        final long oldPrice = order.price;
        final long oldLeaves = order.leaves;
        final boolean reduce = oldLeaves > Decimal8.ONE && random.nextBoolean();
        if (reduce) {
            order.leaves = Math.max(Decimal8.ONE, oldLeaves / 2 / Decimal8.ONE * Decimal8.ONE);
        } else {
            order.price = (100 + random.nextInt(20)) * TICK;
            order.leaves = (1 + random.nextInt(50)) * Decimal8.ONE;
            resting.remove(order);
        }
        final long newLeaves = order.leaves;
        final long sequence = ++sequences[order.instrument];
        script.event(buffer -> {
            final OrderAmendedEncoder event = new OrderAmendedEncoder();
            event.wrapAndApplyHeader(buffer, 0, header)
                    .orderId(order.id)
                    .instrumentSequence(sequence)
                    .oldPrice(oldPrice)
                    .oldLeaves(oldLeaves)
                    .newPrice(order.price)
                    .newLeaves(newLeaves)
                    .instrumentId(order.instrument)
                    .side(order.side)
                    .priorityKept(reduce ? BooleanType.TRUE : BooleanType.FALSE)
                    .oldDisplayed(OrderAmendedEncoder.oldDisplayedNullValue())
                    .newDisplayed(OrderAmendedEncoder.newDisplayedNullValue())
                    .newStopPrice(OrderAmendedEncoder.newStopPriceNullValue());
            return MessageHeaderEncoder.ENCODED_LENGTH + event.encodedLength();
        });
        if (!reduce) {
            match(order);
            if (order.leaves > 0) {
                rest(order);
            }
        }
    }

    private void changeStatus(final int instrument) {
        statuses[instrument] =
                statuses[instrument] == InstrumentStatus.OPEN ? InstrumentStatus.HALTED : InstrumentStatus.OPEN;
        final long sequence = ++sequences[instrument];
        script.event(buffer -> {
            final InstrumentStatusChangedEncoder event = new InstrumentStatusChangedEncoder();
            event.wrapAndApplyHeader(buffer, 0, header)
                    .instrumentSequence(sequence)
                    .instrumentId(instrument)
                    .status(statuses[instrument])
                    .until(InstrumentStatusChangedEncoder.untilNullValue());
            return MessageHeaderEncoder.ENCODED_LENGTH + event.encodedLength();
        });
    }
}

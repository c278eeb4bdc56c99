package io.unidatum.exchange.engine;

import io.unidatum.exchange.engine.Step.Kind;
import io.unidatum.exchange.engine.model.ModelExchange;
import io.unidatum.exchange.sbe.common.ConnectionState;
import io.unidatum.exchange.sbe.common.OrderType;
import io.unidatum.exchange.sbe.common.SelfTradePrevention;
import io.unidatum.exchange.sbe.common.Side;
import io.unidatum.exchange.sbe.common.TimeInForce;
import io.unidatum.exchange.sbe.order.AmendOrderEncoder;
import io.unidatum.exchange.sbe.order.NewOcoEncoder;
import io.unidatum.exchange.sbe.order.NewOrderEncoder;
import java.util.List;

/** Steps about orders, in the instruments of {@link Exchange}. */
final class StepOrders {
    /** Values that are wrong, or large, or at an edge. */
    static final List<Long> EDGES = List.of(
            0L,
            1L,
            -1L,
            100_000_000L,
            Long.MAX_VALUE,
            Long.MIN_VALUE,
            Long.MAX_VALUE / 100_000_000L * 100_000_000L,
            1L << 62,
            1_000_000L,
            99_999_999L);

    private static final int SPREAD = 21;
    private static final int EDGE_EVERY = 60;

    private final StepWriter writer;

    StepOrders(final StepWriter writer) {
        this.writer = writer;
    }

    byte[] message(final Step step) {
        return switch (step.kind()) {
            case AMEND, AMEND_SMALLER, AMEND_STOP -> amend(step);
            case OCO -> oco(step);
            default -> newOrder(step);
        };
    }

    private byte[] newOrder(final Step step) {
        final NewOrderEncoder e = new NewOrderEncoder().wrapAndApplyHeader(writer.buffer, 0, writer.messageHeader);
        writer.header(e.header(), step, StepWriter.account(step));
        e.instrumentId(step.instrument())
                .side(StepWriter.side(step))
                .orderType(OrderType.LIMIT)
                .timeInForce(step.b() % 7 == 6 ? TimeInForce.DAY : TimeInForce.GTC)
                .selfTradePrevention(prevention(step))
                .price(price(step, step.a()))
                .quantity(quantity(step))
                .clientOrderId(StepWriter.clientOrderId(step))
                .stopPrice(0)
                .displayQuantity(0)
                .expireTime(0)
                .quoteAmount(0)
                .trailingOffset(step.d() % 2 == 0 ? 0 : NewOrderEncoder.trailingOffsetNullValue())
                .trailingRate(step.d() % 2 == 0 ? 0 : NewOrderEncoder.trailingRateNullValue())
                .flags()
                .clear()
                .reduceOnly(step.d() % 8 == 7 && step.kind() != Kind.MARKET_QUOTE);
        kind(e, step);
        final long position = writer.model.position(StepWriter.account(step), step.instrument());
        if (e.buffer().getByte(e.offset() + NewOrderEncoder.flagsEncodingOffset()) >= 2
                && position != 0
                && step.kind() != Kind.MARKET_QUOTE
                && step.b() % 8 != 7) {
            // What reduces is of the other side than the position, or it is not accepted.
            e.side(position > 0 ? Side.SELL : Side.BUY);
        }
        return writer.message(e);
    }

    private void kind(final NewOrderEncoder e, final Step step) {
        switch (step.kind()) {
            case IOC -> e.timeInForce(TimeInForce.IOC);
            case FOK -> e.timeInForce(TimeInForce.FOK);
            case MARKET ->
                e.orderType(OrderType.MARKET).timeInForce(TimeInForce.IOC).price(0);
            case MARKET_FOK ->
                e.orderType(OrderType.MARKET).timeInForce(TimeInForce.FOK).price(0);
            case MARKET_QUOTE ->
                e.side(Side.BUY)
                        .orderType(OrderType.MARKET)
                        .timeInForce(TimeInForce.IOC)
                        .price(0)
                        .quantity(0)
                        .quoteAmount(
                                step.a() % EDGE_EVERY == EDGE_EVERY - 1
                                        ? EDGES.get(step.c() % EDGES.size())
                                        : amountOf(step.instrument()) * step.b() + step.c());
            case POST_ONLY -> e.flags().postOnly(true);
            case ICEBERG -> e.displayQuantity(lotOf(step.instrument()) * (1 + step.c() % 20));
            case GTD -> e.timeInForce(TimeInForce.GTD).expireTime(writer.now() + (step.c() - 5) * Exchange.SECOND / 8);
            case STOP -> waiting(e, step, OrderType.STOP);
            case STOP_LIMIT -> waiting(e, step, OrderType.STOP_LIMIT);
            case TAKE_PROFIT -> waiting(e, step, OrderType.TAKE_PROFIT);
            case TAKE_PROFIT_LIMIT -> waiting(e, step, OrderType.TAKE_PROFIT_LIMIT);
            case TRAILING_STOP -> trailing(e, step);
            case ODD -> odd(e, step);
            default -> {}
        }
    }

    private static void waiting(final NewOrderEncoder e, final Step step, final OrderType type) {
        e.orderType(type).stopPrice(priceOf(step.instrument(), step.d() % SPREAD - 2));
        if (type == OrderType.STOP || type == OrderType.TAKE_PROFIT) {
            e.price(0);
        } else if (step.c() % 4 == 3) {
            e.timeInForce(step.c() % 8 == 7 ? TimeInForce.IOC : TimeInForce.FOK);
        } else if (step.c() % 5 == 4) {
            e.flags().postOnly(true);
        }
    }

    private static void trailing(final NewOrderEncoder e, final Step step) {
        e.orderType(OrderType.TRAILING_STOP).price(0);
        if (step.c() % 2 == 0) {
            e.trailingOffset(tickOf(step.instrument()) * (1 + step.d() % 6));
        } else {
            e.trailingRate(1 + 37 * (step.d() % 20));
        }
    }

    /** Any type with any time in force and any flags, and one field that is at an edge. */
    private static void odd(final NewOrderEncoder e, final Step step) {
        e.orderType(OrderType.get((short) (1 + step.b() % 7))).timeInForce(TimeInForce.get((short) (1 + step.c() % 5)));
        e.flags().postOnly(step.d() % 3 == 2).reduceOnly(step.d() % 5 == 4);
        final long edge = EDGES.get(step.d() % EDGES.size());
        switch (step.a() % 12) {
            case 1 -> e.price(edge);
            case 2 -> e.quantity(edge);
            case 3 -> e.stopPrice(edge);
            case 4 -> e.displayQuantity(edge);
            case 5 -> e.expireTime(edge);
            case 6 -> e.quoteAmount(edge);
            case 7 -> e.trailingOffset(edge);
            case 8 -> e.trailingRate((int) edge);
            case 9 -> e.price(0);
            case 10 -> e.price(0).stopPrice(priceOf(step.instrument(), step.d() % SPREAD));
            case 11 -> e.stopPrice(priceOf(step.instrument(), step.d() % SPREAD));
            default -> e.clientOrderId("\u0001");
        }
    }

    private byte[] oco(final Step step) {
        final NewOcoEncoder e = new NewOcoEncoder().wrapAndApplyHeader(writer.buffer, 0, writer.messageHeader);
        writer.header(e.header(), step, StepWriter.account(step));
        final int up = step.buy() ? -1 : 1;
        final int middle = step.a() % SPREAD;
        final int apart = 1 + step.d() % 6 - (step.d() % 40 == 39 ? 8 : 0);
        e.instrumentId(step.instrument())
                .side(StepWriter.side(step))
                .timeInForce(ocoTimeInForce(step))
                .selfTradePrevention(prevention(step))
                .quantity(quantity(step))
                .limitPrice(priceOf(step.instrument(), middle + up * apart))
                .stopPrice(priceOf(step.instrument(), middle))
                .stopLimitPrice(step.c() % 2 == 0 ? 0 : priceOf(step.instrument(), middle - step.d() % 4))
                .expireTime(step.b() % 8 == 7 ? writer.now() + step.c() * Exchange.SECOND / 8 : 0)
                .clientOrderId(StepWriter.clientOrderId(step))
                .stopClientOrderId(step.c() % 5 == 4 ? "c" + step.d() % 12 : "")
                .flags()
                .clear()
                .postOnly(step.d() % 6 == 5)
                .reduceOnly(step.d() % 10 == 9);
        return writer.message(e);
    }

    private static TimeInForce ocoTimeInForce(final Step step) {
        if (step.b() % 8 == 7) {
            return TimeInForce.GTD;
        }
        return step.b() % 8 == 6 ? TimeInForce.DAY : step.b() % 40 == 5 ? TimeInForce.IOC : TimeInForce.GTC;
    }

    private byte[] amend(final Step step) {
        final ModelExchange.OpenOrder order = writer.open(step);
        final AmendOrderEncoder e = new AmendOrderEncoder().wrapAndApplyHeader(writer.buffer, 0, writer.messageHeader);
        e.orderId(order == null ? step.a() % 9 : order.id())
                .clientOrderId("")
                .newPrice(0)
                .newQuantity(0);
        e.newStopPrice(step.d() % 2 == 0 ? 0 : AmendOrderEncoder.newStopPriceNullValue());
        if (order == null || step.c() % 9 == 8) {
            writer.header(e.header(), step, StepWriter.account(step));
            e.orderId(step.c() % 2 == 0 ? 0 : step.a() % 9)
                    .clientOrderId(StepWriter.clientOrderId(step))
                    .newPrice(price(step, step.a()))
                    .newQuantity(quantity(step));
            return writer.message(e);
        }
        writer.header(e.header(), step, order.account());
        final int instrument = (int) order.instrument();
        if (step.kind() == Kind.AMEND_SMALLER) {
            e.newQuantity(Math.max(lotOf(instrument), order.quantity() - lotOf(instrument) * (step.b() % 60)));
        } else {
            e.newPrice(
                            step.c() % 4 == 3 || order.stop() != 0 && step.c() % 3 != 0
                                    ? 0
                                    : priceOf(instrument, step.d() % SPREAD))
                    .newQuantity(step.c() % 4 == 2 ? 0 : lotOf(instrument) * (1 + step.b()));
            if (step.kind() == Kind.AMEND_STOP && (order.stop() != 0 || step.c() % 10 == 9)) {
                e.newStopPrice(priceOf(instrument, step.b() % SPREAD));
            }
        }
        return writer.message(e);
    }

    static SelfTradePrevention prevention(final Step step) {
        return switch (step.d() % 11) {
            case 7 -> SelfTradePrevention.CANCEL_OLDEST;
            case 8 -> SelfTradePrevention.CANCEL_BOTH;
            case 9, 10 -> SelfTradePrevention.DECREMENT_AND_CANCEL;
            case 6 -> SelfTradePrevention.NULL_VAL;
            default -> SelfTradePrevention.CANCEL_NEWEST;
        };
    }

    static ConnectionState connectionState(final Step step) {
        return switch (step.d() % 6) {
            case 4 -> ConnectionState.LOST;
            case 5 -> ConnectionState.CLOSED;
            default -> ConnectionState.OPEN;
        };
    }

    private static long price(final Step step, final int offset) {
        return step.b() % EDGE_EVERY == EDGE_EVERY - 1
                ? EDGES.get(step.c() % EDGES.size())
                : priceOf(step.instrument(), offset % SPREAD);
    }

    /** A few ticks around a middle that is at 8. */
    static long priceOf(final int instrument, final int offset) {
        return switch (instrument) {
            case 1 -> 10_000_000_000L + 1_000_000L * (offset - 8);
            case 2 -> 6_000_000_000_000L + 50_000_000L * (offset - 8);
            default -> 166_667L + offset - 8;
        };
    }

    static long tickOf(final int instrument) {
        return instrument == 1 ? 1_000_000L : instrument == 2 ? 50_000_000L : 1L;
    }

    static long lotOf(final int instrument) {
        return instrument == 1 ? 1_000_000L : instrument == 2 ? 10_000L : 100_000_000L;
    }

    private static long amountOf(final int instrument) {
        return instrument == 3 ? 100_000L : 100_000_000L;
    }

    private static long quantity(final Step step) {
        return step.a() % EDGE_EVERY == EDGE_EVERY - 1
                ? EDGES.get(step.c() % EDGES.size())
                : lotOf(step.instrument()) * (1 + step.b());
    }
}

package io.unidatum.exchange.engine;

import static io.unidatum.exchange.engine.Exchange.DEC_USD;
import static io.unidatum.exchange.engine.Exchange.d;

import io.unidatum.exchange.sbe.common.InstrumentStatus;
import io.unidatum.exchange.sbe.common.OrderType;
import io.unidatum.exchange.sbe.common.SelfTradePrevention;
import io.unidatum.exchange.sbe.common.Side;
import io.unidatum.exchange.sbe.common.TimeInForce;
import java.util.Random;
import java.util.function.Function;

/** Random commands of all order types around one price, of few accounts, so that much comes together. */
final class SpecialOrderHistories {
    static final int ACCOUNTS = 4;
    private static final long FIRST_ACCOUNT = 1001;
    private static final OrderType[] TYPES = {
        OrderType.LIMIT,
        OrderType.MARKET,
        OrderType.STOP,
        OrderType.STOP_LIMIT,
        OrderType.TAKE_PROFIT,
        OrderType.TAKE_PROFIT_LIMIT,
        OrderType.TRAILING_STOP
    };
    private static final TimeInForce[] TIMES = {
        TimeInForce.GTC, TimeInForce.IOC, TimeInForce.FOK, TimeInForce.GTD, TimeInForce.DAY
    };
    private static final SelfTradePrevention[] PREVENTIONS = {
        SelfTradePrevention.NULL_VAL,
        SelfTradePrevention.CANCEL_NEWEST,
        SelfTradePrevention.CANCEL_OLDEST,
        SelfTradePrevention.CANCEL_BOTH,
        SelfTradePrevention.DECREMENT_AND_CANCEL
    };
    private static final InstrumentStatus[] STATUSES = {
        InstrumentStatus.AUCTION,
        InstrumentStatus.HALTED,
        InstrumentStatus.POST_ONLY,
        InstrumentStatus.CANCEL_ONLY,
        InstrumentStatus.OPEN
    };

    final Exchange exchange;
    private final Random random;
    private boolean tradingOnly;

    SpecialOrderHistories(final Exchange exchange, final long seed) {
        this.exchange = exchange;
        random = new Random(seed);
    }

    /** An exchange in encoding version 3 with the accounts, a narrow protection band, and maybe a collar. */
    static Exchange opened(final boolean collar) {
        final Exchange exchange = Exchange.opened();
        exchange.operate(c -> c.setEncodingVersion(3));
        for (int i = 0; i < ACCOUNTS; i++) {
            exchange.fund(FIRST_ACCOUNT + i, "5000", "500000");
        }
        exchange.operate(c -> c.setInstrumentRules(
                DEC_USD, d("1000000"), 1000, collar ? 1500 : 0, Exchange.SECOND / 50, Exchange.SECOND / 100, ""));
        return exchange;
    }

    /** Leaves out what an operator does. {@return this} */
    SpecialOrderHistories tradingOnly() {
        tradingOnly = true;
        return this;
    }

    /** Sends one more command. */
    Answer step() {
        exchange.now += random.nextInt(2_000_000);
        final long account = FIRST_ACCOUNT + random.nextInt(ACCOUNTS);
        final int kind = random.nextInt(100);
        if (kind < 3 && !tradingOnly) {
            final InstrumentStatus status =
                    exchange.machine.state().instruments.get(DEC_USD).status == InstrumentStatus.OPEN
                            ? STATUSES[random.nextInt(STATUSES.length)]
                            : InstrumentStatus.OPEN;
            final long duration = status == InstrumentStatus.AUCTION || status == InstrumentStatus.HALTED
                    ? random.nextInt(2) * 10_000_000L
                    : 0;
            return exchange.operate(c -> c.setInstrumentStatus(DEC_USD, status, duration, ""));
        }
        return exchange.trade(account, command(kind));
    }

    private Function<Commands, byte[]> command(final int kind) {
        if (kind == 14) {
            // Now and then, so that the number of open orders stays what it is.
            return c -> c.massCancel(DEC_USD, side());
        }
        if (kind < 14) {
            return c -> c.cancel(someOrder(), "");
        }
        if (kind < 30) {
            final long price = random.nextInt(3) == 0 ? 0 : price();
            final long quantity = random.nextInt(3) == 0 ? 0 : quantity();
            final long stop = random.nextInt(3) == 0 ? price() : 0;
            return c -> c.amendStop(someOrder(), price, quantity, stop);
        }
        if (kind < 38) {
            return oco();
        }
        return newOrder();
    }

    private long someOrder() {
        final long last = exchange.machine.state().nextOrderId;
        return Math.max(1, last - 1 - random.nextInt(30));
    }

    private OrderMessage newOrder() {
        final Side side = side();
        final OrderType type = TYPES[random.nextInt(3) == 0 ? random.nextInt(TYPES.length) : 0];
        final boolean becomesMarket =
                type == OrderType.STOP || type == OrderType.TAKE_PROFIT || type == OrderType.TRAILING_STOP;
        TimeInForce timeInForce = TIMES[random.nextInt(TIMES.length)];
        if (type == OrderType.MARKET) {
            timeInForce = random.nextBoolean() ? TimeInForce.IOC : TimeInForce.FOK;
        } else if (becomesMarket && (timeInForce == TimeInForce.IOC || timeInForce == TimeInForce.FOK)) {
            timeInForce = TimeInForce.GTC;
        }
        final OrderMessage message = OrderMessage.waiting(type, side, text(quantity()), "0")
                .in(timeInForce)
                .preventing(PREVENTIONS[random.nextInt(PREVENTIONS.length)]);
        if (timeInForce == TimeInForce.GTD) {
            message.expiring(exchange.now + random.nextInt(20_000_000));
        }
        if (type == OrderType.LIMIT || type == OrderType.STOP_LIMIT || type == OrderType.TAKE_PROFIT_LIMIT) {
            message.price(text(price()));
        }
        if (type == OrderType.TRAILING_STOP) {
            if (random.nextBoolean()) {
                message.rate(1 + random.nextInt(30_000));
            } else {
                message.offset(text(1_000_000L * (1 + random.nextInt(30))));
            }
        } else if (type != OrderType.LIMIT && type != OrderType.MARKET) {
            message.stopPrice(text(price()));
        }
        if (type == OrderType.MARKET && side == Side.BUY && timeInForce == TimeInForce.IOC && random.nextBoolean()) {
            message.quantity("0").amount(text(1 + random.nextInt(2_000_000_000) * 10L));
        }
        if (type == OrderType.LIMIT && random.nextInt(3) == 0) {
            message.showing(text(1_000_000L * (1 + random.nextInt(30))));
        }
        return message.flags(random.nextInt(8) == 0 ? 1 + random.nextInt(3) : 0);
    }

    private OcoMessage oco() {
        final Side side = side();
        final long middle = price();
        final long above = middle + 1_000_000L * (1 + random.nextInt(20));
        final OcoMessage message = side == Side.SELL
                ? OcoMessage.of(side, text(quantity()), text(above), text(middle))
                : OcoMessage.of(side, text(quantity()), text(middle), text(above));
        final OcoMessage timed = random.nextInt(4) == 0
                ? message.in(TimeInForce.GTD, exchange.now + 1 + random.nextInt(20_000_000))
                : message;
        return (random.nextBoolean() ? timed.stopLimit(text(price())) : timed)
                .preventing(PREVENTIONS[random.nextInt(PREVENTIONS.length)])
                .flags(random.nextInt(6) == 0 ? 1 + random.nextInt(3) : 0);
    }

    private Side side() {
        return random.nextBoolean() ? Side.BUY : Side.SELL;
    }

    /** Around 100, in steps of 0.01. */
    private long price() {
        return 10_000_000_000L + 1_000_000L * (random.nextInt(61) - 30);
    }

    private long quantity() {
        return 1_000_000L * (1 + random.nextInt(80));
    }

    private static String text(final long units) {
        return io.unidatum.exchange.protocol.Decimal8.format(units);
    }
}

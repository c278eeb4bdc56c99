package io.unidatum.exchange.engine;

import io.unidatum.exchange.sbe.common.OrderType;
import io.unidatum.exchange.sbe.common.Side;
import io.unidatum.exchange.sbe.common.TimeInForce;
import java.util.List;

/**
 * One random step, in small numbers that shrink well. What it does is worked out when its turn comes, since it may be
 * about an order that an earlier step made.
 */
record Step(Kind kind, int account, int instrument, boolean buy, int a, int b, int c) {
    enum Kind {
        LIMIT,
        IOC,
        MARKET,
        CANCEL,
        AMEND,
        AMEND_SMALLER,
        ADMIN
    }

    /** Values that are wrong, or large, or at an edge. */
    private static final List<Long> EDGES = List.of(
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

    private static final int FIRST_ACCOUNT = 1001;
    private static final int EDGE_EVERY = 40;

    Action toAction(final ModelExchange model) {
        final Side side = buy ? Side.BUY : Side.SELL;
        final long accountId = FIRST_ACCOUNT + account;
        final ModelOrder recent = recentOrder(model);
        final String clientOrderId = c % 3 == 0 ? "c" + c % 12 : "";
        return switch (kind) {
            case LIMIT ->
                new Action.New(
                        accountId,
                        instrument,
                        side,
                        OrderType.LIMIT,
                        TimeInForce.GTC,
                        price(),
                        quantity(),
                        clientOrderId);
            case IOC ->
                new Action.New(
                        accountId,
                        instrument,
                        side,
                        OrderType.LIMIT,
                        TimeInForce.IOC,
                        price(),
                        quantity(),
                        clientOrderId);
            case MARKET ->
                new Action.New(
                        accountId, instrument, side, OrderType.MARKET, TimeInForce.IOC, 0, quantity(), clientOrderId);
            case CANCEL ->
                recent == null || c % 5 == 0
                        ? new Action.Cancel(accountId, a % 9, clientOrderId)
                        : new Action.Cancel(recent.account.id, recent.id, "");
            case AMEND ->
                recent == null || c % 7 == 0
                        ? new Action.Amend(accountId, a % 9, clientOrderId, price(), quantity())
                        : new Action.Amend(
                                recent.account.id,
                                recent.id,
                                "",
                                c % 4 == 0 ? 0 : priceOf(recent.instrument.id),
                                c % 4 == 1 ? 0 : quantityOf(recent.instrument.id));
            case AMEND_SMALLER ->
                recent == null
                        ? new Action.Cancel(accountId, 0, "")
                        : new Action.Amend(
                                recent.account.id,
                                recent.id,
                                "",
                                0,
                                Math.max(recent.instrument.lot, recent.quantity - recent.instrument.lot * (b % 60)));
            case ADMIN -> admin(accountId);
        };
    }

    private Action admin(final long accountId) {
        return switch (a % 8) {
            case 0 -> new Action.Deposit(accountId, 1 + b % 3, 1_000_000_000L * b, 5000 + c);
            case 1 -> new Action.Deposit(accountId, 1 + b % 3, EDGES.get(c % EDGES.size()), 6000 + b);
            case 2 -> new Action.Adjust(accountId, 1 + b % 3, (c % 2 == 0 ? 1 : -1) * 1_000_000L * b);
            case 3 -> new Action.Adjust(accountId, 1 + b % 3, EDGES.get(c % EDGES.size()));
            case 4 -> new Action.SetAccount(accountId, c % 8 == 0, c % 3, b % 5 == 0 ? 3 : 0, b % 5 == 1 ? 4 : 0);
            case 5 -> new Action.SetStatus(b % 5, c % 3 == 0);
            case 6 -> new Action.SetFeeTier(c % 3, b * 7, b * 11);
            default -> new Action.SetFeeTier(c % 3, 100_000 - c, c == 7 ? 100_001 : 100_000);
        };
    }

    private ModelOrder recentOrder(final ModelExchange model) {
        return model.resting.isEmpty() ? null : model.resting.get(a % model.resting.size());
    }

    private long price() {
        return priceOf(instrument);
    }

    private long priceOf(final long id) {
        if (b % EDGE_EVERY == 1) {
            return EDGES.get(c % EDGES.size());
        }
        final int offset = a % 21 - 10;
        return switch ((int) id) {
            case 1 -> 10_000_000_000L + 1_000_000L * offset;
            case 2 -> 6_000_000_000_000L + 50_000_000L * offset;
            default -> 166_667L + offset;
        };
    }

    private long quantity() {
        return quantityOf(instrument);
    }

    private long quantityOf(final long id) {
        if (a % EDGE_EVERY == 1) {
            return EDGES.get(c % EDGES.size());
        }
        return switch ((int) id) {
            case 1 -> 1_000_000L * (1 + b);
            case 2 -> 10_000L * (1 + b);
            default -> 100_000_000L * (1 + b);
        };
    }
}

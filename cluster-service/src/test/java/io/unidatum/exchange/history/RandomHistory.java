package io.unidatum.exchange.history;

import io.unidatum.exchange.engine.ExchangeStateMachine;
import io.unidatum.exchange.engine.JournalSink;
import io.unidatum.exchange.engine.PrincipalKey;
import io.unidatum.exchange.sbe.common.ConnectionState;
import io.unidatum.exchange.sbe.common.InstrumentStatus;
import io.unidatum.exchange.sbe.common.MessageHeaderDecoder;
import io.unidatum.exchange.sbe.common.OrderType;
import io.unidatum.exchange.sbe.common.Role;
import io.unidatum.exchange.sbe.common.SelfTradePrevention;
import io.unidatum.exchange.sbe.common.Side;
import io.unidatum.exchange.sbe.common.TimeInForce;
import io.unidatum.exchange.sbe.order.CommandOutcomeDecoder;
import io.unidatum.exchange.sbe.order.RejectReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * The real state machine under random commands of every kind, for tests of those who read its journal. The same seed
 * gives the same history. Not thread safe.
 */
public final class RandomHistory {
    /** First of the accounts that trade. */
    public static final long FIRST_ACCOUNT = 1001;

    /** Accounts that trade. */
    public static final int ACCOUNTS = 4;

    /** Instruments, from id 1. */
    public static final int INSTRUMENTS = 2;

    private static final long ONE = 100_000_000L;
    private static final long CENT = 1_000_000L;
    private static final long SECOND = 1_000_000_000L;
    private static final long LARGEST = 1_000 * ONE;
    private static final long OPERATOR = 1;
    private static final long GATEWAY = 2;
    private static final int ASSETS = 3;
    private static final int KEPT_ORDERS = 30;

    private final HistoryCommands commands = new HistoryCommands();
    private final List<long[]> orders = new ArrayList<>();
    /** Id, account and fee of those that are open. */
    private final List<long[]> withdrawals = new ArrayList<>();

    private final long[] withdrawalFees = new long[ASSETS + 1];
    private final Map<String, Integer> accepted = new TreeMap<>();
    private final Map<String, Integer> rejected = new TreeMap<>();
    private final ExchangeStateMachine machine;
    private final Random random;
    private final int encodingVersion;
    private long nowNs = 1_790_000_000_000_000_000L;
    private long depositId;

    /**
     * Opens an exchange with funded accounts.
     *
     * @param seed of the history.
     * @param encodingVersion 1; 2 for all kinds of orders; 3 for withdrawals, too.
     * @param journal takes the frames.
     */
    public RandomHistory(final long seed, final int encodingVersion, final JournalSink journal) {
        this.encodingVersion = encodingVersion;
        machine = new ExchangeStateMachine(journal);
        random = new Random(seed);
        operate("genesis", commands.of(0, nowNs).genesis(OPERATOR));
        if (encodingVersion > 1) {
            operate("encoding version", next().encodingVersion(encodingVersion));
        }
        operate("principal", next().principal(GATEWAY, Role.GATEWAY));
        operate("asset", next().asset(1, "DEC"));
        operate("asset", next().asset(2, "USD"));
        operate("asset", next().asset(3, "BTC"));
        operate("instrument", next().instrument(1, "DEC/USD", 1, 2, CENT, LARGEST));
        operate("instrument", next().instrument(2, "DEC/BTC", 1, 3, CENT, LARGEST));
        for (int i = 0; i < ACCOUNTS; i++) {
            operate("account", next(FIRST_ACCOUNT + i).createAccount());
            for (int asset = 1; asset <= ASSETS; asset++) {
                deposit(FIRST_ACCOUNT + i, asset, 500 * ONE);
            }
        }
        if (encodingVersion > 2) {
            for (int asset = 1; asset <= ASSETS; asset++) {
                withdrawalRules(asset, 5 * CENT, 0);
            }
        }
    }

    /** The machine, to take a snapshot of or to ask. */
    public ExchangeStateMachine machine() {
        return machine;
    }

    /** Cluster time of the last command, ns. */
    public long now() {
        return nowNs;
    }

    /** How many commands of each kind were accepted. */
    public Map<String, Integer> accepted() {
        return accepted;
    }

    /** How many commands of each kind were rejected, with the reason. */
    public Map<String, Integer> rejected() {
        return rejected;
    }

    /** Carries out some commands. */
    public void run(final int count) {
        for (int i = 0; i < count; i++) {
            step();
        }
    }

    /** Carries out one command, or a few that belong together. */
    public void step() {
        passTime();
        if (random.nextInt(12) == 0) {
            operate("status " + InstrumentStatus.OPEN, next().status(0, InstrumentStatus.OPEN, 0));
        }
        final long account = anyAccount();
        if (encodingVersion > 2 && random.nextInt(20) == 0) {
            withdraw(account);
            return;
        }
        final int dice = random.nextInt(1_000);
        if (dice < 600) {
            newOrder(account);
        } else if (dice < 640) {
            oco(account);
        } else if (dice < 730) {
            cancel();
        } else if (dice < 850) {
            amend();
        } else if (dice < 890) {
            massQuote(account);
        } else if (dice < 905) {
            connection(account);
        } else if (dice < 910) {
            trade("dead man", account, next(account).deadMan(random.nextInt(4) * 5 * SECOND));
        } else if (dice < 950) {
            status();
        } else if (dice < 990) {
            risk(account);
        } else if (dice < 998) {
            adjust(account);
        } else {
            operate("state hash", next().stateHash());
        }
    }

    private void risk(final long account) {
        switch (random.nextInt(12)) {
            case 0, 1 -> {
                final Side side = random.nextInt(3) == 0 ? Side.NULL_VAL : anySide();
                trade("mass cancel", account, next(account).massCancel(random.nextInt(INSTRUMENTS + 1), side));
            }
            case 2 -> {
                trade("kill switch", account, next(account).killSwitch());
                passTime();
                operate("activate", next(account).activate());
            }
            case 3, 4, 5, 6 ->
                operate(
                        "rules",
                        next().rules(
                                        anyInstrument(),
                                        LARGEST,
                                        random.nextInt(3) * 20_000,
                                        random.nextInt(3) * SECOND,
                                        random.nextInt(3) * SECOND));
            default -> limits(account);
        }
    }

    private void adjust(final long account) {
        final int asset = 1 + random.nextInt(ASSETS);
        if (random.nextBoolean()) {
            deposit(account, asset, CENT * (1 + random.nextInt(10_000)));
        } else {
            operate("adjust", next(account).adjust(asset, CENT * (random.nextInt(2_000) - 1_000)));
        }
    }

    private void withdraw(final long account) {
        final int dice = random.nextInt(20);
        if (dice == 0) {
            withdrawalRules(1 + random.nextInt(ASSETS), CENT * random.nextInt(10), random.nextInt(3) * 50 * ONE);
        } else if (dice < 11 || withdrawals.isEmpty()) {
            final int asset = 1 + random.nextInt(ASSETS);
            final CommandOutcomeDecoder outcome = send(
                    GATEWAY, "withdraw", next(account).withdraw(asset, CENT * (1 + random.nextInt(2_000)), 10 * CENT));
            if (outcome.rejectReason() == RejectReason.NONE) {
                withdrawals.add(new long[] {outcome.orderId(), account, withdrawalFees[asset]});
            }
        } else {
            final long[] withdrawal = withdrawals.remove(random.nextInt(withdrawals.size()));
            final boolean paid = random.nextInt(3) > 0;
            final long networkFee = paid ? withdrawal[2] * random.nextInt(3) / 2 : 0;
            operate(
                    paid ? "withdrawal completed" : "withdrawal failed",
                    next(withdrawal[1]).endWithdrawal(withdrawal[0], paid, networkFee));
        }
    }

    private void withdrawalRules(final int asset, final long fee, final long dailyLimit) {
        withdrawalFees[asset] = fee;
        operate("withdrawal rules", next().withdrawalRules(asset, fee, CENT, dailyLimit));
    }

    private void newOrder(final long account) {
        final HistoryCommands.Order order = anyOrder();
        order.clientOrderId = random.nextInt(4) == 0 ? "c-" + random.nextInt(1_000_000) : "";
        order.connection = random.nextInt(4);
        String kind = "limit";
        final int dice = random.nextInt(100);
        if (encodingVersion == 1) {
            order.timeInForce = dice < 20 ? TimeInForce.IOC : TimeInForce.GTC;
        } else if (dice < 15) {
            order.displayQuantity = CENT * (1 + random.nextInt(100));
            kind = "iceberg";
        } else if (dice < 25) {
            order.timeInForce = random.nextBoolean() ? TimeInForce.IOC : TimeInForce.FOK;
            order.postOnly = false;
            kind = order.timeInForce.name();
        } else if (dice < 33) {
            order.type = OrderType.MARKET;
            order.timeInForce = random.nextInt(4) == 0 ? TimeInForce.FOK : TimeInForce.IOC;
            order.price = 0;
            order.postOnly = false;
            kind = "market";
            if (random.nextInt(3) == 0) {
                order.side = Side.BUY;
                order.quantity = 0;
                order.quoteAmount = CENT * (1 + random.nextInt(500));
                order.timeInForce = TimeInForce.IOC;
                kind = "market by amount";
            }
        } else if (dice < 50) {
            kind = waiting(order);
        }
        trade(kind, account, next(account).order(order));
    }

    private String waiting(final HistoryCommands.Order order) {
        final OrderType[] types = {
            OrderType.STOP,
            OrderType.STOP_LIMIT,
            OrderType.TAKE_PROFIT,
            OrderType.TAKE_PROFIT_LIMIT,
            OrderType.TRAILING_STOP
        };
        order.type = types[random.nextInt(types.length)];
        order.displayQuantity = 0;
        order.stopPrice = anyPrice();
        if (order.type != OrderType.STOP_LIMIT && order.type != OrderType.TAKE_PROFIT_LIMIT) {
            order.price = 0;
            order.postOnly = false;
        }
        if (order.type == OrderType.TRAILING_STOP) {
            order.stopPrice = 0;
            if (random.nextBoolean()) {
                order.trailingOffset = CENT * (1 + random.nextInt(3));
            } else {
                order.trailingRate = 10_000 * (1 + random.nextInt(3));
            }
        }
        return order.type.name();
    }

    private void oco(final long account) {
        final HistoryCommands.Order order = anyOrder();
        order.postOnly = false;
        final long distance = CENT * (1 + random.nextInt(3));
        order.stopPrice = order.side == Side.SELL ? order.price - distance : order.price + distance;
        final long stopLimitPrice = random.nextBoolean() ? 0 : order.stopPrice;
        trade("oco", account, next(account).oco(order, stopLimitPrice));
    }

    private HistoryCommands.Order anyOrder() {
        final HistoryCommands.Order order = new HistoryCommands.Order();
        order.instrument = anyInstrument();
        order.side = anySide();
        order.price = anyPrice();
        order.quantity = CENT * (1 + random.nextInt(900));
        if (encodingVersion == 1 || random.nextInt(3) == 0) {
            return order;
        }
        order.prevention = SelfTradePrevention.get((short) (1 + random.nextInt(4)));
        order.postOnly = random.nextInt(12) == 0;
        order.reduceOnly = random.nextInt(12) == 0;
        final int dice = random.nextInt(10);
        if (dice == 0) {
            order.timeInForce = TimeInForce.DAY;
        } else if (dice == 1) {
            order.timeInForce = TimeInForce.GTD;
            order.expireTime = nowNs + SECOND * (1 + random.nextInt(60));
        }
        return order;
    }

    private void cancel() {
        if (!orders.isEmpty()) {
            final long[] order = orders.remove(random.nextInt(orders.size()));
            trade("cancel", order[1], next(order[1]).cancel(order[0]));
        }
    }

    private void amend() {
        if (!orders.isEmpty()) {
            final long[] order = orders.get(random.nextInt(orders.size()));
            final long price = random.nextInt(3) == 0 ? anyPrice() : 0;
            final long quantity = random.nextInt(3) > 0 ? CENT * (1 + random.nextInt(900)) : 0;
            final long stopPrice = random.nextInt(5) == 0 ? anyPrice() : 0;
            trade("amend", order[1], next(order[1]).amend(order[0], price, quantity, stopPrice));
        }
    }

    private void massQuote(final long account) {
        final long[] quotes = new long[4 * random.nextInt(4)];
        final long middle = anyPrice();
        for (int i = 0; i < quotes.length; i += 4) {
            quotes[i] = middle - CENT * (1 + i / 4);
            quotes[i + 1] = CENT * (1 + random.nextInt(300));
            quotes[i + 2] = middle + CENT * (1 + i / 4);
            quotes[i + 3] = -CENT * (1 + random.nextInt(300));
        }
        trade("mass quote", account, next(account).massQuote(anyInstrument(), random.nextInt(4) == 0, quotes));
    }

    private void connection(final long account) {
        final ConnectionState[] states = {
            ConnectionState.OPEN, ConnectionState.OPEN, ConnectionState.LOST, ConnectionState.CLOSED
        };
        final ConnectionState state = states[random.nextInt(states.length)];
        final long grace = state == ConnectionState.OPEN ? SECOND * random.nextInt(3) : 0;
        trade("connection", account, next(account).connection(1 + random.nextInt(3), state, grace));
    }

    private void status() {
        final InstrumentStatus[] statuses = {
            InstrumentStatus.OPEN,
            InstrumentStatus.OPEN,
            InstrumentStatus.OPEN,
            InstrumentStatus.AUCTION,
            InstrumentStatus.AUCTION,
            InstrumentStatus.HALTED,
            InstrumentStatus.POST_ONLY,
            InstrumentStatus.CANCEL_ONLY
        };
        final InstrumentStatus status = statuses[random.nextInt(statuses.length)];
        final boolean canBeTimed =
                encodingVersion > 1 && (status == InstrumentStatus.HALTED || status == InstrumentStatus.AUCTION);
        final long duration = canBeTimed && random.nextInt(3) > 0 ? SECOND * (1 + random.nextInt(5)) : 0;
        operate("status " + status, next().status(random.nextInt(INSTRUMENTS + 1), status, duration));
    }

    private void limits(final long account) {
        final boolean none = random.nextInt(3) > 0;
        operate(
                "limits",
                next(account)
                        .limits(
                                random.nextInt(INSTRUMENTS + 1),
                                none ? 0 : CENT * (500 + random.nextInt(1_000)),
                                none ? 0 : CENT * (500 + random.nextInt(1_000)),
                                none ? 0 : CENT * (5_000 + random.nextInt(10_000))));
    }

    private void deposit(final long account, final int asset, final long amount) {
        operate("deposit", next(account).deposit(asset, amount, ++depositId));
    }

    private void passTime() {
        final int dice = random.nextInt(1_000);
        if (dice == 0) {
            nowNs += 40_000 * SECOND;
        } else if (dice < 50) {
            nowNs += random.nextInt(10) * SECOND;
        }
        nowNs += 1_000 + random.nextInt(100_000_000);
    }

    private HistoryCommands next() {
        return commands.of(0, nowNs);
    }

    private HistoryCommands next(final long account) {
        return commands.of(account, nowNs);
    }

    private void operate(final String kind, final int length) {
        send(OPERATOR, kind, length);
    }

    private void trade(final String kind, final long account, final int length) {
        final CommandOutcomeDecoder outcome = send(GATEWAY, kind, length);
        if (outcome.rejectReason() == RejectReason.NONE && outcome.leavesQuantity() > 0) {
            remember(outcome.orderId(), account);
            if (kind.equals("oco")) {
                remember(outcome.orderId() + 1, account);
            }
        }
    }

    private void remember(final long orderId, final long account) {
        orders.add(new long[] {orderId, account});
        if (orders.size() > KEPT_ORDERS) {
            orders.remove(0);
        }
    }

    private CommandOutcomeDecoder send(final long principal, final String kind, final int length) {
        machine.onCommand(nowNs, new PrincipalKey(principal, 0, 0, 0), commands.buffer(), 0, length);
        final CommandOutcomeDecoder outcome =
                new CommandOutcomeDecoder().wrapAndApplyHeader(machine.response(), 0, new MessageHeaderDecoder());
        if (outcome.rejectReason() == RejectReason.NONE) {
            accepted.merge(kind, 1, Integer::sum);
        } else {
            rejected.merge(kind + " " + outcome.rejectReason(), 1, Integer::sum);
        }
        return outcome;
    }

    private long anyAccount() {
        return FIRST_ACCOUNT + random.nextInt(ACCOUNTS);
    }

    private long anyInstrument() {
        return 1 + random.nextInt(INSTRUMENTS);
    }

    private Side anySide() {
        return random.nextBoolean() ? Side.BUY : Side.SELL;
    }

    private long anyPrice() {
        return ONE + CENT * random.nextInt(9);
    }
}

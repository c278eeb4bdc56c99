package io.unidatum.exchange.benchmarks.engine;

import io.unidatum.exchange.engine.ExchangeStateMachine;
import io.unidatum.exchange.engine.JournalSink;
import io.unidatum.exchange.engine.PrincipalKey;
import io.unidatum.exchange.sbe.common.MessageHeaderDecoder;
import io.unidatum.exchange.sbe.common.Side;
import io.unidatum.exchange.sbe.common.TimeInForce;
import io.unidatum.exchange.sbe.order.CommandOutcomeDecoder;
import io.unidatum.exchange.sbe.order.RejectReason;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A day's trading for whoever writes it down: while the books hold as many orders as they should, of 20 commands 9 are
 * orders that rest, 8 orders that cross (immediate or cancel) and 3 cancels, mostly of orders that have been open for
 * long. Accounts take part evenly. Not thread safe.
 */
public final class TradingFlow {
    private static final int ENCODING_VERSION = 2;
    private static final int QUOTE = 1;
    private static final long FIRST_ACCOUNT = 1_001;
    private static final long TICK = 1_000_000;
    private static final long LOT = 1_000_000;
    private static final long MIDDLE = 100 * 100_000_000L;
    private static final long QUOTE_EACH = 1L << 49;
    private static final long BASE_EACH = 1L << 46;
    private static final int MAX_LOTS = 20;
    private static final int PERIOD = 20;
    private static final int RESTING = 9;
    private static final int CROSSING = 8;
    private static final long VALID_NS = 100_000_000;
    private static final int BUFFER_LENGTH = 512;

    private final ExchangeStateMachine machine;
    private final CommandEncoders encoders;
    private final RandomNumbers random;
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[BUFFER_LENGTH]);
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final CommandOutcomeDecoder outcome = new CommandOutcomeDecoder();
    private final int accounts;
    private final int instruments;
    private final long[] openIds;
    private final long[] openAccounts;
    private final int target;
    private final long stepNs;
    private int open;
    private long clientNumber;
    private long now;

    /**
     * Opens an exchange.
     *
     * @param sink of its journal.
     * @param accounts that trade, all instruments.
     * @param instruments that are traded.
     * @param restingOrders that the books hold.
     * @param startNs the cluster's time at the beginning, ns.
     * @param stepNs from one command to the next, ns.
     * @param seed of the flow.
     */
    public TradingFlow(
            final JournalSink sink,
            final int accounts,
            final int instruments,
            final int restingOrders,
            final long startNs,
            final long stepNs,
            final long seed) {
        machine = new ExchangeStateMachine(sink);
        encoders = new CommandEncoders(seed);
        random = new RandomNumbers(seed + 1);
        this.accounts = accounts;
        this.instruments = instruments;
        this.stepNs = stepNs;
        target = restingOrders;
        openIds = new long[2 * restingOrders];
        openAccounts = new long[2 * restingOrders];
        now = startNs;
        open();
    }

    /** Carries out commands. */
    public void run(final int commands) {
        for (int i = 0; i < commands; i++) {
            final int kind = random.next(PERIOD);
            if (open < target || kind < RESTING) {
                rest();
            } else if (kind < RESTING + CROSSING) {
                cross();
            } else {
                cancel();
            }
        }
    }

    /** Last event so far. {@return its sequence} */
    public long lastSequence() {
        return machine.lastSequence();
    }

    private void open() {
        operate(encoders.genesis(clear(), validUntil()));
        operate(encoders.gateway(clear(), validUntil()));
        operate(encoders.encodingVersion(clear(), validUntil(), ENCODING_VERSION));
        operate(encoders.asset(clear(), validUntil(), QUOTE));
        for (int i = 1; i <= instruments; i++) {
            operate(encoders.asset(clear(), validUntil(), QUOTE + i));
            operate(encoders.instrument(clear(), validUntil(), i, QUOTE + i, QUOTE, TICK, LOT));
        }
        for (long account = FIRST_ACCOUNT; account < FIRST_ACCOUNT + accounts; account++) {
            operate(encoders.account(clear(), validUntil(), account));
            operate(encoders.credit(clear(), validUntil(), account, QUOTE, QUOTE_EACH));
            for (int i = 1; i <= instruments; i++) {
                operate(encoders.credit(clear(), validUntil(), account, QUOTE + i, BASE_EACH));
            }
        }
    }

    private void rest() {
        final boolean buys = random.next(2) == 0;
        final long away = (1 + random.next(20)) * TICK;
        order(buys, TimeInForce.GTC, buys ? MIDDLE - away : MIDDLE + away);
    }

    private void cross() {
        final boolean buys = random.next(2) == 0;
        final long away = 21 * TICK;
        order(buys, TimeInForce.IOC, buys ? MIDDLE + away : MIDDLE - away);
    }

    private void order(final boolean buys, final TimeInForce timeInForce, final long price) {
        final long account = FIRST_ACCOUNT + random.next(accounts);
        final int length = encoders.newOrder(
                clear(),
                0,
                account,
                validUntil(),
                1 + random.next(instruments),
                buys ? Side.BUY : Side.SELL,
                timeInForce,
                price,
                (1 + random.next(MAX_LOTS)) * LOT,
                ++clientNumber);
        execute(CommandEncoders.GATEWAY, length);
        if (timeInForce == TimeInForce.GTC && outcome.leavesQuantity() > 0 && open < openIds.length) {
            openIds[open] = outcome.orderId();
            openAccounts[open++] = account;
        }
    }

    /** Of an order that may have been filled meanwhile: such cancels change nothing, and the order is forgotten. */
    private void cancel() {
        final int which = random.next(open);
        final int length = encoders.cancel(clear(), 0, openAccounts[which], validUntil(), openIds[which], 0);
        open--;
        openIds[which] = openIds[open];
        openAccounts[which] = openAccounts[open];
        execute(CommandEncoders.GATEWAY, length);
    }

    private void operate(final int length) {
        execute(CommandEncoders.OPERATOR, length);
        if (outcome.rejectReason() != RejectReason.NONE) {
            throw new IllegalStateException("the exchange cannot be opened: " + outcome.rejectReason());
        }
    }

    private void execute(final PrincipalKey key, final int length) {
        now += stepNs;
        machine.onCommand(now, key, buffer, 0, length);
        outcome.wrapAndApplyHeader(machine.response(), 0, header);
    }

    private UnsafeBuffer clear() {
        buffer.setMemory(0, BUFFER_LENGTH, (byte) 0);
        return buffer;
    }

    private long validUntil() {
        return now + stepNs + VALID_NS;
    }
}

package io.unidatum.exchange.benchmarks.engine;

import io.unidatum.exchange.benchmarks.Figures;
import io.unidatum.exchange.engine.ExchangeStateMachine;
import io.unidatum.exchange.engine.PrincipalKey;
import io.unidatum.exchange.sbe.common.Side;
import io.unidatum.exchange.sbe.common.TimeInForce;
import java.util.Locale;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What state costs: heap an account, heap a resting order, all indexes and price levels included, and how long a
 * snapshot stops matching when there are as many of both.
 */
final class StateCost {
    private static final int INSTRUMENTS = 100;
    private static final int LEVELS = 100;
    private static final int FIRST_LEVEL = 1_000;
    private static final long STEP_NS = 1_000_000;
    private static final long VALID_NS = 100_000_000;
    private static final long FUNDS = 1L << 42;
    private static final int BUFFER_LENGTH = 512;
    private static final double MILLISECOND = 1e6;

    private final int size;
    private final String name;
    private final int turns;
    private final RecordingRing ring = new RecordingRing();
    private final ExchangeStateMachine machine = new ExchangeStateMachine(ring);
    private final CommandEncoders encoders = new CommandEncoders(1);
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[BUFFER_LENGTH]);
    private long now = Twin.START_NS;

    StateCost(final int size, final String name, final int turns) {
        this.size = size;
        this.name = name;
        this.turns = turns;
    }

    void run(final boolean withMemory) {
        open();
        final long empty = usedHeap(withMemory);
        accounts();
        final long withAccounts = usedHeap(withMemory);
        orders();
        final long withOrders = usedHeap(withMemory);
        final Spread pause = snapshots();
        System.out.printf(
                Locale.ROOT,
                "%nstate of %,d accounts (3 balances each) and %,d resting orders in %d books%n",
                size,
                machine.openOrderCount(),
                INSTRUMENTS);
        System.out.printf(
                Locale.ROOT,
                "  snapshot, ms of processor time: median %.1f, least %.1f, most %.1f; %,d bytes of messages%n",
                pause.median(),
                pause.least(),
                pause.most(),
                snapshotBytes());
        if (withMemory) {
            Figures.print("engine.memory_per_account", Math.round((double) (withAccounts - empty) / size), "bytes");
            Figures.print("engine.memory_per_order", Math.round((double) (withOrders - withAccounts) / size), "bytes");
        }
        Figures.print("engine.snapshot_" + name + "_ms", pause.median(), "ms");
    }

    private void open() {
        command(CommandEncoders.OPERATOR, encoders.genesis(clear(), validUntil()));
        command(CommandEncoders.OPERATOR, encoders.gateway(clear(), validUntil()));
        command(CommandEncoders.OPERATOR, encoders.asset(clear(), validUntil(), Twin.QUOTE));
        for (int i = 0; i < INSTRUMENTS; i++) {
            final int base = Twin.FIRST_BASE + i;
            command(CommandEncoders.OPERATOR, encoders.asset(clear(), validUntil(), base));
            command(
                    CommandEncoders.OPERATOR,
                    encoders.instrument(clear(), validUntil(), 1 + i, base, Twin.QUOTE, Twin.TICK, Twin.LOT));
        }
    }

    private void accounts() {
        for (int i = 0; i < size; i++) {
            final long account = Twin.FIRST_ACCOUNT + i;
            command(CommandEncoders.OPERATOR, encoders.account(clear(), validUntil(), account));
            credit(account, Twin.QUOTE);
            credit(account, Twin.FIRST_BASE + i % INSTRUMENTS);
            credit(account, Twin.FIRST_BASE + (i + 1) % INSTRUMENTS);
        }
    }

    private void credit(final long account, final int asset) {
        command(CommandEncoders.OPERATOR, encoders.credit(clear(), validUntil(), account, asset, FUNDS));
    }

    private void orders() {
        final RandomNumbers random = new RandomNumbers(1);
        for (int i = 0; i < size; i++) {
            final boolean buy = random.next(2) == 0;
            final int level = random.next(LEVELS);
            final long price = (FIRST_LEVEL + (buy ? -level : 1 + level)) * Twin.TICK;
            command(
                    CommandEncoders.GATEWAY,
                    encoders.newOrder(
                            clear(),
                            0,
                            Twin.FIRST_ACCOUNT + i,
                            validUntil(),
                            1 + i % INSTRUMENTS,
                            buy ? Side.BUY : Side.SELL,
                            TimeInForce.GTC,
                            price,
                            Twin.LOT,
                            1 + i));
        }
    }

    private Spread snapshots() {
        final Spread spread = new Spread(turns);
        final CpuTime time = new CpuTime();
        machine.takeSnapshot(ring);
        for (int i = 0; i < turns; i++) {
            time.start();
            machine.takeSnapshot(ring);
            time.stop();
            spread.add(time.cpu() / MILLISECOND);
        }
        return spread;
    }

    private long snapshotBytes() {
        final long[] bytes = new long[1];
        machine.takeSnapshot((message, offset, length) -> bytes[0] += length);
        return bytes[0];
    }

    private static long usedHeap(final boolean wanted) {
        final Runtime runtime = Runtime.getRuntime();
        if (wanted) {
            System.gc();
        }
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private UnsafeBuffer clear() {
        buffer.setMemory(0, BUFFER_LENGTH, (byte) 0);
        return buffer;
    }

    private long validUntil() {
        return now + STEP_NS + VALID_NS;
    }

    private void command(final PrincipalKey key, final int length) {
        now += STEP_NS;
        machine.onCommand(now, key, buffer, 0, length);
        if (Answers.isReject(machine)) {
            throw new IllegalStateException("not accepted: " + Answers.reason(machine));
        }
    }
}

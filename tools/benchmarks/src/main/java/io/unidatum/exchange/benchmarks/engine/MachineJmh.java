package io.unidatum.exchange.benchmarks.engine;

import io.unidatum.exchange.engine.ExchangeStateMachine;
import io.unidatum.exchange.sbe.common.MessageHeaderDecoder;
import io.unidatum.exchange.sbe.common.Side;
import io.unidatum.exchange.sbe.common.TimeInForce;
import io.unidatum.exchange.sbe.order.CommandOutcomeDecoder;
import java.nio.ByteOrder;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Single commands through the whole machine, on a small exchange. Run with {@code -prof gc}: 0 bytes an operation. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 1,
        jvmArgs = {
            "-Xms1g",
            "-Xmx1g",
            "-XX:+UseParallelGC",
            "-Dagrona.disable.bounds.checks=true",
            "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED",
            "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED"
        })
public class MachineJmh {
    private static final int ORDER_ID =
            MessageHeaderDecoder.ENCODED_LENGTH + CommandOutcomeDecoder.orderIdEncodingOffset();
    private static final int BUFFER_LENGTH = 512;
    private static final long STEP_NS = 400;
    private static final long VALID_NS = 1_000_000;

    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[BUFFER_LENGTH]);
    private final CommandEncoders encoders = new CommandEncoders(1);
    private ExchangeStateMachine machine;
    private long now;

    /** Constructs the state; called by JMH. */
    public MachineJmh() {}

    /** Opens a small exchange. */
    @Setup
    public void open() {
        final Twin twin = new Twin().open(new Shape("jmh", 1, 100, 0, 1 << 12, STEP_NS), encoders);
        machine = twin.measured;
        now = twin.now();
        // Room behind the commands is zero once, since all that are encoded here are of the same fields.
        buffer.setMemory(0, BUFFER_LENGTH, (byte) 0);
    }

    /**
     * A new order that rests, and its cancel, encoding included.
     *
     * @return length of the last answer.
     */
    @Benchmark
    public int newAndCancel() {
        now += STEP_NS;
        final long account = Twin.FIRST_ACCOUNT;
        final long validUntil = now + VALID_NS;
        int length = encoders.newOrder(
                buffer, 0, account, validUntil, 1, Side.BUY, TimeInForce.GTC, 1_000 * Twin.TICK, Twin.LOT, now);
        machine.onCommand(now, CommandEncoders.GATEWAY, buffer, 0, length);
        final long orderId = machine.response().getLong(ORDER_ID, ByteOrder.LITTLE_ENDIAN);
        length = encoders.cancel(buffer, 0, account, validUntil, orderId, 0);
        return machine.onCommand(now, CommandEncoders.GATEWAY, buffer, 0, length);
    }

    /**
     * A cancel of an order that is gone: all that a command costs but what it does.
     *
     * @return length of the answer.
     */
    @Benchmark
    public int rejectedCancel() {
        now += STEP_NS;
        final int length = encoders.cancel(buffer, 0, Twin.FIRST_ACCOUNT, now + VALID_NS, Long.MAX_VALUE, 0);
        return machine.onCommand(now, CommandEncoders.GATEWAY, buffer, 0, length);
    }
}

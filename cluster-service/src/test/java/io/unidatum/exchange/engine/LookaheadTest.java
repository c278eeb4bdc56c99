package io.unidatum.exchange.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.agrona.concurrent.UnsafeBuffer;

/** Hints make no difference, whether they come true or not, whatever bytes they are. */
class LookaheadTest {
    private static final int[] LENGTHS = {Integer.MIN_VALUE, -1, 0, 1, 7, 8, 55, 56, 57, 100, 170, Integer.MAX_VALUE};

    @Property(tries = 30, shrinking = ShrinkingMode.BOUNDED)
    void shouldDoTheSameWithHintsThatComeTrue(@ForAll("histories") final List<Step> history, @ForAll final long seed) {
        final ModelledExchange original = new ModelledExchange();
        history.forEach(original::step);
        final Random random = new Random(seed);
        final EngineUnderTest engine = new EngineUnderTest();
        int expected = 0;
        for (int i = 0; i < original.log.size(); i++) {
            if (i >= expected) {
                expected = Math.min(original.log.size(), i + 1 + random.nextInt(ExpectedCommands.SIZE + 5));
                for (int next = i; next < expected; next++) {
                    expect(engine.machine, original.log.get(next).message());
                }
                engine.machine.prepare();
            }
            assertThat(engine.apply(original.log.get(i))).isEqualTo(original.answers.get(i));
        }
        check(engine, original);
    }

    @Property(tries = 30, shrinking = ShrinkingMode.BOUNDED)
    void shouldDoTheSameWithHintsThatDoNot(@ForAll("histories") final List<Step> history, @ForAll final long seed) {
        final ModelledExchange original = new ModelledExchange();
        history.forEach(original::step);
        final Random random = new Random(seed);
        final EngineUnderTest engine = new EngineUnderTest();
        for (int i = 0; i < original.log.size(); i++) {
            for (int hints = random.nextInt(4); hints > 0; hints--) {
                expectNonsense(engine.machine, original, random);
            }
            if (random.nextInt(3) == 0) {
                engine.machine.prepare();
            }
            assertThat(engine.apply(original.log.get(i))).isEqualTo(original.answers.get(i));
        }
        check(engine, original);
    }

    @Property(tries = 50, shrinking = ShrinkingMode.OFF)
    void shouldTakeNoMoreThanAGroup(@ForAll final long seed) {
        final Random random = new Random(seed);
        final EngineUnderTest engine = new EngineUnderTest();
        final byte[] bytes = new byte[200];
        for (int i = 1; i <= 2 * ExpectedCommands.SIZE; i++) {
            random.nextBytes(bytes);
            assertThat(engine.machine.expect(new UnsafeBuffer(bytes), 0, bytes.length))
                    .isEqualTo(i < ExpectedCommands.SIZE);
        }
        engine.machine.prepare();
        assertThat(engine.machine.expect(new UnsafeBuffer(bytes), 0, bytes.length))
                .isTrue();
    }

    private static void expect(final ExchangeStateMachine machine, final byte[] message) {
        if (message != null) {
            machine.expect(new UnsafeBuffer(message), 0, message.length);
        }
    }

    /** A command of the history, mostly damaged, or random bytes; often cut, or said to lie elsewhere. */
    private static void expectNonsense(
            final ExchangeStateMachine machine, final ModelledExchange original, final Random random) {
        byte[] message = original.log.get(random.nextInt(original.log.size())).message();
        if (message == null || random.nextInt(4) == 0) {
            message = new byte[random.nextInt(300)];
            random.nextBytes(message);
        } else {
            message = Arrays.copyOf(message, random.nextInt(3) == 0 ? random.nextInt(200) : message.length);
            for (int i = random.nextInt(5); i > 0 && message.length > 0; i--) {
                message[random.nextInt(message.length)] = (byte) random.nextInt();
            }
        }
        final int offset = random.nextInt(5) == 0 ? random.nextInt(400) - 100 : 0;
        final int length = random.nextInt(5) == 0 ? LENGTHS[random.nextInt(LENGTHS.length)] : message.length;
        machine.expect(new UnsafeBuffer(message), offset, length);
    }

    private static void check(final EngineUnderTest engine, final ModelledExchange original) {
        assertThat(engine.tape.frames).isEqualTo(original.engine.tape.frames);
        assertThat(engine.machine.stateHash()).isEqualTo(original.engine.machine.stateHash());
        assertThat(engine.machine.chainHash()).isEqualTo(original.engine.machine.chainHash());
        Invariants.check(engine.machine.state(), "with hints");
    }

    @Provide
    Arbitrary<List<Step>> histories() {
        return Histories.upTo(150);
    }
}

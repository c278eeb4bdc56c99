package io.unidatum.exchange.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;

/** The same log gives the same frames, answers and state, with or without a snapshot on the way. */
class DeterminismTest {
    @Property(tries = 40, shrinking = ShrinkingMode.BOUNDED)
    void shouldGoOnFromASnapshotAsIfItHadNeverStopped(
            @ForAll("histories") final List<Step> history, @ForAll @IntRange(max = 1000) final int cut) {
        final ModelledExchange original = new ModelledExchange();
        history.forEach(original::step);
        checkCut(original, cut);
    }

    @Property(tries = 20, shrinking = ShrinkingMode.BOUNDED)
    void shouldGoOnFromAnOlderSnapshotAndSwitchNewerVersionsOnLater(
            @ForAll("histories") final List<Step> before,
            @ForAll("histories") final List<Step> between,
            @ForAll("histories") final List<Step> after,
            @ForAll @IntRange(max = 1000) final int cut) {
        final ModelledExchange original = new ModelledExchange(1);
        before.forEach(original::step);
        final int switched = original.log.size();
        original.switchOn(2);
        between.forEach(original::step);
        original.switchOn(3);
        after.forEach(original::step);
        checkCut(original, cut * switched / original.log.size());
        checkCut(original, cut);
    }

    /** Stops a machine at a part of a log, in thousandths, and lets another go on from its snapshot. */
    private static void checkCut(final ModelledExchange original, final int cut) {
        final int at = cut * original.log.size() / 1000;
        final EngineUnderTest first = new EngineUnderTest();
        replay(first, original, 0, at);
        final List<byte[]> snapshot = first.snapshot();

        final EngineUnderTest second = new EngineUnderTest();
        second.restore(snapshot);
        assertThat(second.machine.isSnapshotComplete()).isTrue();
        assertThat(second.snapshot()).usingRecursiveComparison().isEqualTo(snapshot);
        assertThat(second.machine.nextDeadline()).isEqualTo(first.machine.nextDeadline());

        replay(second, original, at, original.log.size());
        first.tape.frames.addAll(second.tape.frames);
        assertThat(first.tape.frames).isEqualTo(original.engine.tape.frames);
        assertThat(second.machine.stateHash()).isEqualTo(original.engine.machine.stateHash());
        assertThat(second.machine.chainHash()).isEqualTo(original.engine.machine.chainHash());
        assertThat(second.machine.journalPosition()).isEqualTo(original.engine.machine.journalPosition());
        Invariants.check(second.machine.state(), "restored");
    }

    @Property(tries = 20, shrinking = ShrinkingMode.BOUNDED)
    void shouldGiveTheSameFramesForTheSameLog(@ForAll("histories") final List<Step> history) {
        final ModelledExchange original = new ModelledExchange();
        history.forEach(original::step);
        final EngineUnderTest again = new EngineUnderTest();
        replay(again, original, 0, original.log.size());
        assertThat(again.tape.frames).isEqualTo(original.engine.tape.frames);
        assertThat(again.machine.stateHash()).isEqualTo(original.engine.machine.stateHash());
    }

    private static void replay(
            final EngineUnderTest engine, final ModelledExchange original, final int from, final int to) {
        for (int i = from; i < to; i++) {
            assertThat(engine.apply(original.log.get(i))).isEqualTo(original.answers.get(i));
        }
    }

    @Provide
    Arbitrary<List<Step>> histories() {
        return Histories.upTo(150);
    }
}

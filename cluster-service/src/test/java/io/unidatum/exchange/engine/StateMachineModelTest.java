package io.unidatum.exchange.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;

/** The state machine does what the plain model does, to the last bit, under any commands. */
class StateMachineModelTest {
    @Property(tries = 80, shrinking = ShrinkingMode.BOUNDED)
    void shouldDoWhatTheModelDoes(@ForAll("histories") final List<Step> history) {
        final ModelledExchange exchange = new ModelledExchange();
        history.forEach(exchange::step);
    }

    @Property(tries = 20, shrinking = ShrinkingMode.BOUNDED)
    void shouldDoWhatTheModelDoesBeforeVersion2IsSwitchedOn(@ForAll("histories") final List<Step> history) {
        final ModelledExchange exchange = new ModelledExchange(1);
        history.forEach(exchange::step);
    }

    @Property(tries = 20, shrinking = ShrinkingMode.BOUNDED)
    void shouldDoWhatTheModelDoesBeforeVersion3IsSwitchedOn(@ForAll("histories") final List<Step> history) {
        final ModelledExchange exchange = new ModelledExchange(2);
        history.forEach(exchange::step);
    }

    @Property(tries = 10, shrinking = ShrinkingMode.BOUNDED)
    void shouldDoWhatTheModelDoesWhenVersionsAreSwitchedOnLater(
            @ForAll("histories") final List<Step> before,
            @ForAll("histories") final List<Step> between,
            @ForAll("histories") final List<Step> after) {
        final ModelledExchange exchange = new ModelledExchange(1);
        before.forEach(exchange::step);
        exchange.switchOn(2);
        between.forEach(exchange::step);
        exchange.switchOn(3);
        after.forEach(exchange::step);
    }

    /** More than random histories come to. */
    @Test
    void shouldCountOpenWithdrawalsAsTheModelDoes() {
        final ModelledExchange exchange = new ModelledExchange();
        for (int i = 0; i < 20; i++) {
            exchange.step(new Step(Step.Kind.WITHDRAW, 0, 1, true, i, 0, 1, 0));
        }
        assertThat(exchange.seen)
                .containsEntry("WithdrawalRequested", 16L)
                .containsEntry("answer TOO_MANY_WITHDRAWALS", 4L);
        exchange.step(new Step(Step.Kind.END_WITHDRAWAL, 0, 1, true, 3, 0, 0, 0));
        exchange.step(new Step(Step.Kind.WITHDRAW, 0, 1, true, 0, 0, 1, 0));
        assertThat(exchange.seen).containsEntry("WithdrawalRequested", 17L);
    }

    @Provide
    Arbitrary<List<Step>> histories() {
        return Histories.upTo(300);
    }
}

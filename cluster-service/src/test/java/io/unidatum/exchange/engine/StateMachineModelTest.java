package io.unidatum.exchange.engine;

import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/** The state machine does what the plain model does, event by event and to the last unit, under any commands. */
class StateMachineModelTest {
    @Property(tries = 80, shrinking = ShrinkingMode.BOUNDED)
    void shouldDoWhatTheModelDoes(@ForAll("histories") final List<Step> history) {
        final ModelledExchange exchange = new ModelledExchange();
        history.forEach(exchange::step);
    }

    @Provide
    Arbitrary<List<Step>> histories() {
        return Steps.upTo(300);
    }
}

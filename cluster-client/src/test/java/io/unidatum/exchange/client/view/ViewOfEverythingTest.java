package io.unidatum.exchange.client.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.unidatum.exchange.history.RandomHistory;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** The view under random commands of every kind, of either encoding version. */
class ViewOfEverythingTest {
    @Property(tries = 25)
    void shouldBeWhatTheStateMachineIs(@ForAll final long seed) {
        check(seed, 3);
    }

    @Property(tries = 5)
    void shouldBeWhatTheStateMachineIsBeforeTheSwitchToEncodingVersion3(@ForAll final long seed) {
        check(seed, 2);
    }

    @Property(tries = 5)
    void shouldBeWhatTheStateMachineIsBeforeTheSwitchToEncodingVersion2(@ForAll final long seed) {
        check(seed, 1);
    }

    private static void check(final long seed, final int encodingVersion) {
        final ExchangeView fromTheBeginning = new ExchangeView();
        final FrameEvents events = new FrameEvents();
        events.to(fromTheBeginning);
        final RandomHistory history = new RandomHistory(seed, encodingVersion, events);
        ExchangeView fromAnImage = null;
        for (int i = 0; i < 4; i++) {
            history.run(150);
            final ExchangeView image = new ExchangeView();
            FrameEvents.snapshot(history.machine(), image);
            assertThat(ViewText.of(fromTheBeginning)).isEqualTo(ViewText.of(image));
            if (fromAnImage == null) {
                fromAnImage = image;
                events.to(image);
            } else {
                assertThat(ViewText.of(fromAnImage)).isEqualTo(ViewText.of(image));
            }
        }
        assertThat(history.accepted()).isNotEmpty();
    }
}

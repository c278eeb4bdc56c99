package io.unidatum.exchange.engine;

import static io.unidatum.exchange.engine.Exchange.accept;
import static org.assertj.core.api.Assertions.assertThat;

import io.unidatum.exchange.protocol.JournalLayout;
import io.unidatum.exchange.sbe.common.MessageHeaderDecoder;
import io.unidatum.exchange.sbe.common.Side;
import io.unidatum.exchange.sbe.event.JournalFrameDecoder;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** How events fill frames, and where frames stand. That sequences and hashes fit is checked on every frame there is. */
class JournalFramesTest {
    private final Exchange exchange = Exchange.opened();

    @Test
    void shouldSpreadALongCommandOverFramesThatFit() {
        exchange.fund(1001, "1000", "1000");
        exchange.fund(1002, "1000", "10000");
        for (int i = 0; i < 100; i++) {
            accept(exchange.limit(1001, Side.SELL, "0.01", "1"));
        }
        exchange.journal.frames.clear();
        final Answer answer = exchange.limit(1002, Side.BUY, "1.01", "1");

        // Accepted, a hundred trades, rested.
        assertThat(answer.lastSequence() - answer.firstSequence() + 1).isEqualTo(102);
        final List<RecordedJournal.Frame> frames = exchange.journal.frames;
        assertThat(frames).hasSize(3);
        for (int i = 0; i < frames.size(); i++) {
            assertThat(frame(frames.get(i)).flags().lastOfCommand()).isEqualTo(i == frames.size() - 1);
            assertThat(frame(frames.get(i)).time()).isEqualTo(exchange.now);
            assertThat(frame(frames.get(i)).encodingVersion()).isEqualTo(1);
        }
    }

    @Test
    void shouldNotMixTheEventsOfTwoCommands() {
        exchange.journal.frames.clear();
        accept(exchange.operate(1001, c -> c.createAccount(0)));
        accept(exchange.operate(1002, c -> c.createAccount(0)));
        assertThat(exchange.journal.frames).hasSize(2);
    }

    @Test
    void shouldPadTheRestOfATermThatAFrameDoesNotFitInto() {
        final long term = JournalLayout.TERM_LENGTH;
        assertThat(JournalPositions.after(0, 100)).isEqualTo(160);
        assertThat(JournalPositions.after(160, 128)).isEqualTo(320);
        assertThat(JournalPositions.after(term - 160, 128)).isEqualTo(term);
        assertThat(JournalPositions.after(term - 128, 128)).isEqualTo(term + 160);
        assertThat(JournalPositions.after(term, 128)).isEqualTo(term + 160);
        assertThat(JournalPositions.after(3 * term - 32, 8160)).isEqualTo(3 * term + 8192);
    }

    @Test
    void shouldGiveEveryEntitySequencesWithoutGap() {
        exchange.fund(1001, "1000", "1000");
        exchange.fund(1002, "1000", "10000");
        for (int i = 0; i < 20; i++) {
            exchange.limit(1001, Side.SELL, "1", "1");
            exchange.limit(1002, Side.BUY, "0.5", "1");
        }
        final List<Event.Traded> trades = exchange.journal.take().stream()
                .filter(Event.Traded.class::isInstance)
                .map(Event.Traded.class::cast)
                .collect(Collectors.toList());
        assertThat(trades).hasSize(20);
        final Account maker = exchange.machine.state().accounts.get(1001);
        final Instrument instrument = exchange.machine.state().instruments.get(Exchange.DEC_USD);
        // Created, two deposits, twenty orders, twenty trades; twenty rests, twenty trades.
        assertThat(maker.sequence).isEqualTo(1 + 2 + 20 + 20);
        assertThat(instrument.sequence).isEqualTo(20 + 20);
        assertThat(trades.stream().map(Event.Traded::tradeId))
                .isEqualTo(IntStream.rangeClosed(1, 20).mapToObj(i -> (long) i).toList());
    }

    private static JournalFrameDecoder frame(final RecordedJournal.Frame frame) {
        return new JournalFrameDecoder()
                .wrapAndApplyHeader(new UnsafeBuffer(frame.bytes()), 0, new MessageHeaderDecoder());
    }
}

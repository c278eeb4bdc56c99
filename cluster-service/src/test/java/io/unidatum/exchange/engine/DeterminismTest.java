package io.unidatum.exchange.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.unidatum.exchange.sbe.order.RejectReason;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import org.agrona.concurrent.UnsafeBuffer;

/** The same log gives the same frames, answers and state, with or without a snapshot on the way. */
class DeterminismTest {
    @Property(tries = 40, shrinking = ShrinkingMode.BOUNDED)
    void shouldGoOnFromASnapshotAsIfItHadNeverStopped(
            @ForAll("histories") final List<Step> history, @ForAll @IntRange(max = 1000) final int cut) {
        final Exchange original = run(history);
        final int at = cut * original.log.size() / 1000;

        final RecordedJournal before = new RecordedJournal();
        final ExchangeStateMachine first = new ExchangeStateMachine(before);
        replay(first, original.log.subList(0, at));
        final List<byte[]> snapshot = Exchange.snapshotOf(first);

        final ExchangeStateMachine[] holder = new ExchangeStateMachine[1];
        final RecordedJournal[] after = new RecordedJournal[1];
        holder[0] = new ExchangeStateMachine((buffer, offset, length, sequence, count, hash, position) ->
                after[0].onFrame(buffer, offset, length, sequence, count, hash, position));
        Exchange.restore(holder[0], snapshot);
        after[0] = new RecordedJournal(holder[0]);
        assertThat(holder[0].isSnapshotComplete()).isTrue();
        assertThat(Exchange.snapshotOf(holder[0])).usingRecursiveComparison().isEqualTo(snapshot);

        replay(holder[0], original.log.subList(at, original.log.size()));
        before.frames.addAll(after[0].frames);
        assertThat(before.frames).isEqualTo(original.journal.frames);
        assertThat(holder[0].stateHash()).isEqualTo(original.machine.stateHash());
        assertThat(holder[0].chainHash()).isEqualTo(original.machine.chainHash());
        assertThat(holder[0].journalPosition()).isEqualTo(original.machine.journalPosition());
        Invariants.check(holder[0].state(), "restored");
    }

    @Property(tries = 20, shrinking = ShrinkingMode.BOUNDED)
    void shouldGiveTheSameFramesForTheSameLog(@ForAll("histories") final List<Step> history) {
        final Exchange original = run(history);
        final RecordedJournal journal = new RecordedJournal();
        final ExchangeStateMachine again = new ExchangeStateMachine(journal);
        replay(again, original.log);

        assertThat(journal.frames).isEqualTo(original.journal.frames);
        assertThat(again.stateHash()).isEqualTo(original.machine.stateHash());
    }

    /** A history in which now and then an earlier command is sent again. */
    private static Exchange run(final List<Step> history) {
        final ModelledExchange modelled = new ModelledExchange();
        final Exchange exchange = modelled.exchange;
        for (final Step step : history) {
            modelled.step(step);
            if (step.a() % 5 == 0) {
                final long sequence = exchange.machine.lastSequence();
                final Exchange.Logged earlier = exchange.log.get(step.b() % exchange.log.size());
                // What was refused for rate is not remembered: it would be carried out now.
                if (Answer.decode(new UnsafeBuffer(earlier.response())).reason() != RejectReason.RATE_LIMITED) {
                    exchange.send(earlier.key(), earlier.message());
                }
                assertThat(exchange.machine.lastSequence()).isEqualTo(sequence);
            }
        }
        return exchange;
    }

    private static void replay(final ExchangeStateMachine machine, final List<Exchange.Logged> log) {
        for (final Exchange.Logged entry : log) {
            final UnsafeBuffer buffer = new UnsafeBuffer(entry.message());
            final int length = machine.onCommand(entry.time(), entry.key(), buffer, 0, entry.message().length);
            assertThat(Exchange.response(machine, length)).isEqualTo(entry.response());
        }
    }

    @Provide
    Arbitrary<List<Step>> histories() {
        return Steps.upTo(150);
    }
}

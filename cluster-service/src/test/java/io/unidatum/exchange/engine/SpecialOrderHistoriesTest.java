package io.unidatum.exchange.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.unidatum.exchange.sbe.order.RejectReason;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random histories of all order types: what is always true is true, and a snapshot changes nothing. */
class SpecialOrderHistoriesTest {
    private static final int COMMANDS = 800;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void shouldKeepTheInvariantsWhateverComes(final long seed) {
        final SpecialOrderHistories history =
                new SpecialOrderHistories(SpecialOrderHistories.opened(seed % 2 == 0), seed);
        for (int i = 0; i < COMMANDS; i++) {
            final Business before = i % 10 == 0 ? Business.of(history.exchange.machine) : null;
            final long sequence = history.exchange.machine.lastSequence();
            final Answer answer = history.step();
            Invariants.check(history.exchange.machine.state(), "seed " + seed + " command " + i + " " + answer);
            if (!answer.isAccepted() && before != null && history.exchange.machine.lastSequence() == sequence) {
                assertThat(Business.of(history.exchange.machine))
                        .as("seed %d command %d %s", seed, i, answer)
                        .isEqualTo(before);
            }
        }
    }

    @Test
    void shouldComeAcrossEveryEventAndMostAnswers() {
        final Map<RejectReason, Integer> answers = new EnumMap<>(RejectReason.class);
        final List<Event> events = new ArrayList<>();
        for (int seed = 1; seed <= 4; seed++) {
            final SpecialOrderHistories history =
                    new SpecialOrderHistories(SpecialOrderHistories.opened(seed % 2 == 0), seed);
            for (int i = 0; i < COMMANDS; i++) {
                answers.merge(history.step().reason(), 1, Integer::sum);
            }
            events.addAll(history.exchange.journal.take());
        }
        assertThat(answers.get(RejectReason.NONE)).isGreaterThan(COMMANDS);
        assertThat(answers)
                .containsKeys(
                        RejectReason.POST_ONLY_WOULD_TAKE,
                        RejectReason.NO_POSITION_TO_REDUCE,
                        RejectReason.INVALID_DISPLAY_QUANTITY,
                        RejectReason.UNSUPPORTED);
        assertThat(events.stream().map(Object::getClass).distinct())
                .contains(
                        Event.Terms.class,
                        Event.Triggered.class,
                        Event.Reduced.class,
                        Event.Refilled.class,
                        Event.AuctionTraded.class);
        assertThat(events.stream()
                        .filter(Event.Cancelled.class::isInstance)
                        .map(event -> ((Event.Cancelled) event).reason().name())
                        .distinct())
                .contains(
                        "OCO",
                        "EXPIRED",
                        "SELF_TRADE",
                        "REDUCE_ONLY",
                        "POST_ONLY",
                        "FILL_OR_KILL",
                        "PRICE_COLLAR",
                        "PROTECTION_PRICE",
                        "NO_LIQUIDITY");
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12})
    void shouldGoOnFromASnapshotAtAnyPointAsIfItHadNeverStopped(final long seed) {
        final SpecialOrderHistories history =
                new SpecialOrderHistories(SpecialOrderHistories.opened(seed % 2 == 0), seed);
        final Exchange original = history.exchange;
        final List<List<byte[]>> snapshots = new ArrayList<>();
        final List<Integer> cuts = new ArrayList<>();
        for (int i = 0; i < COMMANDS; i++) {
            if (i % 100 == 50) {
                cuts.add(original.log.size());
                snapshots.add(original.snapshot());
            }
            history.step();
        }
        for (int i = 0; i < cuts.size(); i++) {
            final RecordedJournal[] journal = new RecordedJournal[1];
            final ExchangeStateMachine restored =
                    new ExchangeStateMachine((buffer, offset, length, sequence, count, hash, position) ->
                            journal[0].onFrame(buffer, offset, length, sequence, count, hash, position));
            Exchange.restore(restored, snapshots.get(i));
            journal[0] = new RecordedJournal(restored);
            assertThat(restored.isSnapshotComplete()).isTrue();
            assertThat(Exchange.snapshotOf(restored)).usingRecursiveComparison().isEqualTo(snapshots.get(i));

            for (final Exchange.Logged entry : original.log.subList(cuts.get(i), original.log.size())) {
                final UnsafeBuffer buffer = new UnsafeBuffer(entry.message());
                final int length = restored.onCommand(entry.time(), entry.key(), buffer, 0, entry.message().length);
                assertThat(Exchange.response(restored, length)).isEqualTo(entry.response());
            }
            assertThat(restored.stateHash()).isEqualTo(original.machine.stateHash());
            assertThat(restored.chainHash()).isEqualTo(original.machine.chainHash());
        }
    }
}

package io.unidatum.exchange.ledger.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import io.unidatum.exchange.ledger.settlement.TransferPlanner.Move;
import io.unidatum.exchange.ledger.settlement.TransferPlanner.Position;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TransferPlannerTest {
    private static final int CLEARING = 1_000;
    private static final long UNLIMITED = Long.MAX_VALUE;

    @Test
    void shouldNetSurplusesAgainstDeficits() {
        final List<Position> positions =
                List.of(custody(0, 50, 100), custody(1, 130, 100), custody(2, 120, 100), clearing(0, 7));
        assertThat(TransferPlanner.plan(positions, 7, UNLIMITED, false))
                .containsExactly(new Move(0, 1, 30), new Move(0, 2, 20));
    }

    @Test
    void shouldPlanNothingWhenAllIsRight() {
        assertThat(TransferPlanner.plan(List.of(custody(0, 5, 5), clearing(0, 3)), 3, UNLIMITED, true))
                .isEmpty();
    }

    @Test
    void shouldBridgeByClearingWhatIsNotConfirmedYet() {
        final List<Position> positions =
                List.of(new Position(0, false, 50, 100, 0), custody(1, 150, 100), clearing(0, 80));
        assertThat(TransferPlanner.plan(positions, 80, UNLIMITED, false)).containsExactly(new Move(CLEARING, 1, 50));
    }

    @Test
    void shouldGiveClearingItsFloatBack() {
        final List<Position> positions =
                List.of(custody(0, 50, 100), custody(1, 150, 150), clearing(0, 30), clearing(1, 20));
        assertThat(TransferPlanner.plan(positions, 100, UNLIMITED, false))
                .containsExactly(new Move(0, CLEARING + 1, 50));
    }

    @Test
    void shouldFundWhatIsMissingOnADevelopmentNodeOnly() {
        final List<Position> positions = List.of(custody(0, 100, 0), custody(1, 5, 10), clearing(0, 0));
        assertThat(TransferPlanner.plan(positions, 20, UNLIMITED, false)).containsExactly(new Move(1, 0, 5));
        assertThat(TransferPlanner.plan(positions, 20, UNLIMITED, true))
                .containsExactly(
                        new Move(1, 0, 5),
                        new Move(TransferPlanner.SYSTEM, 0, 95),
                        new Move(TransferPlanner.SYSTEM, CLEARING, 20));
    }

    @Test
    void shouldStayWithinTheBudget() {
        final List<Position> positions = List.of(custody(0, 0, 1_000), custody(1, 1_000, 0), clearing(0, 0));
        assertThat(TransferPlanner.plan(positions, 0, 900, false)).containsExactly(new Move(0, 1, 900));
        assertThat(TransferPlanner.plan(positions, 0, 0, false)).isEmpty();
        assertThat(TransferPlanner.plan(positions, 0, -1, false)).isEmpty();
    }

    @Test
    void shouldKeepItsPromisesForAnyWallets() {
        for (int seed = 0; seed < 2_000; seed++) {
            shouldKeepItsPromises(new Random(seed));
        }
    }

    private static void shouldKeepItsPromises(final Random random) {
        final List<Position> positions = new ArrayList<>();
        final int wallets = 1 + random.nextInt(8);
        for (int i = 0; i < wallets; i++) {
            final long have = random.nextInt(1_000);
            positions.add(new Position(i, false, random.nextInt(1_000), have, (long) (have * random.nextDouble())));
        }
        for (int i = 0; i < 1 + random.nextInt(3); i++) {
            positions.add(clearing(i, random.nextInt(500)));
        }
        final long budget = random.nextBoolean() ? UNLIMITED : random.nextInt(2_000);
        final long clearingTarget = random.nextInt(300);
        final boolean funding = random.nextBoolean();
        final List<Move> moves = TransferPlanner.plan(positions, clearingTarget, budget, funding);

        final Map<Integer, Long> sent = new HashMap<>();
        final Map<Integer, Long> received = new HashMap<>();
        for (final Move move : moves) {
            assertThat(move.amount()).isPositive();
            assertThat(move.from()).isNotEqualTo(move.to());
            sent.merge(move.from(), move.amount(), Long::sum);
            received.merge(move.to(), move.amount(), Long::sum);
        }
        assertThat(moves.stream().mapToLong(Move::amount).sum()).isLessThanOrEqualTo(budget);
        assertThat(moves).hasSizeLessThanOrEqualTo(3 * positions.size());
        assertThat(funding || !sent.containsKey(TransferPlanner.SYSTEM)).isTrue();
        long missing = clearingTarget;
        long unmet = 0;
        for (final Position position : positions) {
            final long out = sent.getOrDefault(position.walletId(), 0L);
            final long in = received.getOrDefault(position.walletId(), 0L);
            assertThat(out).isLessThanOrEqualTo(position.spendable());
            missing += (position.clearing() ? 0 : position.target()) - position.have();
            if (!position.clearing()) {
                assertThat(out == 0 || in == 0).isTrue();
                unmet += Math.max(0, position.target() - (position.have() + in - out));
            }
        }
        final boolean allSpendable = positions.stream().allMatch(p -> p.spendable() == p.have());
        if (budget == UNLIMITED && (funding || missing <= 0) && allSpendable) {
            assertThat(unmet).isZero();
        }
        assertThat(sent.getOrDefault(TransferPlanner.SYSTEM, 0L)).isLessThanOrEqualTo(Math.max(0, missing));
    }

    private static Position custody(final int id, final long target, final long have) {
        return new Position(id, false, target, have, have);
    }

    private static Position clearing(final int index, final long have) {
        return new Position(CLEARING + index, true, 0, have, have);
    }
}

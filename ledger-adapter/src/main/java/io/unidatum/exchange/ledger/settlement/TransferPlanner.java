package io.unidatum.exchange.ledger.settlement;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Few transfers that bring wallets to their targets. A pure function: surpluses meet deficits, the largest first; what
 * is missing altogether comes from development funding where that is allowed; what is there but not yet confirmed is
 * bridged by clearing wallets, which get it back later.
 */
final class TransferPlanner {
    /** Sender of development funding. */
    static final int SYSTEM = -1;

    private final long clearingTarget;
    private final boolean funding;
    private final List<Slot> custody = new ArrayList<>();
    private final List<Slot> clearing = new ArrayList<>();
    private final List<Move> moves = new ArrayList<>();
    private long budget;

    private TransferPlanner(final long clearingTarget, final long budget, final boolean funding) {
        this.clearingTarget = clearingTarget;
        this.budget = budget;
        this.funding = funding;
    }

    /**
     * Plans.
     *
     * @param positions of all wallets.
     * @param clearingTarget what the clearing wallets together should hold, base units.
     * @param budget most that may be moved, base units.
     * @param funding whether missing DEC may be created.
     * @return transfers; each sender's sum is within what it may spend, and all together within the budget.
     */
    static List<Move> plan(
            final List<Position> positions, final long clearingTarget, final long budget, final boolean funding) {
        final TransferPlanner planner = new TransferPlanner(clearingTarget, Math.max(0, budget), funding);
        for (final Position position : positions) {
            (position.clearing() ? planner.clearing : planner.custody).add(new Slot(position));
        }
        planner.run();
        return planner.moves;
    }

    private void run() {
        long missing = clearingTarget;
        for (final Slot slot : custody) {
            missing += slot.position.target() - slot.position.have();
            slot.need = Math.max(0, slot.position.target() - slot.position.have());
            slot.give = Math.max(0, Math.min(slot.position.have() - slot.position.target(), slot.position.spendable()));
        }
        for (int i = 0; i < clearing.size(); i++) {
            final Slot slot = clearing.get(i);
            final long share = clearingTarget / clearing.size() + (i < clearingTarget % clearing.size() ? 1 : 0);
            missing -= slot.position.have();
            slot.need = Math.max(0, share - slot.position.have());
            slot.give = Math.max(0, slot.position.spendable());
        }
        match(custody, custody);
        if (funding && missing > 0) {
            missing -= fund(custody, missing);
            fund(clearing, missing);
        }
        match(clearing, custody);
        refund();
    }

    private void match(final List<Slot> from, final List<Slot> to) {
        final List<Slot> givers = sorted(from, slot -> slot.give);
        final List<Slot> takers = sorted(to, slot -> slot.need);
        int giver = 0;
        for (final Slot taker : takers) {
            while (taker.need > 0 && giver < givers.size() && budget > 0) {
                move(givers.get(giver), taker, Math.min(givers.get(giver).give, taker.need));
                if (givers.get(giver).give == 0) {
                    giver++;
                }
            }
        }
    }

    private long fund(final List<Slot> to, final long missing) {
        long left = missing;
        for (final Slot taker : sorted(to, slot -> slot.need)) {
            final long amount = Math.min(Math.min(taker.need, left), budget);
            if (amount > 0) {
                moves.add(new Move(SYSTEM, taker.position.walletId(), amount));
                taker.need -= amount;
                budget -= amount;
                left -= amount;
            }
        }
        return missing - left;
    }

    /** What custody wallets hold beyond their targets, and nobody needs, waits in the poorest clearing wallet. */
    private void refund() {
        for (final Slot slot : sorted(custody, s -> s.give)) {
            final Slot poorest = clearing.stream()
                    .min(Comparator.comparingLong((Slot s) -> s.position.have() + s.received)
                            .thenComparingInt(s -> s.position.walletId()))
                    .orElseThrow();
            if (slot.give > 0 && budget > 0) {
                move(slot, poorest, slot.give);
            }
        }
    }

    private void move(final Slot giver, final Slot taker, final long wanted) {
        final long amount = Math.min(wanted, budget);
        moves.add(new Move(giver.position.walletId(), taker.position.walletId(), amount));
        giver.give -= amount;
        taker.need -= amount;
        taker.received += amount;
        budget -= amount;
    }

    private static List<Slot> sorted(final List<Slot> slots, final ToLongFunction<Slot> size) {
        return slots.stream()
                .filter(slot -> size.applyAsLong(slot) > 0)
                .sorted(Comparator.comparingLong(size).reversed().thenComparingInt(slot -> slot.position.walletId()))
                .toList();
    }

    /**
     * What a wallet has and should have, base units.
     *
     * @param walletId of the wallet.
     * @param clearing its target is the clearing wallets' common one.
     * @param target by the ledger.
     * @param have confirmed and pending.
     * @param spendable confirmed and not yet spent.
     */
    record Position(int walletId, boolean clearing, long target, long have, long spendable) {}

    /**
     * A transfer to make.
     *
     * @param from wallet id or {@link #SYSTEM}.
     * @param to wallet id.
     * @param amount base units.
     */
    record Move(int from, int to, long amount) {}

    private static final class Slot {
        private final Position position;
        private long need;
        private long give;
        private long received;

        private Slot(final Position position) {
            this.position = position;
        }
    }
}

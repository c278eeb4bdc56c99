package io.unidatum.exchange.ledger.funds;

import io.unidatum.exchange.ledger.cluster.CommandGateway;
import io.unidatum.exchange.ledger.settlement.FundsDesk;
import io.unidatum.exchange.ledger.settlement.FundsWork;
import java.sql.SQLException;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

/**
 * The work of one session of settlement: find deposits, have them credited, pay withdrawals, end them, sweep. All that
 * it knows follows from PostgreSQL, so that it can begin again at any point. Confined to settlement's thread.
 */
final class FundsCycle implements FundsWork {
    private final ChainScanner scanner;
    private final DepositCredits credits;
    private final Payouts payouts;
    private final WithdrawalEnds ends;
    private final Sweeps sweeps;
    private final ClusterCommands[] commands;
    private volatile long nextHeight = -1;
    private volatile int waiting;
    private volatile String trouble;

    FundsCycle(
            final FundsContext context, final FundsDesk desk, final CommandGateway gateway, final Executor executor) {
        final ClusterCommands deposits = new ClusterCommands(
                gateway, executor, context, FundsSeam.Step.BEFORE_DEPOSIT, FundsSeam.Step.AFTER_DEPOSIT);
        final ClusterCommands failures =
                new ClusterCommands(gateway, executor, context, FundsSeam.Step.BEFORE_END, FundsSeam.Step.AFTER_END);
        final ClusterCommands completions =
                new ClusterCommands(gateway, executor, context, FundsSeam.Step.BEFORE_END, FundsSeam.Step.AFTER_END);
        commands = new ClusterCommands[] {deposits, failures, completions};
        scanner = new ChainScanner(context, desk);
        credits = new DepositCredits(context, desk, deposits);
        payouts = new Payouts(context, desk, failures);
        ends = new WithdrawalEnds(context, desk, completions);
        sweeps = new Sweeps(context, desk);
    }

    @Override
    public int doWork(final long nowMs) throws SQLException {
        int work = scanner.doWork(nowMs);
        work += credits.doWork(nowMs);
        work += payouts.doWork(nowMs);
        work += ends.doWork(nowMs);
        work += sweeps.doWork(nowMs, payouts.fundsAreMissing());
        if (work > 0 || trouble != null || waiting != payouts.waiting()) {
            nextHeight = scanner.nextHeight();
            waiting = payouts.waiting();
            trouble = Stream.of(commands)
                    .map(ClusterCommands::trouble)
                    .filter(text -> text != null)
                    .findFirst()
                    .orElse(payouts.reason());
        }
        return work;
    }

    /** Any thread. {@return height of the next block to look at, -1 before it is known} */
    long nextHeight() {
        return nextHeight;
    }

    /** Any thread. {@return withdrawals that could not be paid yet} */
    int waiting() {
        return waiting;
    }

    /** Any thread. {@return what an operator should know, null if all is well} */
    String trouble() {
        return trouble;
    }
}

package io.unidatum.exchange.ledger;

import io.unidatum.exchange.protocol.ReservedAccounts;
import io.unidatum.exchange.sbe.common.BalanceChangeKind;
import io.unidatum.exchange.sbe.common.CancelReason;
import io.unidatum.exchange.sbe.common.Side;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * A small market that writes its own journal: sellers rest one order each, buyers take half of the oldest, at 100 USD,
 * fee-free for makers and 0.2 % for takers. Its money adds up.
 */
final class ScriptedMarket {
    private static final int DEC = 1;
    private static final int USD = 2;
    private static final long DEC_USD = 1;
    private static final long ONE = 100_000_000L;
    private static final long PRICE = 100 * ONE;
    private static final long LOT = ONE;
    private static final long FIRST_ACCOUNT = 1001;
    private static final int ACCOUNTS = 5;

    private final TestJournal journal = new TestJournal();
    private final JournalScript script = new JournalScript(journal);
    private final Map<Long, long[]> balances = new HashMap<>();
    private final Deque<Resting> resting = new ArrayDeque<>();
    private long nextOrder = 1;
    private long nextTrade = 1;
    private int turn;

    TestJournal journal() {
        return journal;
    }

    JournalScript script() {
        return script;
    }

    /** Creates assets, the instrument and funded accounts. */
    void open() {
        script.genesis()
                .feeTier(0, 0, 2_000)
                .account(ReservedAccounts.FEES, 0, 0)
                .end();
        script.asset(DEC, "DEC").asset(USD, "USD").end();
        script.instrument(DEC_USD, "DEC/USD", DEC, USD).end();
        for (long account = FIRST_ACCOUNT; account < FIRST_ACCOUNT + ACCOUNTS; account++) {
            script.account(account, 0, 0).end();
            deposit(account, DEC, 1_000_000 * ONE);
            deposit(account, USD, 1_000_000 * ONE);
        }
    }

    /** Rounds of one resting order and one that takes half of the oldest. */
    void trade(final int rounds) {
        for (int i = 0; i < rounds; i++) {
            rest(FIRST_ACCOUNT + turn % ACCOUNTS);
            take(FIRST_ACCOUNT + (turn + 2) % ACCOUNTS);
            turn++;
        }
    }

    /** Cancels all resting orders. */
    void cancelAll() {
        while (!resting.isEmpty()) {
            final Resting order = resting.poll();
            final long[] dec = of(order.account, DEC);
            dec[1] -= order.leaves;
            dec[0] += order.leaves;
            script.cancelled(order.id, order.account, DEC_USD, Side.SELL, CancelReason.USER, dec[0], dec[1])
                    .end();
        }
    }

    private void deposit(final long account, final int asset, final long amount) {
        final long[] balance = of(account, asset);
        balance[0] += amount;
        script.balance(BalanceChangeKind.DEPOSIT, account, asset, amount, balance[0], balance[1])
                .end();
    }

    private void rest(final long account) {
        final long quantity = 2 * LOT;
        final long[] dec = of(account, DEC);
        dec[0] -= quantity;
        dec[1] += quantity;
        final long id = nextOrder++;
        script.accepted(id, account, DEC_USD, Side.SELL, PRICE, quantity, dec[0], dec[1], "c" + id)
                .rested(id, DEC_USD, Side.SELL, PRICE, quantity)
                .end();
        resting.add(new Resting(id, account, quantity));
    }

    private void take(final long account) {
        final Resting maker = resting.peek();
        final long notional = 100 * LOT;
        final long fee = notional / 500;
        final long[] usd = of(account, USD);
        usd[0] -= notional + fee;
        usd[1] += notional + fee;
        final long id = nextOrder++;
        script.accepted(id, account, DEC_USD, Side.BUY, PRICE, LOT, usd[0], usd[1], "");

        usd[1] -= notional + fee;
        of(account, DEC)[0] += LOT;
        of(maker.account, DEC)[1] -= LOT;
        of(maker.account, USD)[0] += notional;
        maker.leaves -= LOT;
        script.trade(nextTrade++, DEC_USD, Side.BUY, PRICE, LOT, notional)
                .makerOrderId(maker.id)
                .makerAccount(maker.account)
                .makerLeaves(maker.leaves)
                .makerFee(0)
                .makerBaseAvailable(of(maker.account, DEC)[0])
                .makerBaseHeld(of(maker.account, DEC)[1])
                .makerQuoteAvailable(of(maker.account, USD)[0])
                .makerQuoteHeld(of(maker.account, USD)[1])
                .takerOrderId(id)
                .takerAccount(account)
                .takerLeaves(0)
                .takerFee(fee)
                .takerBaseAvailable(of(account, DEC)[0])
                .takerBaseHeld(of(account, DEC)[1])
                .takerQuoteAvailable(usd[0])
                .takerQuoteHeld(usd[1]);
        script.end();
        if (maker.leaves == 0) {
            resting.poll();
        }
    }

    private long[] of(final long account, final int asset) {
        return balances.computeIfAbsent(account * 10 + asset, key -> new long[2]);
    }

    private static final class Resting {
        private final long id;
        private final long account;
        private long leaves;

        private Resting(final long id, final long account, final long leaves) {
            this.id = id;
            this.account = account;
            this.leaves = leaves;
        }
    }
}

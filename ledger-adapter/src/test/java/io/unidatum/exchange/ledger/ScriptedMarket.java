package io.unidatum.exchange.ledger;

import io.unidatum.exchange.protocol.ReservedAccounts;
import io.unidatum.exchange.sbe.common.BalanceChangeKind;
import io.unidatum.exchange.sbe.common.BooleanType;
import io.unidatum.exchange.sbe.common.CancelReason;
import io.unidatum.exchange.sbe.common.Side;
import io.unidatum.exchange.sbe.common.WithdrawalState;
import io.unidatum.exchange.sbe.event.WithdrawalEndedEncoder;
import io.unidatum.exchange.sbe.event.WithdrawalRequestedEncoder;
import io.unidatum.exchange.sbe.event.WithdrawalRulesChangedEncoder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

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
    private static final long FEE = ONE / 10;
    private static final long FIRST_ACCOUNT = 1001;
    private static final int ACCOUNTS = 5;

    private final TestJournal journal = new TestJournal();
    private final JournalScript script = new JournalScript(journal);
    private final Map<Long, long[]> balances = new HashMap<>();
    private final Deque<Resting> resting = new ArrayDeque<>();
    private long nextOrder = 1;
    private long nextTrade = 1;
    private int turn;
    private final List<long[]> held = new ArrayList<>();
    private long nextWithdrawal = 1;

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

    /** Sets rules, then requests and ends withdrawals of USD at random. */
    void withdraw(final Random random, final int steps) {
        final WithdrawalRulesChangedEncoder rules = script.event(new WithdrawalRulesChangedEncoder());
        script.origin(rules.origin());
        rules.assetId(USD)
                .fee(FEE)
                .minimum(ONE)
                .dailyLimit(0)
                .enabled(BooleanType.TRUE)
                .reason("open");
        script.end();
        for (int i = 0; i < steps; i++) {
            if (held.isEmpty() || random.nextInt(3) > 0) {
                request(FIRST_ACCOUNT + random.nextInt(ACCOUNTS), (1 + random.nextInt(20)) * ONE);
            } else {
                end(held.remove(random.nextInt(held.size())), random);
            }
            if (random.nextInt(3) == 0) {
                trade(1);
            }
        }
    }

    private void request(final long account, final long amount) {
        final long[] usd = of(account, USD);
        usd[0] -= amount + FEE;
        usd[1] += amount + FEE;
        final WithdrawalRequestedEncoder event = script.event(new WithdrawalRequestedEncoder());
        script.origin(event.origin());
        event.account(account)
                .accountSequence(7)
                .withdrawalId(nextWithdrawal)
                .assetId(USD)
                .amount(amount)
                .fee(FEE)
                .available(usd[0])
                .held(usd[1])
                .address("iban" + nextWithdrawal);
        script.end();
        held.add(new long[] {nextWithdrawal++, account, amount});
    }

    private void end(final long[] withdrawal, final Random random) {
        final boolean paid = random.nextInt(3) > 0;
        final long networkFee = paid ? FEE * random.nextInt(3) / 2 : 0;
        final long[] usd = of(withdrawal[1], USD);
        final long[] house = of(ReservedAccounts.HOUSE, USD);
        usd[1] -= withdrawal[2] + FEE;
        if (paid) {
            house[0] += FEE - networkFee;
        } else {
            usd[0] += withdrawal[2] + FEE;
        }
        final WithdrawalEndedEncoder event = script.event(new WithdrawalEndedEncoder());
        script.origin(event.origin());
        event.account(withdrawal[1])
                .accountSequence(8)
                .withdrawalId(withdrawal[0])
                .assetId(USD)
                .state(paid ? WithdrawalState.COMPLETED : WithdrawalState.FAILED)
                .amount(withdrawal[2])
                .fee(FEE)
                .networkFee(networkFee)
                .available(usd[0])
                .held(usd[1])
                .houseAvailable(house[0])
                .houseHeld(house[1])
                .reason(paid ? "" : "no such account");
        event.transactionId().w0(paid ? withdrawal[0] : 0).w1(0).w2(0).w3(0);
        script.end();
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

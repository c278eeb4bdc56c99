package io.unidatum.exchange.engine.model;

import io.unidatum.exchange.engine.PrincipalKey;
import io.unidatum.exchange.sbe.common.BooleanType;
import io.unidatum.exchange.sbe.common.WithdrawalState;
import io.unidatum.exchange.sbe.order.EndWithdrawalDecoder;
import io.unidatum.exchange.sbe.order.RejectReason;
import io.unidatum.exchange.sbe.order.RequestWithdrawalDecoder;
import io.unidatum.exchange.sbe.order.SetWithdrawalRulesDecoder;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** Withdrawals as a list of all that were asked for and have not failed: holds and sums of days follow from it. */
final class ModelWithdrawals {
    private static final int MAX_OPEN = 16;
    private static final long HOUSE = 2;

    private final ModelExchange exchange;
    private final ModelState state;

    ModelWithdrawals(final ModelExchange exchange) {
        this.exchange = exchange;
        state = exchange.state;
    }

    void onSetRules(final ModelCommand command) {
        final SetWithdrawalRulesDecoder d = command.read(new SetWithdrawalRulesDecoder());
        Rejected.when(!state.assets.containsKey(d.assetId()), RejectReason.UNKNOWN_ASSET);
        Rejected.when(
                d.enabled() != BooleanType.TRUE && d.enabled() != BooleanType.FALSE, RejectReason.UNKNOWN_ENUM_VALUE);
        Rejected.when(d.fee() < 0 || d.minimum() < 0 || d.dailyLimit() < 0, RejectReason.INVALID_LIMIT);
        Rejected.when(
                !command.isPrintable(SetWithdrawalRulesDecoder.reasonEncodingOffset(), 64), RejectReason.INVALID_NAME);
        final ModelWithdrawalRules rules =
                new ModelWithdrawalRules(d.fee(), d.minimum(), d.dailyLimit(), d.enabled() == BooleanType.TRUE);
        state.withdrawalRules.put(d.assetId(), rules);
        exchange.withdrawalEvents.rules(d.assetId(), rules, d.reason());
    }

    void onRequest(final ModelCommand command) {
        final RequestWithdrawalDecoder d = command.read(new RequestWithdrawalDecoder());
        final long amount = d.amount();
        final int asset = d.assetId();
        Rejected.when(amount <= 0, RejectReason.INVALID_AMOUNT);
        Rejected.when(d.maxFee() < 0, RejectReason.INVALID_AMOUNT);
        final String address = new String(
                command.bytes,
                ModelCommand.BLOCK + RequestWithdrawalDecoder.addressEncodingOffset(),
                64,
                StandardCharsets.ISO_8859_1);
        Rejected.when(!address.matches("[A-Za-z0-9]+\0*"), RejectReason.INVALID_ADDRESS);
        final ModelAccount account = exchange.rules.customer(command.account);
        Rejected.when(!state.assets.containsKey(asset), RejectReason.UNKNOWN_ASSET);
        exchange.retention.checkNotSuspended();
        Rejected.when(account.blocked, RejectReason.ACCOUNT_BLOCKED);
        final ModelWithdrawalRules rules = state.withdrawalRules.get(asset);
        Rejected.when(rules == null || !rules.enabled(), RejectReason.WITHDRAWALS_DISABLED);
        Rejected.when(amount < rules.minimum(), RejectReason.WITHDRAWAL_TOO_SMALL);
        Rejected.when(rules.fee() > d.maxFee(), RejectReason.WITHDRAWAL_FEE_TOO_HIGH);
        final BigInteger ofDay = askedToday(account.id, asset).add(Exact.of(amount));
        final boolean tooMuch = Exact.exceeds63Bits(ofDay)
                || rules.dailyLimit() > 0 && ofDay.compareTo(Exact.of(rules.dailyLimit())) > 0;
        Rejected.when(tooMuch, RejectReason.WITHDRAWAL_LIMIT);
        final long open = state.withdrawals.stream()
                .filter(w -> w.isOpen && w.account == account)
                .count();
        Rejected.when(open >= MAX_OPEN, RejectReason.TOO_MANY_WITHDRAWALS);
        final ModelWithdrawal withdrawal = new ModelWithdrawal(
                state.nextWithdrawalId, account, asset, amount, rules.fee(), state.time, d.address());
        Rejected.when(
                state.available(account, asset).compareTo(withdrawal.hold()) < 0, RejectReason.INSUFFICIENT_BALANCE);
        state.nextWithdrawalId++;
        state.withdrawals.add(withdrawal);
        exchange.outcome.orderId = withdrawal.id;
        exchange.withdrawalEvents.requested(withdrawal);
    }

    void onEnd(final ModelCommand command) {
        final EndWithdrawalDecoder d = command.read(new EndWithdrawalDecoder());
        final ModelWithdrawal withdrawal = state.withdrawals.stream()
                .filter(w -> w.isOpen && w.id == d.withdrawalId() && w.account.id == command.account)
                .findFirst()
                .orElse(null);
        Rejected.when(withdrawal == null, RejectReason.UNKNOWN_WITHDRAWAL);
        final boolean paid = d.state() == WithdrawalState.COMPLETED;
        Rejected.when(!paid && d.state() != WithdrawalState.FAILED, RejectReason.UNKNOWN_ENUM_VALUE);
        final long most = paid ? withdrawal.fee : 0;
        Rejected.when(d.networkFee() < 0 || d.networkFee() > most, RejectReason.INVALID_AMOUNT);
        Rejected.when(!command.isPrintable(EndWithdrawalDecoder.reasonEncodingOffset(), 64), RejectReason.INVALID_NAME);
        final BigInteger hold = withdrawal.hold();
        withdrawal.isOpen = false;
        if (paid) {
            withdrawal.account.add(withdrawal.asset, hold.negate());
            state.accounts.get(HOUSE).add(withdrawal.asset, Exact.of(withdrawal.fee - d.networkFee()));
            final var id = d.transactionId();
            exchange.withdrawalEvents.ended(
                    withdrawal, d.state(), d.networkFee(), new PrincipalKey(id.w0(), id.w1(), id.w2(), id.w3()), "");
        } else {
            state.withdrawals.remove(withdrawal);
            exchange.withdrawalEvents.ended(withdrawal, d.state(), 0, PrincipalKey.NONE, d.reason());
        }
    }

    /** What an account has asked for today. */
    private BigInteger askedToday(final long account, final int asset) {
        return state.withdrawals.stream()
                .filter(w -> w.account.id == account && w.asset == asset && w.day() == state.time / ModelState.DAY)
                .map(w -> Exact.of(w.amount))
                .reduce(BigInteger.ZERO, BigInteger::add);
    }

    /** Today's sums by account, then asset. */
    Map<Long, Map<Integer, BigInteger>> today() {
        final Map<Long, Map<Integer, BigInteger>> sums = new TreeMap<>();
        state.withdrawals.stream()
                .filter(w -> w.day() == state.time / ModelState.DAY)
                .forEach(w -> sums.computeIfAbsent(w.account.id, id -> new TreeMap<>())
                        .put(w.asset, askedToday(w.account.id, w.asset)));
        return sums;
    }
}

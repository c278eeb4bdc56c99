package io.unidatum.exchange.engine;

import io.unidatum.exchange.engine.model.ModelExchange;
import io.unidatum.exchange.sbe.common.BooleanType;
import io.unidatum.exchange.sbe.common.WithdrawalState;
import io.unidatum.exchange.sbe.order.EndWithdrawalEncoder;
import io.unidatum.exchange.sbe.order.RequestWithdrawalEncoder;
import io.unidatum.exchange.sbe.order.SetWithdrawalRulesEncoder;
import java.util.List;

/** Steps about withdrawals. */
final class StepWithdrawals {
    private static final long TENTH = 10_000_000L;

    private final StepWriter writer;

    StepWithdrawals(final StepWriter writer) {
        this.writer = writer;
    }

    static PrincipalKey keyOf(final Step step) {
        return switch (step.kind()) {
            case WITHDRAWAL_RULES -> Exchange.OPERATOR;
            case END_WITHDRAWAL ->
                step.d() % 30 == 29 ? Exchange.GATEWAY : step.b() % 5 == 4 ? Exchange.OPERATOR : Exchange.ADAPTER;
            default -> Exchange.GATEWAY;
        };
    }

    byte[] message(final Step step) {
        return switch (step.kind()) {
            case WITHDRAWAL_RULES -> rules(step);
            case WITHDRAW -> request(step);
            default -> end(step);
        };
    }

    private byte[] rules(final Step step) {
        final SetWithdrawalRulesEncoder e =
                new SetWithdrawalRulesEncoder().wrapAndApplyHeader(writer.buffer, 0, writer.messageHeader);
        writer.header(e.header(), step, 0);
        e.assetId(asset(step))
                .fee(step.a() % 20 == 19 ? edge(step) : step.c() % 4 * TENTH)
                .minimum(step.a() % 20 == 18 ? edge(step) : step.a() % 3 * TENTH)
                .dailyLimit(step.a() % 20 == 17 ? edge(step) : step.b() % 3 == 0 ? 0 : TENTH * (100 + step.d()))
                .enabled(step.d() % 12 == 11 ? BooleanType.FALSE : BooleanType.TRUE)
                .reason("rules");
        return writer.message(e);
    }

    private byte[] request(final Step step) {
        final RequestWithdrawalEncoder e =
                new RequestWithdrawalEncoder().wrapAndApplyHeader(writer.buffer, 0, writer.messageHeader);
        writer.header(e.header(), step, step.c() % 40 == 39 ? 2 : StepWriter.account(step));
        e.assetId(asset(step))
                .amount(step.d() % 20 == 19 ? edge(step) : TENTH / 10 * (step.a() % 10 + 1) * (step.b() + 1))
                .maxFee(step.d() % 20 == 18 ? edge(step) : step.d() % 10 == 9 ? TENTH : 10 * TENTH)
                .address(step.c() % 40 == 38 ? "" : step.c() % 40 == 37 ? "a-b" : "DECab" + step.c());
        return writer.message(e);
    }

    private byte[] end(final Step step) {
        final EndWithdrawalEncoder e =
                new EndWithdrawalEncoder().wrapAndApplyHeader(writer.buffer, 0, writer.messageHeader);
        final List<ModelExchange.OpenWithdrawal> open = writer.model.openWithdrawals();
        long fee = 0;
        if (open.isEmpty() || step.c() % 20 == 19) {
            writer.header(e.header(), step, StepWriter.account(step));
            e.withdrawalId(step.a() % 9);
        } else {
            final ModelExchange.OpenWithdrawal withdrawal = open.get(step.a() % open.size());
            writer.header(e.header(), step, withdrawal.account());
            e.withdrawalId(withdrawal.id());
            fee = withdrawal.fee();
        }
        final boolean paid = step.c() % 3 != 0;
        e.networkFee(step.d() % 20 == 18 ? edge(step) : paid ? fee * (step.b() % 3) / 2 : 0)
                .state(
                        step.d() % 20 == 19
                                ? WithdrawalState.HELD
                                : paid ? WithdrawalState.COMPLETED : WithdrawalState.FAILED)
                .reason(step.b() % 2 == 0 ? "" : "why");
        e.transactionId().w0(step.a()).w1(step.b()).w2(0).w3(1);
        return writer.message(e);
    }

    private static int asset(final Step step) {
        return step.c() % 50 == 49 ? 9 : 1 + step.b() % 3;
    }

    private static long edge(final Step step) {
        return StepOrders.EDGES.get(step.c() % StepOrders.EDGES.size());
    }
}

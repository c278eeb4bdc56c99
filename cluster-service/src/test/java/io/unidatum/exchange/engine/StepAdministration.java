package io.unidatum.exchange.engine;

import io.unidatum.exchange.engine.Step.Kind;
import io.unidatum.exchange.sbe.common.AccountStatus;
import io.unidatum.exchange.sbe.common.InstrumentStatus;
import io.unidatum.exchange.sbe.order.AdjustBalanceEncoder;
import io.unidatum.exchange.sbe.order.DepositEncoder;
import io.unidatum.exchange.sbe.order.SetAccountEncoder;
import io.unidatum.exchange.sbe.order.SetAccountLimitsEncoder;
import io.unidatum.exchange.sbe.order.SetFeeTierEncoder;
import io.unidatum.exchange.sbe.order.SetInstrumentRulesEncoder;
import io.unidatum.exchange.sbe.order.SetInstrumentStatusEncoder;

/** Steps of operators and adapters. */
final class StepAdministration {
    private static final InstrumentStatus[] STATUSES = {
        InstrumentStatus.OPEN,
        InstrumentStatus.OPEN,
        InstrumentStatus.OPEN,
        InstrumentStatus.OPEN,
        InstrumentStatus.OPEN,
        InstrumentStatus.OPEN,
        InstrumentStatus.POST_ONLY,
        InstrumentStatus.CANCEL_ONLY,
        InstrumentStatus.HALTED,
        InstrumentStatus.AUCTION
    };

    private final StepWriter writer;

    StepAdministration(final StepWriter writer) {
        this.writer = writer;
    }

    PrincipalKey keyOf(final Step step) {
        return switch (step.kind()) {
            case STATUS, AUCTION, RULES, LIMITS -> Exchange.OPERATOR;
            case RETENTION -> StepRetention.keyOf(step);
            case ADMIN -> step.a() % 7 < 2 ? Exchange.ADAPTER : Exchange.OPERATOR;
            case MASS_CANCEL, KILL_SWITCH -> step.d() % 3 == 2 ? Exchange.OPERATOR : Exchange.GATEWAY;
            case WITHDRAWAL_RULES, WITHDRAW, END_WITHDRAWAL -> StepWithdrawals.keyOf(step);
            default -> Exchange.GATEWAY;
        };
    }

    byte[] message(final Step step) {
        return switch (step.kind()) {
            case STATUS, AUCTION -> status(step);
            case RULES -> rules(step);
            case LIMITS -> limits(step);
            default -> admin(step);
        };
    }

    private byte[] status(final Step step) {
        final SetInstrumentStatusEncoder e =
                new SetInstrumentStatusEncoder().wrapAndApplyHeader(writer.buffer, 0, writer.messageHeader);
        writer.header(e.header(), step, 0);
        final InstrumentStatus status = step.kind() == Kind.AUCTION && step.b() % 2 == 0
                ? InstrumentStatus.AUCTION
                : STATUSES[step.a() % STATUSES.length];
        final boolean timed = step.c() % 40 == 39
                || step.c() % 3 != 0 && (status == InstrumentStatus.AUCTION || status == InstrumentStatus.HALTED);
        e.instrumentId(step.b() % 8 == 7 ? 0 : step.instrument())
                .status(status)
                .reason("test")
                .durationNs(timed ? (1L + step.d() % 20) * Exchange.SECOND / 2 : 0);
        return writer.message(e);
    }

    private byte[] rules(final Step step) {
        final SetInstrumentRulesEncoder e =
                new SetInstrumentRulesEncoder().wrapAndApplyHeader(writer.buffer, 0, writer.messageHeader);
        writer.header(e.header(), step, 0);
        e.instrumentId(step.instrument())
                .maxOrderQuantity(StepOrders.lotOf(step.instrument()) * (step.a() % 12 == 11 ? 0 : 500 + step.a()))
                .haltDurationNs(step.b() % 4 * Exchange.SECOND)
                .auctionDurationNs(step.c() % 3 * Exchange.SECOND)
                .protectionBand(step.d() % 30 == 29 ? 0 : 100 + step.d() * 3)
                .collar(step.c() % 3 == 0 ? 0 : step.c() * 4)
                .reason("rules");
        return writer.message(e);
    }

    private byte[] limits(final Step step) {
        final SetAccountLimitsEncoder e =
                new SetAccountLimitsEncoder().wrapAndApplyHeader(writer.buffer, 0, writer.messageHeader);
        writer.header(e.header(), step, StepWriter.account(step));
        final long lot = StepOrders.lotOf(step.instrument());
        e.instrumentId(step.a() % 3 == 0 ? 0 : step.instrument())
                .maxOrderQuantity(step.b() % 3 == 0 ? 0 : lot * (300 + step.b() / 2))
                .maxOrderNotional(step.c() % 3 == 0 ? 0 : 1_000_000_000L * (100 + step.c()))
                .maxPosition(step.d() % 3 == 0 ? 0 : lot * 4 * step.d() - (step.d() % 50 == 49 ? Long.MAX_VALUE : 0))
                .reason("limits");
        return writer.message(e);
    }

    private byte[] admin(final Step step) {
        final long edge = StepOrders.EDGES.get(step.c() % StepOrders.EDGES.size());
        return switch (step.a() % 7) {
            case 0 -> deposit(step, 1_000_000_000L * step.b(), 5000 + step.c());
            case 1 -> deposit(step, edge, 6000 + step.b());
            case 2 -> adjust(step, (step.c() % 2 == 0 ? 1 : -1) * 1_000_000L * step.b());
            case 3 -> adjust(step, edge);
            case 4, 5 -> account(step);
            default -> feeTier(step);
        };
    }

    private byte[] deposit(final Step step, final long amount, final long id) {
        final DepositEncoder e = new DepositEncoder().wrapAndApplyHeader(writer.buffer, 0, writer.messageHeader);
        writer.header(e.header(), step, StepWriter.account(step));
        e.assetId(1 + step.b() % 3).amount(amount);
        e.depositId().w0(id).w1(0).w2(0).w3(0);
        return writer.message(e);
    }

    private byte[] adjust(final Step step, final long amount) {
        final AdjustBalanceEncoder e =
                new AdjustBalanceEncoder().wrapAndApplyHeader(writer.buffer, 0, writer.messageHeader);
        writer.header(e.header(), step, StepWriter.account(step));
        e.assetId(1 + step.b() % 3).amount(amount).reason("test");
        return writer.message(e);
    }

    private byte[] account(final Step step) {
        final SetAccountEncoder e = new SetAccountEncoder().wrapAndApplyHeader(writer.buffer, 0, writer.messageHeader);
        writer.header(e.header(), step, StepWriter.account(step));
        e.status(step.c() % 8 == 7 ? AccountStatus.BLOCKED : AccountStatus.ACTIVE)
                .feeTier((short) (step.c() % 3))
                .maxOpenOrders(step.b() % 5 == 4 ? 6 : 0)
                .maxOrdersPerSecond(step.b() % 5 == 3 ? 4 : 0)
                .reason("test");
        return writer.message(e);
    }

    private byte[] feeTier(final Step step) {
        final SetFeeTierEncoder e = new SetFeeTierEncoder().wrapAndApplyHeader(writer.buffer, 0, writer.messageHeader);
        writer.header(e.header(), step, 0);
        e.feeTier((short) (step.c() % 3))
                .makerRate(step.b() * 7)
                .takerRate(step.c() % 9 == 8 ? 100_001 : step.b() * 11);
        return writer.message(e);
    }
}

package io.unidatum.exchange.engine;

import io.unidatum.exchange.sbe.common.BooleanType;
import io.unidatum.exchange.sbe.common.SpaceState;
import io.unidatum.exchange.sbe.order.AcknowledgeJournalEncoder;
import io.unidatum.exchange.sbe.order.BalancesQueryEncoder;
import io.unidatum.exchange.sbe.order.ReportJournalSpaceEncoder;
import io.unidatum.exchange.sbe.order.SetConsumerEncoder;
import io.unidatum.exchange.sbe.order.SetRetentionEncoder;

/** Steps about the journal's retention, and questions for balances. */
final class StepRetention {
    private static final int KINDS = 8;
    private static final long[] MARGINS = {0, Exchange.SECOND, 10 * Exchange.SECOND, 300 * Exchange.SECOND, -1};

    private final StepWriter writer;

    StepRetention(final StepWriter writer) {
        this.writer = writer;
    }

    static PrincipalKey keyOf(final Step step) {
        return switch (step.a() % KINDS) {
            case 0, 1 -> Exchange.OPERATOR;
            case 2, 3, 4 -> Exchange.ADAPTER;
            case 5, 6 -> Exchange.NODE;
            default -> step.b() % 2 == 0 ? Exchange.GATEWAY : Exchange.ADAPTER;
        };
    }

    byte[] message(final Step step) {
        return switch (step.a() % KINDS) {
            case 0 -> consumer(step);
            case 1 -> retention(step);
            case 2, 3, 4 -> acknowledge(step);
            case 5, 6 -> space(step);
            default -> balances(step);
        };
    }

    private byte[] consumer(final Step step) {
        final SetConsumerEncoder e =
                new SetConsumerEncoder().wrapAndApplyHeader(writer.buffer, 0, writer.messageHeader);
        writer.header(e.header(), step, 0);
        e.consumer(step.c() % 30 == 29 ? "No" : "c" + step.b() % 3)
                .enabled(step.d() % 4 == 3 ? BooleanType.FALSE : BooleanType.TRUE)
                .reason("test");
        return writer.message(e);
    }

    private byte[] retention(final Step step) {
        final SetRetentionEncoder e =
                new SetRetentionEncoder().wrapAndApplyHeader(writer.buffer, 0, writer.messageHeader);
        writer.header(e.header(), step, 0);
        e.marginNs(MARGINS[step.b() % MARGINS.length])
                .scarceMembers((short) (step.c() % 20 == 19 ? 0 : 1 + step.c() % 3))
                .reason("test");
        return writer.message(e);
    }

    private byte[] acknowledge(final Step step) {
        final AcknowledgeJournalEncoder e =
                new AcknowledgeJournalEncoder().wrapAndApplyHeader(writer.buffer, 0, writer.messageHeader);
        writer.header(e.header(), step, 0);
        final int behind = step.c() % 12 - 1;
        e.consumer("c" + step.b() % 3)
                .sequence(Math.max(0, writer.model.lastSequence() - behind))
                .position(Math.max(0, writer.model.journalPosition() - 160L * behind));
        return writer.message(e);
    }

    private byte[] space(final Step step) {
        final ReportJournalSpaceEncoder e =
                new ReportJournalSpaceEncoder().wrapAndApplyHeader(writer.buffer, 0, writer.messageHeader);
        writer.header(e.header(), step, 0);
        e.memberId((short) (step.c() % 20 == 19 ? 16 : step.c() % 3))
                .state(step.b() % 3 == 2 ? SpaceState.SCARCE : SpaceState.AMPLE)
                .freeBytes(1000L * step.d());
        return writer.message(e);
    }

    private byte[] balances(final Step step) {
        final BalancesQueryEncoder e =
                new BalancesQueryEncoder().wrapAndApplyHeader(writer.buffer, 0, writer.messageHeader);
        writer.header(e.header(), step, 0);
        e.cursor(step.c() % 3 == 2 ? StepWriter.account(step) : 0);
        return writer.message(e);
    }
}

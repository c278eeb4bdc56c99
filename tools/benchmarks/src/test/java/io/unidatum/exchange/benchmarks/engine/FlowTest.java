package io.unidatum.exchange.benchmarks.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.unidatum.exchange.node.LogLookahead;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

/** The flow is what the figures are for, and both machines write the same. */
class FlowTest {
    private static final int COMMANDS = 20_000;

    @Test
    void shouldKeepItsSharesAndWriteTheSameFromBothMachines() {
        run(new Shape("small", 1, 100, 1_000, 1 << 12, 400));
        run(new Shape("large", 20, 500, 2_000, 1 << 12, 1_000));
    }

    private static void run(final Shape shape) {
        final CommandEncoders encoders = new CommandEncoders(1);
        final Twin twin = new Twin().open(shape, encoders);
        final Flow flow = new Flow(shape, twin, encoders, 1, 1_000_000);
        final CommandLog log = new CommandLog(COMMANDS);
        final LogLookahead lookahead = new LogLookahead(twin.measured);
        flow.fill(log, COMMANDS);
        Run.commands(log, twin.measured, lookahead);
        assertThat(flow.resting()).isEqualTo(shape.restingOrders());

        flow.next(log, COMMANDS);
        final Histogram histogram = new Histogram(10_000_000_000L, 3);
        Run.timed(log, twin.measured, lookahead, histogram);
        twin.checkAgreement();
        assertThat(histogram.getTotalCount()).isEqualTo(COMMANDS);
        assertThat(flow.counts.commands()).isEqualTo(COMMANDS);
        flow.counts.check();
        assertThat(flow.resting())
                .isEqualTo(twin.measured.openOrderCount())
                .isBetween(shape.restingOrders() * 9 / 10, shape.restingOrders() * 11 / 10);
        log.free();
    }
}

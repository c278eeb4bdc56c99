package io.unidatum.exchange.node;

import static io.unidatum.exchange.node.ExchangeTestCluster.DEC_USD;
import static io.unidatum.exchange.node.ExchangeTestCluster.accept;
import static io.unidatum.exchange.node.ExchangeTestCluster.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.unidatum.exchange.sbe.common.InstrumentStatus;
import io.unidatum.exchange.sbe.common.MessageHeaderDecoder;
import io.unidatum.exchange.sbe.event.InstrumentStatusChangedDecoder;
import io.unidatum.exchange.sbe.event.JournalFrameDecoder;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What has come due is done without any command, on all members alike, whatever happens to the leader meanwhile. */
@Timeout(120)
class ClusterTimerTest {
    private static ExchangeTestCluster cluster;

    @RegisterExtension
    final LoggedErrors errors = new LoggedErrors();

    @BeforeAll
    static void launch() {
        cluster = ExchangeTestCluster.launch(3);
        cluster.bootstrap(1);
    }

    @AfterAll
    static void close() {
        cluster.close();
    }

    @Test
    void shouldEndOneHaltAfterTheOther() {
        // The second is over first: the timer has to move to an earlier time, then to a later one.
        final long last = halt(DEC_USD, 900, 2, 400);
        awaitSequence(last + 2);
        assertThat(lastEvents(2)).containsExactly("2 OPEN halt is over", "1 OPEN halt is over");
    }

    @Test
    void shouldEndAHaltUnderANewLeader() {
        final int leader = cluster.awaitLeader();
        final long last = halt(DEC_USD, 2_500);
        cluster.abort(leader);
        awaitSequence(last + 1);
        cluster.start(leader);
        assertThat(lastEvents(1)).containsExactly("1 OPEN halt is over");
        // The member that was away has a timer, too.
        awaitSequence(halt(DEC_USD, 300) + 1);
        assertThat(lastEvents(1)).containsExactly("1 OPEN halt is over");
    }

    @Test
    void shouldEndAHaltAfterARestartFromASnapshot() {
        final long last = halt(DEC_USD, 5_000);
        cluster.takeSnapshot();
        cluster.stopAll();
        cluster.startAll();
        awaitSequence(last + 1);
        assertThat(lastEvents(1)).containsExactly("1 OPEN halt is over");
    }

    @Test
    void shouldEndAHaltAfterARestartFromTheLog() {
        final long last = halt(DEC_USD, 2_000);
        cluster.stopAll();
        cluster.startAll();
        awaitSequence(last + 1);
        awaitSequence(halt(DEC_USD, 300) + 1);
        assertThat(lastEvents(1)).containsExactly("1 OPEN halt is over");
    }

    /** Halts instruments, each for some milliseconds. Returns the last event's sequence. */
    private static long halt(final long... instrumentsAndTimes) {
        long last = 0;
        try (TestSession operator = cluster.connect(cluster.operatorKey())) {
            for (int i = 0; i < instrumentsAndTimes.length; i += 2) {
                last = accept(
                                operator,
                                TestCommands.setInstrumentStatus(
                                        instrumentsAndTimes[i],
                                        InstrumentStatus.HALTED,
                                        TimeUnit.MILLISECONDS.toNanos(instrumentsAndTimes[i + 1])))
                        .lastSequence();
            }
        }
        return last;
    }

    private static void awaitSequence(final long sequence) {
        await(
                "event " + sequence + " on a leader",
                () -> cluster.node(cluster.awaitLeader()).facts().lastSequence() >= sequence);
    }

    /** The last events, all of which are changes of a status, of all members alike. */
    private static List<String> lastEvents(final int count) {
        cluster.awaitSameJournals();
        final List<TestJournal.Frame> frames = cluster.journal(0);
        assertThat(cluster.journal(1)).isEqualTo(frames);
        assertThat(cluster.journal(2)).isEqualTo(frames);
        return frames.subList(frames.size() - count, frames.size()).stream()
                .map(ClusterTimerTest::describe)
                .toList();
    }

    private static String describe(final TestJournal.Frame frame) {
        assertThat(frame.count()).isEqualTo(1);
        final UnsafeBuffer buffer = new UnsafeBuffer(frame.bytes().array());
        final int header = MessageHeaderDecoder.ENCODED_LENGTH;
        final InstrumentStatusChangedDecoder event = new InstrumentStatusChangedDecoder();
        event.wrapAndApplyHeader(buffer, header + JournalFrameDecoder.BLOCK_LENGTH, new MessageHeaderDecoder());
        assertThat(event.origin().requestIdLow()).isZero();
        return event.instrumentId() + " " + event.status() + " " + event.reason();
    }
}

package io.unidatum.exchange.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.unidatum.exchange.client.journal.JournalPoint;
import io.unidatum.exchange.sbe.order.RejectReason;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What the cluster is told of the ledger's progress, and when. */
class JournalAcknowledgerTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final RecordingGateway cluster = new RecordingGateway();
    private long nowNs;
    private WriterState state = WriterState.INITIAL;
    private final JournalAcknowledger acknowledger = new JournalAcknowledger(cluster, () -> state, () -> nowNs);

    @Test
    void shouldSayWhereItStandsOnceItWritesAndAgainWhenMuchWasWritten() {
        acknowledger.doWork();
        assertThat(cluster.told).isEmpty();
        committed(10, 1_000);
        acknowledger.doWork();
        committed(20, 200_000);
        acknowledger.doWork();
        committed(30, 1_000 + 256 * 1024);
        acknowledger.doWork();
        assertThat(cluster.told).containsExactly("ledger 10 1000", "ledger 30 263144");
        assertThat(acknowledger.facts())
                .containsEntry("acknowledgedSequence", 30L)
                .doesNotContainKey("acknowledgeProblem");
    }

    @Test
    void shouldSayLittleAfterAWhileButNotBecauseOfItsOwnWord() {
        committed(10, 1_000);
        cluster.eventSequence = 11;
        acknowledger.doWork();
        committed(11, 1_200);
        nowNs += 31 * SECOND;
        acknowledger.doWork();
        assertThat(cluster.told).hasSize(1);
        committed(12, 1_400);
        acknowledger.doWork();
        assertThat(cluster.told).containsExactly("ledger 10 1000", "ledger 12 1400");
        committed(13, 1_600);
        nowNs += 29 * SECOND;
        acknowledger.doWork();
        assertThat(cluster.told).hasSize(2);
    }

    @Test
    void shouldSayNothingOfWhatAnotherAdapterWrites() {
        state = new WriterState(WriterState.Role.STANDBY, new JournalPoint(10, 1_000, 1), 0, "", 0, 0, 0, 0, 0);
        acknowledger.doWork();
        assertThat(cluster.told).isEmpty();
    }

    @Test
    void shouldGoBackAtOnceWithADatabaseThatWasRestored() {
        committed(30, 300_000);
        acknowledger.doWork();
        committed(10, 1_000);
        acknowledger.doWork();
        assertThat(cluster.told).containsExactly("ledger 30 300000", "ledger 10 1000");
    }

    @Test
    void shouldSayWhatIsWrongAndTryAgainLater() {
        cluster.reason = RejectReason.UNKNOWN_CONSUMER;
        committed(10, 1_000);
        acknowledger.doWork();
        acknowledger.doWork();
        assertThat(cluster.told).hasSize(1);
        assertThat(acknowledger.facts().get("acknowledgeProblem").toString()).contains("--register");
        cluster.reason = null;
        nowNs += 31 * SECOND;
        acknowledger.doWork();
        assertThat(acknowledger.facts().get("acknowledgeProblem").toString()).contains("no session");
        cluster.reason = RejectReason.NONE;
        nowNs += 6 * SECOND;
        acknowledger.doWork();
        assertThat(cluster.told).hasSize(3);
        assertThat(acknowledger.facts()).doesNotContainKey("acknowledgeProblem");
    }

    private void committed(final long sequence, final long position) {
        state = new WriterState(WriterState.Role.ACTIVE, new JournalPoint(sequence, position, 1), 0, "", 0, 0, 0, 0, 0);
    }
}

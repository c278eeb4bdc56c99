package io.unidatum.exchange.client.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.unidatum.exchange.client.ClientDriver;
import io.unidatum.exchange.client.ClientDriverContext;
import io.unidatum.exchange.node.FreePorts;
import io.unidatum.exchange.protocol.JournalLayout;
import io.unidatum.exchange.protocol.MemberEndpoints;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.agrona.CloseHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JournalReaderTest {
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private final List<TestMember> members = new ArrayList<>();
    private final List<MemberEndpoints> endpoints = MemberEndpoints.parse("127.0.0.1,127.0.0.1", FreePorts.basePort(2));
    private ClientDriver driver;
    private JournalReader reader;

    @BeforeEach
    void launchDriver() {
        driver = ClientDriver.launch(new ClientDriverContext());
    }

    @AfterEach
    void closeAll() {
        CloseHelper.quietCloseAll(reader, driver);
        CloseHelper.quietCloseAll(members);
    }

    @Test
    void shouldReplayFromTheBeginningAndFollow() throws IOException {
        final TestMember member = member(0);
        member.startJournal(0);
        final TestFrames frames = new TestFrames();
        append(frames, 100, member);
        final CollectedEvents events = new CollectedEvents(0);
        read(events, JournalPoint.START, 1);
        stepUntil(() -> events.point().equals(frames.point()));

        append(frames, 100, member);
        stepUntil(() -> events.point().equals(frames.point()));

        stepUntil(() -> reader.status().point().equals(frames.point())
                && reader.status().lagBytes() == 0);
        final JournalReaderStatus status = reader.status();
        assertThat(status.connected()).isTrue();
        assertThat(status.memberIds()).containsExactly(0);
        assertThat(status.problem()).isEmpty();
        assertThat(status.fault()).isNull();
        assertThat(status.lastFrameTime()).isPositive();
    }

    @Test
    void shouldResumeAtAPointWithNeitherGapNorDuplicate() throws IOException {
        final TestMember member = member(0);
        member.startJournal(0);
        final TestFrames frames = new TestFrames();
        append(frames, 50, member);
        final JournalPoint middle = frames.point();
        append(frames, 50, member);

        final CollectedEvents events = new CollectedEvents(middle.sequence());
        read(events, middle, 1);
        stepUntil(() -> events.point().equals(frames.point()));
        assertThat(events.count()).isEqualTo(frames.point().sequence() - middle.sequence());
    }

    @Test
    void shouldResumeAtTheEndAndFollow() throws IOException {
        final TestMember member = member(0);
        member.startJournal(0);
        final TestFrames frames = new TestFrames();
        append(frames, 10, member);
        final CollectedEvents events = new CollectedEvents(frames.point().sequence());
        read(events, frames.point(), 1);
        stepUntil(() -> reader.status().connected());
        append(frames, 10, member);
        stepUntil(() -> events.point().equals(frames.point()));
    }

    @Test
    void shouldWaitForAJournalThatDoesNotExistYet() throws IOException {
        final TestMember member = member(0);
        final CollectedEvents events = new CollectedEvents(0);
        read(events, JournalPoint.START, 1);
        stepUntil(() -> reader.status().problem().contains("no journal yet"));
        member.startJournal(0);
        final TestFrames frames = new TestFrames();
        append(frames, 10, member);
        stepUntil(() -> events.point().equals(frames.point()));
    }

    @Test
    void shouldFindASequenceByTheStartsOfTerms() throws IOException {
        final TestMember member = member(0);
        member.startJournal(0);
        final TestFrames frames = new TestFrames();
        long inSecondTerm = 0;
        while (frames.point().position() < 2L * JournalLayout.TERM_LENGTH + 100_000) {
            frames.next(TestFrames.MAX_EVENTS, 7);
            member.append(frames);
            if (inSecondTerm == 0 && frames.point().position() > JournalLayout.TERM_LENGTH + 500_000) {
                inSecondTerm = frames.point().sequence() - 5;
            }
        }
        member.awaitRecorded();

        final CollectedEvents events = new CollectedEvents(inSecondTerm);
        read(events, JournalPoint.ofSequence(inSecondTerm), 2);
        stepUntil(() -> events.point().equals(frames.point()));
        append(frames, 10, member);
        stepUntil(() -> events.point().equals(frames.point()));
    }

    @Test
    void shouldGoOnAtAnotherMemberWhenItsMemberDies() throws IOException {
        final TestMember first = member(0);
        final TestMember second = member(1);
        first.startJournal(0);
        second.startJournal(0);
        final TestFrames frames = new TestFrames();
        append(frames, 100, first, second);
        final CollectedEvents events = new CollectedEvents(0);
        read(events, JournalPoint.START, 1);
        stepUntil(() -> events.point().equals(frames.point()));
        stepUntil(() -> reader.status().memberIds().equals(List.of(0)));

        first.freeze();
        append(frames, 100, second);
        stepUntil(() -> events.point().equals(frames.point()));
        stepUntil(() -> reader.status().memberIds().equals(List.of(1)));
    }

    @Test
    void shouldNotEvenPauseWithTwoFeedsWhenAMemberDies() throws IOException {
        final TestMember first = member(0);
        final TestMember second = member(1);
        first.startJournal(0);
        second.startJournal(0);
        final TestFrames frames = new TestFrames();
        append(frames, 20, first, second);
        final CollectedEvents events = new CollectedEvents(0);
        read(events, JournalPoint.START, 2);
        stepUntil(() -> reader.status().memberIds().size() == 2);

        // The second lags behind, then the first dies: what only the second has must come, and nothing twice.
        append(frames, 20, first, second);
        first.freeze();
        append(frames, 20, second);
        stepUntil(() -> events.point().equals(frames.point()));
        stepUntil(() -> reader.status().memberIds().equals(List.of(1)));
    }

    @Test
    void shouldWaitForAMemberThatIsBehindAndGoOnThere() throws IOException {
        final TestMember second = member(1);
        second.startJournal(0);
        final TestFrames frames = new TestFrames();
        append(frames, 10, second);
        final TestFrames ahead = new TestFrames(frames.point());
        ahead.next(3, 7);
        final CollectedEvents events = new CollectedEvents(ahead.point().sequence());
        read(events, ahead.point(), 1);
        stepUntil(() -> reader.status().problem().contains("its journal ends at position"));

        frames.next(3, 7);
        second.append(frames);
        append(frames, 10, second);
        stepUntil(() -> events.point().equals(frames.point()));
    }

    @Test
    void shouldStopWhereHistoriesPart() throws IOException {
        final TestMember member = member(0);
        member.startJournal(0);
        final TestFrames frames = new TestFrames();
        append(frames, 10, member);
        final JournalPoint there = frames.point();
        append(frames, 10, member);

        final CollectedEvents events = new CollectedEvents(there.sequence());
        read(events, new JournalPoint(there.sequence(), there.position(), there.chainHash() + 1), 1);
        stepUntil(() -> reader.status().fault() != null);
        final JournalFault fault = reader.status().fault();
        assertThat(fault.kind()).isEqualTo(JournalFault.Kind.DIVERGED);
        assertThat(fault.memberId()).isZero();
        assertThat(fault.message()).contains("does not follow what was read before");
        assertThat(events.count()).isZero();
        assertThat(reader.status().connected()).isFalse();
        assertThat(reader.doWork()).isZero();
    }

    @Test
    void shouldStopWhereNoFrameBegins() throws IOException {
        final TestMember member = member(0);
        member.startJournal(0);
        final TestFrames frames = new TestFrames();
        append(frames, 10, member);
        read(new CollectedEvents(3), new JournalPoint(3, 32, 5), 1);
        stepUntil(() -> reader.status().fault() != null);
        assertThat(reader.status().fault().kind()).isEqualTo(JournalFault.Kind.DIVERGED);
        assertThat(reader.status().fault().message()).contains("no frame begins");
    }

    @Test
    void shouldSayThatEveryRecordingBeginsLater() throws IOException {
        final JournalPoint later = new JournalPoint(5_000, JournalLayout.TERM_LENGTH, 77);
        final TestMember first = member(0);
        final TestMember second = member(1);
        first.startJournal(later.position());
        second.startJournal(later.position());
        final TestFrames frames = new TestFrames(later);
        append(frames, 10, first, second);

        read(new CollectedEvents(0), JournalPoint.START, 1);
        stepUntil(() -> reader.status().fault() != null);
        assertThat(reader.status().fault().kind()).isEqualTo(JournalFault.Kind.TRIMMED);
        assertThat(reader.status().fault().message()).contains("begins at position", "load a state image");

        reader.close();
        read(new CollectedEvents(4_000), JournalPoint.ofSequence(4_000), 1);
        stepUntil(() -> reader.status().fault() != null);
        assertThat(reader.status().fault().kind()).isEqualTo(JournalFault.Kind.TRIMMED);
        assertThat(reader.status().fault().message()).contains("begins at sequence 5001");
    }

    @Test
    void shouldReadFromTheMemberWhoseRecordingGoesBackFarEnough() throws IOException {
        final TestMember second = member(1);
        second.startJournal(0);
        final TestFrames frames = new TestFrames();
        append(frames, 10, second);
        final TestMember first = member(0);
        first.startJournal(JournalLayout.TERM_LENGTH);

        final CollectedEvents events = new CollectedEvents(0);
        read(events, JournalPoint.START, 1);
        stepUntil(() -> events.point().equals(frames.point()));
        stepUntil(() -> reader.status().memberIds().equals(List.of(1)));
    }

    @Test
    void shouldLeaveAMemberThatNoLongerRecords() throws IOException {
        final TestMember first = member(0);
        final TestMember second = member(1);
        first.startJournal(0);
        second.startJournal(0);
        final TestFrames frames = new TestFrames();
        append(frames, 10, first, second);
        final CollectedEvents events = new CollectedEvents(0);
        read(events, JournalPoint.START, 1);
        stepUntil(() -> events.point().equals(frames.point()));
        first.stopJournal();
        append(frames, 10, second);
        stepUntil(() -> events.point().equals(frames.point()));
    }

    @Test
    void shouldGoOnAfterStandingStillForSoLongThatItsDriverGaveItUp() throws IOException {
        driver.close();
        driver = ClientDriver.launch(new ClientDriverContext().clientLivenessTimeoutNs(1_200_000_000L));
        final TestMember member = member(0);
        member.startJournal(0);
        final TestFrames frames = new TestFrames();
        append(frames, 10, member);
        final CollectedEvents events = new CollectedEvents(0);
        read(events, JournalPoint.START, 1);
        stepUntil(() -> events.point().equals(frames.point()));

        final long standStillUntilNs = System.nanoTime() + 2_500_000_000L;
        await().atMost(DEADLINE).until(() -> System.nanoTime() > standStillUntilNs);
        append(frames, 10, member);
        stepUntil(() -> events.point().equals(frames.point()));
    }

    @Test
    void shouldThrowWhatTheHandlerThrewAndStop() throws IOException {
        final TestMember member = member(0);
        member.startJournal(0);
        final TestFrames frames = new TestFrames();
        append(frames, 10, member);
        final CollectedEvents events = new CollectedEvents(0);
        final IllegalStateException failure = new IllegalStateException("the database is gone");
        events.failOnNext(failure);
        read(events, JournalPoint.START, 1);
        assertThatThrownBy(() -> stepUntil(() -> false)).isSameAs(failure);
        assertThat(reader.status().fault().kind()).isEqualTo(JournalFault.Kind.HANDLER);
        assertThat(reader.status().point()).isEqualTo(JournalPoint.START);
        assertThat(reader.doWork()).isZero();
    }

    private TestMember member(final int index) throws IOException {
        final TestMember member = new TestMember(endpoints.get(index));
        members.add(member);
        return member;
    }

    private static void append(final TestFrames frames, final int count, final TestMember... to) {
        for (int i = 0; i < count; i++) {
            frames.next(1 + i % 5, 7);
            for (final TestMember member : to) {
                member.append(frames);
            }
        }
        for (final TestMember member : to) {
            member.awaitRecorded();
        }
    }

    private void read(final JournalHandler handler, final JournalPoint startAfter, final int feeds) {
        reader = new JournalReader(new JournalReaderContext()
                .aeronDirectoryName(driver.aeronDirectoryName())
                .members(
                        members.size() == 2 ? endpoints : List.of(members.get(0).endpoints()))
                .connectTimeoutNs(1_000_000_000L)
                .startAfter(startAfter)
                .handler(handler)
                .feeds(feeds));
    }

    private void stepUntil(final BooleanSupplier condition) {
        await().atMost(DEADLINE)
                .pollInSameThread()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofNanos(100_000))
                .until(() -> {
                    for (int i = 0; i < 100 && reader.doWork() > 0; i++) {
                        Thread.onSpinWait();
                    }
                    return condition.getAsBoolean();
                });
    }
}

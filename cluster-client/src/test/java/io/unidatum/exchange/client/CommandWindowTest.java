package io.unidatum.exchange.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.aeron.Publication;
import io.unidatum.exchange.sbe.common.MessageHeaderDecoder;
import io.unidatum.exchange.sbe.common.MessageHeaderEncoder;
import io.unidatum.exchange.sbe.order.CancelOrderDecoder;
import io.unidatum.exchange.sbe.order.CancelOrderEncoder;
import io.unidatum.exchange.sbe.order.CommandOutcomeDecoder;
import io.unidatum.exchange.sbe.order.CommandOutcomeEncoder;
import io.unidatum.exchange.sbe.order.RejectReason;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class CommandWindowTest {
    private static final long RESEND_NS = 100;
    private static final long TIMEOUT_NS = 10_000;

    private final List<Long> sent = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private final List<PendingCommand> released = new ArrayList<>();
    private final CommandWindow window = new CommandWindow(16, RESEND_NS, released::add);
    private long transportResult = 1;
    private final CommandTransport transport = this::offer;

    @Test
    void shouldSendInOrderAndTellEachOutcomeOnce() {
        add(1);
        add(2);
        add(3);
        window.send(transport, 0);
        answer(2, RejectReason.NONE, true);
        answer(1, RejectReason.INSUFFICIENT_BALANCE, true);
        answer(1, RejectReason.INSUFFICIENT_BALANCE, true);
        assertThat(sent).containsExactly(1L, 2L, 3L);
        assertThat(told).containsExactly("2 NONE", "1 INSUFFICIENT_BALANCE");
        assertThat(window.size()).isEqualTo(1);
        assertThat(released).hasSize(2);
    }

    @Test
    void shouldSendTheUnansweredAgainInOrderUnderANewLeader() {
        add(1);
        add(2);
        add(3);
        window.send(transport, 0);
        answer(2, RejectReason.NONE, true);
        sent.clear();
        window.onNewTerm();
        add(4);
        window.send(transport, 1);
        assertThat(sent).containsExactly(1L, 3L, 4L);
    }

    @Test
    void shouldGoOnWhereBackPressureStoppedIt() {
        add(1);
        add(2);
        transportResult = Publication.BACK_PRESSURED;
        window.send(transport, 0);
        assertThat(sent).isEmpty();
        transportResult = 1;
        window.send(transport, 1);
        window.send(transport, 2);
        assertThat(sent).containsExactly(1L, 2L);
    }

    @Test
    void shouldSendAgainAfterGrowingIntervalsUntilTheDeadline() {
        add(1);
        window.send(transport, 0);
        for (long now = 0; now <= TIMEOUT_NS + 10; now += 10) {
            window.tick(transport, true, now);
        }
        // At 0, 100, 200, 400, 800, then every 800.
        assertThat(sent).hasSizeBetween(10, 17);
        assertThat(told).containsExactly("1 IN_DOUBT");
        assertThat(window.size()).isZero();
    }

    @Test
    void shouldSayThatACommandWasNeverSent() {
        transportResult = Publication.NOT_CONNECTED;
        add(1);
        window.send(transport, 0);
        window.tick(transport, true, TIMEOUT_NS);
        transportResult = Publication.BACK_PRESSURED;
        add(2);
        window.send(transport, 0);
        window.tick(transport, true, TIMEOUT_NS);
        assertThat(told).containsExactly("1 UNAVAILABLE", "2 BACK_PRESSURED");
    }

    @Test
    void shouldNotTakeAnUnrememberedRejectForTheOutcomeWhileAnotherCopyIsUnderWay() {
        add(1);
        window.send(transport, 0);
        window.tick(transport, true, RESEND_NS);
        assertThat(sent).containsExactly(1L, 1L);
        answer(1, RejectReason.RATE_LIMITED, true);
        assertThat(told).isEmpty();
        answer(1, RejectReason.NONE, true);
        assertThat(told).containsExactly("1 NONE");
    }

    @Test
    void shouldTakeAnUnrememberedRejectOnceEveryCopyWasAnswered() {
        add(1);
        window.send(transport, 0);
        window.tick(transport, true, RESEND_NS);
        answer(1, RejectReason.RATE_LIMITED, true);
        answer(1, RejectReason.RATE_LIMITED, true);
        assertThat(told).containsExactly("1 RATE_LIMITED");
    }

    @Test
    void shouldBeInDoubtWhenACopyOfAnEarlierTermMayHaveBeenCarriedOutBeforeTheExpiry() {
        add(1);
        window.send(transport, 0);
        window.onNewTerm();
        window.send(transport, 1);
        answer(1, RejectReason.EXPIRED_COMMAND, true);
        assertThat(told).containsExactly("1 IN_DOUBT");
    }

    @Test
    void shouldTakeARateLimitUnderANewLeaderForTheOutcomeBecauseRememberedOnesComeFirst() {
        add(1);
        window.send(transport, 0);
        window.onNewTerm();
        window.send(transport, 1);
        answer(1, RejectReason.RATE_LIMITED, true);
        assertThat(told).containsExactly("1 RATE_LIMITED");
    }

    @Test
    void shouldNotTakeAFormerLeadersUnrememberedRejectWhileTheNewLeaderHasACopy() {
        add(1);
        window.send(transport, 0);
        window.onNewTerm();
        window.send(transport, 1);
        answer(1, RejectReason.RATE_LIMITED, false);
        assertThat(told).isEmpty();
        answer(1, RejectReason.NONE, true);
        assertThat(told).containsExactly("1 NONE");
    }

    @Test
    void shouldTakeAFormerLeadersAnswerToTheOnlyCopy() {
        add(1);
        window.send(transport, 0);
        window.onNewTerm();
        answer(1, RejectReason.EXPIRED_COMMAND, false);
        assertThat(told).containsExactly("1 EXPIRED_COMMAND");
    }

    @Test
    void shouldHaveOnlyOneCommandOfAnIdUnderWayAtATime() {
        add(1);
        add(1);
        add(1);
        window.send(transport, 0);
        assertThat(sent).containsExactly(1L);
        answer(1, RejectReason.NONE, true);
        window.tick(transport, true, 1);
        assertThat(sent).containsExactly(1L, 1L);
        answer(1, RejectReason.REQUEST_ID_REUSED, true);
        window.tick(transport, true, 2);
        answer(1, RejectReason.NONE, true);
        assertThat(told).containsExactly("1 NONE", "1 REQUEST_ID_REUSED", "1 NONE");
        assertThat(window.size()).isZero();
    }

    @Test
    void shouldBeInDoubtAboutACommandThatWaitedBehindItsTwin() {
        add(1);
        add(1);
        window.send(transport, 0);
        window.tick(transport, false, TIMEOUT_NS);
        assertThat(told).containsExactly("1 IN_DOUBT", "1 IN_DOUBT");
        assertThat(window.size()).isZero();
    }

    @Test
    void shouldEndEverythingAtClose() {
        add(1);
        window.send(transport, 0);
        add(2);
        window.failAll();
        assertThat(told).containsExactly("1 IN_DOUBT", "2 UNAVAILABLE");
        assertThat(released).hasSize(2);
    }

    @Test
    void shouldNotAllocateFromSubmissionToOutcome() {
        final int commands = 1_000;
        final SubmissionQueue queue = new SubmissionQueue(1_024);
        final CommandWindow measured = new CommandWindow(1_024, RESEND_NS, queue::release);
        final Consumer<PendingCommand> toWindow = measured::add;
        final CommandTransport nowhere = (buffer, offset, length) -> 1;
        final int[] outcomes = new int[1];
        final CommandListener listener = new CommandListener() {
            @Override
            public void onOutcome(final CommandOutcomeDecoder outcome) {
                outcomes[0]++;
            }

            @Override
            public void onFailure(final CommandFailure failure) {
                throw new AssertionError(failure);
            }
        };
        final UnsafeBuffer command = new UnsafeBuffer(new byte[200]);
        final UnsafeBuffer answer = new UnsafeBuffer(new byte[200]);
        final CommandOutcomeEncoder answerEncoder =
                new CommandOutcomeEncoder().wrapAndApplyHeader(answer, 0, new MessageHeaderEncoder());
        final CommandOutcomeDecoder answerDecoder =
                new CommandOutcomeDecoder().wrapAndApplyHeader(answer, 0, new MessageHeaderDecoder());
        answerEncoder.rejectReason(RejectReason.NONE);

        final long allocated = AllocatedBytes.of(() -> {
            for (int i = 0; i < commands; i++) {
                command.putLong(16, i, ByteOrder.LITTLE_ENDIAN);
                queue.submit(command, 0, 200, TIMEOUT_NS, listener);
            }
            queue.take(toWindow, commands);
            while (measured.send(nowhere, 0) > 0) {
                Thread.onSpinWait();
            }
            measured.tick(nowhere, true, 1);
            for (int i = 0; i < commands; i++) {
                answerEncoder.requestIdHigh(0).requestIdLow(i);
                measured.onOutcome(answerDecoder, true);
            }
        });
        assertThat(outcomes[0]).isEqualTo(21 * commands);
        assertThat(queue.pending()).isZero();
        // A single object for each command would be 16,000 bytes.
        assertThat(allocated).isLessThan(4_000);
    }

    private void add(final long id) {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[ClusterClient.MAX_COMMAND_LENGTH]);
        final CancelOrderEncoder encoder = new CancelOrderEncoder();
        encoder.wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
                .header()
                .requestIdHigh(5)
                .requestIdLow(id);
        final PendingCommand command = new PendingCommand();
        command.fill(
                buffer,
                0,
                MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength(),
                TIMEOUT_NS,
                new CommandListener() {
                    @Override
                    public void onOutcome(final CommandOutcomeDecoder outcome) {
                        told.add(id + " " + outcome.rejectReason());
                    }

                    @Override
                    public void onFailure(final CommandFailure failure) {
                        told.add(id + " " + failure);
                    }
                });
        window.add(command);
    }

    private void answer(final long id, final RejectReason reason, final boolean isOfThisTerm) {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[256]);
        new CommandOutcomeEncoder()
                .wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
                .requestIdHigh(5)
                .requestIdLow(id)
                .rejectReason(reason);
        window.onOutcome(
                new CommandOutcomeDecoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderDecoder()), isOfThisTerm);
    }

    private long offer(final DirectBuffer buffer, final int offset, final int length) {
        if (transportResult > 0) {
            sent.add(new CancelOrderDecoder()
                    .wrapAndApplyHeader(buffer, offset, new MessageHeaderDecoder())
                    .header()
                    .requestIdLow());
        }
        return transportResult;
    }
}

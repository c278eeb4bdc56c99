package io.unidatum.exchange.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aeron.Publication;
import io.unidatum.exchange.sbe.common.MessageHeaderDecoder;
import io.unidatum.exchange.sbe.common.MessageHeaderEncoder;
import io.unidatum.exchange.sbe.order.BatchDecoder;
import io.unidatum.exchange.sbe.order.CancelOrderDecoder;
import io.unidatum.exchange.sbe.order.CancelOrderEncoder;
import io.unidatum.exchange.sbe.order.CommandOutcomeDecoder;
import io.unidatum.exchange.sbe.order.CommandOutcomeEncoder;
import io.unidatum.exchange.sbe.order.MassCancelEncoder;
import io.unidatum.exchange.sbe.order.RejectReason;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Commands submitted together: one message on the way there, each by itself in everything else. */
class CommandBatchTest {
    private static final long RESEND_NS = 100;
    private static final long TIMEOUT_NS = 10_000;
    private static final int COMMAND_LENGTH = MessageHeaderEncoder.ENCODED_LENGTH + CancelOrderEncoder.BLOCK_LENGTH;

    private final List<List<Long>> sent = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private final SubmissionQueue queue = new SubmissionQueue(128);
    private final CommandWindow window = new CommandWindow(128, RESEND_NS, queue::release);
    private long transportResult = 1;
    private long lastBatch;

    @Test
    void shouldSendABatchInOneMessageBetweenTheCommandsAroundIt() {
        submit(1);
        submit(2, 3, 4);
        submit(5);
        send(0);
        assertThat(sent).containsExactly(List.of(1L), List.of(2L, 3L, 4L), List.of(5L));
    }

    @Test
    void shouldTellEachOutcomeToItsOwnListener() {
        submit(1, 2, 3);
        send(0);
        answer(2, RejectReason.NONE);
        answer(3, RejectReason.RATE_LIMITED);
        answer(1, RejectReason.INSUFFICIENT_BALANCE);
        assertThat(told).containsExactly("2 NONE", "3 RATE_LIMITED", "1 INSUFFICIENT_BALANCE");
        assertThat(queue.pending()).isZero();
    }

    @Test
    void shouldSendWhatIsNotAnsweredAgainByItself() {
        submit(1, 2, 3);
        send(0);
        answer(2, RejectReason.NONE);
        window.tick(this::offer, true, RESEND_NS);
        assertThat(sent).containsExactly(List.of(1L, 2L, 3L), List.of(1L), List.of(3L));
    }

    @Test
    void shouldSendTheUnansweredRestInOneMessageUnderANewLeader() {
        submit(1, 2, 3);
        submit(4, 5);
        send(0);
        answer(2, RejectReason.NONE);
        answer(5, RejectReason.NONE);
        sent.clear();
        window.onNewTerm();
        send(1);
        assertThat(sent).containsExactly(List.of(1L, 3L), List.of(4L));
    }

    @Test
    void shouldNotKnowWhatBecameOfTheUnansweredAtTheDeadline() {
        submit(1, 2);
        send(0);
        answer(1, RejectReason.NONE);
        window.tick(this::offer, true, TIMEOUT_NS);
        assertThat(told).containsExactly("1 NONE", "2 IN_DOUBT");
    }

    @Test
    void shouldSayThatABatchWasNeverSent() {
        transportResult = Publication.BACK_PRESSURED;
        submit(1, 2);
        send(0);
        window.tick(this::offer, true, TIMEOUT_NS);
        assertThat(told).containsExactly("1 BACK_PRESSURED", "2 BACK_PRESSURED");
    }

    @Test
    void shouldSendABatchThatWasBackPressuredWholeOnce() {
        transportResult = Publication.BACK_PRESSURED;
        submit(1, 2);
        send(0);
        transportResult = 1;
        send(1);
        send(2);
        assertThat(sent).containsExactly(List.of(1L, 2L));
    }

    @Test
    void shouldSendTheCommandsOneByOneIfTheBatchIsRefused() {
        submit(1, 2);
        submit(3, 4);
        send(0);
        window.onBatchRefused(lastBatch - 1, true);
        sent.clear();
        window.tick(this::offer, true, 1);
        assertThat(sent).containsExactly(List.of(1L), List.of(2L));
        // The refused copies are through: what is not remembered counts as soon as it is answered.
        answer(1, RejectReason.RATE_LIMITED);
        answer(2, RejectReason.NONE);
        assertThat(told).containsExactly("1 RATE_LIMITED", "2 NONE");
    }

    @Test
    void shouldSendACommandOfTheSameRequestIdOnlyWhenTheFirstIsThrough() {
        submit(1, 2, 1);
        send(0);
        assertThat(sent).containsExactly(List.of(1L, 2L));
        answer(1, RejectReason.NONE);
        window.tick(this::offer, true, 1);
        answer(1, RejectReason.NONE);
        assertThat(sent).containsExactly(List.of(1L, 2L), List.of(1L));
        assertThat(told).containsExactly("1 NONE", "1 NONE");
    }

    @Test
    void shouldTakeABatchWholeOrNotAtAll() {
        final long[] ids = new long[60];
        submit(ids);
        submit(ids);
        assertThat(queue.submitBatch(commands(1, 2, 3, 4, 5, 6, 7, 8, 9), 0, TIMEOUT_NS, new CommandListener[9]))
                .isFalse();
        assertThat(queue.pending()).isEqualTo(120);
        submit(1, 2, 3, 4, 5, 6, 7, 8);
        assertThat(queue.pending()).isEqualTo(128);
    }

    @Test
    void shouldForgetNoneOfABatchAtClose() {
        submit(1, 2, 3);
        assertThat(queue.submitBatch(commands(4, 5), 0, TIMEOUT_NS, listeners(4, 5)))
                .isTrue();
        queue.closeAndTakeAll(window.size(), window::add);
        window.failAll();
        assertThat(told)
                .containsExactly("1 UNAVAILABLE", "2 UNAVAILABLE", "3 UNAVAILABLE", "4 UNAVAILABLE", "5 UNAVAILABLE");
    }

    @Test
    void shouldRefuseWhatCannotBeBatched() {
        final UnsafeBuffer commands = commands(1, 2);
        final int length = 2 * COMMAND_LENGTH;
        assertThat(Batches.count(commands, 0, length)).isEqualTo(2);
        assertThatThrownBy(() -> Batches.require(commands, 0, length, 3)).hasMessageContaining("2 commands");
        assertThatThrownBy(() -> Batches.count(commands, 0, length - 1)).hasMessageContaining("command 1");
        assertThatThrownBy(() -> Batches.count(commands, 0, 0)).hasMessageContaining("not 0");
        assertThatThrownBy(() -> Batches.count(commands(new long[65]), 0, 65 * COMMAND_LENGTH))
                .hasMessageContaining("not 65");
        new MassCancelEncoder().wrapAndApplyHeader(commands, COMMAND_LENGTH, new MessageHeaderEncoder());
        assertThatThrownBy(() -> Batches.count(
                        commands,
                        0,
                        COMMAND_LENGTH + MessageHeaderEncoder.ENCODED_LENGTH + MassCancelEncoder.BLOCK_LENGTH))
                .hasMessageContaining("template " + MassCancelEncoder.TEMPLATE_ID);
    }

    @Test
    void shouldTakeACommandAsLargeAsAMassQuote() {
        final UnsafeBuffer large = new UnsafeBuffer(new byte[ClusterClient.MAX_COMMAND_LENGTH]);
        large.setMemory(0, large.capacity(), (byte) 7);
        final PendingCommand place = new PendingCommand();
        place.fill(large, 0, large.capacity(), TIMEOUT_NS, null);
        assertThat(place.length).isEqualTo(large.capacity());
        assertThat(place.buffer.getByte(large.capacity() - 1)).isEqualTo((byte) 7);
    }

    private void submit(final long... ids) {
        final boolean taken = ids.length == 1
                ? queue.submit(commands(ids), 0, COMMAND_LENGTH, TIMEOUT_NS, listeners(ids)[0])
                : queue.submitBatch(commands(ids), 0, TIMEOUT_NS, listeners(ids));
        assertThat(taken).isTrue();
        queue.take(window::add, 100);
    }

    private void send(final long now) {
        window.send(this::offer, now);
    }

    private static UnsafeBuffer commands(final long... ids) {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[ids.length * COMMAND_LENGTH]);
        for (int i = 0; i < ids.length; i++) {
            new CancelOrderEncoder()
                    .wrapAndApplyHeader(buffer, i * COMMAND_LENGTH, new MessageHeaderEncoder())
                    .header()
                    .requestIdHigh(5)
                    .requestIdLow(ids[i]);
        }
        return buffer;
    }

    private CommandListener[] listeners(final long... ids) {
        final CommandListener[] listeners = new CommandListener[ids.length];
        for (int i = 0; i < ids.length; i++) {
            final long id = ids[i];
            listeners[i] = new CommandListener() {
                @Override
                public void onOutcome(final CommandOutcomeDecoder outcome) {
                    told.add(id + " " + outcome.rejectReason());
                }

                @Override
                public void onFailure(final CommandFailure failure) {
                    told.add(id + " " + failure);
                }
            };
        }
        return listeners;
    }

    private void answer(final long id, final RejectReason reason) {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[256]);
        new CommandOutcomeEncoder()
                .wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
                .requestIdHigh(5)
                .requestIdLow(id)
                .rejectReason(reason);
        window.onOutcome(new CommandOutcomeDecoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderDecoder()), true);
    }

    private long offer(final DirectBuffer buffer, final int offset, final int length) {
        if (transportResult <= 0) {
            return transportResult;
        }
        final MessageHeaderDecoder header = new MessageHeaderDecoder().wrap(buffer, offset);
        final List<Long> ids = new ArrayList<>();
        if (header.templateId() == BatchDecoder.TEMPLATE_ID) {
            final BatchDecoder batch = new BatchDecoder().wrapAndApplyHeader(buffer, offset, header);
            lastBatch = batch.header().requestIdLow();
            int position = MessageHeaderDecoder.ENCODED_LENGTH + BatchDecoder.BLOCK_LENGTH;
            for (int i = 0; i < batch.count(); i++) {
                ids.add(requestId(buffer, offset + position));
                position += COMMAND_LENGTH;
            }
            assertThat(length).isEqualTo(position);
        } else {
            assertThat(length).isEqualTo(COMMAND_LENGTH);
            ids.add(requestId(buffer, offset));
        }
        sent.add(ids);
        return 1;
    }

    private static long requestId(final DirectBuffer buffer, final int offset) {
        return new CancelOrderDecoder()
                .wrapAndApplyHeader(buffer, offset, new MessageHeaderDecoder())
                .header()
                .requestIdLow();
    }
}

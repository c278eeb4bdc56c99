package io.unidatum.exchange.engine;

import static io.unidatum.exchange.engine.Exchange.DEC_USD;
import static io.unidatum.exchange.engine.Exchange.GATEWAY;
import static io.unidatum.exchange.engine.Exchange.OPERATOR;
import static io.unidatum.exchange.engine.Exchange.SECOND;
import static io.unidatum.exchange.engine.Exchange.accept;
import static io.unidatum.exchange.engine.Exchange.d;
import static io.unidatum.exchange.sbe.common.Side.BUY;
import static io.unidatum.exchange.sbe.common.Side.SELL;
import static org.assertj.core.api.Assertions.assertThat;

import io.unidatum.exchange.sbe.common.OrderType;
import io.unidatum.exchange.sbe.common.Side;
import io.unidatum.exchange.sbe.common.TimeInForce;
import io.unidatum.exchange.sbe.order.RejectReason;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many commands in one message: each as if it had come alone. */
class BatchTest {
    private static final long ALICE = 1001;
    private static final long BOB = 1002;
    private final Exchange exchange = Exchange.openedWithEverything();
    private int remembered;

    @BeforeEach
    void fund() {
        exchange.fund(ALICE, "100", "10000");
        exchange.fund(BOB, "100", "10000");
        exchange.journal.take();
    }

    @Test
    void shouldCarryOutEachCommandInItsTurnAndAnswerEach() {
        final int frames = exchange.journal.frames.size();
        final List<Answer> answers = batch(
                order(ALICE, SELL, "5", "100"),
                order(BOB, BUY, "2", "100"),
                cancel(ALICE, 77),
                amend(ALICE, 1, "0", "4"),
                cancel(ALICE, 1));
        assertThat(EventTexts.take(exchange))
                .containsExactly(
                        "accepted 1 of 1001: SELL 5 at 100, held 5",
                        "rested 1: 5 at 100",
                        "accepted 2 of 1002: BUY 2 at 100, held 200.4",
                        "traded 1 with 2: 2 at 100",
                        "reduced 1: 3 at 100 to 2 at 100, held 2",
                        "cancelled 1: 2 at 100, USER, held 0");
        assertThat(answers.stream().map(Answer::reason))
                .containsExactly(
                        RejectReason.NONE,
                        RejectReason.NONE,
                        RejectReason.UNKNOWN_ORDER,
                        RejectReason.NONE,
                        RejectReason.NONE);
        assertThat(answers.stream().map(Answer::orderId)).containsExactly(1L, 2L, 0L, 1L, 1L);
        assertThat(answers.stream().map(Answer::account)).containsExactly(ALICE, BOB, ALICE, ALICE, ALICE);
        assertThat(answers.get(3).firstSequence()).isEqualTo(answers.get(1).lastSequence() + 1);
        // Each has frames of its own.
        assertThat(exchange.journal.frames).hasSize(frames + 4);
    }

    @Test
    void shouldWriteTheFramesThatTheCommandsAloneWouldWrite() {
        final Exchange alone = Exchange.openedWithEverything();
        alone.fund(ALICE, "100", "10000");
        alone.fund(BOB, "100", "10000");
        final byte[][] messages = {
            order(ALICE, SELL, "5", "100"), order(BOB, BUY, "2", "100"), amend(ALICE, 1, "101", "0")
        };
        exchange.now = alone.now;
        batch(messages);
        for (final byte[] message : messages) {
            alone.now = exchange.now - 1000;
            alone.send(GATEWAY, message);
        }
        assertThat(exchange.journal.frames).isEqualTo(alone.journal.frames);
        assertThat(exchange.machine.stateHash()).isEqualTo(alone.machine.stateHash());
    }

    @Test
    void shouldGiveRepeatedCommandsTheirFirstOutcomeAndCarryOutTheNewOnes() {
        final byte[] first = order(ALICE, SELL, "5", "100");
        final byte[] second = cancel(ALICE, 77);
        final byte[] third = order(BOB, BUY, "1", "100");
        final List<Answer> before = batch(first, second);
        exchange.journal.take();

        final List<Answer> answers = batch(first, third, second, third, first);
        assertThat(EventTexts.take(exchange))
                .containsExactly("accepted 2 of 1002: BUY 1 at 100, held 100.2", "traded 1 with 2: 1 at 100");
        assertThat(answers.stream().map(Answer::replayed)).containsExactly(true, false, true, true, true);
        assertThat(answers.get(0).lastSequence()).isEqualTo(before.get(0).lastSequence());
        assertThat(answers.get(2).reason()).isEqualTo(RejectReason.UNKNOWN_ORDER);
        assertThat(answers.get(3).filledQuantity()).isEqualTo(d("1"));
        assertThat(answers.get(4)).isEqualTo(answers.get(0));
        // The same id with other content, and the same command alone.
        final byte[] changed = first.clone();
        changed[changed.length - 1] ^= 1;
        assertThat(batch(changed).get(0).reason()).isEqualTo(RejectReason.REQUEST_ID_REUSED);
        assertThat(exchange.send(GATEWAY, first).replayed()).isTrue();
    }

    @Test
    void shouldCheckAuthorityAndTimeOfEachCommand() {
        final byte[] order = order(ALICE, SELL, "5", "100");
        exchange.commands.validUntil = exchange.now - SECOND;
        exchange.commands.requestId++;
        final byte[] late = exchange.commands.cancel(1, "");
        assertThat(send(OPERATOR, order, late).stream().map(Answer::reason))
                .containsExactly(RejectReason.NOT_AUTHORISED, RejectReason.NOT_AUTHORISED);
        assertThat(send(GATEWAY, order, late).stream().map(Answer::reason))
                .containsExactly(RejectReason.NONE, RejectReason.EXPIRED_COMMAND);
    }

    @Test
    void shouldTakeSixtyFourCommands() {
        final byte[][] orders = IntStream.range(0, 64)
                .mapToObj(i -> order(ALICE, SELL, "0.01", "10" + i % 10))
                .toArray(byte[][]::new);
        final List<Answer> answers = batch(orders);
        assertThat(answers).hasSize(64).allMatch(Answer::isAccepted);
        assertThat(answers.get(63).orderId()).isEqualTo(64);
    }

    @Test
    void shouldRefuseAMalformedBatchWhole() {
        final byte[] order = order(ALICE, SELL, "1", "100");
        final byte[] cancel = cancel(ALICE, 1);
        final byte[][] many = IntStream.range(0, 65).mapToObj(i -> cancel).toArray(byte[][]::new);
        malformed(exchange.commands.batch());
        malformed(exchange.commands.batch(many));
        malformed(exchange.commands.batch(1, order, cancel));
        malformed(exchange.commands.batch(3, order, cancel));
        malformed(exchange.commands.batch(order, Arrays.copyOf(cancel, cancel.length - 1)));
        malformed(exchange.commands.batch(order, Arrays.copyOf(cancel, cancel.length + 1)));
        malformed(exchange.commands.batch(order, new byte[7]));
        malformed(exchange.commands.batch(order, with(cancel, 0, cancel.length - 9)));
        malformed(exchange.commands.batch(order, with(cancel, 0, 0xffff)));
        malformed(exchange.commands.batch(order, with(cancel, 0, 0)));
        // Another template, another schema.
        malformed(exchange.commands.batch(order, with(cancel, 2, 14)));
        malformed(exchange.commands.batch(order, with(cancel, 2, 17)));
        malformed(exchange.commands.batch(order, with(cancel, 2, 2)));
        malformed(exchange.commands.batch(order, with(cancel, 4, 2)));
        malformed(exchange.commands.batch(exchange.commands.batch(order)));
        // An account beyond 63 bits.
        malformed(exchange.commands.batch(order, with(cancel, 8 + 22, 0x8000)));
        assertThat(exchange.machine.rememberedRequestCount()).isEqualTo(remembered);
        accept(batch(order).get(0));
    }

    private void malformed(final byte[] message) {
        remembered = exchange.machine.rememberedRequestCount();
        final Business before = Business.of(exchange.machine);
        final Answer answer = exchange.send(GATEWAY, message);
        assertThat(answer.reason()).isEqualTo(RejectReason.MALFORMED);
        assertThat(answer.commandTemplateId()).isEqualTo(17);
        assertThat(exchange.answers()).hasSize(1);
        assertThat(Business.of(exchange.machine)).isEqualTo(before);
    }

    private List<Answer> batch(final byte[]... messages) {
        return send(GATEWAY, messages);
    }

    private List<Answer> send(final PrincipalKey key, final byte[]... messages) {
        exchange.send(key, 0, c -> c.batch(messages));
        Invariants.check(exchange.machine.state(), "batch");
        return exchange.answers();
    }

    private byte[] order(final long account, final Side side, final String quantity, final String price) {
        next(account);
        return exchange.commands.newOrder(DEC_USD, side, OrderType.LIMIT, TimeInForce.GTC, d(price), d(quantity), "");
    }

    private byte[] cancel(final long account, final long orderId) {
        next(account);
        return exchange.commands.cancel(orderId, "");
    }

    private byte[] amend(final long account, final long orderId, final String price, final String quantity) {
        next(account);
        return exchange.commands.amend(orderId, "", d(price), d(quantity));
    }

    private void next(final long account) {
        exchange.commands.requestId++;
        exchange.commands.account = account;
        exchange.commands.validUntil = exchange.now + 5 * SECOND;
    }

    private static byte[] with(final byte[] message, final int at, final int value) {
        final byte[] changed = message.clone();
        new UnsafeBuffer(changed).putShort(at, (short) value);
        return changed;
    }
}

package io.unidatum.exchange.engine;

import static io.unidatum.exchange.engine.Exchange.DEC_USD;
import static io.unidatum.exchange.engine.Exchange.GATEWAY;
import static io.unidatum.exchange.engine.Exchange.SECOND;
import static io.unidatum.exchange.engine.Exchange.accept;
import static io.unidatum.exchange.engine.Exchange.d;
import static org.assertj.core.api.Assertions.assertThat;

import io.unidatum.exchange.sbe.common.AccountStatus;
import io.unidatum.exchange.sbe.common.MessageHeaderDecoder;
import io.unidatum.exchange.sbe.common.OrderType;
import io.unidatum.exchange.sbe.common.Side;
import io.unidatum.exchange.sbe.common.TimeInForce;
import io.unidatum.exchange.sbe.order.ClusterTimeDecoder;
import io.unidatum.exchange.sbe.order.RejectReason;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The same request id has one effect, and the same answer each time. */
class IdempotencyTest {
    private static final long ALICE = 1001;
    private final Exchange exchange = Exchange.opened();

    @BeforeEach
    void fund() {
        exchange.fund(ALICE, "100", "10000");
        exchange.journal.take();
    }

    @Test
    void shouldAnswerARepeatedRequestAsTheFirstTime() {
        final byte[] message = buy(1, "10", exchange.now + 5 * SECOND);
        final Answer first = exchange.send(GATEWAY, message);
        exchange.journal.take();
        exchange.cancel(ALICE, first.orderId());
        exchange.journal.take();
        final Answer second = exchange.send(GATEWAY, message);

        assertThat(exchange.journal.take()).isEmpty();
        assertThat(second.replayed()).isTrue();
        assertThat(second).usingRecursiveComparison().ignoringFields("replayed").isEqualTo(first);
    }

    @Test
    void shouldRememberARejectToo() {
        final byte[] message = buy(1, "1000", exchange.now + 5 * SECOND);
        assertThat(exchange.send(GATEWAY, message).reason()).isEqualTo(RejectReason.INSUFFICIENT_BALANCE);
        exchange.deposit(ALICE, Exchange.USD, "1000000");
        final Answer second = exchange.send(GATEWAY, message);

        assertThat(second.reason()).isEqualTo(RejectReason.INSUFFICIENT_BALANCE);
        assertThat(second.replayed()).isTrue();
    }

    @Test
    void shouldRejectTheSameIdWithOtherContent() {
        accept(exchange.send(GATEWAY, buy(1, "10", exchange.now + 5 * SECOND)));
        final Answer other = exchange.send(GATEWAY, buy(1, "11", exchange.now + 5 * SECOND));

        assertThat(other.reason()).isEqualTo(RejectReason.REQUEST_ID_REUSED);
        assertThat(other.replayed()).isFalse();
    }

    @Test
    void shouldTakeALaterValidUntilForTheSameContent() {
        final Answer first = exchange.send(GATEWAY, buy(1, "10", exchange.now + 5 * SECOND));
        exchange.now += 4 * SECOND;
        final Answer second = exchange.send(GATEWAY, buy(1, "10", exchange.now + 5 * SECOND));
        exchange.now += 4 * SECOND;
        final Answer third = exchange.send(GATEWAY, buy(1, "10", exchange.now + 5 * SECOND));

        assertThat(second.replayed()).isTrue();
        assertThat(third.replayed()).isTrue();
        assertThat(third.orderId()).isEqualTo(first.orderId());
    }

    @Test
    void shouldGiveEachOfTheRequestsThatExpireTogetherItsOwnOutcomeWhenItIsSentAgainLater() {
        final long validUntil = exchange.now + 5 * SECOND;
        final long[] orderIds = new long[6];
        for (int i = 0; i < orderIds.length; i++) {
            orderIds[i] = exchange.send(GATEWAY, buy(i + 1, "1", validUntil)).orderId();
        }
        for (int i = 0; i < orderIds.length; i++) {
            final Answer again = exchange.send(GATEWAY, buy(i + 1, "1", validUntil + SECOND));
            assertThat(again.replayed()).isTrue();
            assertThat(again.orderId()).isEqualTo(orderIds[i]);
        }
    }

    @Test
    void shouldNotCarryOutACommandAfterItsValidUntil() {
        final byte[] message = buy(1, "10", exchange.now + SECOND);
        exchange.now += SECOND + 1;
        assertThat(exchange.send(GATEWAY, message).reason()).isEqualTo(RejectReason.EXPIRED_COMMAND);
        assertThat(exchange.journal.take()).isEmpty();
    }

    @Test
    void shouldRejectAValidUntilTooFarAhead() {
        assertThat(exchange.send(GATEWAY, buy(1, "10", exchange.now + 31 * SECOND))
                        .reason())
                .isEqualTo(RejectReason.VALID_UNTIL_TOO_FAR);
        accept(exchange.send(GATEWAY, buy(1, "10", exchange.now + 30 * SECOND)));
    }

    @Test
    void shouldForgetARequestOnceItsValidUntilHasPassed() {
        accept(exchange.send(GATEWAY, buy(1, "10", exchange.now + SECOND)));
        final int remembered = exchange.machine.rememberedRequestCount();
        exchange.now += 40 * SECOND;
        exchange.send(GATEWAY, new byte[0]);

        assertThat(remembered).isPositive();
        assertThat(exchange.machine.rememberedRequestCount()).isZero();
    }

    @Test
    void shouldNotRememberWhatIsRefusedForRate() {
        accept(exchange.operate(ALICE, c -> c.setAccount(AccountStatus.ACTIVE, 0, 0, 1, "")));
        accept(exchange.send(GATEWAY, buy(1, "10", exchange.now + 5 * SECOND)));
        final byte[] message = buy(2, "10", exchange.now + 5 * SECOND);
        assertThat(exchange.send(GATEWAY, message).reason()).isEqualTo(RejectReason.RATE_LIMITED);
        exchange.now += SECOND;

        final Answer again = exchange.send(GATEWAY, message);
        accept(again);
        assertThat(again.replayed()).isFalse();
    }

    @Test
    void shouldRefuseWhenItCanRememberNoMore() {
        final Exchange small = new Exchange(12);
        small.open();
        accept(small.operate(ALICE, c -> c.createAccount(0)));
        accept(small.operate(1002, c -> c.createAccount(0)));
        accept(small.operate(1003, c -> c.createAccount(0)));
        assertThat(small.operate(1004, c -> c.createAccount(0)).reason()).isEqualTo(RejectReason.OVERLOADED);
        small.now += 7 * SECOND;
        accept(small.operate(1004, c -> c.createAccount(0)));
    }

    @Test
    void shouldKeepTheRequestAcrossASnapshot() {
        final byte[] message = buy(1, "10", exchange.now + 5 * SECOND);
        final Answer first = exchange.send(GATEWAY, message);
        final ExchangeStateMachine restored =
                new ExchangeStateMachine((buffer, offset, length, sequence, count, hash, position) -> {});
        Exchange.restore(restored, exchange.snapshot());
        restored.onCommand(exchange.now, GATEWAY, new UnsafeBuffer(message), 0, message.length);

        assertThat(Answer.decode(restored.response()))
                .usingRecursiveComparison()
                .ignoringFields("replayed")
                .isEqualTo(first);
        assertThat(restored.lastSequence()).isEqualTo(exchange.machine.lastSequence());
    }

    @Test
    void shouldTellTheTimeToAnybodyWithoutChangingAnything() {
        exchange.commands.requestId = 9;
        final byte[] query = exchange.commands.timeQuery();
        final Business before = Business.of(exchange.machine);
        final int length = exchange.machine.onCommand(
                exchange.now + 7, PrincipalKey.NONE, new UnsafeBuffer(query), 0, query.length);

        assertThat(length).isEqualTo(MessageHeaderDecoder.ENCODED_LENGTH + ClusterTimeDecoder.BLOCK_LENGTH);
        final ClusterTimeDecoder answer =
                new ClusterTimeDecoder().wrapAndApplyHeader(exchange.machine.response(), 0, new MessageHeaderDecoder());
        assertThat(answer.time()).isEqualTo(exchange.now + 7);
        assertThat(answer.lastSequence()).isEqualTo(exchange.machine.lastSequence());
        assertThat(Business.of(exchange.machine)).isEqualTo(before);
    }

    @Test
    void shouldNeverLetTheTimeGoBack() {
        exchange.limit(ALICE, Side.BUY, "1", "1");
        final long time = exchange.machine.time();
        exchange.now -= 10 * SECOND;
        final Answer answer = exchange.limit(ALICE, Side.BUY, "1", "2");

        assertThat(answer.time()).isEqualTo(time);
        assertThat(exchange.machine.time()).isEqualTo(time);
    }

    private byte[] buy(final long requestId, final String quantity, final long validUntil) {
        exchange.commands.requestIdHigh = 0xabc;
        exchange.commands.requestId = requestId;
        exchange.commands.account = ALICE;
        exchange.commands.validUntil = validUntil;
        final byte[] message = exchange.commands.newOrder(
                DEC_USD, Side.BUY, OrderType.LIMIT, TimeInForce.GTC, d("100"), d(quantity), "");
        exchange.commands.requestIdHigh = 0x1234;
        exchange.commands.requestId = 1_000_000 + exchange.log.size();
        return message;
    }
}

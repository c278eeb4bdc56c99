package io.unidatum.exchange.engine;

import static io.unidatum.exchange.engine.Exchange.BTC_USD;
import static io.unidatum.exchange.engine.Exchange.DEC_USD;
import static io.unidatum.exchange.engine.Exchange.accept;
import static io.unidatum.exchange.engine.Exchange.d;
import static io.unidatum.exchange.sbe.common.Side.BUY;
import static io.unidatum.exchange.sbe.common.Side.NULL_VAL;
import static io.unidatum.exchange.sbe.common.Side.SELL;
import static org.assertj.core.api.Assertions.assertThat;

import io.unidatum.exchange.sbe.common.InstrumentStatus;
import io.unidatum.exchange.sbe.common.OrderType;
import io.unidatum.exchange.sbe.common.Side;
import io.unidatum.exchange.sbe.common.TimeInForce;
import io.unidatum.exchange.sbe.order.RejectReason;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many orders cancelled by one command: mass cancel and the kill switch. */
class MassCancelTest {
    private static final long ALICE = 1001;
    private static final long BOB = 1002;
    private static final long NOBODY = 1003;
    private final Exchange exchange = Exchange.openedWithEverything();

    @BeforeEach
    void placeOrders() {
        exchange.fund(ALICE, "100", "10000");
        exchange.fund(BOB, "100", "10000");
        exchange.limit(ALICE, BUY, "1", "90");
        exchange.limit(ALICE, SELL, "2", "110");
        exchange.limit(BOB, BUY, "3", "91");
        accept(exchange.trade(
                ALICE,
                c -> c.newOrder(BTC_USD, BUY, OrderType.LIMIT, TimeInForce.GTC, d("1000"), d("1"), "in bitcoin")));
        exchange.limit(ALICE, BUY, "4", "92");
        exchange.journal.take();
    }

    @Test
    void shouldCancelAllOrdersOfAnAccountByTheirIds() {
        final Answer answer = massCancel(ALICE, 0, NULL_VAL);
        assertThat(EventTexts.take(exchange))
                .containsExactly(
                        "cancelled 1: 1 at 90, MASS_CANCEL, held 1370.736",
                        "cancelled 2: 2 at 110, MASS_CANCEL, held 0",
                        "cancelled 4: 1 at 1000, MASS_CANCEL, held 368.736",
                        "cancelled 5: 4 at 92, MASS_CANCEL, held 0");
        assertThat(answer.lastSequence() - answer.firstSequence() + 1).isEqualTo(4);
        assertThat(answer.orderId()).isZero();
        assertThat(exchange.machine.openOrderCount()).isEqualTo(1);
    }

    @Test
    void shouldCancelOnlyAnInstrumentsOrders() {
        massCancel(ALICE, BTC_USD, NULL_VAL);
        assertThat(EventTexts.take(exchange)).containsExactly("cancelled 4: 1 at 1000, MASS_CANCEL, held 458.916");
    }

    @Test
    void shouldCancelOnlyASide() {
        massCancel(ALICE, DEC_USD, BUY);
        assertThat(EventTexts.take(exchange))
                .containsExactly(
                        "cancelled 1: 1 at 90, MASS_CANCEL, held 1370.736",
                        "cancelled 5: 4 at 92, MASS_CANCEL, held 1002");
        massCancel(ALICE, 0, SELL);
        assertThat(EventTexts.take(exchange)).containsExactly("cancelled 2: 2 at 110, MASS_CANCEL, held 0");
    }

    @Test
    void shouldBeAcceptedWithNothingToCancel() {
        final Answer answer = massCancel(BOB, BTC_USD, SELL);
        accept(answer);
        assertThat(answer.firstSequence()).isZero();
        assertThat(answer.lastSequence()).isZero();
        assertThat(exchange.journal.take()).isEmpty();
    }

    @Test
    void shouldCancelEverybodysOrdersForAnOperator() {
        accept(exchange.operate(c -> c.massCancel(DEC_USD, BUY)));
        assertThat(EventTexts.take(exchange))
                .containsExactly(
                        "cancelled 1: 1 at 90, OPERATOR, held 1370.736",
                        "cancelled 3: 3 at 91, OPERATOR, held 0",
                        "cancelled 5: 4 at 92, OPERATOR, held 1002");
        accept(exchange.operate(ALICE, c -> c.massCancel(0, NULL_VAL)));
        assertThat(EventTexts.take(exchange))
                .containsExactly("cancelled 2: 2 at 110, OPERATOR, held 0", "cancelled 4: 1 at 1000, OPERATOR, held 0");
        assertThat(exchange.machine.openOrderCount()).isZero();
    }

    @Test
    void shouldNotCancelEverybodysOrdersForAGateway() {
        assertThat(massCancel(0, 0, NULL_VAL).reason()).isEqualTo(RejectReason.UNKNOWN_ACCOUNT);
        assertThat(massCancel(NOBODY, 0, NULL_VAL).reason()).isEqualTo(RejectReason.UNKNOWN_ACCOUNT);
        assertThat(massCancel(ALICE, 77, NULL_VAL).reason()).isEqualTo(RejectReason.UNKNOWN_INSTRUMENT);
        assertThat(exchange.trade(ALICE, c -> withSide(c.massCancel(0, BUY), 9)).reason())
                .isEqualTo(RejectReason.UNKNOWN_ENUM_VALUE);
        assertThat(exchange.journal.take()).isEmpty();
    }

    @Test
    void shouldCancelWhateverTheStatus() {
        accept(exchange.operate(c -> c.setInstrumentStatus(0, InstrumentStatus.HALTED, "why")));
        accept(exchange.trade(ALICE, c -> c.killSwitch("enough")));
        exchange.journal.take();
        massCancel(BOB, 0, NULL_VAL);
        assertThat(EventTexts.take(exchange)).containsExactly("cancelled 3: 3 at 91, MASS_CANCEL, held 0");
    }

    @Test
    void shouldBlockAnAccountAndCancelAllThatItHas() {
        accept(exchange.trade(ALICE, c -> c.killSwitch("enough")));
        assertThat(EventTexts.take(exchange))
                .containsExactly(
                        "account 1001 blocked",
                        "cancelled 1: 1 at 90, KILL_SWITCH, held 1370.736",
                        "cancelled 2: 2 at 110, KILL_SWITCH, held 0",
                        "cancelled 4: 1 at 1000, KILL_SWITCH, held 368.736",
                        "cancelled 5: 4 at 92, KILL_SWITCH, held 0");
        assertThat(exchange.limit(ALICE, BUY, "1", "90").reason()).isEqualTo(RejectReason.ACCOUNT_BLOCKED);

        accept(exchange.operate(ALICE, c -> c.killSwitch("again")));
        assertThat(EventTexts.take(exchange)).containsExactly("account 1001 blocked");
        assertThat(exchange.trade(1, c -> c.killSwitch("fees")).reason()).isEqualTo(RejectReason.RESERVED_ACCOUNT);
        assertThat(exchange.trade(NOBODY, c -> c.killSwitch("who")).reason()).isEqualTo(RejectReason.UNKNOWN_ACCOUNT);
        assertThat(exchange.trade(BOB, c -> c.killSwitch("\t")).reason()).isEqualTo(RejectReason.INVALID_NAME);
    }

    @Test
    void shouldBeUnsupportedBeforeEncodingVersion2() {
        final Exchange old = Exchange.opened();
        old.fund(ALICE, "1", "1");
        for (final SampleCommands sample : SampleCommands.ofVersion1()) {
            assertThat(old.send(sample.key, sample.account, sample.command).reason())
                    .as("%s", sample)
                    .isEqualTo(RejectReason.UNSUPPORTED);
        }
    }

    private Answer massCancel(final long account, final long instrument, final Side side) {
        return exchange.trade(account, c -> c.massCancel(instrument, side));
    }

    private static byte[] withSide(final byte[] massCancel, final int side) {
        new UnsafeBuffer(massCancel).putByte(massCancel.length - 1, (byte) side);
        return massCancel;
    }
}

package io.unidatum.exchange.engine;

import static io.unidatum.exchange.engine.Exchange.BTC_USD;
import static io.unidatum.exchange.engine.Exchange.DEC_USD;
import static io.unidatum.exchange.engine.Exchange.accept;
import static io.unidatum.exchange.engine.Exchange.d;
import static io.unidatum.exchange.sbe.common.Side.BUY;
import static io.unidatum.exchange.sbe.common.Side.SELL;
import static org.assertj.core.api.Assertions.assertThat;

import io.unidatum.exchange.sbe.common.CommandHeaderEncoder;
import io.unidatum.exchange.sbe.common.MessageHeaderEncoder;
import io.unidatum.exchange.sbe.common.OrderType;
import io.unidatum.exchange.sbe.common.SelfTradePrevention;
import io.unidatum.exchange.sbe.common.Side;
import io.unidatum.exchange.sbe.common.TimeInForce;
import io.unidatum.exchange.sbe.order.NewOcoEncoder;
import io.unidatum.exchange.sbe.order.NewOrderEncoder;
import io.unidatum.exchange.sbe.order.RejectReason;
import java.util.function.Consumer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Limits of an account: quantity and notional of an order, and the position that open orders could lead to. */
class AccountLimitsTest {
    private static final long ALICE = 1001;
    private static final long BOB = 1002;
    private final Exchange exchange = Exchange.openedWithEverything();

    @BeforeEach
    void fund() {
        exchange.fund(ALICE, "1000", "100000");
        exchange.fund(BOB, "1000", "100000");
        exchange.journal.take();
    }

    @Test
    void shouldSayWhatTheLimitsAre() {
        limits(ALICE, 0, "10", "0", "0");
        limits(ALICE, DEC_USD, "0", "500", "20");
        limits(ALICE, DEC_USD, "0", "0", "0");
        assertThat(EventTexts.take(exchange))
                .containsExactly(
                        "limits of 1001 in 0: quantity 10, notional 0, position 0",
                        "limits of 1001 in 1: quantity 0, notional 500, position 20",
                        "limits of 1001 in 1: quantity 0, notional 0, position 0");
    }

    @Test
    void shouldRefuseAnOrderAboveTheLargestQuantity() {
        limits(ALICE, 0, "10", "0", "0");
        refused(RejectReason.ACCOUNT_QUANTITY_LIMIT, exchange.limit(ALICE, BUY, "10.01", "1"));
        accept(exchange.limit(ALICE, BUY, "10", "1"));
        refused(RejectReason.ACCOUNT_QUANTITY_LIMIT, exchange.amend(ALICE, 1, "0", "10.01"));
        accept(exchange.limit(BOB, BUY, "10.01", "1"));
    }

    @Test
    void shouldRefuseAnOrderAboveTheLargestNotional() {
        limits(ALICE, 0, "0", "1000", "0");
        refused(RejectReason.ACCOUNT_NOTIONAL_LIMIT, exchange.limit(ALICE, SELL, "10", "100.01"));
        accept(exchange.limit(ALICE, SELL, "10", "100"));
        refused(RejectReason.ACCOUNT_NOTIONAL_LIMIT, exchange.amend(ALICE, 1, "100.01", "0"));
        // A market order counts at its protection price: 100 and the band of 10 %.
        limits(BOB, 0, "0", "1099.99", "0");
        refused(RejectReason.ACCOUNT_NOTIONAL_LIMIT, exchange.market(BOB, BUY, "10"));
        limits(BOB, 0, "0", "1100", "0");
        accept(exchange.market(BOB, BUY, "10"));
    }

    @Test
    void shouldRefuseAnOrderThatCouldLeadBeyondTheLargestPosition() {
        limits(ALICE, 0, "0", "0", "10");
        accept(exchange.limit(ALICE, BUY, "4", "90"));
        accept(exchange.limit(ALICE, BUY, "6", "91"));
        refused(RejectReason.POSITION_LIMIT, exchange.limit(ALICE, BUY, "0.01", "80"));
        // The other side counts by itself.
        accept(exchange.limit(ALICE, SELL, "10", "110"));
        refused(RejectReason.POSITION_LIMIT, exchange.limit(ALICE, SELL, "0.01", "120"));
        // Long 6 now, and 4 may still be bought.
        accept(exchange.limit(BOB, SELL, "6", "91"));
        refused(RejectReason.POSITION_LIMIT, exchange.limit(ALICE, BUY, "0.01", "80"));
        accept(exchange.cancel(ALICE, 1));
        accept(exchange.limit(ALICE, BUY, "4", "80"));
        // From 6 long, 16 may be sold; 10 are on offer.
        accept(exchange.limit(ALICE, SELL, "6", "120"));
        refused(RejectReason.POSITION_LIMIT, exchange.limit(ALICE, SELL, "0.01", "120"));
    }

    @Test
    void shouldCountAnAmendedOrderOnce() {
        limits(ALICE, 0, "0", "0", "10");
        accept(exchange.limit(ALICE, BUY, "4", "90"));
        accept(exchange.amend(ALICE, 1, "0", "10"));
        refused(RejectReason.POSITION_LIMIT, exchange.amend(ALICE, 1, "0", "10.01"));
        accept(exchange.amend(ALICE, 1, "0", "7"));
        accept(exchange.limit(ALICE, BUY, "3", "90"));
        refused(RejectReason.POSITION_LIMIT, exchange.amend(ALICE, 1, "0", "8"));
    }

    @Test
    void shouldLetAnOrderBeReducedThatIsBeyondANewLimit() {
        accept(exchange.limit(ALICE, BUY, "50", "90"));
        limits(ALICE, 0, "10", "100", "10");
        refused(RejectReason.ACCOUNT_QUANTITY_LIMIT, exchange.amend(ALICE, 1, "0", "51"));
        refused(RejectReason.ACCOUNT_QUANTITY_LIMIT, exchange.amend(ALICE, 1, "91", "0"));
        accept(exchange.amend(ALICE, 1, "0", "40"));
        accept(exchange.amend(ALICE, 1, "89", "0"));
    }

    @Test
    void shouldPreferAnInstrumentsOwnLimits() {
        limits(ALICE, 0, "1", "0", "0");
        limits(ALICE, DEC_USD, "20", "0", "0");
        accept(exchange.limit(ALICE, BUY, "20", "1"));
        limits(ALICE, DEC_USD, "0", "0", "0");
        refused(RejectReason.ACCOUNT_QUANTITY_LIMIT, exchange.limit(ALICE, BUY, "20", "1"));
        limits(ALICE, 0, "0", "0", "0");
        accept(exchange.limit(ALICE, BUY, "20", "1"));
    }

    @Test
    void shouldCountWhatWasOpenBeforeThereWereLimits() {
        accept(exchange.limit(ALICE, BUY, "8", "90"));
        accept(exchange.limit(BOB, SELL, "3", "90"));
        limits(ALICE, DEC_USD, "0", "0", "10");
        // Long 3, and 5 are still open.
        refused(RejectReason.POSITION_LIMIT, exchange.limit(ALICE, BUY, "2.01", "80"));
        accept(exchange.limit(ALICE, BUY, "2", "80"));
    }

    @Test
    void shouldCountWhatWaitsForItsTrigger() {
        limits(ALICE, 0, "0", "0", "10");
        accept(special(
                BUY, "6", "100", order -> order.orderType(OrderType.STOP_LIMIT).stopPrice(d("100"))));
        refused(RejectReason.POSITION_LIMIT, exchange.limit(ALICE, BUY, "4.01", "90"));
        accept(exchange.limit(ALICE, BUY, "4", "90"));
    }

    @Test
    void shouldExemptReduceOnlyOrdersFromThePositionLimit() {
        accept(exchange.limit(BOB, SELL, "8", "100"));
        accept(exchange.limit(ALICE, BUY, "8", "100"));
        limits(ALICE, 0, "0", "0", "5");
        accept(exchange.limit(ALICE, SELL, "13", "110"));
        refused(RejectReason.POSITION_LIMIT, exchange.limit(ALICE, SELL, "0.01", "110"));
        accept(special(SELL, "2", "110", order -> order.flags().reduceOnly(true)));
    }

    @Test
    void shouldTakeAQuoteAmountForTheNotional() {
        limits(ALICE, 0, "0", "500", "0");
        accept(exchange.limit(BOB, SELL, "8", "100"));
        refused(RejectReason.ACCOUNT_NOTIONAL_LIMIT, byQuoteAmount("500.01"));
        accept(byQuoteAmount("500"));
    }

    @Test
    void shouldCountAnOcoOnceButCheckBothOfItsLegs() {
        limits(ALICE, 0, "0", "1000", "10");
        refused(RejectReason.ACCOUNT_NOTIONAL_LIMIT, oco("9", "90", "112"));
        refused(RejectReason.POSITION_LIMIT, oco("10.01", "80", "90"));
        accept(oco("8", "80", "90"));
        refused(RejectReason.POSITION_LIMIT, exchange.limit(ALICE, BUY, "2.01", "80"));
        accept(exchange.limit(ALICE, BUY, "2", "80"));
        // The trade cancels the stop leg: long 1, and 7 are open.
        accept(exchange.cancel(ALICE, 3));
        accept(exchange.limit(BOB, SELL, "1", "80"));
        refused(RejectReason.POSITION_LIMIT, exchange.limit(ALICE, BUY, "2.01", "70"));
        accept(exchange.limit(ALICE, BUY, "2", "70"));
    }

    @Test
    void shouldRefuseImpossibleLimits() {
        refused(RejectReason.INVALID_LIMIT, exchange.operate(ALICE, c -> c.setAccountLimits(0, -1, 0, 0)));
        refused(RejectReason.INVALID_LIMIT, exchange.operate(ALICE, c -> c.setAccountLimits(0, 0, -1, 0)));
        refused(RejectReason.INVALID_LIMIT, exchange.operate(ALICE, c -> c.setAccountLimits(0, 0, 0, Long.MIN_VALUE)));
        refused(RejectReason.UNKNOWN_INSTRUMENT, exchange.operate(ALICE, c -> c.setAccountLimits(77, 0, 0, 0)));
        refused(RejectReason.RESERVED_ACCOUNT, exchange.operate(1, c -> c.setAccountLimits(0, 0, 0, 0)));
        refused(RejectReason.UNKNOWN_ACCOUNT, exchange.operate(1009, c -> c.setAccountLimits(0, 0, 0, 0)));
        accept(exchange.operate(
                ALICE, c -> c.setAccountLimits(BTC_USD, Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE)));
    }

    private Answer byQuoteAmount(final String amount) {
        return special(BUY, "1", "0", order -> order.orderType(OrderType.MARKET)
                .timeInForce(TimeInForce.IOC)
                .quantity(0)
                .quoteAmount(d(amount)));
    }

    private Answer special(
            final Side side, final String quantity, final String price, final Consumer<NewOrderEncoder> terms) {
        return exchange.trade(ALICE, c -> {
            final byte[] message =
                    c.newOrder(DEC_USD, side, OrderType.LIMIT, TimeInForce.GTC, d(price), d(quantity), "");
            terms.accept(new NewOrderEncoder().wrap(new UnsafeBuffer(message), MessageHeaderEncoder.ENCODED_LENGTH));
            return message;
        });
    }

    /** A bid below the market, and a stop that buys above it. */
    private Answer oco(final String quantity, final String limitPrice, final String stopPrice) {
        return exchange.trade(ALICE, c -> {
            final byte[] message = new byte[MessageHeaderEncoder.ENCODED_LENGTH + NewOcoEncoder.BLOCK_LENGTH];
            final UnsafeBuffer buffer = new UnsafeBuffer(message);
            buffer.putBytes(
                    0, c.cancel(1, ""), 0, MessageHeaderEncoder.ENCODED_LENGTH + CommandHeaderEncoder.ENCODED_LENGTH);
            new NewOcoEncoder()
                    .wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
                    .instrumentId(DEC_USD)
                    .side(BUY)
                    .timeInForce(TimeInForce.GTC)
                    .selfTradePrevention(SelfTradePrevention.NULL_VAL)
                    .quantity(d(quantity))
                    .limitPrice(d(limitPrice))
                    .stopPrice(d(stopPrice))
                    .stopLimitPrice(d(stopPrice));
            return message;
        });
    }

    private void limits(
            final long account,
            final long instrument,
            final String quantity,
            final String notional,
            final String position) {
        accept(exchange.operate(account, c -> c.setAccountLimits(instrument, d(quantity), d(notional), d(position))));
    }

    private void refused(final RejectReason reason, final Answer answer) {
        assertThat(answer.reason()).isEqualTo(reason);
        Invariants.check(exchange.machine.state(), reason.name());
    }
}

package io.unidatum.exchange.engine;

import static io.unidatum.exchange.engine.Exchange.BTC;
import static io.unidatum.exchange.engine.Exchange.DEC;
import static io.unidatum.exchange.engine.Exchange.DEC_BTC;
import static io.unidatum.exchange.engine.Exchange.DEC_USD;
import static io.unidatum.exchange.engine.Exchange.USD;
import static io.unidatum.exchange.engine.Exchange.accept;
import static io.unidatum.exchange.engine.Exchange.d;
import static io.unidatum.exchange.sbe.common.OrderType.LIMIT;
import static io.unidatum.exchange.sbe.common.OrderType.MARKET;
import static io.unidatum.exchange.sbe.common.Side.BUY;
import static io.unidatum.exchange.sbe.common.Side.SELL;
import static io.unidatum.exchange.sbe.common.TimeInForce.GTC;
import static io.unidatum.exchange.sbe.common.TimeInForce.IOC;
import static org.assertj.core.api.Assertions.assertThat;

import io.unidatum.exchange.sbe.common.AccountStatus;
import io.unidatum.exchange.sbe.common.InstrumentStatus;
import io.unidatum.exchange.sbe.common.OrderType;
import io.unidatum.exchange.sbe.common.TimeInForce;
import io.unidatum.exchange.sbe.order.NewOrderEncoder;
import io.unidatum.exchange.sbe.order.RejectReason;
import java.util.function.Function;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every reason for which an order, a cancel or an amendment is rejected; nothing changes in any of them. */
class RejectTest {
    private static final long ALICE = 1001;
    private static final long BOB = 1002;
    private static final int BLOCK = 8;
    private final Exchange exchange = Exchange.opened();
    private long order;

    @BeforeEach
    void trade() {
        exchange.fund(ALICE, "100", "10000");
        exchange.fund(BOB, "100", "10000");
        order = exchange.order(ALICE, SELL, LIMIT, GTC, "10", "100", "mine").orderId();
        exchange.limit(BOB, BUY, "4", "100");
    }

    @Test
    void shouldRejectWhatAnOrderNames() {
        rejected(RejectReason.RESERVED_ACCOUNT, 1, c -> limit(c, DEC_USD, "100", "1"));
        rejected(RejectReason.RESERVED_ACCOUNT, 0, c -> limit(c, DEC_USD, "100", "1"));
        rejected(RejectReason.UNKNOWN_ACCOUNT, 1003, c -> limit(c, DEC_USD, "100", "1"));
        rejected(RejectReason.UNKNOWN_INSTRUMENT, ALICE, c -> limit(c, 99, "100", "1"));
        rejected(RejectReason.UNKNOWN_INSTRUMENT, ALICE, c -> limit(c, 0, "100", "1"));
    }

    @Test
    void shouldRejectUnknownAndReservedKinds() {
        rejected(RejectReason.UNKNOWN_ENUM_VALUE, ALICE, raw(NewOrderEncoder.sideEncodingOffset(), 3));
        rejected(RejectReason.UNKNOWN_ENUM_VALUE, ALICE, raw(NewOrderEncoder.sideEncodingOffset(), 255));
        rejected(RejectReason.UNKNOWN_ENUM_VALUE, ALICE, raw(NewOrderEncoder.orderTypeEncodingOffset(), 99));
        rejected(RejectReason.UNKNOWN_ENUM_VALUE, ALICE, raw(NewOrderEncoder.timeInForceEncodingOffset(), 0));
        rejected(RejectReason.UNKNOWN_ENUM_VALUE, ALICE, raw(NewOrderEncoder.selfTradePreventionEncodingOffset(), 9));
        rejected(RejectReason.UNKNOWN_ENUM_VALUE, ALICE, raw(NewOrderEncoder.flagsEncodingOffset(), 4));
        rejected(RejectReason.UNSUPPORTED, ALICE, raw(NewOrderEncoder.flagsEncodingOffset(), 1));
        rejected(RejectReason.UNSUPPORTED, ALICE, raw(NewOrderEncoder.selfTradePreventionEncodingOffset(), 2));
        rejected(RejectReason.UNSUPPORTED, ALICE, raw(NewOrderEncoder.stopPriceEncodingOffset(), 1));
        rejected(RejectReason.UNSUPPORTED, ALICE, raw(NewOrderEncoder.displayQuantityEncodingOffset(), 1));
        rejected(RejectReason.UNSUPPORTED, ALICE, raw(NewOrderEncoder.expireTimeEncodingOffset(), 1));
        rejected(RejectReason.UNSUPPORTED, ALICE, raw(NewOrderEncoder.quoteAmountEncodingOffset(), 1));
        rejected(RejectReason.UNSUPPORTED, ALICE, c -> order(c, OrderType.STOP, GTC, "100", "1"));
        rejected(RejectReason.UNSUPPORTED, ALICE, c -> order(c, LIMIT, TimeInForce.FOK, "100", "1"));
        rejected(RejectReason.UNSUPPORTED, ALICE, c -> order(c, MARKET, GTC, "0", "1"));
    }

    @Test
    void shouldTakeANullSelfTradePreventionForTheDefault() {
        final Function<Commands, byte[]> command = raw(NewOrderEncoder.selfTradePreventionEncodingOffset(), 255);
        accept(exchange.trade(ALICE, command));
    }

    @Test
    void shouldRejectAnOrdersValues() {
        rejected(RejectReason.INVALID_PRICE, ALICE, c -> limit(c, DEC_USD, "0", "1"));
        rejected(RejectReason.INVALID_PRICE, ALICE, c -> limit(c, DEC_USD, "-1", "1"));
        rejected(RejectReason.INVALID_PRICE, ALICE, c -> order(c, MARKET, IOC, "1", "1"));
        rejected(RejectReason.PRICE_NOT_ON_TICK, ALICE, c -> limit(c, DEC_USD, "100.001", "1"));
        rejected(RejectReason.INVALID_QUANTITY, ALICE, c -> limit(c, DEC_USD, "100", "0"));
        rejected(RejectReason.INVALID_QUANTITY, ALICE, c -> limit(c, DEC_USD, "100", "-1"));
        rejected(RejectReason.QUANTITY_NOT_ON_LOT, ALICE, c -> limit(c, DEC_USD, "100", "1.001"));
        rejected(RejectReason.QUANTITY_TOO_LARGE, ALICE, c -> limit(c, DEC_USD, "100", "1000000.01"));
        rejected(RejectReason.NOTIONAL_OVERFLOW, ALICE, c -> limit(c, DEC_USD, "1000000", "1000000"));
        rejected(
                RejectReason.INVALID_CLIENT_ORDER_ID,
                ALICE,
                c -> c.newOrder(DEC_USD, BUY, LIMIT, GTC, d("90"), d("1"), "a\tb"));
        rejected(
                RejectReason.INVALID_CLIENT_ORDER_ID,
                ALICE,
                raw(NewOrderEncoder.clientOrderIdEncodingOffset() + 35, 'x'));
    }

    @Test
    void shouldRejectAMarketOrderWithoutAnOtherSide() {
        rejected(RejectReason.NO_LIQUIDITY, BOB, c -> c.newOrder(DEC_USD, SELL, MARKET, IOC, 0, d("1"), ""));
    }

    @Test
    void shouldRejectADuplicateClientOrderIdWhileItsOrderIsOpen() {
        rejected(
                RejectReason.DUPLICATE_CLIENT_ORDER_ID,
                ALICE,
                c -> c.newOrder(DEC_USD, SELL, LIMIT, GTC, d("101"), d("1"), "mine"));
        accept(exchange.order(BOB, SELL, LIMIT, GTC, "1", "101", "mine"));
        accept(exchange.trade(ALICE, c -> c.cancel(0, "mine")));
        accept(exchange.order(ALICE, SELL, LIMIT, GTC, "1", "101", "mine"));
    }

    @Test
    void shouldRejectWhatTheBalanceDoesNotCover() {
        // 9599.2 are left of 10,000: 95 x 100 with 0.2 % is 9519, 96 x 100 is 9619.2.
        rejected(RejectReason.INSUFFICIENT_BALANCE, BOB, c -> limit(c, DEC_USD, "100", "96"));
        rejected(
                RejectReason.INSUFFICIENT_BALANCE,
                ALICE,
                c -> c.newOrder(DEC_USD, SELL, LIMIT, GTC, d("100"), d("90.01"), ""));
        rejected(
                RejectReason.INSUFFICIENT_BALANCE,
                BOB,
                c -> c.newOrder(DEC_BTC, BUY, LIMIT, GTC, d("0.00000001"), d("1"), ""));
    }

    @Test
    void shouldRejectOrdersOfABlockedAccountButLetItCancel() {
        accept(exchange.operate(ALICE, c -> c.setAccount(AccountStatus.BLOCKED, 0, 0, 0, "")));
        rejected(RejectReason.ACCOUNT_BLOCKED, ALICE, c -> limit(c, DEC_USD, "1", "1"));
        rejected(RejectReason.ACCOUNT_BLOCKED, ALICE, c -> c.amend(order, "", d("101"), 0));
        accept(exchange.cancel(ALICE, order));
    }

    @Test
    void shouldRejectOrdersInAHaltedInstrumentButLetThemBeCancelled() {
        accept(exchange.operate(c -> c.setInstrumentStatus(DEC_USD, InstrumentStatus.HALTED, "")));
        rejected(RejectReason.INSTRUMENT_HALTED, ALICE, c -> limit(c, DEC_USD, "1", "1"));
        rejected(RejectReason.INSTRUMENT_HALTED, ALICE, c -> c.amend(order, "", 0, d("5")));
        accept(exchange.cancel(ALICE, order));
        accept(exchange.operate(c -> c.setInstrumentStatus(0, InstrumentStatus.OPEN, "")));
        accept(exchange.limit(ALICE, BUY, "1", "1"));
    }

    @Test
    void shouldRejectMoreOpenOrdersThanAllowed() {
        accept(exchange.operate(ALICE, c -> c.setAccount(AccountStatus.ACTIVE, 0, 2, 0, "")));
        accept(exchange.limit(ALICE, BUY, "1", "1"));
        rejected(RejectReason.TOO_MANY_OPEN_ORDERS, ALICE, c -> limit(c, DEC_USD, "1", "1"));
        accept(exchange.ioc(ALICE, BUY, "1", "1"));
    }

    @Test
    void shouldRejectMoreOrdersASecondThanAllowed() {
        accept(exchange.operate(ALICE, c -> c.setAccount(AccountStatus.ACTIVE, 0, 0, 2, "")));
        exchange.now += Exchange.SECOND;
        accept(exchange.limit(ALICE, BUY, "1", "1"));
        accept(exchange.amend(ALICE, order, "0", "9"));
        rejected(RejectReason.RATE_LIMITED, ALICE, c -> limit(c, DEC_USD, "1", "1"));
        rejected(RejectReason.RATE_LIMITED, ALICE, c -> c.amend(order, "", 0, d("8")));
        accept(exchange.cancel(ALICE, order));
        exchange.now += Exchange.SECOND;
        accept(exchange.limit(ALICE, BUY, "1", "1"));
    }

    @Test
    void shouldRejectWhatIsNotTheAccountsOpenOrder() {
        rejected(RejectReason.UNKNOWN_ORDER, BOB, c -> c.cancel(order, ""));
        rejected(RejectReason.UNKNOWN_ORDER, ALICE, c -> c.cancel(999, ""));
        rejected(RejectReason.UNKNOWN_ORDER, ALICE, c -> c.cancel(0, ""));
        rejected(RejectReason.UNKNOWN_ORDER, ALICE, c -> c.cancel(0, "other"));
        rejected(RejectReason.UNKNOWN_ORDER, BOB, c -> c.amend(order, "", d("101"), 0));
        rejected(RejectReason.UNKNOWN_ACCOUNT, 1003, c -> c.cancel(order, ""));
        rejected(RejectReason.UNKNOWN_ACCOUNT, 1003, c -> c.amend(order, "", d("101"), 0));
    }

    @Test
    void shouldRejectAnAmendmentsValues() {
        rejected(RejectReason.QUANTITY_BELOW_FILLED, ALICE, c -> c.amend(order, "", 0, d("4")));
        rejected(RejectReason.NOTHING_TO_AMEND, ALICE, c -> c.amend(order, "", 0, 0));
        rejected(RejectReason.NOTHING_TO_AMEND, ALICE, c -> c.amend(order, "", d("100"), d("10")));
        rejected(RejectReason.INVALID_PRICE, ALICE, c -> c.amend(order, "", -1, 0));
        rejected(RejectReason.PRICE_NOT_ON_TICK, ALICE, c -> c.amend(order, "", 1, 0));
        rejected(RejectReason.INVALID_QUANTITY, ALICE, c -> c.amend(order, "", 0, -1));
        rejected(RejectReason.QUANTITY_NOT_ON_LOT, ALICE, c -> c.amend(order, "", 0, 1));
        rejected(RejectReason.QUANTITY_TOO_LARGE, ALICE, c -> c.amend(order, "", 0, d("2000000")));
        rejected(RejectReason.NOTIONAL_OVERFLOW, ALICE, c -> c.amend(order, "", d("1000000"), d("1000000")));
        rejected(RejectReason.INSUFFICIENT_BALANCE, ALICE, c -> c.amend(order, "", 0, d("101")));
    }

    @Test
    void shouldRejectWhatWouldOverflowTheBooksSide() {
        accept(exchange.adapt(ALICE, c -> c.deposit(BTC, Long.MAX_VALUE / 2, 900)));
        accept(exchange.trade(ALICE, c -> c.newOrder(DEC_BTC, BUY, LIMIT, GTC, 1, d("60000000000"), "")));
        rejected(
                RejectReason.QUANTITY_TOO_LARGE,
                ALICE,
                c -> c.newOrder(DEC_BTC, BUY, LIMIT, GTC, 1, d("60000000000"), ""));
    }

    @Test
    void shouldRejectABalanceBeyond64Bits() {
        rejected(RejectReason.BALANCE_OVERFLOW, Exchange.ADAPTER, ALICE, c -> c.deposit(DEC, Long.MAX_VALUE, 900));
        rejected(RejectReason.BALANCE_OVERFLOW, Exchange.OPERATOR, ALICE, c -> c.adjust(USD, Long.MAX_VALUE, ""));
        rejected(RejectReason.INSUFFICIENT_BALANCE, Exchange.OPERATOR, ALICE, c -> c.adjust(USD, -d("20000"), ""));
        rejected(RejectReason.INVALID_AMOUNT, Exchange.OPERATOR, ALICE, c -> c.adjust(USD, 0, ""));
        rejected(RejectReason.INVALID_AMOUNT, Exchange.ADAPTER, ALICE, c -> c.deposit(DEC, 0, 901));
        rejected(RejectReason.DUPLICATE_DEPOSIT, Exchange.ADAPTER, BOB, c -> c.deposit(DEC, 1, 1));
        rejected(RejectReason.UNKNOWN_ASSET, Exchange.ADAPTER, BOB, c -> c.deposit(77, 1, 902));
    }

    private void rejected(final RejectReason reason, final long account, final Function<Commands, byte[]> command) {
        rejected(reason, Exchange.GATEWAY, account, command);
    }

    private void rejected(
            final RejectReason reason,
            final PrincipalKey key,
            final long account,
            final Function<Commands, byte[]> command) {
        final Business before = Business.of(exchange.machine);
        final Answer answer = exchange.send(key, account, command);
        assertThat(answer.reason()).isEqualTo(reason);
        assertThat(answer.firstSequence()).isZero();
        assertThat(answer.lastSequence()).isZero();
        assertThat(Business.of(exchange.machine)).isEqualTo(before);
    }

    private static byte[] limit(final Commands c, final long instrument, final String price, final String quantity) {
        return c.newOrder(instrument, BUY, LIMIT, GTC, d(price), d(quantity), "");
    }

    private static byte[] order(
            final Commands c,
            final OrderType type,
            final TimeInForce timeInForce,
            final String price,
            final String quantity) {
        return c.newOrder(DEC_USD, BUY, type, timeInForce, d(price), d(quantity), "");
    }

    /** A good order with one byte of its block overwritten. */
    private static Function<Commands, byte[]> raw(final int blockOffset, final int value) {
        return c -> {
            final byte[] message = limit(c, DEC_USD, "90", "1");
            new UnsafeBuffer(message).putByte(BLOCK + blockOffset, (byte) value);
            return message;
        };
    }
}

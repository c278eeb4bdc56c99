package io.unidatum.exchange.engine;

import static io.unidatum.exchange.engine.Exchange.BTC_USD;
import static io.unidatum.exchange.engine.Exchange.DEC_USD;
import static io.unidatum.exchange.engine.Exchange.accept;
import static io.unidatum.exchange.engine.Exchange.d;
import static io.unidatum.exchange.sbe.common.Side.BUY;
import static io.unidatum.exchange.sbe.common.Side.SELL;
import static org.assertj.core.api.Assertions.assertThat;

import io.unidatum.exchange.engine.Commands.Level;
import io.unidatum.exchange.sbe.common.AccountStatus;
import io.unidatum.exchange.sbe.common.ConnectionState;
import io.unidatum.exchange.sbe.common.InstrumentStatus;
import io.unidatum.exchange.sbe.common.SelfTradePrevention;
import io.unidatum.exchange.sbe.common.Side;
import io.unidatum.exchange.sbe.order.RejectReason;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** All quotes of a market maker in an instrument, replaced by one message. */
class MassQuoteTest {
    private static final long MAKER = 1001;
    private static final long BOB = 1002;
    private static final int POST_ONLY = OrderFlag.POST_ONLY;
    private final Exchange exchange = Exchange.openedWithEverything();
    private long sequence;

    @BeforeEach
    void fund() {
        exchange.fund(MAKER, "100", "10000");
        exchange.fund(BOB, "100", "10000");
        exchange.journal.take();
    }

    @Test
    void shouldPlaceALevelAfterTheOther() {
        final Answer answer = quote(bid("99", "1"), ask("101", "2"), bid("98", "3"));
        assertThat(EventTexts.take(exchange))
                .containsExactly(
                        "accepted 1 of 1001: BUY 1 at 99, held 99.198",
                        "rested 1: 1 at 99",
                        "accepted 2 of 1001: SELL 2 at 101, held 2",
                        "rested 2: 2 at 101",
                        "accepted 3 of 1001: BUY 3 at 98, held 393.786",
                        "rested 3: 3 at 98");
        assertThat(answer.orderId()).isZero();
        assertThat(answer.status().name()).isEqualTo("NULL_VAL");
        assertThat(answer.lastSequence() - answer.firstSequence()).isEqualTo(5);
    }

    @Test
    void shouldReplaceWhatItDoesNotKeepAndKeepThePlaceOfWhatDoesNotGrow() {
        quote(bid("99", "1"), ask("101", "2"), bid("98", "3"), bid("97", "4"), ask("102", "5"));
        exchange.limit(BOB, BUY, "1", "98");
        exchange.journal.take();
        quote(ask("101", "2"), bid("97", "6"), bid("98", "1"), bid("96", "1"), ask("103", "7"));
        assertThat(EventTexts.take(exchange))
                .containsExactly(
                        "cancelled 1: 1 at 99, MASS_QUOTE, held 683.364",
                        "cancelled 5: 5 at 102, MASS_QUOTE, held 2",
                        "reduced 3: 3 at 98 to 1 at 98, held 486.972",
                        "moved 4: 4 at 97 to 6 at 97, held 681.36",
                        "rested 4: 6 at 97",
                        "accepted 7 of 1001: BUY 1 at 96, held 777.552",
                        "rested 7: 1 at 96",
                        "accepted 8 of 1001: SELL 7 at 103, held 9",
                        "rested 8: 7 at 103");
        // Order 3 kept its place before Bob's.
        exchange.limit(BOB, SELL, "1", "98");
        assertThat(EventTexts.take(exchange)).contains("traded 3 with 9: 1 at 98");
    }

    @Test
    void shouldCancelAllQuotesWithoutLevelsWhateverTheStatus() {
        quote(bid("99", "1"), ask("101", "2"));
        exchange.limit(MAKER, BUY, "1", "90");
        accept(exchange.operate(c -> c.setInstrumentStatus(DEC_USD, InstrumentStatus.HALTED, "why")));
        accept(exchange.operate(MAKER, c -> c.setAccount(AccountStatus.BLOCKED, 0, 1, 1, "why")));
        exchange.journal.take();
        accept(quote());
        assertThat(EventTexts.take(exchange))
                .containsExactly(
                        "cancelled 1: 1 at 99, MASS_QUOTE, held 90.18", "cancelled 2: 2 at 101, MASS_QUOTE, held 0");
        accept(quote());
        assertThat(exchange.journal.take()).isEmpty();
    }

    @Test
    void shouldLeaveOtherOrdersAndInstrumentsAlone() {
        accept(exchange.trade(
                MAKER,
                c -> c.massQuote(BTC_USD, 0, SelfTradePrevention.NULL_VAL, new Level(BUY, d("1000"), d("0.1")))));
        exchange.limit(MAKER, BUY, "1", "90");
        quote(bid("89", "1"));
        exchange.journal.take();
        quote(bid("88", "1"));
        assertThat(EventTexts.take(exchange))
                .containsExactly(
                        "cancelled 3: 1 at 89, MASS_QUOTE, held 190.38",
                        "accepted 4 of 1001: BUY 1 at 88, held 278.556",
                        "rested 4: 1 at 88");
    }

    @Test
    void shouldTradeALevelThatCrosses() {
        exchange.limit(BOB, SELL, "1", "100");
        exchange.journal.take();
        quote(bid("100", "3"), ask("101", "1"));
        assertThat(EventTexts.take(exchange))
                .containsExactly(
                        "accepted 2 of 1001: BUY 3 at 100, held 300.6",
                        "traded 1 with 2: 1 at 100",
                        "rested 2: 2 at 100",
                        "accepted 3 of 1001: SELL 1 at 101, held 1",
                        "rested 3: 1 at 101");
        // Its open quantity is what counts: 2 of 3 are left, and 2 it is to have.
        quote(bid("100", "2"), ask("101", "1"));
        assertThat(exchange.journal.take()).isEmpty();
    }

    @Test
    void shouldRefuseAPostOnlyQuoteOfWhichALevelWouldTake() {
        exchange.limit(BOB, SELL, "1", "100");
        exchange.journal.take();
        assertThat(quote(POST_ONLY, bid("99", "1"), bid("100", "1")).reason())
                .isEqualTo(RejectReason.POST_ONLY_WOULD_TAKE);
        assertThat(exchange.journal.take()).isEmpty();
        accept(quote(POST_ONLY, bid("99.99", "1")));
        exchange.journal.take();
        // The quotes that it replaces are not in its way.
        accept(exchange.cancel(BOB, 1));
        exchange.journal.take();
        accept(quote(POST_ONLY, ask("99.99", "1")));
        assertThat(EventTexts.take(exchange))
                .containsExactly(
                        "cancelled 2: 1 at 99.99, MASS_QUOTE, held 0",
                        "accepted 3 of 1001: SELL 1 at 99.99, held 1",
                        "rested 3: 1 at 99.99");
        accept(exchange.limit(MAKER, BUY, "1", "98"));
        assertThat(quote(POST_ONLY, ask("98", "1")).reason()).isEqualTo(RejectReason.POST_ONLY_WOULD_TAKE);
    }

    @Test
    void shouldRefuseLevelsThatMakeNoSense() {
        refused(RejectReason.INVALID_QUOTE, quote(bid("99", "1"), ask("101", "1"), bid("99", "2")));
        refused(RejectReason.INVALID_QUOTE, quote(bid("99", "1"), ask("99", "1")));
        refused(RejectReason.INVALID_QUOTE, quote(ask("98", "1"), bid("99", "1")));
        refused(RejectReason.INVALID_QUOTE, quote(levels(65)));
        refused(RejectReason.INVALID_QUANTITY, quote(bid("99", "1"), bid("99", "0")));
        refused(RejectReason.QUANTITY_NOT_ON_LOT, quote(bid("99", "0.001")));
        refused(RejectReason.QUANTITY_TOO_LARGE, quote(bid("99", "1000000.01")));
        refused(RejectReason.INVALID_PRICE, quote(bid("0", "1")));
        refused(RejectReason.PRICE_NOT_ON_TICK, quote(bid("99.001", "1")));
        refused(RejectReason.UNKNOWN_ENUM_VALUE, quote(new Level(Side.NULL_VAL, d("99"), d("1"))));
        refused(RejectReason.UNKNOWN_ENUM_VALUE, quote(OrderFlag.REDUCE_ONLY, bid("99", "1")));
        refused(RejectReason.UNKNOWN_ENUM_VALUE, quote(OrderFlag.MASS_QUOTE, bid("99", "1")));
        refused(RejectReason.UNKNOWN_ENUM_VALUE, quote(0x8000, bid("99", "1")));
        refused(RejectReason.RESERVED_ACCOUNT, send(1, DEC_USD, 0, bid("99", "1")));
        refused(RejectReason.UNKNOWN_ACCOUNT, send(1009, DEC_USD, 0, bid("99", "1")));
        refused(RejectReason.UNKNOWN_INSTRUMENT, send(MAKER, 77, 0, bid("99", "1")));
        accept(quote(levels(64)));
    }

    @Test
    void shouldCheckFundsOfTheWholeLessWhatItReplaces() {
        // 10,000 USD: 99 x 100 and its fee of 0.2 %, 9,919.80.
        accept(quote(bid("99", "100")));
        refused(RejectReason.INSUFFICIENT_BALANCE, quote(bid("98", "101.9"), bid("97", "0.1")));
        refused(RejectReason.INSUFFICIENT_BALANCE, quote(ask("200", "60"), ask("201", "40.01")));
        accept(quote(bid("98", "101"), ask("200", "60"), ask("201", "40")));
        // What one level gives up is there for another.
        accept(quote(bid("98", "1"), bid("97", "101"), ask("200", "99"), ask("201", "1")));
        accept(quote(bid("98", "100"), bid("97", "1"), ask("200", "1"), ask("201", "99")));
    }

    @Test
    void shouldCountAgainstTheAccountsLimits() {
        accept(exchange.operate(MAKER, c -> c.setAccount(AccountStatus.ACTIVE, 0, 3, 0, "why")));
        accept(exchange.limit(MAKER, BUY, "1", "90"));
        exchange.journal.take();
        refused(RejectReason.TOO_MANY_OPEN_ORDERS, quote(bid("91", "1"), bid("92", "1"), bid("93", "1")));
        accept(quote(bid("91", "1"), bid("92", "1")));
        accept(quote(bid("93", "1"), bid("94", "1")));
        accept(exchange.operate(MAKER, c -> c.setAccountLimits(0, d("5"), d("300"), d("10"))));
        exchange.journal.take();
        refused(RejectReason.ACCOUNT_QUANTITY_LIMIT, quote(bid("1", "5.01")));
        refused(RejectReason.ACCOUNT_NOTIONAL_LIMIT, quote(bid("100.01", "3")));
        // 1 is open besides, so 9 may be quoted to buy, and 10 to sell.
        refused(RejectReason.POSITION_LIMIT, quote(bid("50", "5"), bid("49", "4.01")));
        accept(quote(bid("50", "5"), bid("49", "4")));
        refused(RejectReason.POSITION_LIMIT, quote(ask("59", "5"), ask("58", "5"), ask("57", "0.01")));
        accept(quote(ask("59", "5"), ask("58", "5")));
    }

    @Test
    void shouldCountAsOneOrderOfTheAccountsRate() {
        accept(exchange.operate(MAKER, c -> c.setAccount(AccountStatus.ACTIVE, 0, 0, 1, "why")));
        accept(quote(bid("99", "1"), bid("98", "1")));
        exchange.journal.take();
        refused(RejectReason.RATE_LIMITED, quote(bid("99", "2")));
        accept(quote());
        exchange.now += Exchange.SECOND;
        accept(quote(bid("99", "2")));
    }

    @Test
    void shouldBeTakenAsTheInstrumentsStatusTakesNewOrders() {
        accept(exchange.limit(BOB, SELL, "1", "100"));
        status(InstrumentStatus.HALTED);
        refused(RejectReason.INSTRUMENT_HALTED, quote(bid("99", "1")));
        status(InstrumentStatus.CANCEL_ONLY);
        refused(RejectReason.INSTRUMENT_CANCEL_ONLY, quote(bid("99", "1")));
        status(InstrumentStatus.POST_ONLY);
        refused(RejectReason.INSTRUMENT_POST_ONLY, quote(bid("99", "1"), bid("100", "1")));
        refused(RejectReason.POST_ONLY_WOULD_TAKE, quote(POST_ONLY, bid("99", "1"), bid("100", "1")));
        accept(quote(bid("99", "1")));
        status(InstrumentStatus.AUCTION);
        accept(quote(POST_ONLY, bid("100", "1")));
        assertThat(EventTexts.take(exchange))
                .containsExactly(
                        "cancelled 2: 1 at 99, MASS_QUOTE, held 0",
                        "accepted 3 of 1001: BUY 1 at 100, held 100.2",
                        "rested 3: 1 at 100");
        accept(exchange.operate(MAKER, c -> c.setAccount(AccountStatus.BLOCKED, 0, 0, 0, "why")));
        exchange.journal.take();
        refused(RejectReason.ACCOUNT_BLOCKED, quote(bid("99", "1")));
    }

    @Test
    void shouldTreatAQuoteAsAnyOtherOrder() {
        quote(bid("99", "3"), ask("101", "1"));
        exchange.journal.take();
        accept(exchange.cancel(MAKER, 2));
        accept(exchange.amend(MAKER, 1, "0", "2"));
        exchange.limit(BOB, SELL, "1", "99");
        exchange.journal.take();
        quote(bid("99", "1"), ask("101", "1"));
        assertThat(EventTexts.take(exchange))
                .containsExactly("accepted 4 of 1001: SELL 1 at 101, held 1", "rested 4: 1 at 101");
    }

    @Test
    void shouldCancelQuotesOnDisconnect() {
        exchange.commands.connectionId = 7;
        accept(exchange.trade(MAKER, c -> c.setConnection(1, 0, ConnectionState.OPEN)));
        quote(bid("99", "1"), ask("101", "1"));
        exchange.commands.connectionId = 0;
        exchange.journal.take();
        exchange.machine.onSessionClosed(exchange.now, exchange.clusterSessionId);
        assertThat(EventTexts.take(exchange))
                .containsExactly(
                        "by itself: connection 7 of 1001 CLOSED, session 1",
                        "cancelled 1: 1 at 99, DISCONNECT, held 0",
                        "cancelled 2: 1 at 101, DISCONNECT, held 0");
    }

    private void refused(final RejectReason reason, final Answer answer) {
        assertThat(answer.reason()).isEqualTo(reason);
        assertThat(exchange.machine.lastSequence()).isEqualTo(sequence);
        Invariants.check(exchange.machine.state(), reason.name());
    }

    private Answer quote(final Level... levels) {
        return quote(0, levels);
    }

    private Answer quote(final int flags, final Level... levels) {
        return send(MAKER, DEC_USD, flags, levels);
    }

    private Answer send(final long account, final long instrument, final int flags, final Level... levels) {
        sequence = exchange.machine.lastSequence();
        final Answer answer =
                exchange.trade(account, c -> c.massQuote(instrument, flags, SelfTradePrevention.NULL_VAL, levels));
        Invariants.check(exchange.machine.state(), "quoted");
        return answer;
    }

    private void status(final InstrumentStatus status) {
        accept(exchange.operate(c -> c.setInstrumentStatus(DEC_USD, status, "why")));
        exchange.journal.take();
    }

    private static Level[] levels(final int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> i % 2 == 0
                        ? new Level(BUY, d("10") - i * d("0.01"), d("0.01"))
                        : new Level(SELL, d("11") + i * d("0.01"), d("0.01")))
                .toArray(Level[]::new);
    }

    private static Level bid(final String price, final String quantity) {
        return new Level(BUY, d(price), d(quantity));
    }

    private static Level ask(final String price, final String quantity) {
        return new Level(SELL, d(price), d(quantity));
    }
}

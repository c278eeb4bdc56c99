package io.unidatum.exchange.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.unidatum.exchange.sbe.common.AccountStatus;
import io.unidatum.exchange.sbe.common.BooleanType;
import io.unidatum.exchange.sbe.common.CancelReason;
import io.unidatum.exchange.sbe.common.ConnectionState;
import io.unidatum.exchange.sbe.common.InstrumentStatus;
import io.unidatum.exchange.sbe.common.OrderStatus;
import io.unidatum.exchange.sbe.common.Side;
import io.unidatum.exchange.sbe.common.TradeKind;
import io.unidatum.exchange.sbe.event.AccountChangedEncoder;
import io.unidatum.exchange.sbe.event.AccountLimitsChangedEncoder;
import io.unidatum.exchange.sbe.event.AuctionUncrossedEncoder;
import io.unidatum.exchange.sbe.event.ConnectionChangedEncoder;
import io.unidatum.exchange.sbe.event.DeadManTimerSetEncoder;
import io.unidatum.exchange.sbe.event.InstrumentRulesChangedEncoder;
import io.unidatum.exchange.sbe.event.InstrumentStatusChangedEncoder;
import io.unidatum.exchange.sbe.event.OrderAmendedEncoder;
import io.unidatum.exchange.sbe.event.OrderCancelledEncoder;
import io.unidatum.exchange.sbe.event.OrderReducedEncoder;
import io.unidatum.exchange.sbe.event.OrderRefilledEncoder;
import io.unidatum.exchange.sbe.event.OrderTermsEncoder;
import io.unidatum.exchange.sbe.event.OrderTriggeredEncoder;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Events of encoding version 2 and every row that they must become, command by command or as one batch. */
class OrderTermsRowsTest {
    private static final long ALICE = 1001;
    private static final long BOB = 1002;
    private static final int DEC = 1;
    private static final int USD = 2;
    private static final long DEC_USD = 10;
    private static final long ONE = 100_000_000L;
    private static final long LATER_NS = JournalScript.T0_NS + 3_600_000_000_000L;

    private final TestPostgres postgres = TestPostgres.shared();
    private final TestJournal journal = new TestJournal();
    private final JournalScript script = new JournalScript(journal);
    private String database;

    @BeforeEach
    void createDatabase() throws SQLException {
        database = postgres.createDatabase();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1_000})
    void shouldTurnEveryNewEventIntoItsRows(final int maxBatchRows) throws SQLException {
        prepare();
        writeOrders();
        writeMarkets();
        writeAccounts();
        try (StepwiseLedger ledger = new StepwiseLedger(
                postgres.context(database).maxBatchRows(maxBatchRows), journal, WriteStep.Listener.NONE)) {
            journal.framesPerPoll(1_000);
            ledger.catchUp(journal);
        }
        assertOrders();
        assertMarkets();
        assertAccounts();
        assertRows("ledger_imbalances", "sequence, asset_id");
        assertRows("position_differences", "account_id, instrument_id");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldAuditADeadManTimerOnlyWhenItIsSwitched(final boolean restart) throws SQLException {
        prepare();
        deadMan(ALICE, 5, LATER_NS);
        deadMan(ALICE, 5, LATER_NS + 1_000);
        final StepwiseLedger before = new StepwiseLedger(postgres.context(database), journal, WriteStep.Listener.NONE);
        before.catchUp(journal);
        deadMan(ALICE, 5, LATER_NS + 2_000);
        deadMan(BOB, 7, LATER_NS + 2_000);
        deadMan(ALICE, 6, LATER_NS + 3_000);
        deadMan(BOB, 7, 0);
        if (restart) {
            before.close();
            try (StepwiseLedger after =
                    new StepwiseLedger(postgres.context(database), journal, WriteStep.Listener.NONE)) {
                after.catchUp(journal);
            }
        } else {
            before.catchUp(journal);
            before.close();
        }
        assertRows(
                "admin_audit WHERE event = 'DeadManTimerSet'",
                "sequence, account_id, details ->> 'timeoutNs'",
                "8|1001|5",
                "11|1002|7",
                "12|1001|6",
                "13|1002|7");
        assertRows(
                "accounts WHERE account_id > 1000",
                "account_id, dead_man_timeout_ns, dead_man_deadline",
                "1001|6|2023-11-14 23:13:20.123459+00",
                "1002|0|-");
    }

    private void assertOrders() throws SQLException {
        assertRows(
                "orders",
                "order_id, price, quantity, filled_quantity, status, cancel_reason, stop_price, display_quantity,"
                        + " quote_amount, trailing_offset, trailing_rate, linked_order_id, expire_time, triggered_at,"
                        + " reduced_quantity",
                // An iceberg that two fills, a reduction, an amendment and another reduction have left open.
                "1|10000000000|550000000|300000000|2|-|-|100000000|-|-|-|-|2023-11-14 23:13:20.123456+00|-|250000000",
                "2|10000000000|300000000|300000000|3|-|-|-|30500000000|-|-|-|-|-|0",
                // A limit order and its stop, which was amended, then triggered, and cancelled for want of a bid.
                "3|12000000000|200000000|0|4|13|-|-|-|-|-|4|-|-|0",
                "4|8900000000|200000000|0|4|3|9100000000|-|-|-|-|3|-|2023-11-14 22:13:20.131456+00|0",
                "5|8000000000|100000000|0|6|7|8500000000|-|-|-|20000|-|2023-11-14 23:13:20.123456+00|-|0");
        assertRows(
                "order_reductions",
                "sequence, order_id, account_id, quantity, leaves, reason, reduced_at",
                "15|1|1001|100000000|800000000|5|2023-11-14 22:13:20.126456+00",
                "17|1|1001|150000000|450000000|11|2023-11-14 22:13:20.128456+00");
        assertRows(
                "order_amendments",
                "sequence, order_id, new_quantity, new_stop_price, priority_kept",
                "16|1|700000000|-|t",
                "22|4|200000000|9100000000|f");
        assertRows("trades", "trade_id, kind, price", "1|1|10000000000", "2|2|9900000000");
        assertRows(
                "positions",
                "account_id, instrument_id, quantity, cost, realised, sequence",
                "1001|10|-300000000|29800000000|0|31",
                "1002|10|300000000|29800000000|0|31");
        assertRows(
                "positions_decimal",
                "account_id, symbol, quantity, average_price, cost, realised",
                "1001|DEC/USD|-3.00000000|99.33333333|298.00000000|0.00000000",
                "1002|DEC/USD|3.00000000|99.33333333|298.00000000|0.00000000");
        assertRows(
                "orders_decimal",
                "order_id, cancel_reason, status, stop_price, waits_in, reduce_only",
                "1|-|partially_filled|-|book|f",
                "2|-|filled|-|-|f",
                "3|oco|cancelled|-|-|f",
                "4|no_liquidity|cancelled|91.00000000|-|f",
                "5|expired|expired|85.00000000|-|f");
    }

    private void assertMarkets() throws SQLException {
        assertRows(
                "instruments",
                "instrument_id, max_order_quantity, protection_band, status, status_until, halt_duration_ns,"
                        + " auction_duration_ns, collar, sequence",
                "10|50000000000|40000|2|2023-11-14 23:13:20.123456+00|5000|6000|20000|33");
        assertRows(
                "auctions_decimal",
                "sequence, symbol, price, volume, surplus, uncrossed_at",
                "30|DEC/USD|99.00000000|2.00000000|-1.00000000|2023-11-14 22:13:20.135456+00");
        assertRows(
                "instrument_history",
                "sequence, symbol, event, details",
                "6|DEC/USD|InstrumentCreated|{\"symbol\": \"DEC/USD\", \"lotSize\": \"100\", \"tickSize\": \"1000000\","
                        + " \"baseAsset\": 1, \"quoteAsset\": 2, \"instrumentId\": 10, \"protectionBand\": 50000,"
                        + " \"maxOrderQuantity\": \"1000000000000\"}",
                "29|DEC/USD|InstrumentStatusChanged|{\"reason\": \"morning\", \"status\": \"AUCTION\","
                        + " \"instrumentId\": 10}",
                "32|DEC/USD|InstrumentRulesChanged|{\"collar\": 20000, \"reason\": \"calm\", \"instrumentId\": 10,"
                        + " \"haltDurationNs\": \"5000\", \"protectionBand\": 40000, \"maxOrderQuantity\":"
                        + " \"50000000000\", \"auctionDurationNs\": \"6000\"}",
                "33|DEC/USD|InstrumentStatusChanged|{\"until\": \"" + LATER_NS + "\", \"reason\": \"price collar\","
                        + " \"status\": \"HALTED\", \"instrumentId\": 10}");
    }

    private void assertAccounts() throws SQLException {
        assertRows(
                "account_limits",
                "account_id, instrument_id, max_order_quantity, max_order_notional, max_position, sequence",
                "1001|0|1|2|3|34",
                "1001|10|0|0|0|36");
        assertRows("account_limits_decimal", "account_id, symbol", "1001|-");
        assertRows("accounts WHERE account_id > 1000", "account_id, status", "1001|2", "1002|1");
        assertRows(
                "admin_audit WHERE sequence > 33",
                "sequence, event, account_id, details ->> 'reason', details ->> 'state'",
                "34|AccountLimitsChanged|1001|small|-",
                "35|AccountLimitsChanged|1001|small|-",
                "36|AccountLimitsChanged|1001|small|-",
                "37|ConnectionChanged|1002|-|LOST",
                "38|AccountChanged|1001|kill switch|-");
    }

    private void prepare() {
        script.account(1, 0, 0).account(ALICE, 0, 0).account(BOB, 0, 0).end();
        script.asset(DEC, "DEC")
                .asset(USD, "USD")
                .instrument(DEC_USD, "DEC/USD", DEC, USD)
                .encodingVersion(2)
                .end();
    }

    private void writeOrders() {
        accepted(1, ALICE, Side.SELL, 100 * ONE, 10 * ONE);
        terms(1, 0, ONE, LATER_NS, 0, 0, 0);
        script.rested(1, DEC_USD, Side.SELL, 100 * ONE, ONE).end();
        accepted(2, BOB, Side.BUY, 100 * ONE, 3 * ONE);
        terms(2, 0, 0, 0, 305 * ONE, 0, 0);
        trade(1, TradeKind.NULL_VAL, 100, ONE, 9 * ONE, 2 * ONE);
        script.event(new OrderRefilledEncoder())
                .orderId(1)
                .instrumentSequence(5)
                .price(100 * ONE)
                .quantity(ONE)
                .instrumentId(DEC_USD)
                .side(Side.SELL);
        reduced(ONE, 8 * ONE, CancelReason.SELF_TRADE);
        script.end();
        script.amended(1, ALICE, DEC_USD, Side.SELL, 100 * ONE, 8 * ONE, 100 * ONE, 6 * ONE, 7 * ONE, 0, 0)
                .end();
        reduced(150_000_000L, 450_000_000L, CancelReason.REDUCE_ONLY);
        script.end();
        accepted(3, ALICE, Side.SELL, 120 * ONE, 2 * ONE);
        terms(3, 0, 0, 0, 0, 4, 0);
        accepted(4, ALICE, Side.SELL, 85 * ONE, 2 * ONE);
        terms(4, 90 * ONE, 0, 0, 0, 3, 0);
        script.end();
        amendedStop();
        cancelled(3, ALICE, Side.SELL, OrderStatus.CANCELLED, CancelReason.OCO);
        triggered();
        cancelled(4, ALICE, Side.SELL, OrderStatus.CANCELLED, CancelReason.NO_LIQUIDITY);
        script.end();
        accepted(5, BOB, Side.BUY, 80 * ONE, ONE);
        terms(5, 85 * ONE, 0, LATER_NS, 0, 0, 20_000);
        script.end();
        cancelled(5, BOB, Side.BUY, OrderStatus.EXPIRED, CancelReason.EXPIRED);
        script.end();
    }

    private void writeMarkets() {
        script.instrumentStatus(DEC_USD, InstrumentStatus.AUCTION, "morning").end();
        script.event(new AuctionUncrossedEncoder())
                .instrumentSequence(8)
                .price(99 * ONE)
                .volume(2 * ONE)
                .surplus(-ONE)
                .instrumentId(DEC_USD);
        trade(2, TradeKind.AUCTION, 99, 2 * ONE, 250_000_000L, 0);
        script.end();
        final InstrumentRulesChangedEncoder rules = script.event(new InstrumentRulesChangedEncoder());
        script.origin(rules.origin());
        rules.instrumentId(DEC_USD)
                .instrumentSequence(10)
                .maxOrderQuantity(500 * ONE)
                .haltDurationNs(5_000)
                .auctionDurationNs(6_000)
                .protectionBand(40_000)
                .collar(20_000)
                .reason("calm");
        script.end();
        final InstrumentStatusChangedEncoder halt = script.event(new InstrumentStatusChangedEncoder());
        script.origin(halt.origin());
        halt.instrumentSequence(11)
                .instrumentId(DEC_USD)
                .status(InstrumentStatus.HALTED)
                .reason("price collar")
                .until(LATER_NS);
        script.end();
    }

    private void writeAccounts() {
        limits(0, 1, 2, 3);
        limits(DEC_USD, 4, 5, 6);
        limits(DEC_USD, 0, 0, 0);
        script.end();
        final ConnectionChangedEncoder connection = script.event(new ConnectionChangedEncoder());
        script.origin(connection.origin());
        connection
                .account(BOB)
                .accountSequence(9)
                .connectionId(1)
                .sessionId(2)
                .gracePeriodNs(3)
                .deadline(LATER_NS)
                .state(ConnectionState.LOST);
        script.end();
        final AccountChangedEncoder blocked = script.event(new AccountChangedEncoder());
        script.origin(blocked.origin());
        blocked.account(ALICE)
                .accountSequence(10)
                .status(AccountStatus.BLOCKED)
                .feeTier((short) 0)
                .maxOpenOrders(0)
                .maxOrdersPerSecond(0)
                .reason("kill switch");
        script.end();
    }

    private void reduced(final long quantity, final long leaves, final CancelReason reason) {
        final OrderReducedEncoder event = script.event(new OrderReducedEncoder());
        script.origin(event.origin());
        event.orderId(1)
                .account(ALICE)
                .accountSequence(5)
                .instrumentSequence(6)
                .price(100 * ONE)
                .quantity(quantity)
                .displayedQuantity(0)
                .leaves(leaves)
                .available(0)
                .held(0)
                .instrumentId(DEC_USD)
                .side(Side.SELL)
                .reason(reason);
    }

    private void amendedStop() {
        final OrderAmendedEncoder event = script.event(new OrderAmendedEncoder());
        script.origin(event.origin());
        event.orderId(4)
                .account(ALICE)
                .accountSequence(6)
                .instrumentSequence(0)
                .oldPrice(85 * ONE)
                .oldLeaves(2 * ONE)
                .newPrice(85 * ONE)
                .newLeaves(2 * ONE)
                .newQuantity(2 * ONE)
                .available(0)
                .held(0)
                .instrumentId(DEC_USD)
                .side(Side.SELL)
                .priorityKept(BooleanType.FALSE)
                .oldDisplayed(OrderAmendedEncoder.oldDisplayedNullValue())
                .newDisplayed(OrderAmendedEncoder.newDisplayedNullValue())
                .newStopPrice(91 * ONE);
        script.end();
    }

    private void triggered() {
        script.event(new OrderTriggeredEncoder())
                .orderId(4)
                .account(ALICE)
                .accountSequence(7)
                .stopPrice(91 * ONE)
                .price(89 * ONE)
                .available(0)
                .held(0)
                .instrumentId(DEC_USD)
                .side(Side.SELL);
    }

    private void cancelled(
            final long order,
            final long account,
            final Side side,
            final OrderStatus status,
            final CancelReason reason) {
        final OrderCancelledEncoder event = script.event(new OrderCancelledEncoder());
        script.origin(event.origin());
        event.orderId(order)
                .account(account)
                .accountSequence(8)
                .instrumentSequence(0)
                .price(1)
                .cancelledQuantity(1)
                .available(0)
                .held(0)
                .instrumentId(DEC_USD)
                .side(side)
                .status(status)
                .reason(reason)
                .displayedQuantity(OrderCancelledEncoder.displayedQuantityNullValue());
    }

    private void limits(final long instrument, final long quantity, final long notional, final long position) {
        final AccountLimitsChangedEncoder event = script.event(new AccountLimitsChangedEncoder());
        script.origin(event.origin());
        event.account(ALICE)
                .accountSequence(8)
                .instrumentId(instrument)
                .maxOrderQuantity(quantity)
                .maxOrderNotional(notional)
                .maxPosition(position)
                .reason("small");
    }

    private void accepted(
            final long order, final long account, final Side side, final long price, final long quantity) {
        script.accepted(order, account, DEC_USD, side, price, quantity, 0, 0, "");
    }

    private void terms(
            final long order,
            final long stopPrice,
            final long displayQuantity,
            final long expireTime,
            final long quoteAmount,
            final long linkedOrderId,
            final int trailingRate) {
        script.event(new OrderTermsEncoder())
                .orderId(order)
                .stopPrice(stopPrice)
                .displayQuantity(displayQuantity)
                .expireTime(expireTime)
                .quoteAmount(quoteAmount)
                .trailingOffset(0)
                .linkedOrderId(linkedOrderId)
                .trailingRate(trailingRate);
    }

    private void trade(
            final long id,
            final TradeKind kind,
            final long price,
            final long quantity,
            final long makerLeaves,
            final long takerLeaves) {
        script.trade(id, DEC_USD, Side.BUY, price * ONE, quantity, price * quantity)
                .makerOrderId(1)
                .makerAccount(ALICE)
                .makerLeaves(makerLeaves)
                .makerFee(0)
                .makerBaseAvailable(0)
                .makerBaseHeld(0)
                .makerQuoteAvailable(0)
                .makerQuoteHeld(0)
                .takerOrderId(2)
                .takerAccount(BOB)
                .takerLeaves(takerLeaves)
                .takerFee(0)
                .takerBaseAvailable(0)
                .takerBaseHeld(0)
                .takerQuoteAvailable(0)
                .takerQuoteHeld(0)
                .kind(kind);
    }

    private void deadMan(final long account, final long timeoutNs, final long deadline) {
        final DeadManTimerSetEncoder event = script.event(new DeadManTimerSetEncoder());
        script.origin(event.origin());
        event.account(account).accountSequence(7).timeoutNs(timeoutNs).deadline(deadline);
        script.end();
    }

    private void assertRows(final String table, final String columns, final String... rows) throws SQLException {
        assertThat(postgres.query(database, "SELECT " + columns + " FROM " + table + " ORDER BY 1, 2"))
                .as(table)
                .isEqualTo(List.of(rows));
    }
}

package io.unidatum.exchange.engine;

import static io.unidatum.exchange.engine.Exchange.DEC_USD;
import static io.unidatum.exchange.engine.Exchange.GATEWAY;
import static io.unidatum.exchange.engine.Exchange.OPERATOR;
import static io.unidatum.exchange.engine.Exchange.d;

import io.unidatum.exchange.sbe.common.AccountStatus;
import io.unidatum.exchange.sbe.common.ConnectionState;
import io.unidatum.exchange.sbe.common.InstrumentStatus;
import io.unidatum.exchange.sbe.common.OrderType;
import io.unidatum.exchange.sbe.common.Role;
import io.unidatum.exchange.sbe.common.SelfTradePrevention;
import io.unidatum.exchange.sbe.common.Side;
import io.unidatum.exchange.sbe.common.TimeInForce;
import io.unidatum.exchange.sbe.common.WithdrawalState;
import java.util.List;
import java.util.function.Function;

/**
 * One acceptable command of every kind, for an exchange where account 1001 has the resting order 1 and the waiting
 * order 3 and the open withdrawal 1.
 */
enum SampleCommands {
    GENESIS(OPERATOR, 0, c -> c.genesis(OPERATOR, "other", 1, 1)),
    NEW_LIMIT(
            GATEWAY,
            1001,
            c -> c.newOrder(DEC_USD, Side.BUY, OrderType.LIMIT, TimeInForce.GTC, d("90"), d("1"), "abc")),
    NEW_MARKET(GATEWAY, 1002, c -> c.newOrder(DEC_USD, Side.BUY, OrderType.MARKET, TimeInForce.IOC, 0, d("1"), "")),
    CANCEL(GATEWAY, 1001, c -> c.cancel(1, "")),
    AMEND(GATEWAY, 1001, c -> c.amend(1, "", d("101"), d("4"))),
    NEW_ICEBERG(
            GATEWAY,
            1001,
            OrderMessage.limit(Side.SELL, "5", "102")
                    .showing("2")
                    .in(TimeInForce.DAY)
                    .preventing(SelfTradePrevention.DECREMENT_AND_CANCEL)),
    NEW_REDUCE_ONLY(
            GATEWAY, 1001, OrderMessage.limit(Side.BUY, "1", "99").postOnly().reduceOnly()),
    NEW_STOP_LIMIT(
            GATEWAY, 1001, OrderMessage.stopLimit(Side.BUY, "1", "105", "106").in(TimeInForce.FOK)),
    NEW_TAKE_PROFIT(GATEWAY, 1001, OrderMessage.takeProfit(Side.SELL, "1", "100")),
    NEW_TRAILING_STOP(GATEWAY, 1001, OrderMessage.trailing(Side.SELL, "1", "5")),
    NEW_TRAILING_STOP_BY_RATE(GATEWAY, 1002, OrderMessage.trailingBy(Side.BUY, "1", 50_000)),
    NEW_BY_AMOUNT(GATEWAY, 1002, OrderMessage.forAmount("50")),
    NEW_OCO(
            GATEWAY,
            1001,
            OcoMessage.of(Side.SELL, "1", "105", "95").stopLimit("94").ids("profit", "loss")),
    AMEND_STOP(GATEWAY, 1001, c -> c.amendStop(3, 0, d("2"), d("80"))),
    CREATE_ASSET(OPERATOR, 0, c -> c.createAsset(4, "ETH")),
    CREATE_INSTRUMENT(
            OPERATOR, 0, c -> c.createInstrument(9, "BTC/DEC", 3, 1, d("0.01"), d("0.01"), d("1000"), 50_000)),
    SET_INSTRUMENT_STATUS(OPERATOR, 0, c -> c.setInstrumentStatus(DEC_USD, InstrumentStatus.HALTED, "why")),
    CALL_AUCTION(
            OPERATOR, 0, c -> c.setInstrumentStatus(DEC_USD, InstrumentStatus.AUCTION, 2 * Exchange.SECOND, "why")),
    SET_INSTRUMENT_RULES(
            OPERATOR,
            0,
            c -> c.setInstrumentRules(
                    DEC_USD, d("1000"), 100_000, 50_000, Exchange.SECOND, 2 * Exchange.SECOND, "why")),
    CREATE_ACCOUNT(OPERATOR, 1009, c -> c.createAccount(0)),
    SET_ACCOUNT(OPERATOR, 1001, c -> c.setAccount(AccountStatus.BLOCKED, 0, 5, 5, "why")),
    SET_FEE_TIER(OPERATOR, 0, c -> c.setFeeTier(1, 10, 20)),
    SET_API_KEY(OPERATOR, 1001, c -> c.setApiKey(5, 1, true)),
    SET_PRINCIPAL(OPERATOR, 0, c -> c.setPrincipal(new PrincipalKey(7, 7, 7, 7), Role.OPERATOR, true)),
    DEPOSIT(Exchange.ADAPTER, 1001, c -> c.deposit(1, d("5"), 99)),
    ADJUST(OPERATOR, 1001, c -> c.adjust(1, -d("5"), "why")),
    RECORD_STATE_HASH(OPERATOR, 0, Commands::recordStateHash),
    SET_ENCODING_VERSION(OPERATOR, 0, c -> c.setEncodingVersion(3)),
    MASS_CANCEL(GATEWAY, 1001, c -> c.massCancel(DEC_USD, Side.SELL)),
    KILL_SWITCH(GATEWAY, 1001, c -> c.killSwitch("why")),
    MASS_QUOTE(
            GATEWAY,
            1001,
            c -> c.massQuote(
                    DEC_USD,
                    0,
                    SelfTradePrevention.CANCEL_NEWEST,
                    new Commands.Level(Side.BUY, d("90"), d("2")),
                    new Commands.Level(Side.SELL, d("99"), d("1")))),
    BATCH(GATEWAY, 1001, c -> c.batch(c.cancel(1, ""))),
    SET_CONNECTION(GATEWAY, 1001, c -> {
        c.connectionId = 7;
        return c.setConnection(5, Exchange.SECOND, ConnectionState.OPEN);
    }),
    SET_DEAD_MAN_TIMER(GATEWAY, 1001, c -> c.setDeadManTimer(5 * Exchange.SECOND)),
    SET_ACCOUNT_LIMITS(OPERATOR, 1001, c -> c.setAccountLimits(DEC_USD, d("10"), d("2000"), d("1000"))),
    SET_WITHDRAWAL_RULES(OPERATOR, 0, c -> c.setWithdrawalRules(Exchange.DEC, d("0.2"), d("1"), d("100"), true, "why")),
    REQUEST_WITHDRAWAL(GATEWAY, 1001, c -> c.requestWithdrawal(Exchange.DEC, d("3"), d("1"), "DECab")),
    END_WITHDRAWAL(Exchange.ADAPTER, 1001, c -> c.endWithdrawal(1, WithdrawalState.COMPLETED, d("0.1"), 7, "")),
    SET_CONSUMER(OPERATOR, 0, c -> c.setConsumer("other", true, "why")),
    ACKNOWLEDGE_JOURNAL(Exchange.ADAPTER, 0, c -> c.acknowledge("ledger", 1, 32)),
    SET_RETENTION(OPERATOR, 0, c -> c.setRetention(Exchange.SECOND, 1)),
    REPORT_JOURNAL_SPACE(Exchange.NODE, 0, c -> c.reportSpace(1, true));

    final PrincipalKey key;
    final long account;
    final Function<Commands, byte[]> command;

    SampleCommands(final PrincipalKey key, final long account, final Function<Commands, byte[]> command) {
        this.key = key;
        this.account = account;
        this.command = command;
    }

    /** Those that schema version 1 added. */
    static List<SampleCommands> ofVersion1() {
        return List.of(
                CALL_AUCTION,
                SET_INSTRUMENT_RULES,
                NEW_OCO,
                MASS_CANCEL,
                KILL_SWITCH,
                MASS_QUOTE,
                BATCH,
                SET_CONNECTION,
                SET_DEAD_MAN_TIMER,
                SET_ACCOUNT_LIMITS);
    }

    /** Those that schema version 2 added. */
    static List<SampleCommands> ofVersion2() {
        return List.of(
                SET_WITHDRAWAL_RULES,
                REQUEST_WITHDRAWAL,
                END_WITHDRAWAL,
                SET_CONSUMER,
                ACKNOWLEDGE_JOURNAL,
                SET_RETENTION,
                REPORT_JOURNAL_SPACE);
    }

    /** Keys that have a role, and one that has none. */
    static List<PrincipalKey> keys() {
        return List.of(
                OPERATOR, GATEWAY, Exchange.ADAPTER, Exchange.NODE, new PrincipalKey(0, 0, 0, 1), PrincipalKey.NONE);
    }

    static Exchange exchange() {
        final Exchange exchange = Exchange.openedWithEverything();
        exchange.fund(1001, "1000", "1000");
        exchange.fund(1002, "1000", "1000");
        exchange.limit(1001, Side.SELL, "5", "100");
        exchange.ioc(1002, Side.BUY, "0.01", "100");
        exchange.trade(1001, OrderMessage.stop(Side.SELL, "1", "70"));
        exchange.operate(c -> c.setWithdrawalRules(Exchange.DEC, d("0.1"), d("1"), 0, true, "why"));
        exchange.trade(1001, c -> c.requestWithdrawal(Exchange.DEC, d("2"), d("1"), "DECab"));
        Exchange.accept(exchange.operate(c -> c.setPrincipal(Exchange.NODE, Role.NODE, true)));
        Exchange.accept(exchange.operate(c -> c.setConsumer("ledger", true, "")));
        return exchange;
    }
}

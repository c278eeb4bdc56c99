package io.unidatum.exchange.cli.admin;

import io.unidatum.exchange.client.view.WithdrawalRulesView;
import io.unidatum.exchange.protocol.Decimal8;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a new exchange begins with: its assets, its instruments and the accounts of development. */
public final class StandardExchange {
    /** The first of the accounts of development. */
    public static final long FIRST_TEST_ACCOUNT = 1001;

    /** The last of them. */
    public static final long LAST_TEST_ACCOUNT = 1100;

    /** Float of the clearing wallets, in DEC. */
    static final long CLEARING_FLOAT = 1_000_000 * Decimal8.ONE;

    static final int DEC = 1;
    private static final int USD = 2;
    private static final int BTC = 3;
    private static final int ETH = 4;
    private static final int TEN_PERCENT = 100_000;

    private StandardExchange() {}

    static Map<Integer, String> assets() {
        final Map<Integer, String> assets = new LinkedHashMap<>();
        assets.put(DEC, "DEC");
        assets.put(USD, "USD");
        assets.put(BTC, "BTC");
        assets.put(ETH, "ETH");
        return assets;
    }

    static List<InstrumentTerms> instruments() {
        return List.of(
                InstrumentTerms.of(1, "DEC/USD", DEC, USD, "0.0001", "0.0001", "10000000", TEN_PERCENT),
                InstrumentTerms.of(2, "BTC/USD", BTC, USD, "0.01", "0.000001", "10000", TEN_PERCENT),
                InstrumentTerms.of(3, "ETH/USD", ETH, USD, "0.01", "0.00001", "100000", TEN_PERCENT),
                InstrumentTerms.of(4, "DEC/BTC", DEC, BTC, "0.0000001", "0.1", "10000000", TEN_PERCENT));
    }

    /** What holds for withdrawals in development. {@return rules for DEC} */
    static WithdrawalRulesView testWithdrawals() {
        return new WithdrawalRulesView(DEC, Decimal8.ONE / 100, Decimal8.ONE / 10, 100_000 * Decimal8.ONE, true);
    }

    /** What each account of development gets. {@return amounts in units of 10<sup>-8</sup> by asset} */
    static Map<Integer, Long> testFunds() {
        final Map<Integer, Long> funds = new LinkedHashMap<>();
        funds.put(DEC, 1_000_000 * Decimal8.ONE);
        funds.put(USD, 100_000_000 * Decimal8.ONE);
        funds.put(BTC, 10_000 * Decimal8.ONE);
        funds.put(ETH, 100_000 * Decimal8.ONE);
        return funds;
    }
}

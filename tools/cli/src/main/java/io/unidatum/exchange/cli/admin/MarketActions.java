package io.unidatum.exchange.cli.admin;

import io.unidatum.exchange.client.view.ExchangeView;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Actions that make assets and instruments, and on fees. */
final class MarketActions {
    private MarketActions() {}

    /** {@code exchange admin create-asset}. */
    @Command(name = "create-asset", description = "Creates an asset.")
    static final class CreateAsset extends AdminAction {
        @Parameters(index = "0", paramLabel = "ID", description = "Its number, 1 to 65534")
        private int assetId;

        @Parameters(index = "1", paramLabel = "NAME", description = "Upper-case letters and digits, at most 8")
        private String name;

        @Override
        void run(final OperatorClient client) {
            applyAndTell(client, Requests.createAsset(assetId, name), "Asset " + name + " is created");
        }
    }

    /** {@code exchange admin create-instrument}. */
    @Command(
            name = "create-instrument",
            aliases = "instrument",
            description = "Creates an instrument, open for trading.",
            footer = {
                "",
                "Example: exchange admin create-instrument 5 ETH/BTC --tick 0.000001 --lot 0.01 --max-quantity 10000",
                "Tick times lot must be a whole number of the quote's smallest units (0.00000001)."
            })
    static final class CreateInstrument extends AdminAction {
        @Parameters(index = "0", paramLabel = "ID", description = "Its number")
        private long instrumentId;

        @Parameters(index = "1", paramLabel = "SYMBOL", description = "BASE/QUOTE, of assets that exist")
        private String symbol;

        @Option(names = "--tick", paramLabel = "PRICE", required = true, description = "Price step")
        private String tick;

        @Option(names = "--lot", paramLabel = "QUANTITY", required = true, description = "Quantity step")
        private String lot;

        @Option(
                names = "--max-quantity",
                paramLabel = "QUANTITY",
                required = true,
                description = "Largest quantity of one order")
        private String maxQuantity;

        @Option(
                names = "--protection-band",
                paramLabel = "PPM",
                defaultValue = "100000",
                description = "How far market orders trade beyond the best price, parts per million")
        private int band;

        @Override
        void run(final OperatorClient client) {
            final String name = symbol.toUpperCase(Locale.ROOT).replace('-', '/');
            final int slash = name.indexOf('/');
            if (slash < 1) {
                throw new io.unidatum.exchange.cli.UserError(symbol + " is no symbol: write BASE/QUOTE");
            }
            final ExchangeView view = view();
            final InstrumentTerms terms = new InstrumentTerms(
                    instrumentId,
                    name,
                    asset(view, name.substring(0, slash)).assetId(),
                    asset(view, name.substring(slash + 1)).assetId(),
                    decimal(tick),
                    decimal(lot),
                    decimal(maxQuantity),
                    band);
            applyAndTell(client, Requests.createInstrument(terms), "Instrument " + name + " is created");
        }
    }

    /** {@code exchange admin fee-tier}. */
    @Command(name = "fee-tier", description = "Creates or changes a fee tier; open orders keep their rates.")
    static final class FeeTier extends AdminAction {
        @Parameters(index = "0", paramLabel = "TIER", description = "Its number, 0 to 254")
        private int tier;

        @Parameters(index = "1", paramLabel = "MAKER_PPM", description = "Maker's rate: 1000 is 0.1 %%")
        private int makerRate;

        @Parameters(index = "2", paramLabel = "TAKER_PPM", description = "Taker's rate")
        private int takerRate;

        @Override
        void run(final OperatorClient client) {
            applyAndTell(client, Requests.setFeeTier(tier, makerRate, takerRate), "Fee tier " + tier + " is set");
        }
    }
}

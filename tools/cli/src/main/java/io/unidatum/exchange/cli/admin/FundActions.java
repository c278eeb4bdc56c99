package io.unidatum.exchange.cli.admin;

import io.unidatum.exchange.client.view.AssetView;
import io.unidatum.exchange.protocol.Decimal8;
import java.util.HexFormat;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Actions on balances. */
final class FundActions {
    private FundActions() {}

    /** {@code exchange admin deposit}. */
    @Command(
            name = "deposit",
            description = "Credits an account. A deposit's id is credited once, for ever: repeating it has no effect.")
    static final class Deposit extends AdminAction {
        @Parameters(index = "0", paramLabel = "ACCOUNT", description = "Whom to credit")
        private long account;

        @Parameters(index = "1", paramLabel = "ASSET", description = "Name or number of the asset")
        private String asset;

        @Parameters(index = "2", paramLabel = "AMOUNT", description = "At most 8 decimals")
        private String amount;

        @Option(
                names = "--id",
                paramLabel = "TEXT",
                required = true,
                description = "The deposit's own id: a chain transaction (64 hex digits), or any text of yours")
        private String id;

        @Override
        void run(final OperatorClient client) {
            final AssetView target = asset(view(), asset);
            final long units = decimal(amount);
            final byte[] depositId =
                    id.matches("[0-9a-fA-F]{64}") ? HexFormat.of().parseHex(id) : Bootstrap.depositId(id);
            applyAndTell(
                    client,
                    Requests.deposit(account, target.assetId(), units, depositId),
                    "Account " + account + " is credited with " + Decimal8.format(units) + " " + target.name());
        }
    }

    /** {@code exchange admin adjust}. */
    @Command(name = "adjust", description = "Corrects a balance, either way. Audited: give the reason.")
    static final class Adjust extends AdminAction {
        @Parameters(index = "0", paramLabel = "ACCOUNT", description = "Whose balance")
        private long account;

        @Parameters(index = "1", paramLabel = "ASSET", description = "Name or number of the asset")
        private String asset;

        @Parameters(
                index = "2",
                paramLabel = "AMOUNT",
                description = "Signed, at most 8 decimals; put -- before a negative one")
        private String amount;

        @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "For the audit")
        private String reason;

        @Override
        void run(final OperatorClient client) {
            final AssetView target = asset(view(), asset);
            final long units = decimal(amount);
            applyAndTell(
                    client,
                    Requests.adjust(account, target.assetId(), units, reason(reason)),
                    "Account " + account + " is adjusted by " + Decimal8.format(units) + " " + target.name());
        }
    }
}

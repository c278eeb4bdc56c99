package io.unidatum.exchange.cli.admin;

import io.unidatum.exchange.cli.UserError;
import io.unidatum.exchange.cli.settings.ClusterSettings;
import io.unidatum.exchange.cli.settings.DataSettings;
import io.unidatum.exchange.cli.settings.NetworkSettings;
import io.unidatum.exchange.client.view.AccountView;
import io.unidatum.exchange.client.view.AssetView;
import io.unidatum.exchange.client.view.ExchangeView;
import io.unidatum.exchange.client.view.WithdrawalRulesView;
import io.unidatum.exchange.client.view.WithdrawalView;
import io.unidatum.exchange.protocol.Decimal8;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Actions on withdrawals. */
final class WithdrawalActions {
    private WithdrawalActions() {}

    /** Switched on, off, or left as it is. */
    static final class Switch {
        @Option(names = "--enable", required = true, description = "Withdrawals of the asset can be asked for")
        private boolean enable;

        @Option(names = "--disable", required = true, description = "They cannot; open ones go on")
        private boolean disable;
    }

    /** {@code exchange admin withdrawal-rules}. */
    @Command(
            name = "withdrawal-rules",
            description = {
                "Sets what holds for withdrawals of an asset; without options it shows it.",
                "What is not given stays as it is. Open withdrawals keep their fee."
            },
            footer = {
                "",
                "Example: exchange admin withdrawal-rules DEC --fee 0.01 --minimum 0.1 --daily-limit 100000 --enable"
            })
    static final class Rules extends AdminAction {
        @Parameters(paramLabel = "ASSET", description = "Name or number of the asset")
        private String asset;

        @Option(names = "--fee", paramLabel = "AMOUNT", description = "Charged for each, in the asset")
        private String fee;

        @Option(names = "--minimum", paramLabel = "AMOUNT", description = "Smallest amount")
        private String minimum;

        @Option(
                names = "--daily-limit",
                paramLabel = "AMOUNT",
                description = "Most that an account may ask for in a UTC day, fees apart; 0 for no limit")
        private String dailyLimit;

        @ArgGroup
        private Switch state;

        @Option(names = "--reason", paramLabel = "TEXT", defaultValue = "", description = "For the audit")
        private String reason;

        @Override
        void run(final OperatorClient client) {
            final ExchangeView view = view();
            final AssetView target = asset(view, asset);
            final WithdrawalRulesView known = view.withdrawalRules(target.assetId());
            final WithdrawalRulesView before =
                    known == null ? new WithdrawalRulesView(target.assetId(), 0, 0, 0, false) : known;
            if (fee == null && minimum == null && dailyLimit == null && state == null) {
                out().println(describe(target, before));
                return;
            }
            final WithdrawalRulesView rules = new WithdrawalRulesView(
                    target.assetId(),
                    amount(fee, before.fee()),
                    amount(minimum, before.minimum()),
                    amount(dailyLimit, before.dailyLimit()),
                    state == null ? before.enabled() : state.enable);
            applyAndTell(client, WithdrawalRequests.rules(rules, reason(reason)), describe(target, rules));
        }

        private static long amount(final String text, final long absent) {
            final long value = text == null ? absent : decimal(text);
            if (value < 0) {
                throw new UserError(text + " is below 0");
            }
            return value;
        }
    }

    /** {@code exchange admin withdrawals}. */
    @Command(
            name = "withdrawals",
            description = {
                "Lists open withdrawals: what is held until it is paid.",
                "Read from snapshot and journal: needs no key, but the nodes' archive ports."
            })
    static final class Listing implements Callable<Integer> {
        @Mixin
        private DataSettings data;

        @Mixin
        private NetworkSettings network;

        @Mixin
        private ClusterSettings cluster;

        @Parameters(arity = "0..1", paramLabel = "ACCOUNT", description = "Of this account only")
        private Long account;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() {
            final PrintWriter out = spec.commandLine().getOut();
            final ExchangeView view = ViewLoader.load(cluster.members(), network.ownHost());
            if (account != null && view.account(account) == null) {
                throw new UserError("there is no account " + account);
            }
            out.printf(
                    "%-12s %-10s %-6s %20s %14s %-27s %s%n",
                    "WITHDRAWAL", "ACCOUNT", "ASSET", "AMOUNT", "FEE", "REQUESTED", "ADDRESS");
            for (final AccountView entry : view.accounts()) {
                if (account == null || entry.account() == account) {
                    entry.openWithdrawals().forEach(withdrawal -> print(view, withdrawal, out));
                }
            }
            out.println("(sequence " + view.sequence() + ")");
            out.flush();
            return 0;
        }

        private static void print(final ExchangeView view, final WithdrawalView withdrawal, final PrintWriter out) {
            out.printf(
                    "%-12d %-10d %-6s %20s %14s %-27s %s%n",
                    withdrawal.withdrawalId(),
                    withdrawal.account(),
                    view.asset(withdrawal.assetId()).name(),
                    Decimal8.format(withdrawal.amount()),
                    Decimal8.format(withdrawal.fee()),
                    Instant.ofEpochSecond(0, withdrawal.requestedTime()),
                    withdrawal.address());
        }
    }

    /** How a withdrawal ended. */
    static final class End {
        @Option(
                names = "--completed",
                paramLabel = "TRANSACTION",
                required = true,
                description = "It was paid by this transaction: 64 hex digits, or any text of yours")
        private String transaction;

        @Option(
                names = "--failed",
                required = true,
                description = "It was not paid and never will be: amount and fee are available again")
        private boolean failed;
    }

    /** {@code exchange admin end-withdrawal}. */
    @Command(
            name = "end-withdrawal",
            description = {
                "Ends an open withdrawal by hand: of an asset without a chain, or one that the adapter cannot end.",
                "First make sure that no payment of it is under way: what is ended here is not paid by the exchange."
            },
            footer = {
                "",
                "Example: exchange admin end-withdrawal 17 --completed wire-2026-11-22-0001 --network-fee 0",
                "Example: exchange admin end-withdrawal 18 --failed --reason \"account closed\""
            })
    static final class EndWithdrawal extends AdminAction {
        @Parameters(paramLabel = "ID", description = "See 'exchange admin withdrawals'")
        private long id;

        @ArgGroup(multiplicity = "1")
        private End end;

        @Option(
                names = "--network-fee",
                paramLabel = "AMOUNT",
                description = "Completed: what the payment itself cost of the fee; the rest is the house's. 0 if not "
                        + "given")
        private String networkFee;

        @Option(names = "--reason", paramLabel = "TEXT", defaultValue = "", description = "For the audit")
        private String reason;

        @Override
        void run(final OperatorClient client) {
            if (end.failed && networkFee != null) {
                throw new UserError("a withdrawal that failed has cost nothing: leave out --network-fee");
            }
            final ExchangeView view = view();
            final WithdrawalView withdrawal = view.accounts().stream()
                    .flatMap(account -> account.openWithdrawals().stream())
                    .filter(open -> open.withdrawalId() == id)
                    .findFirst()
                    .orElseThrow(() ->
                            new UserError("there is no open withdrawal " + id + ": see 'exchange admin withdrawals'"));
            final String what = "Withdrawal " + id + " of " + Decimal8.format(withdrawal.amount()) + " "
                    + view.asset(withdrawal.assetId()).name() + " of account " + withdrawal.account();
            if (end.failed) {
                applyAndTell(
                        client,
                        WithdrawalRequests.fail(withdrawal, reason(reason)),
                        what + " has failed; amount and fee are available again");
            } else {
                applyAndTell(
                        client,
                        WithdrawalRequests.complete(
                                withdrawal,
                                transactionId(end.transaction),
                                networkFee == null ? 0 : decimal(networkFee),
                                reason(reason)),
                        what + " is completed");
            }
        }

        private static byte[] transactionId(final String text) {
            return text.matches("[0-9a-fA-F]{64}") ? HexFormat.of().parseHex(text) : Bootstrap.depositId(text);
        }
    }

    private static String describe(final AssetView asset, final WithdrawalRulesView rules) {
        return "Withdrawals of " + asset.name() + " are " + (rules.enabled() ? "enabled" : "disabled") + ": fee "
                + Decimal8.format(rules.fee()) + ", minimum " + Decimal8.format(rules.minimum()) + ", "
                + (rules.dailyLimit() == 0
                        ? "no daily limit"
                        : Decimal8.format(rules.dailyLimit()) + " a day and account");
    }
}

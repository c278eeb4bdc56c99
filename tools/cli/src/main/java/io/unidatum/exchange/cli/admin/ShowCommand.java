package io.unidatum.exchange.cli.admin;

import io.unidatum.exchange.cli.UserError;
import io.unidatum.exchange.cli.run.Health;
import io.unidatum.exchange.cli.settings.ClusterSettings;
import io.unidatum.exchange.cli.settings.DataSettings;
import io.unidatum.exchange.cli.settings.NetworkSettings;
import io.unidatum.exchange.client.view.AccountView;
import io.unidatum.exchange.client.view.BalanceView;
import io.unidatum.exchange.client.view.ExchangeView;
import io.unidatum.exchange.client.view.InstrumentView;
import io.unidatum.exchange.protocol.Decimal8;
import io.unidatum.exchange.protocol.MemberEndpoints;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code exchange admin show}: the state of the exchange, read from snapshot and journal. */
@Command(
        name = "show",
        description = {
            "Shows the state of the exchange as it is now, read from a node's snapshot and journal.",
            "Needs no key, but the nodes' archive ports."
        })
final class ShowCommand implements Callable<Integer> {
    @Mixin
    private DataSettings data;

    @Mixin
    private NetworkSettings network;

    @Mixin
    private ClusterSettings cluster;

    @Parameters(
            index = "0",
            paramLabel = "WHAT",
            description = "accounts, balances, positions, limits, connections, assets, instruments, orders, api-keys, "
                    + "fee-tiers, principals or members")
    private String what;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "ACCOUNT",
            description = "For all that accounts have: of this account only")
    private Long account;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        final PrintWriter out = spec.commandLine().getOut();
        if (what.equals("members")) {
            members(out);
            return 0;
        }
        final ExchangeView view = ViewLoader.load(cluster.members(), network.ownHost());
        if (account != null && view.account(account) == null) {
            throw new UserError("there is no account " + account);
        }
        switch (what) {
            case "accounts" -> accounts(view, out);
            case "balances" -> balances(view, out);
            case "positions" -> new RiskTables(view, account, out).positions();
            case "limits" -> LimitsTable.print(view, account, out);
            case "connections" -> new RiskTables(view, account, out).connections();
            case "assets" -> view.assets().forEach(asset -> out.printf("%5d %s%n", asset.assetId(), asset.name()));
            case "instruments" -> instruments(view, out);
            case "orders" -> new OrderTable(view, account, out).print();
            case "api-keys" -> apiKeys(view, out);
            case "fee-tiers" ->
                view.feeTiers()
                        .forEach(tier -> out.printf(
                                "%3d maker %d ppm taker %d ppm%n", tier.feeTier(), tier.makerRate(), tier.takerRate()));
            case "principals" ->
                view.principals()
                        .forEach(principal -> out.printf(
                                "%s %-8s %s%n",
                                principal.publicKeyHex(),
                                principal.role(),
                                principal.enabled() ? "enabled" : "disabled"));
            default -> throw new UserError(what + " is unknown: see 'exchange admin show --help'");
        }
        out.println("(sequence " + view.sequence() + ")");
        return 0;
    }

    private void members(final PrintWriter out) {
        out.printf("%-7s %-22s %-9s %6s %12s %s%n", "MEMBER", "ADDRESS", "ROLE", "TERM", "SEQUENCE", "CHAIN HASH");
        for (final MemberEndpoints member : cluster.members()) {
            final Health.Answer answer = Health.of(member.status());
            out.printf(
                    "%-7d %-22s %-9s %6s %12s %s%n",
                    member.memberId(),
                    member.ingress(),
                    answer.code() == 0 ? "no answer" : answer.text("role"),
                    answer.text("term"),
                    answer.text("lastSequence"),
                    answer.text("chainHash"));
        }
    }

    private void accounts(final ExchangeView view, final PrintWriter out) {
        out.printf("%-10s %-8s %4s %11s %s%n", "ACCOUNT", "STATUS", "TIER", "OPEN ORDERS", "LIMITS");
        for (final AccountView entry : view.accounts()) {
            out.printf(
                    "%-10d %-8s %4d %11d max %s open, %s a second%n",
                    entry.account(),
                    entry.status(),
                    entry.feeTier(),
                    entry.openOrders().size(),
                    limit(entry.maxOpenOrders()),
                    limit(entry.maxOrdersPerSecond()));
        }
    }

    private void balances(final ExchangeView view, final PrintWriter out) {
        out.printf("%-10s %-8s %26s %26s%n", "ACCOUNT", "ASSET", "AVAILABLE", "HELD");
        for (final AccountView entry : view.accounts()) {
            if (account == null || entry.account() == account) {
                for (final BalanceView balance : entry.balances()) {
                    out.printf(
                            "%-10d %-8s %26s %26s%n",
                            entry.account(),
                            view.asset(balance.assetId()).name(),
                            Decimal8.format(balance.available()),
                            Decimal8.format(balance.held()));
                }
            }
        }
    }

    private static void instruments(final ExchangeView view, final PrintWriter out) {
        out.printf(
                "%-5s %-12s %-11s %12s %12s %14s %9s %11s %6s %8s %14s %s%n",
                "ID",
                "SYMBOL",
                "STATUS",
                "TICK",
                "LOT",
                "MAX QUANTITY",
                "BAND PPM",
                "COLLAR PPM",
                "HALT",
                "AUCTION",
                "LAST PRICE",
                "STATUS UNTIL");
        for (final InstrumentView entry : view.instruments()) {
            out.printf(
                    "%-5d %-12s %-11s %12s %12s %14s %9d %11s %6s %8s %14s %s%n",
                    entry.instrumentId(),
                    entry.symbol(),
                    StatusActions.describe(entry.status()),
                    Decimal8.format(entry.tickSize()),
                    Decimal8.format(entry.lotSize()),
                    Decimal8.format(entry.maxOrderQuantity()),
                    entry.protectionBand(),
                    entry.collar() == 0 ? "-" : entry.collar(),
                    Durations.format(entry.haltDuration()),
                    Durations.format(entry.auctionDuration()),
                    entry.lastPrice() == 0 ? "-" : Decimal8.format(entry.lastPrice()),
                    entry.statusUntil() == 0
                            ? "-"
                            : Instant.ofEpochSecond(0, entry.statusUntil()).toString());
        }
    }

    private void apiKeys(final ExchangeView view, final PrintWriter out) {
        view.apiKeys().stream()
                .filter(key -> account == null || key.account() == account)
                .forEach(key -> out.printf(
                        "%-20s account %d generation %d %s %s%n",
                        Long.toUnsignedString(key.apiKeyId()),
                        key.account(),
                        key.generation(),
                        (key.mayTrade() ? "trade" : "read") + (key.mayWithdraw() ? "+withdraw" : ""),
                        key.enabled() ? "enabled" : "disabled"));
    }

    private static String limit(final long value) {
        return value == 0 ? "unlimited" : Long.toString(value);
    }
}

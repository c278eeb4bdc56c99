package io.unidatum.exchange.cli.admin;

import io.unidatum.exchange.client.view.AccountView;
import io.unidatum.exchange.client.view.ExchangeView;
import io.unidatum.exchange.client.view.LimitsView;
import io.unidatum.exchange.protocol.Decimal8;
import java.io.PrintWriter;

/** Prints risk limits: of accounts, and their own in single instruments. Accounts without any are left out. */
final class LimitsTable {
    private static final String FORM = "%-10s %-12s %20s %20s %20s%n";

    private LimitsTable() {}

    /** Prints those of one account, or of all if it is null. */
    static void print(final ExchangeView view, final Long account, final PrintWriter out) {
        out.printf(FORM, "ACCOUNT", "INSTRUMENT", "MAX ORDER QUANTITY", "MAX ORDER NOTIONAL", "MAX POSITION");
        for (final AccountView entry : view.accounts()) {
            if (account == null || entry.account() == account) {
                if (!entry.limits().equals(LimitsView.NONE)) {
                    row(out, entry.account(), "any other", entry.limits());
                }
                entry.instrumentLimits()
                        .forEach((instrument, limits) -> row(
                                out,
                                entry.account(),
                                view.instrument(instrument).symbol(),
                                limits));
            }
        }
    }

    private static void row(
            final PrintWriter out, final long account, final String instrument, final LimitsView limits) {
        out.printf(
                FORM,
                account,
                instrument,
                limit(limits.maxOrderQuantity()),
                limit(limits.maxOrderNotional()),
                limit(limits.maxPosition()));
    }

    private static String limit(final long value) {
        return value == 0 ? "-" : Decimal8.format(value);
    }
}

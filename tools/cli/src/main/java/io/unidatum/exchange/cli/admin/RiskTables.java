package io.unidatum.exchange.cli.admin;

import io.unidatum.exchange.client.view.AccountView;
import io.unidatum.exchange.client.view.ConnectionView;
import io.unidatum.exchange.client.view.ExchangeView;
import io.unidatum.exchange.client.view.InstrumentView;
import io.unidatum.exchange.client.view.PositionView;
import io.unidatum.exchange.protocol.Decimal8;
import io.unidatum.exchange.protocol.Position;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Collection;

/** Prints accounts' positions, and the connections and timers that their orders depend on. Not thread safe. */
final class RiskTables {
    private final ExchangeView view;
    private final Long account;
    private final PrintWriter out;

    /**
     * Makes tables.
     *
     * @param view of the exchange.
     * @param account whose rows are wanted; null for everybody's.
     * @param out to print to.
     */
    RiskTables(final ExchangeView view, final Long account, final PrintWriter out) {
        this.view = view;
        this.account = account;
        this.out = out;
    }

    void positions() {
        out.printf(
                "%-10s %-12s %20s %18s %22s %22s%n",
                "ACCOUNT", "SYMBOL", "QUANTITY", "AVERAGE PRICE", "REALISED", "UNREALISED");
        for (final AccountView entry : accounts()) {
            for (final PositionView held : entry.positions()) {
                final InstrumentView instrument = view.instrument(held.instrumentId());
                final Position position = held.position();
                final boolean open = position.quantity() != 0;
                out.printf(
                        "%-10d %-12s %20s %18s %22s %22s%n",
                        entry.account(),
                        instrument.symbol(),
                        Decimal8.format(position.quantity()),
                        open ? Decimal8.format(position.averagePrice()) : "-",
                        Decimal8.format(position.realised()),
                        open && instrument.lastPrice() > 0
                                ? Decimal8.format(position.unrealised(instrument.lastPrice()))
                                : "-");
            }
        }
    }

    void connections() {
        out.printf(
                "%-10s %-20s %-20s %-5s %8s %s%n", "ACCOUNT", "CONNECTION", "SESSION", "STATE", "GRACE", "CANCELS AT");
        for (final AccountView entry : accounts()) {
            for (final ConnectionView connection : entry.connections()) {
                out.printf(
                        "%-10d %-20s %-20s %-5s %8s %s%n",
                        entry.account(),
                        Long.toUnsignedString(connection.connectionId()),
                        Long.toUnsignedString(connection.sessionId()),
                        connection.state(),
                        Durations.format(connection.gracePeriodNs()),
                        time(connection.deadline()));
            }
            if (entry.deadManDeadline() != 0) {
                out.printf(
                        "%-10d %-41s %-5s %8s %s%n",
                        entry.account(),
                        "(dead-man timer)",
                        "OPEN",
                        Durations.format(entry.deadManTimeout()),
                        time(entry.deadManDeadline()));
            }
        }
    }

    private Collection<AccountView> accounts() {
        return view.accounts().stream()
                .filter(entry -> account == null || entry.account() == account)
                .toList();
    }

    private static String time(final long timeNs) {
        return timeNs == 0 ? "-" : Instant.ofEpochSecond(0, timeNs).toString();
    }
}

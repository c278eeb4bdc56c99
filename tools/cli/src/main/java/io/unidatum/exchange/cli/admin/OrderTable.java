package io.unidatum.exchange.cli.admin;

import io.unidatum.exchange.client.view.AccountView;
import io.unidatum.exchange.client.view.ExchangeView;
import io.unidatum.exchange.client.view.OrderView;
import io.unidatum.exchange.client.view.SpecialTerms;
import io.unidatum.exchange.protocol.Decimal8;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Prints open orders with what they wait for. Not thread safe. */
final class OrderTable {
    private final ExchangeView view;
    private final Long account;
    private final PrintWriter out;

    OrderTable(final ExchangeView view, final Long account, final PrintWriter out) {
        this.view = view;
        this.account = account;
        this.out = out;
    }

    void print() {
        out.printf(
                "%-10s %-10s %-12s %-4s %-17s %-4s %18s %18s %18s %-36s %s%n",
                "ORDER",
                "ACCOUNT",
                "SYMBOL",
                "SIDE",
                "TYPE",
                "TIF",
                "PRICE",
                "QUANTITY",
                "OPEN",
                "CLIENT ORDER ID",
                "TERMS");
        for (final AccountView entry : view.accounts()) {
            if (account == null || entry.account() == account) {
                entry.openOrders().forEach(this::print);
            }
        }
    }

    private void print(final OrderView order) {
        out.printf(
                "%-10s %-10d %-12s %-4s %-17s %-4s %18s %18s %18s %-36s %s%n",
                Long.toUnsignedString(order.orderId()),
                order.account(),
                view.instrument(order.instrumentId()).symbol(),
                order.side(),
                order.orderType().name().toLowerCase(Locale.ROOT),
                order.timeInForce(),
                order.price() == 0 ? "-" : Decimal8.format(order.price()),
                Decimal8.format(order.quantity()),
                Decimal8.format(order.leaves()),
                order.clientOrderId(),
                terms(order));
    }

    private static String terms(final OrderView order) {
        final SpecialTerms terms = order.specialTerms();
        final List<String> words = new ArrayList<>();
        if (order.isWaiting()) {
            words.add("waits for its trigger");
        }
        add(words, "stop ", terms.stopPrice());
        add(words, "displays ", terms.displayQuantity());
        add(words, "trails by ", terms.trailingOffset());
        if (terms.trailingRate() != 0) {
            words.add("trails by " + terms.trailingRate() + " ppm");
        }
        if (terms.expireTime() != 0) {
            words.add("expires " + Instant.ofEpochSecond(0, terms.expireTime()));
        }
        if (terms.linkedOrderId() != 0) {
            words.add("one or " + Long.toUnsignedString(terms.linkedOrderId()));
        }
        if (order.postOnly()) {
            words.add("post only");
        }
        if (order.reduceOnly()) {
            words.add("reduce only");
        }
        if (order.massQuote()) {
            words.add("quote");
        }
        return String.join(", ", words);
    }

    private static void add(final List<String> words, final String name, final long value) {
        if (value != 0) {
            words.add(name + Decimal8.format(value));
        }
    }
}

package io.unidatum.exchange.engine;

import io.unidatum.exchange.protocol.Decimal8;
import java.util.List;

/** Events as lines that a person reads, for tests about which orders something happens to. */
final class EventTexts {
    private EventTexts() {}

    /** The events since the last call. */
    static List<String> take(final Exchange exchange) {
        return exchange.journal.take().stream().map(EventTexts::of).toList();
    }

    private static String of(final Event event) {
        if (event instanceof Event.Accepted e) {
            return "accepted " + e.orderId() + " of " + e.account() + ": " + e.side() + " "
                    + at(e.quantity(), e.price()) + ", held " + text(e.held());
        } else if (event instanceof Event.Rested e) {
            return "rested " + e.orderId() + ": " + at(e.quantity(), e.price());
        } else if (event instanceof Event.Traded e) {
            return "traded " + e.maker().orderId() + " with " + e.taker().orderId() + ": "
                    + at(e.quantity(), e.price());
        } else if (event instanceof Event.Cancelled e) {
            return "cancelled " + e.orderId() + ": " + at(e.quantity(), e.price()) + ", " + e.reason() + ", held "
                    + text(e.held());
        } else if (event instanceof Event.Amended e) {
            return (e.priorityKept() ? "reduced " : "moved ") + e.orderId() + ": " + at(e.oldLeaves(), e.oldPrice())
                    + " to " + at(e.newLeaves(), e.newPrice()) + ", held " + text(e.held());
        } else if (event instanceof Event.AccountChanged e) {
            return "account " + e.account() + (e.blocked() ? " blocked" : " active");
        } else if (event instanceof Event.LimitsChanged e) {
            return "limits of " + e.account() + " in " + e.instrument() + ": quantity "
                    + text(e.maxOrderQuantity()) + ", notional " + text(e.maxOrderNotional()) + ", position "
                    + text(e.maxPosition());
        } else if (event instanceof Event.ConnectionChanged e) {
            return by(e.byCommand()) + "connection " + e.connectionId() + " of " + e.account() + " " + e.state()
                    + ", session " + e.sessionId() + due(e.deadline());
        } else if (event instanceof Event.DeadManTimerSet e) {
            return by(e.byCommand()) + "timer of " + e.account() + ": " + e.timeoutNs() / Exchange.SECOND + " s"
                    + due(e.deadline());
        } else if (event instanceof Event.StatusChanged e) {
            return "instrument " + e.instrument() + " " + e.status();
        }
        return event.toString();
    }

    private static String by(final boolean command) {
        return command ? "" : "by itself: ";
    }

    private static String due(final long deadline) {
        return deadline == 0 ? "" : ", due at " + (deadline - Exchange.START) / Exchange.SECOND + " s";
    }

    private static String at(final long quantity, final long price) {
        return text(quantity) + " at " + text(price);
    }

    private static String text(final long units) {
        return Decimal8.format(units);
    }
}

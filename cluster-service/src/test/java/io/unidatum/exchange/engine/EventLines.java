package io.unidatum.exchange.engine;

import io.unidatum.exchange.protocol.Decimal8;
import java.util.List;

/** Events as short lines, for tests of what happens in which order. Times are seconds after a start. */
final class EventLines {
    private final long start;

    EventLines(final long start) {
        this.start = start;
    }

    List<String> of(final List<Event> events) {
        return events.stream().map(this::line).toList();
    }

    private String line(final Event event) {
        if (event instanceof Event.Accepted e) {
            return "accepted " + e.orderId();
        } else if (event instanceof Event.Rested e) {
            return "rested " + e.orderId() + " " + d(e.quantity()) + " @ " + d(e.price());
        } else if (event instanceof Event.Refilled e) {
            return "refilled " + e.orderId() + " " + d(e.quantity());
        } else if (event instanceof Event.Traded e) {
            return "traded " + trade(e);
        } else if (event instanceof Event.AuctionTraded e) {
            return "auction traded " + trade(e.trade());
        } else if (event instanceof Event.Cancelled e) {
            return "cancelled " + e.orderId() + " " + d(e.quantity()) + " " + e.reason();
        } else if (event instanceof Event.Amended e) {
            return "amended " + e.orderId() + " " + d(e.newLeaves()) + " @ " + d(e.newPrice())
                    + (e.priorityKept() ? " in place" : "");
        } else if (event instanceof Event.Terms e) {
            return "terms " + e.orderId() + terms(e);
        } else if (event instanceof Event.Triggered e) {
            return "triggered " + e.orderId() + " at " + d(e.stopPrice()) + " -> " + d(e.price());
        } else if (event instanceof Event.Reduced e) {
            return "reduced " + e.orderId() + " by " + d(e.quantity()) + " to " + d(e.leaves()) + " " + e.reason();
        } else if (event instanceof Event.Uncrossed e) {
            return "uncrossed " + e.instrument() + ": " + d(e.volume()) + " @ " + d(e.price()) + " surplus "
                    + d(e.surplus());
        } else if (event instanceof Event.StatusChanged e) {
            return "status " + e.instrument() + " " + e.status()
                    + (e.until() == 0 ? "" : " until " + (e.until() - start) / 1_000_000 + " ms")
                    + " (" + e.reason() + ")" + (e.byCommand() ? "" : " by itself");
        }
        return event.toString();
    }

    private String terms(final Event.Terms e) {
        return (e.stopPrice() == 0 ? "" : " stop " + d(e.stopPrice()))
                + (e.displayQuantity() == 0 ? "" : " display " + d(e.displayQuantity()))
                + (e.expireTime() == 0 ? "" : " until " + (e.expireTime() - start) / 1_000_000 + " ms")
                + (e.quoteAmount() == 0 ? "" : " amount " + d(e.quoteAmount()))
                + (e.trailingOffset() == 0 ? "" : " trailing " + d(e.trailingOffset()))
                + (e.trailingRate() == 0 ? "" : " trailing " + e.trailingRate() + " ppm")
                + (e.linkedOrderId() == 0 ? "" : " linked to " + e.linkedOrderId());
    }

    private static String trade(final Event.Traded e) {
        return e.maker().orderId() + "/" + e.taker().orderId() + " " + d(e.quantity()) + " @ " + d(e.price()) + " "
                + e.takerSide() + " fees " + d(e.maker().fee()) + "/"
                + d(e.taker().fee());
    }

    private static String d(final long units) {
        return Decimal8.format(units);
    }
}

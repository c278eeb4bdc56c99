package io.unidatum.exchange.marketdata;

import io.unidatum.exchange.sbe.common.BooleanType;
import io.unidatum.exchange.sbe.common.Side;
import io.unidatum.exchange.sbe.common.TradeKind;
import io.unidatum.exchange.sbe.event.AuctionUncrossedDecoder;
import io.unidatum.exchange.sbe.event.InstrumentCreatedDecoder;
import io.unidatum.exchange.sbe.event.InstrumentRulesChangedDecoder;
import io.unidatum.exchange.sbe.event.InstrumentStatusChangedDecoder;
import io.unidatum.exchange.sbe.event.OrderAmendedDecoder;
import io.unidatum.exchange.sbe.event.OrderCancelledDecoder;
import io.unidatum.exchange.sbe.event.OrderReducedDecoder;
import io.unidatum.exchange.sbe.event.OrderRefilledDecoder;
import io.unidatum.exchange.sbe.event.OrderRestedDecoder;
import io.unidatum.exchange.sbe.event.TradeDecoder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.collections.Long2ObjectHashMap;

/**
 * All markets, as the journal's events leave them. Books and trades may start at different events: each passes over
 * what it holds already. Not thread safe.
 */
final class Markets {
    /** Changes after which those of one command are published frame by frame, so that no message grows too long. */
    private static final int MAX_CHANGES = 1_000;

    private final InstrumentCreatedDecoder instrumentCreated = new InstrumentCreatedDecoder();
    private final InstrumentStatusChangedDecoder statusChanged = new InstrumentStatusChangedDecoder();
    private final InstrumentRulesChangedDecoder rulesChanged = new InstrumentRulesChangedDecoder();
    private final AuctionUncrossedDecoder uncrossed = new AuctionUncrossedDecoder();
    private final OrderRestedDecoder orderRested = new OrderRestedDecoder();
    private final OrderRefilledDecoder orderRefilled = new OrderRefilledDecoder();
    private final OrderReducedDecoder orderReduced = new OrderReducedDecoder();
    private final TradeDecoder trade = new TradeDecoder();
    private final OrderCancelledDecoder orderCancelled = new OrderCancelledDecoder();
    private final OrderAmendedDecoder orderAmended = new OrderAmendedDecoder();

    private final RestingOrders orders = new RestingOrders();
    private final Long2ObjectHashMap<Market> byId = new Long2ObjectHashMap<>();
    private final List<Market> inOrder = new ArrayList<>();
    private final List<Market> touched = new ArrayList<>();
    private final MarketListener listener;
    private long booksKnownTo;
    private long tradesKnownTo;
    private int changes;

    Markets(final MarketListener listener) {
        this.listener = listener;
    }

    /** Every market, by instrument id. */
    List<Market> all() {
        return inOrder;
    }

    /** A market that an image or an event has named. */
    Market market(final long instrumentId) {
        final Market market = byId.get(instrumentId);
        if (market == null) {
            throw new IllegalStateException("the journal names an instrument that it never created: " + instrumentId);
        }
        return market;
    }

    /** Adds a market. */
    Market add(final long instrumentId, final String symbol) {
        final Market market = new Market(instrumentId, symbol);
        byId.put(instrumentId, market);
        inOrder.add(market);
        inOrder.sort(Comparator.comparingLong(Market::instrumentId));
        return market;
    }

    /** Puts an order into its book as a state image has it. */
    void restore(final long instrumentId, final Side side, final long orderId, final long price, final long displayed) {
        orders.join(orderId, price, displayed);
        market(instrumentId).side(side).change(price, displayed, 1);
    }

    /** Says that the books hold all events up to a sequence. */
    void booksKnownTo(final long sequence) {
        booksKnownTo = sequence;
    }

    /** Last event that the books held before any was applied. {@return its sequence} */
    long booksKnownTo() {
        return booksKnownTo;
    }

    /** Says that trades and windows hold all events up to a sequence. */
    void tradesKnownTo(final long sequence) {
        tradesKnownTo = sequence;
    }

    /** Applies an event of the journal. */
    void onEvent(
            final long sequence,
            final long time,
            final int templateId,
            final DirectBuffer buffer,
            final int offset,
            final int blockLength,
            final int version) {
        if (templateId == TradeDecoder.TEMPLATE_ID) {
            trade.wrap(buffer, offset, blockLength, version);
            onTrade(sequence, time);
            return;
        }
        if (sequence <= booksKnownTo) {
            return;
        }
        switch (templateId) {
            case OrderRestedDecoder.TEMPLATE_ID -> {
                orderRested.wrap(buffer, offset, blockLength, version);
                final Market market = begin(orderRested.instrumentId(), orderRested.instrumentSequence(), time);
                join(market, orderRested.side(), orderRested.orderId(), orderRested.price(), orderRested.quantity());
            }
            case OrderRefilledDecoder.TEMPLATE_ID -> {
                orderRefilled.wrap(buffer, offset, blockLength, version);
                final Market market = begin(orderRefilled.instrumentId(), orderRefilled.instrumentSequence(), time);
                join(
                        market,
                        orderRefilled.side(),
                        orderRefilled.orderId(),
                        orderRefilled.price(),
                        orderRefilled.quantity());
            }
            case OrderReducedDecoder.TEMPLATE_ID -> {
                orderReduced.wrap(buffer, offset, blockLength, version);
                onOrderReduced(time);
            }
            case OrderCancelledDecoder.TEMPLATE_ID -> {
                orderCancelled.wrap(buffer, offset, blockLength, version);
                onOrderCancelled(time);
            }
            case OrderAmendedDecoder.TEMPLATE_ID -> {
                orderAmended.wrap(buffer, offset, blockLength, version);
                onOrderAmended(time);
            }
            case InstrumentStatusChangedDecoder.TEMPLATE_ID -> {
                statusChanged.wrap(buffer, offset, blockLength, version);
                final long until = statusChanged.until();
                begin(statusChanged.instrumentId(), statusChanged.instrumentSequence(), time)
                        .status(
                                statusChanged.status(),
                                until == InstrumentStatusChangedDecoder.untilNullValue() ? 0 : until);
            }
            case AuctionUncrossedDecoder.TEMPLATE_ID -> {
                uncrossed.wrap(buffer, offset, blockLength, version);
                begin(uncrossed.instrumentId(), uncrossed.instrumentSequence(), time);
            }
            case InstrumentRulesChangedDecoder.TEMPLATE_ID -> {
                rulesChanged.wrap(buffer, offset, blockLength, version);
                begin(rulesChanged.instrumentId(), rulesChanged.instrumentSequence(), time);
            }
            case InstrumentCreatedDecoder.TEMPLATE_ID -> {
                instrumentCreated.wrap(buffer, offset, blockLength, version);
                add(instrumentCreated.instrumentId(), instrumentCreated.symbol());
            }
            default -> {
                // Accounts, balances and keys are nothing the public sees.
            }
        }
    }

    /** Ends a frame: what a whole command changed is given to the listener. */
    void onFrameEnd(final boolean lastOfCommand) {
        if (!lastOfCommand && changes < MAX_CHANGES) {
            return;
        }
        changes = 0;
        flush();
    }

    /**
     * Gives the listener what it has not taken yet.
     *
     * @return true if there is nothing left.
     */
    boolean flush() {
        int kept = 0;
        for (int i = 0; i < touched.size(); i++) {
            final Market market = touched.get(i);
            if (listener.onBookChange(market)) {
                market.flush();
            } else {
                touched.set(kept, market);
                kept++;
            }
        }
        touched.subList(kept, touched.size()).clear();
        return kept == 0;
    }

    private void onTrade(final long sequence, final long time) {
        final long price = trade.price();
        final long quantity = trade.quantity();
        final TradeKind kind = trade.kind() == TradeKind.AUCTION ? TradeKind.AUCTION : TradeKind.CONTINUOUS;
        if (sequence > booksKnownTo) {
            final Market market = begin(trade.instrumentId(), trade.instrumentSequence(), time);
            final Side takerSide = trade.takerSide();
            final Side makerSide = takerSide == Side.BUY ? Side.SELL : Side.BUY;
            if (kind == TradeKind.AUCTION) {
                takeUpTo(market, makerSide, trade.makerOrderId(), quantity);
                takeUpTo(market, takerSide, trade.takerOrderId(), quantity);
            } else {
                take(market, makerSide, trade.makerOrderId(), quantity);
            }
        }
        if (sequence > tradesKnownTo) {
            final Market market = market(trade.instrumentId());
            final LastTrade last = new LastTrade(
                    trade.instrumentSequence(), trade.tradeId(), price, quantity, trade.takerSide(), time, kind);
            market.addTrade(last, trade.notional());
            listener.onTrade(market, last);
        }
    }

    private void onOrderCancelled(final long time) {
        if (orderCancelled.instrumentSequence() == 0) {
            return;
        }
        final Market market = begin(orderCancelled.instrumentId(), orderCancelled.instrumentSequence(), time);
        final long displayed = orderCancelled.displayedQuantity();
        take(
                market,
                orderCancelled.side(),
                orderCancelled.orderId(),
                displayed == OrderCancelledDecoder.displayedQuantityNullValue()
                        ? orderCancelled.cancelledQuantity()
                        : displayed);
    }

    private void onOrderReduced(final long time) {
        if (orderReduced.instrumentSequence() != 0) {
            final Market market = begin(orderReduced.instrumentId(), orderReduced.instrumentSequence(), time);
            take(market, orderReduced.side(), orderReduced.orderId(), orderReduced.displayedQuantity());
        }
    }

    private void onOrderAmended(final long time) {
        if (orderAmended.instrumentSequence() == 0) {
            // It waits for its trigger and is in no book.
            return;
        }
        final Market market = begin(orderAmended.instrumentId(), orderAmended.instrumentSequence(), time);
        final long oldDisplayed = orderAmended.oldDisplayed();
        final long newDisplayed = orderAmended.newDisplayed();
        final long before =
                oldDisplayed == OrderAmendedDecoder.oldDisplayedNullValue() ? orderAmended.oldLeaves() : oldDisplayed;
        final long after =
                newDisplayed == OrderAmendedDecoder.newDisplayedNullValue() ? orderAmended.newLeaves() : newDisplayed;
        final boolean stays = orderAmended.priorityKept() == BooleanType.TRUE;
        take(market, orderAmended.side(), orderAmended.orderId(), stays ? before - after : before);
    }

    private Market begin(final long instrumentId, final long instrumentSequence, final long time) {
        final Market market = market(instrumentId);
        if (!market.isTouched()) {
            touched.add(market);
        }
        market.onBookEvent(instrumentSequence, time);
        return market;
    }

    private void join(
            final Market market, final Side side, final long orderId, final long price, final long displayed) {
        orders.join(orderId, price, displayed);
        market.changeLevel(side, price, displayed, 1);
        changes++;
    }

    /** Takes a part of what an order displays off its level; the order leaves the level with the last of it. */
    private void take(final Market market, final Side side, final long orderId, final long quantity) {
        final long displayed = orders.displayed(orderId);
        if (displayed == 0 || quantity < 0 || quantity > displayed) {
            throw new IllegalStateException("the journal's events do not fit the book of " + market.symbol()
                    + ": order " + orderId + " displays " + displayed + " and loses " + quantity);
        }
        final long price = orders.price(orderId);
        orders.change(orderId, displayed - quantity);
        market.changeLevel(side, price, -quantity, quantity == displayed ? -1 : 0);
        changes++;
    }

    /** An auction's fill: what it exceeds the displayed part by was hidden. */
    private void takeUpTo(final Market market, final Side side, final long orderId, final long quantity) {
        take(market, side, orderId, Math.min(quantity, orders.displayed(orderId)));
    }
}

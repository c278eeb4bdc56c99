package io.unidatum.exchange.book;

import io.unidatum.exchange.book.OrderBookListener.CancelCause;
import io.unidatum.exchange.book.OrderBookListener.RejectCause;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The obviously right order book: two lists of orders, sorted by price and then by arrival. The oracle of the fast one.
 */
final class ReferenceOrderBook implements OrderBook {
    private final OrderBookListener listener;
    private final List<ReferenceOrder> bids = new ArrayList<>();
    private final List<ReferenceOrder> asks = new ArrayList<>();
    private boolean collecting;

    ReferenceOrderBook(final OrderBookListener listener) {
        this.listener = listener;
    }

    @Override
    public void submitLimit(
            final long orderId,
            final BookSide side,
            final long price,
            final long quantity,
            final TimeInForce timeInForce,
            final long owner) {
        submit(new OrderTerms()
                .limit(orderId, side, price, quantity)
                .timeInForce(timeInForce)
                .owner(owner));
    }

    @Override
    public void submit(final OrderTerms terms) {
        final RejectCause cause = check(terms);
        if (cause != null) {
            listener.rejected(terms.orderId, cause);
            return;
        }
        listener.accepted(terms.orderId, terms.side, terms.price, terms.quantity);
        final ReferenceOrder order = new ReferenceOrder(terms);
        if (terms.timeInForce == TimeInForce.FOK && !wouldFill(order)) {
            listener.cancelled(order.id, order.leaves, CancelCause.FILL_OR_KILL);
        } else if (collecting || match(order)) {
            rest(order, terms);
        }
    }

    @Override
    public void cancel(final long orderId) {
        find(orderId)
                .ifPresentOrElse(
                        order -> {
                            queue(order.side).remove(order);
                            listener.cancelled(orderId, order.leaves, CancelCause.REQUESTED);
                        },
                        () -> listener.rejected(orderId, RejectCause.UNKNOWN_ORDER));
    }

    @Override
    public void reduce(final long orderId, final long newLeaves) {
        final Optional<ReferenceOrder> order = find(orderId);
        if (order.isEmpty()) {
            listener.rejected(orderId, RejectCause.UNKNOWN_ORDER);
        } else if (newLeaves <= 0 || newLeaves >= order.get().leaves) {
            listener.rejected(orderId, RejectCause.INVALID_QUANTITY);
        } else {
            order.get().shrinkTo(newLeaves);
            listener.reduced(orderId, newLeaves);
        }
    }

    @Override
    public void replace(final long orderId, final long newPrice, final long newLeaves) {
        final ReferenceOrder order = find(orderId).orElse(null);
        if (order == null) {
            listener.rejected(orderId, RejectCause.UNKNOWN_ORDER);
            return;
        }
        final List<ReferenceOrder> before = new ArrayList<>(queue(order.side));
        queue(order.side).remove(order);
        final OrderTerms terms = new OrderTerms().limit(orderId, order.side, newPrice, newLeaves);
        terms.postOnly = order.postOnly;
        final RejectCause cause = check(terms);
        if (cause != null) {
            queue(order.side).clear();
            queue(order.side).addAll(before);
            listener.rejected(orderId, cause);
            return;
        }
        order.price = newPrice;
        order.leaves = newLeaves;
        order.show();
        listener.replaced(orderId, newPrice, newLeaves);
        if (collecting || match(order)) {
            rest(order, terms);
        }
    }

    @Override
    public void collect() {
        collecting = true;
    }

    @Override
    public Auction indicative(final long reference) {
        throw new UnsupportedOperationException("compare with ReferenceAuction");
    }

    ReferenceAuction auction(final long reference) {
        return ReferenceAuction.of(bids, asks, reference);
    }

    @Override
    public void uncross(final long reference) {
        collecting = false;
        final ReferenceAuction auction = auction(reference);
        listener.uncrossed(auction.price(), auction.volume(), auction.surplus());
        long left = auction.volume();
        while (left > 0) {
            final ReferenceOrder bid = bids.get(0);
            final ReferenceOrder ask = asks.get(0);
            final long quantity = Math.min(bid.leaves, ask.leaves);
            left -= quantity;
            takeInAuction(bid, quantity);
            takeInAuction(ask, quantity);
            listener.auctionTraded(bid.id, ask.id, auction.price(), quantity, bid.leaves, ask.leaves);
            for (final ReferenceOrder order : List.of(bid, ask)) {
                queue(order.side).removeIf(each -> each.leaves == 0);
                if (order.leaves > 0 && order.visible == 0) {
                    refill(order);
                }
            }
        }
    }

    private static void takeInAuction(final ReferenceOrder order, final long quantity) {
        order.leaves -= quantity;
        order.visible = Math.max(0, order.visible - quantity);
    }

    private void refill(final ReferenceOrder order) {
        queue(order.side).remove(order);
        order.show();
        insert(order);
        listener.refilled(order.id, order.visible);
    }

    @Override
    public void forEachOrder(final BookSide side, final OrderVisitor visitor) {
        queue(side).forEach(o -> visitor.onOrder(o.id, o.price, o.leaves, o.visible, o.owner));
    }

    private RejectCause check(final OrderTerms terms) {
        final boolean mayRest = terms.timeInForce == TimeInForce.GTC;
        final List<ReferenceOrder> opposite = queue(terms.side.opposite());
        if (find(terms.orderId).isPresent()) {
            return RejectCause.DUPLICATE_ORDER;
        }
        if (terms.price <= 0) {
            return RejectCause.INVALID_PRICE;
        }
        if (terms.quantity <= 0) {
            return RejectCause.INVALID_QUANTITY;
        }
        if (!mayRest && collecting) {
            return RejectCause.COLLECTING;
        }
        BigInteger total = BigInteger.valueOf(terms.quantity);
        for (final ReferenceOrder order : queue(terms.side)) {
            total = total.add(BigInteger.valueOf(order.leaves));
        }
        if (mayRest && total.bitLength() > 63) {
            return RejectCause.QUANTITY_OVERFLOW;
        }
        if (terms.display < 0 || terms.display > terms.quantity) {
            return RejectCause.INVALID_QUANTITY;
        }
        if (mayRest && terms.market || !mayRest && (terms.postOnly || terms.display != 0)) {
            return RejectCause.INVALID_TERMS;
        }
        if (terms.postOnly && opposite.stream().anyMatch(maker -> reaches(terms.side, terms.price, maker))) {
            return RejectCause.WOULD_TAKE;
        }
        return terms.market && opposite.isEmpty() ? RejectCause.NO_LIQUIDITY : null;
    }

    /** On a copy of the book: is nothing left of it, all of it traded? */
    private boolean wouldFill(final ReferenceOrder taker) {
        final long[] traded = new long[1];
        final RecordedEvents silent = new RecordedEvents() {
            @Override
            public void traded(
                    final long makerId,
                    final long takerId,
                    final long price,
                    final long quantity,
                    final long makerLeaves,
                    final long takerLeaves) {
                traded[0] += quantity;
            }
        };
        final ReferenceOrderBook copy = new ReferenceOrderBook(silent);
        bids.forEach(order -> copy.bids.add(order.copy()));
        asks.forEach(order -> copy.asks.add(order.copy()));
        copy.match(taker.copy());
        return traded[0] == taker.leaves;
    }

    /** Returns whether it came to its end with something left that may rest. */
    private boolean match(final ReferenceOrder taker) {
        final List<ReferenceOrder> makers = queue(taker.side.opposite());
        while (taker.leaves > 0 && !makers.isEmpty() && reaches(taker.side, taker.price, makers.get(0))) {
            final ReferenceOrder maker = makers.get(0);
            if (maker.isOfSameOwner(taker)) {
                if (preventSelfTrade(maker, taker)) {
                    return false;
                }
                continue;
            }
            final long quantity = Math.min(maker.visible, taker.leaves);
            maker.leaves -= quantity;
            maker.visible -= quantity;
            taker.leaves -= quantity;
            listener.traded(maker.id, taker.id, maker.price, quantity, maker.leaves, taker.leaves);
            if (maker.leaves == 0) {
                makers.remove(maker);
            } else if (maker.visible == 0) {
                makers.remove(maker);
                maker.show();
                insert(maker);
                listener.refilled(maker.id, maker.visible);
            }
        }
        return taker.leaves > 0;
    }

    /** Returns whether the taker is gone. */
    private boolean preventSelfTrade(final ReferenceOrder maker, final ReferenceOrder taker) {
        if (taker.prevention == Prevention.DECREMENT_AND_CANCEL) {
            final long quantity = Math.min(maker.leaves, taker.leaves);
            maker.shrinkTo(maker.leaves - quantity);
            taker.leaves -= quantity;
            listener.decremented(maker.id, taker.id, quantity, maker.leaves, taker.leaves);
            queue(maker.side).removeIf(order -> order.leaves == 0);
            return taker.leaves == 0;
        }
        if (taker.prevention != Prevention.CANCEL_NEWEST) {
            queue(maker.side).remove(maker);
            listener.cancelled(maker.id, maker.leaves, CancelCause.SELF_TRADE);
        }
        if (taker.prevention != Prevention.CANCEL_OLDEST) {
            listener.cancelled(taker.id, taker.leaves, CancelCause.SELF_TRADE);
            return true;
        }
        return false;
    }

    private void rest(final ReferenceOrder order, final OrderTerms terms) {
        if (terms.timeInForce == TimeInForce.GTC) {
            order.show();
            insert(order);
            listener.rested(order.id, order.price, order.leaves, order.visible);
        } else if (!terms.market) {
            listener.cancelled(order.id, order.leaves, CancelCause.IMMEDIATE_OR_CANCEL);
        } else {
            final boolean empty = queue(order.side.opposite()).isEmpty();
            listener.cancelled(order.id, order.leaves, empty ? CancelCause.NO_LIQUIDITY : CancelCause.PROTECTION_PRICE);
        }
    }

    /** Behind all that trade before it. */
    private void insert(final ReferenceOrder order) {
        final List<ReferenceOrder> queue = queue(order.side);
        int index = 0;
        while (index < queue.size() && reaches(order.side.opposite(), order.price, queue.get(index))) {
            index++;
        }
        queue.add(index, order);
    }

    private static boolean reaches(final BookSide side, final long price, final ReferenceOrder maker) {
        return side == BookSide.BUY ? maker.price <= price : maker.price >= price;
    }

    private Optional<ReferenceOrder> find(final long orderId) {
        final List<ReferenceOrder> all = new ArrayList<>(bids);
        all.addAll(asks);
        return all.stream().filter(order -> order.id == orderId).findFirst();
    }

    private List<ReferenceOrder> queue(final BookSide side) {
        return side == BookSide.BUY ? bids : asks;
    }
}

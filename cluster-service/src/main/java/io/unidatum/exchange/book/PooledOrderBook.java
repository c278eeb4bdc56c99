package io.unidatum.exchange.book;

import io.unidatum.exchange.book.OrderBookListener.CancelCause;
import io.unidatum.exchange.book.OrderBookListener.RejectCause;

/**
 * The fast order book by ids: a {@link MatchingBook}, an index of ids and a pool of orders. Allocates nothing once it
 * has held as many orders and levels as it will.
 */
public final class PooledOrderBook implements OrderBook {
    private final OrderBookListener listener;
    private final MatchingBook<PooledOrder> book = new MatchingBook<>(new Matches());
    private final OrderIndex orders = new OrderIndex();
    private final Auction auction = new Auction();
    private final AuctionListener<PooledOrder> auctionMatches = this::onAuctionMatch;
    private PooledOrder pool;
    private boolean collecting;

    /**
     * Creates an empty book.
     *
     * @param listener hears everything.
     */
    public PooledOrderBook(final OrderBookListener listener) {
        this.listener = listener;
    }

    @Override
    public void submit(final OrderTerms terms) {
        final RejectCause cause = check(terms);
        if (cause != null) {
            listener.rejected(terms.orderId, cause);
            return;
        }
        final PooledOrder order = accept(terms.orderId, terms.side, terms.price, terms.quantity, terms.owner);
        order.prevention(terms.prevention);
        order.iceberg(terms.display);
        order.postOnly = terms.postOnly;
        place(order, terms.timeInForce, terms.market);
    }

    @Override
    public void submitLimit(
            final long orderId,
            final BookSide side,
            final long price,
            final long quantity,
            final TimeInForce timeInForce,
            final long owner) {
        final RejectCause cause = checkLimit(orderId, side, price, quantity, timeInForce);
        if (cause != null) {
            listener.rejected(orderId, cause);
            return;
        }
        place(accept(orderId, side, price, quantity, owner), timeInForce, false);
    }

    @Override
    public void cancel(final long orderId) {
        final PooledOrder order = orders.get(orderId);
        if (order == null) {
            listener.rejected(orderId, RejectCause.UNKNOWN_ORDER);
            return;
        }
        book.remove(order);
        drop(order, CancelCause.REQUESTED);
    }

    @Override
    public void reduce(final long orderId, final long newLeaves) {
        final PooledOrder order = orders.get(orderId);
        if (order == null) {
            listener.rejected(orderId, RejectCause.UNKNOWN_ORDER);
        } else if (newLeaves <= 0 || newLeaves >= order.leaves()) {
            listener.rejected(orderId, RejectCause.INVALID_QUANTITY);
        } else {
            book.reduce(order, newLeaves);
            listener.reduced(orderId, newLeaves);
        }
    }

    @Override
    public void replace(final long orderId, final long newPrice, final long newLeaves) {
        final PooledOrder order = orders.get(orderId);
        final RejectCause cause =
                order == null ? RejectCause.UNKNOWN_ORDER : checkReplacement(order, newPrice, newLeaves);
        if (cause != null) {
            listener.rejected(orderId, cause);
            return;
        }
        final long display = order.display();
        final Prevention prevention = order.prevention();
        book.remove(order);
        order.open(order.side(), newPrice, newLeaves, order.owner());
        order.prevention(prevention);
        order.iceberg(display);
        listener.replaced(orderId, newPrice, newLeaves);
        place(order, TimeInForce.GTC, false);
    }

    @Override
    public void collect() {
        collecting = true;
    }

    @Override
    public Auction indicative(final long reference) {
        auction.find(book, reference);
        return auction;
    }

    @Override
    public void uncross(final long reference) {
        collecting = false;
        auction.find(book, reference);
        listener.uncrossed(auction.price(), auction.volume(), auction.surplus());
        if (auction.volume() != 0) {
            book.uncross(auction.price(), auctionMatches);
        }
    }

    @Override
    public void forEachOrder(final BookSide side, final OrderVisitor visitor) {
        for (PriceLevel level = book.best(side); level != null; level = book.worse(side, level)) {
            for (BookOrder order = level.first(); order != null; order = order.behind()) {
                visitor.onOrder(
                        ((PooledOrder) order).id, order.price(), order.leaves(), order.visible(), order.owner());
            }
        }
    }

    /**
     * The level that trades first.
     *
     * @param side of the book.
     * @return null if the side is empty.
     */
    public PriceLevel best(final BookSide side) {
        return book.best(side);
    }

    /**
     * The level that trades after another of the same side.
     *
     * @param side of the book.
     * @param level of that side.
     * @return null if there is none.
     */
    public PriceLevel worse(final BookSide side, final PriceLevel level) {
        return book.worse(side, level);
    }

    /** Number of resting orders on both sides. {@return 0 or more} */
    public int orderCount() {
        return orders.size();
    }

    private RejectCause check(final OrderTerms terms) {
        final boolean gtc = terms.timeInForce == TimeInForce.GTC;
        final RejectCause cause = checkLimit(terms.orderId, terms.side, terms.price, terms.quantity, terms.timeInForce);
        if (cause != null) {
            return cause;
        }
        if (terms.display < 0 || terms.display > terms.quantity) {
            return RejectCause.INVALID_QUANTITY;
        }
        if (gtc ? terms.market : terms.postOnly || terms.display != 0) {
            return RejectCause.INVALID_TERMS;
        }
        if (terms.postOnly && wouldTake(terms.side, terms.price)) {
            return RejectCause.WOULD_TAKE;
        }
        return terms.market && book.best(terms.side.opposite()) == null ? RejectCause.NO_LIQUIDITY : null;
    }

    private RejectCause checkLimit(
            final long orderId,
            final BookSide side,
            final long price,
            final long quantity,
            final TimeInForce timeInForce) {
        if (orders.get(orderId) != null) {
            return RejectCause.DUPLICATE_ORDER;
        }
        if (price <= 0) {
            return RejectCause.INVALID_PRICE;
        }
        if (quantity <= 0) {
            return RejectCause.INVALID_QUANTITY;
        }
        if (timeInForce != TimeInForce.GTC) {
            return collecting ? RejectCause.COLLECTING : null;
        }
        return book.hasRoomFor(side, quantity) ? null : RejectCause.QUANTITY_OVERFLOW;
    }

    private RejectCause checkReplacement(final PooledOrder order, final long newPrice, final long newLeaves) {
        if (newPrice <= 0) {
            return RejectCause.INVALID_PRICE;
        }
        if (newLeaves <= 0) {
            return RejectCause.INVALID_QUANTITY;
        }
        final long grown = newLeaves - order.leaves();
        if (grown > 0 && !book.hasRoomFor(order.side(), grown)) {
            return RejectCause.QUANTITY_OVERFLOW;
        }
        return order.postOnly && wouldTake(order.side(), newPrice) ? RejectCause.WOULD_TAKE : null;
    }

    private boolean wouldTake(final BookSide side, final long price) {
        final PriceLevel level = book.best(side.opposite());
        return level != null && (side == BookSide.BUY ? level.price() <= price : level.price() >= price);
    }

    private PooledOrder accept(
            final long orderId, final BookSide side, final long price, final long quantity, final long owner) {
        PooledOrder order = pool;
        if (order == null) {
            order = new PooledOrder();
        } else {
            pool = order.nextInPool;
        }
        order.id = orderId;
        order.open(side, price, quantity, owner);
        order.postOnly = false;
        listener.accepted(orderId, side, price, quantity);
        return order;
    }

    private void place(final PooledOrder order, final TimeInForce timeInForce, final boolean market) {
        if (collecting) {
            rest(order);
            return;
        }
        if (timeInForce == TimeInForce.FOK && book.fillable(order, order.price(), order.leaves()) < order.leaves()) {
            drop(order, CancelCause.FILL_OR_KILL);
            return;
        }
        final Placement placement = book.match(order, order.price());
        if (order.leaves() == 0) {
            release(order);
        } else if (placement == Placement.SELF_TRADE) {
            drop(order, CancelCause.SELF_TRADE);
        } else if (timeInForce == TimeInForce.GTC) {
            rest(order);
        } else if (!market) {
            drop(order, CancelCause.IMMEDIATE_OR_CANCEL);
        } else {
            drop(order, placement == Placement.NO_LIQUIDITY ? CancelCause.NO_LIQUIDITY : CancelCause.PROTECTION_PRICE);
        }
    }

    private void rest(final PooledOrder order) {
        book.rest(order);
        if (!order.indexed) {
            orders.add(order);
        }
        listener.rested(order.id, order.price(), order.leaves(), order.visible());
    }

    private void drop(final PooledOrder order, final CancelCause cause) {
        release(order);
        listener.cancelled(order.id, order.leaves(), cause);
    }

    private void onAuctionMatch(final PooledOrder bid, final PooledOrder ask, final long price, final long quantity) {
        listener.auctionTraded(bid.id, ask.id, price, quantity, bid.leaves(), ask.leaves());
        forgetIfFilled(bid);
        forgetIfFilled(ask);
    }

    private void forgetIfFilled(final PooledOrder order) {
        if (order.leaves() == 0) {
            release(order);
        }
    }

    private void release(final PooledOrder order) {
        if (order.indexed) {
            orders.remove(order);
        }
        order.nextInPool = pool;
        pool = order;
    }

    /** What the core tells. */
    private final class Matches implements MatchListener<PooledOrder> {
        @Override
        public void onMatch(final PooledOrder maker, final PooledOrder taker, final long price, final long quantity) {
            listener.traded(maker.id, taker.id, price, quantity, maker.leaves(), taker.leaves());
            forgetIfFilled(maker);
        }

        @Override
        public void onRefill(final PooledOrder maker) {
            listener.refilled(maker.id, maker.visible());
        }

        @Override
        public void onSelfTrade(
                final PooledOrder maker, final PooledOrder taker, final long makerQuantity, final long takerQuantity) {
            if (takerQuantity == 0) {
                drop(maker, CancelCause.SELF_TRADE);
            } else {
                listener.decremented(maker.id, taker.id, takerQuantity, maker.leaves(), taker.leaves());
                forgetIfFilled(maker);
            }
        }
    }
}

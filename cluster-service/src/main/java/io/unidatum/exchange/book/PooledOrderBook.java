package io.unidatum.exchange.book;

import io.unidatum.exchange.book.OrderBookListener.CancelCause;
import io.unidatum.exchange.book.OrderBookListener.RejectCause;

/**
 * The fast order book by ids. Matches as {@link MatchingBook} does, but keeps orders and levels as numbers in arrays,
 * in a quarter of the memory that objects take: a large book is as fast as its cache misses are few. Allocates nothing
 * once it has held as many orders and levels as it will.
 */
public final class PooledOrderBook implements OrderBook {
    private final OrderBookListener listener;
    private final Records records = new Records();
    private final IdPages ids = new IdPages(records);
    private final RecordLadder bids = new RecordLadder(BookSide.BUY, records);
    private final RecordLadder asks = new RecordLadder(BookSide.SELL, records);
    /** By the side's ordinal: sides come at random, and a branch would be mispredicted every other time. */
    private final RecordLadder[] ladders = {bids, asks};

    private final Matching<PooledOrder> matching = new Matching<>(new Matches(), bids, asks);
    private final Auction auction = new Auction();
    private final AuctionListener<PooledOrder> auctionMatches = this::onAuctionMatch;
    /** The order that is being placed. */
    private final PooledOrder incoming = new PooledOrder();

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
        accept(terms.orderId, terms.side, terms.price, terms.quantity, terms.owner);
        incoming.prevention(terms.prevention);
        incoming.iceberg(terms.display);
        incoming.postOnly = terms.postOnly;
        place(terms.timeInForce, terms.market);
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
        if (timeInForce == TimeInForce.GTC && !wouldTake(side, price)) {
            listener.accepted(orderId, side, price, quantity);
            ladder(side).append(ids.acquire(orderId), orderId, price, quantity, owner);
            listener.rested(orderId, price, quantity, quantity);
            return;
        }
        accept(orderId, side, price, quantity, owner);
        place(timeInForce, false);
    }

    @Override
    public void cancel(final long orderId) {
        final int record = ids.find(orderId);
        if (record == 0) {
            listener.rejected(orderId, RejectCause.UNKNOWN_ORDER);
            return;
        }
        final long leaves = ladderOf(record).remove(record);
        ids.release(record);
        listener.cancelled(orderId, leaves, CancelCause.REQUESTED);
    }

    @Override
    public void reduce(final long orderId, final long newLeaves) {
        final int record = ids.find(orderId);
        if (record == 0) {
            listener.rejected(orderId, RejectCause.UNKNOWN_ORDER);
        } else if (newLeaves <= 0 || newLeaves >= records.leaves(record)) {
            listener.rejected(orderId, RejectCause.INVALID_QUANTITY);
        } else {
            final RecordLadder ladder = ladderOf(record);
            ladder.shrink(ladder.read(record), records.leaves(record) - newLeaves);
            listener.reduced(orderId, newLeaves);
        }
    }

    @Override
    public void replace(final long orderId, final long newPrice, final long newLeaves) {
        final int record = ids.find(orderId);
        if (record == 0) {
            listener.rejected(orderId, RejectCause.UNKNOWN_ORDER);
            return;
        }
        final RecordLadder ladder = ladderOf(record);
        final RejectCause cause = checkReplacement(ladder, record, newPrice, newLeaves);
        if (cause != null) {
            listener.rejected(orderId, cause);
        } else if (ladder.isIceberg(record) || wouldTake(ladder.side(), newPrice)) {
            ladder.read(record, incoming);
            ladder.remove(record);
            incoming.price = newPrice;
            incoming.leaves = newLeaves;
            incoming.iceberg(incoming.display);
            listener.replaced(orderId, newPrice, newLeaves);
            place(TimeInForce.GTC, false);
        } else {
            ladder.move(record, newPrice, newLeaves);
            listener.replaced(orderId, newPrice, newLeaves);
            listener.rested(orderId, newPrice, newLeaves, newLeaves);
        }
    }

    @Override
    public void collect() {
        collecting = true;
    }

    @Override
    public Auction indicative(final long reference) {
        auction.find(matching, reference);
        return auction;
    }

    @Override
    public void uncross(final long reference) {
        collecting = false;
        auction.find(matching, reference);
        listener.uncrossed(auction.price(), auction.volume(), auction.surplus());
        if (auction.volume() != 0) {
            matching.uncross(auction.price(), auctionMatches);
        }
    }

    @Override
    public void forEachOrder(final BookSide side, final OrderVisitor visitor) {
        final RecordLadder ladder = ladder(side);
        for (boolean any = ladder.toBest(); any; any = ladder.toWorse()) {
            for (PooledOrder order = ladder.levelFirst(); order != null; order = ladder.behind(order)) {
                visitor.onOrder(order.id, order.price(), order.leaves(), order.visible(), order.owner());
            }
        }
    }

    /**
     * The level that trades first.
     *
     * @param side of the book.
     * @return null if the side is empty. It shows the book as it is when it is asked; not to be kept over a call.
     */
    public BookLevel best(final BookSide side) {
        return ladder(side).best();
    }

    /**
     * The level that trades after another of the same side.
     *
     * @param side of the book.
     * @param level of that side, as this book gave it.
     * @return null if there is none.
     */
    public BookLevel worse(final BookSide side, final BookLevel level) {
        return ladder(side).worse((RecordLevel) level);
    }

    /** Number of resting orders on both sides. {@return 0 or more} */
    public int orderCount() {
        return ids.size();
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
        return terms.market && ladder(terms.side.opposite()).isEmpty() ? RejectCause.NO_LIQUIDITY : null;
    }

    private RejectCause checkLimit(
            final long orderId,
            final BookSide side,
            final long price,
            final long quantity,
            final TimeInForce timeInForce) {
        if (ids.contains(orderId)) {
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
        return ladder(side).hasRoomFor(quantity) ? null : RejectCause.QUANTITY_OVERFLOW;
    }

    private RejectCause checkReplacement(
            final RecordLadder ladder, final int record, final long newPrice, final long newLeaves) {
        if (newPrice <= 0) {
            return RejectCause.INVALID_PRICE;
        }
        if (newLeaves <= 0) {
            return RejectCause.INVALID_QUANTITY;
        }
        final long grown = newLeaves - records.leaves(record);
        if (grown > 0 && !ladder.hasRoomFor(grown)) {
            return RejectCause.QUANTITY_OVERFLOW;
        }
        return ladder.isPostOnly(record) && wouldTake(ladder.side(), newPrice) ? RejectCause.WOULD_TAKE : null;
    }

    private boolean wouldTake(final BookSide side, final long price) {
        return ladders[1 - side.ordinal()].reaches(price);
    }

    private void accept(
            final long orderId, final BookSide side, final long price, final long quantity, final long owner) {
        final PooledOrder order = incoming;
        order.record = 0;
        order.id = orderId;
        order.open(side, price, quantity, owner);
        order.postOnly = false;
        listener.accepted(orderId, side, price, quantity);
    }

    private void place(final TimeInForce timeInForce, final boolean market) {
        final PooledOrder order = incoming;
        if (collecting) {
            rest(order);
            return;
        }
        if (timeInForce == TimeInForce.FOK && matching.fillable(order, order.price, order.leaves) < order.leaves) {
            drop(order, CancelCause.FILL_OR_KILL);
            return;
        }
        final Placement placement = matching.match(order, order.price);
        if (order.leaves == 0) {
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
        if (order.record == 0) {
            order.record = ids.acquire(order.id);
        }
        ladder(order.side).append(order);
        listener.rested(order.id, order.price, order.leaves, order.visible());
    }

    private void drop(final PooledOrder order, final CancelCause cause) {
        release(order);
        listener.cancelled(order.id, order.leaves, cause);
    }

    private RecordLadder ladder(final BookSide side) {
        return ladders[side.ordinal()];
    }

    private RecordLadder ladderOf(final int record) {
        return ladders[RecordLadder.side(records.flags(record))];
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

    /** It does not rest any more, or never did. */
    private void release(final PooledOrder order) {
        if (order.record != 0) {
            ids.release(order.record);
        }
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

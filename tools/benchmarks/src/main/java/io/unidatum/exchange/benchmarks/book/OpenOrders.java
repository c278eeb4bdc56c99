package io.unidatum.exchange.benchmarks.book;

import io.unidatum.exchange.book.BookSide;
import io.unidatum.exchange.book.OrderBookListener;
import java.util.Arrays;
import java.util.Random;

/** Which orders are open in the generator's book, to pick one at random. Ids count from 1. */
final class OpenOrders implements OrderBookListener {
    private static final int NOWHERE = -1;

    private long[] leaves = new long[1 << 16];
    private long[] prices = new long[1 << 16];
    private long[] users = new long[1 << 16];
    private boolean[] sells = new boolean[1 << 16];
    private int[] places = new int[1 << 16];
    private int[] ids = new int[1 << 16];
    private int count;
    private int sellCount;
    private long trades;
    private long lastPrice;

    int count() {
        return count;
    }

    int count(final BookSide side) {
        return side == BookSide.SELL ? sellCount : count - sellCount;
    }

    long trades() {
        return trades;
    }

    /** 0: there was no trade. */
    long lastPrice() {
        return lastPrice;
    }

    int any(final Random random) {
        return ids[random.nextInt(count)];
    }

    int at(final int index) {
        return ids[index];
    }

    long leaves(final int id) {
        return leaves[id];
    }

    long price(final int id) {
        return prices[id];
    }

    long user(final int id) {
        return users[id];
    }

    boolean isSell(final int id) {
        return sells[id];
    }

    void expect(final int id, final long user, final long price) {
        if (id >= leaves.length) {
            final int length = leaves.length * 2;
            leaves = Arrays.copyOf(leaves, length);
            prices = Arrays.copyOf(prices, length);
            users = Arrays.copyOf(users, length);
            sells = Arrays.copyOf(sells, length);
            places = Arrays.copyOf(places, length);
        }
        users[id] = user;
        prices[id] = price;
        places[id] = NOWHERE;
    }

    @Override
    public void accepted(final long orderId, final BookSide side, final long price, final long quantity) {
        leaves[(int) orderId] = quantity;
        sells[(int) orderId] = side == BookSide.SELL;
    }

    @Override
    public void traded(
            final long makerId,
            final long takerId,
            final long price,
            final long quantity,
            final long makerLeaves,
            final long takerLeaves) {
        trades++;
        lastPrice = price;
        set(makerId, makerLeaves);
        set(takerId, takerLeaves);
    }

    @Override
    public void rested(final long orderId, final long price, final long quantity, final long visible) {
        final int id = (int) orderId;
        prices[id] = price;
        if (count == ids.length) {
            ids = Arrays.copyOf(ids, count * 2);
        }
        if (places[id] == NOWHERE) {
            places[id] = count;
            ids[count++] = id;
            sellCount += sells[id] ? 1 : 0;
        }
    }

    @Override
    public void cancelled(final long orderId, final long quantity, final CancelCause cause) {
        remove((int) orderId);
    }

    @Override
    public void reduced(final long orderId, final long newLeaves) {
        leaves[(int) orderId] = newLeaves;
    }

    @Override
    public void replaced(final long orderId, final long newPrice, final long newLeaves) {
        prices[(int) orderId] = newPrice;
    }

    @Override
    public void rejected(final long orderId, final RejectCause cause) {
        throw new IllegalStateException("order " + orderId + " of the generated flow is rejected: " + cause);
    }

    @Override
    public void refilled(final long orderId, final long visible) {}

    @Override
    public void decremented(
            final long makerId,
            final long takerId,
            final long quantity,
            final long makerLeaves,
            final long takerLeaves) {}

    @Override
    public void uncrossed(final long price, final long volume, final long surplus) {}

    @Override
    public void auctionTraded(
            final long bidId,
            final long askId,
            final long price,
            final long quantity,
            final long bidLeaves,
            final long askLeaves) {}

    private void set(final long orderId, final long newLeaves) {
        final int id = (int) orderId;
        leaves[id] = newLeaves;
        if (newLeaves == 0) {
            remove(id);
        }
    }

    private void remove(final int id) {
        final int place = places[id];
        if (place != NOWHERE) {
            final int last = ids[--count];
            ids[place] = last;
            places[last] = place;
            places[id] = NOWHERE;
            sellCount -= sells[id] ? 1 : 0;
        }
    }
}

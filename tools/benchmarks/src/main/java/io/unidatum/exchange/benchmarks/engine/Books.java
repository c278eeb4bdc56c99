package io.unidatum.exchange.benchmarks.engine;

import java.util.Arrays;
import org.agrona.collections.Long2LongHashMap;

/**
 * What the generator knows of the resting orders: enough to name one at random and to price the next so that it crosses
 * only when it is meant to. Plain arrays; it is never measured.
 */
final class Books {
    private static final long NONE = -1;

    private final int ticks;
    private final int[] levels;
    private final int[] best;
    private final Long2LongHashMap indexes = new Long2LongHashMap(NONE);
    private long[] ids = new long[1024];
    private long[] clientNumbers = new long[1024];
    private int[] accounts = new int[1024];
    private int[] books = new int[1024];
    private int[] prices = new int[1024];
    private int[] lots = new int[1024];
    private int[] filled = new int[1024];
    private int count;

    Books(final Shape shape) {
        ticks = shape.ticks();
        levels = new int[2 * shape.instruments() * ticks];
        best = new int[2 * shape.instruments()];
        for (int i = 0; i < best.length; i++) {
            best[i] = (i & 1) == 0 ? -1 : ticks;
        }
    }

    /** Bids of an instrument are book 2i, asks 2i + 1. */
    static int book(final int instrument, final boolean buy) {
        return 2 * instrument + (buy ? 0 : 1);
    }

    int count() {
        return count;
    }

    /** Best price of a book: -1 if there are no bids, the number of ticks if there are no asks. */
    int best(final int book) {
        return best[book];
    }

    long id(final int index) {
        return ids[index];
    }

    long clientNumber(final int index) {
        return clientNumbers[index];
    }

    int account(final int index) {
        return accounts[index];
    }

    int book(final int index) {
        return books[index];
    }

    int price(final int index) {
        return prices[index];
    }

    int lots(final int index) {
        return lots[index];
    }

    int filled(final int index) {
        return filled[index];
    }

    /** {@return negative if it does not rest} */
    int index(final long id) {
        return (int) indexes.get(id);
    }

    void add(
            final long id,
            final long clientNumber,
            final int account,
            final int book,
            final int price,
            final int open,
            final int done) {
        if (count == ids.length) {
            grow(count * 2);
        }
        ids[count] = id;
        clientNumbers[count] = clientNumber;
        accounts[count] = account;
        books[count] = book;
        prices[count] = price;
        lots[count] = open;
        filled[count] = done;
        indexes.put(id, count++);
        levels[book * ticks + price]++;
        best[book] = (book & 1) == 0 ? Math.max(best[book], price) : Math.min(best[book], price);
    }

    void setLots(final int index, final int open) {
        lots[index] = open;
    }

    void fill(final int index, final int open) {
        filled[index] += lots[index] - open;
        lots[index] = open;
    }

    void remove(final int index) {
        final int book = books[index];
        levels[book * ticks + prices[index]]--;
        final int step = (book & 1) == 0 ? -1 : 1;
        int price = best[book];
        while (price >= 0 && price < ticks && levels[book * ticks + price] == 0) {
            price += step;
        }
        best[book] = price;
        indexes.remove(ids[index]);
        count--;
        if (index != count) {
            ids[index] = ids[count];
            clientNumbers[index] = clientNumbers[count];
            accounts[index] = accounts[count];
            books[index] = books[count];
            prices[index] = prices[count];
            lots[index] = lots[count];
            filled[index] = filled[count];
            indexes.put(ids[index], index);
        }
    }

    private void grow(final int length) {
        ids = Arrays.copyOf(ids, length);
        clientNumbers = Arrays.copyOf(clientNumbers, length);
        accounts = Arrays.copyOf(accounts, length);
        books = Arrays.copyOf(books, length);
        prices = Arrays.copyOf(prices, length);
        lots = Arrays.copyOf(lots, length);
        filled = Arrays.copyOf(filled, length);
    }
}

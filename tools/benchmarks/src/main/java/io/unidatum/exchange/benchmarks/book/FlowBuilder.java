package io.unidatum.exchange.benchmarks.book;

import io.unidatum.exchange.book.BookLevel;
import io.unidatum.exchange.book.BookSide;
import io.unidatum.exchange.book.PooledOrderBook;
import io.unidatum.exchange.book.TimeInForce;
import java.util.Arrays;
import java.util.Random;

/**
 * Writes a flow. It plays every message to a book of its own, so that it knows which orders are open and what they have
 * left; nobody trades with itself, since buyers and sellers are different users.
 */
final class FlowBuilder {
    private static final int USERS = 500;

    final Random random;
    private final OpenOrders open;
    private final PooledOrderBook book;
    private long[] words = new long[Flow.STRIDE << 16];
    private int messages;
    private int fill;
    private long tradesOfFill;
    private int nextId = 1;

    FlowBuilder(final long seed) {
        random = new Random(seed);
        open = new OpenOrders();
        book = new PooledOrderBook(open);
    }

    OpenOrders open() {
        return open;
    }

    int messages() {
        return messages;
    }

    /** Best price of a side, or the other value if it is empty. */
    long best(final BookSide side, final long otherwise) {
        final BookLevel level = book.best(side);
        return level == null ? otherwise : level.price();
    }

    void add(final BookSide side, final long price, final long quantity) {
        submit(Flow.NEW_GTC, TimeInForce.GTC, side, Math.max(1, price), quantity);
    }

    void immediate(final BookSide side, final long price, final long quantity) {
        submit(Flow.NEW_IOC, TimeInForce.IOC, side, Math.max(1, price), quantity);
    }

    void cancel(final int id) {
        write(Flow.CANCEL, open.isSell(id), id, 0, 0);
        book.cancel(id);
    }

    /** Takes some of it off, or cancels it if there is but one left. */
    void reduceSome(final int id) {
        final long leaves = open.leaves(id);
        if (leaves == 1) {
            cancel(id);
            return;
        }
        final long left = 1 + random.nextInt((int) leaves - 1);
        write(Flow.REDUCE, open.isSell(id), id, left, leaves - left);
        book.reduce(id, left);
    }

    void move(final int id, final long price) {
        final long leaves = open.leaves(id);
        write(Flow.MOVE, open.isSell(id), id, Math.max(1, price), leaves);
        book.replace(id, Math.max(1, price), leaves);
    }

    /** What comes from now on is measured. */
    void measureFromHere() {
        fill = messages;
        tradesOfFill = open.trades();
    }

    Flow build(final String name) {
        return new Flow(
                name, Arrays.copyOf(words, messages * Flow.STRIDE), fill, messages, open.trades() - tradesOfFill);
    }

    private void submit(
            final int kind, final TimeInForce timeInForce, final BookSide side, final long price, final long quantity) {
        final boolean sell = side == BookSide.SELL;
        final int id = nextId++;
        final long user = write(kind, sell, id, price, quantity);
        book.submitLimit(id, side, price, quantity, timeInForce, user);
    }

    private long write(final int kind, final boolean sell, final int id, final long price, final long quantity) {
        final int at = messages++ * Flow.STRIDE;
        if (at == words.length) {
            words = Arrays.copyOf(words, words.length * 2);
        }
        final long user = kind <= Flow.NEW_IOC ? 1 + random.nextInt(USERS) + (sell ? USERS : 0) : open.user(id);
        words[at] = Flow.head(kind, sell, user);
        words[at + 1] = id;
        words[at + 2] = price;
        words[at + 3] = quantity;
        if (kind <= Flow.NEW_IOC) {
            open.expect(id, user, price);
        }
        return user;
    }
}

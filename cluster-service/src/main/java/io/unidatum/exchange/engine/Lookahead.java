package io.unidatum.exchange.engine;

import io.unidatum.exchange.book.BookLookahead;
import io.unidatum.exchange.book.BookOrder;
import io.unidatum.exchange.book.BookSide;
import org.agrona.DirectBuffer;

/**
 * Reads what the next commands will need before they are carried out, so that the processor fetches it from memory for
 * many of them at the same time. Carried out one by one, each look-up would wait for the one before: with a million
 * accounts and orders hardly any of it is in a cache.
 *
 * <p>It goes by stages. Each is a short loop over the whole group that reads where the stage before has led to, so the
 * loads of one stage do not wait for each other. It changes nothing, and nothing depends on what it reads: the commands
 * are hints, and what they are about may be gone when they are carried out.
 */
final class Lookahead {
    private static final int SIZE = ExpectedCommands.SIZE;
    private static final int MAKERS = 2;

    private final ExchangeState state;
    private final ExpectedCommands commands;
    private final BookLookahead books = new BookLookahead(SIZE, MAKERS);
    private final Account[] accounts = new Account[SIZE];
    private final Instrument[] instruments = new Instrument[SIZE];
    private final AccountPosition[] positions = new AccountPosition[SIZE * (MAKERS + 1)];
    private final EngineOrder[] orders = new EngineOrder[SIZE * MAKERS];
    private int orderCount;
    /** Keeps what is read from being optimised away. */
    private long sum;

    Lookahead(final ExchangeState state) {
        this.state = state;
        commands = new ExpectedCommands(state.openOrders, state.hashing);
    }

    /** Notes a command. {@return whether there is room for another} */
    boolean add(final DirectBuffer buffer, final int offset, final int length) {
        return commands.add(buffer, offset, length);
    }

    /** Reads what the noted commands need, and forgets them. {@return how many there were} */
    int read() {
        final int count = commands.count();
        commands.clear();
        long read = readTables(count);
        read += readAccounts(count);
        read += readBalances(count);
        read += readOrders();
        read += readNeighbours();
        read += addBooks(count);
        read += books.read();
        addMakers();
        read += readOrders();
        read += readNeighbours();
        read += readMakers();
        read += readPositions(count);
        sum += read;
        return count;
    }

    /** Something that depends on all that was read. */
    long sum() {
        return sum;
    }

    /** What is addressed by the commands themselves. */
    private long readTables(final int count) {
        long read = 0;
        for (int i = 0; i < count; i++) {
            read += state.requests.touch(commands.requestHashes[i]);
            read += commands.indexes[i].touch(commands.orderHashes[i]);
            final Account account = state.accounts.get(commands.accounts[i]);
            accounts[i] = account;
        }
        return read;
    }

    private long readAccounts(final int count) {
        long read = 0;
        for (int i = 0; i < count; i++) {
            final Account account = accounts[i];
            if (account != null) {
                read += account.touch();
            }
        }
        orderCount = 0;
        for (int i = 0; i < count; i++) {
            if (commands.namesOrder[i]) {
                final HashIndex index = commands.indexes[i];
                final int place = index.first(commands.orderHashes[i]);
                if (place != HashIndex.NONE) {
                    orders[orderCount++] = state.orderPool.get(index.number(place));
                }
                instruments[i] = null;
            } else {
                final Instrument instrument = state.instruments.get(commands.instruments[i]);
                instruments[i] = instrument;
                if (instrument != null) {
                    read += instrument.touch();
                }
            }
        }
        return read;
    }

    private long readBalances(final int count) {
        long read = 0;
        for (int i = 0; i < count; i++) {
            final Account account = accounts[i];
            if (account != null) {
                read += account.touchBalances();
                final EngineOrder last = account.lastOrder;
                if (last != null) {
                    read += last.id + last.touchLinks();
                }
            }
        }
        return read;
    }

    private long readOrders() {
        long read = 0;
        for (int i = 0; i < orderCount; i++) {
            read += orders[i].touchFields();
        }
        return read;
    }

    private long readNeighbours() {
        long read = 0;
        for (int i = 0; i < orderCount; i++) {
            final EngineOrder order = orders[i];
            read += order.touch() + state.openOrders.touch(order);
            if (order.instrument != null) {
                read += order.instrument.touch();
            }
        }
        for (int i = 0; i < orderCount; i++) {
            read += orders[i].touchBook();
        }
        return read;
    }

    private long addBooks(final int count) {
        long read = 0;
        for (int i = 0; i < count; i++) {
            final Instrument instrument = instruments[i];
            if (instrument != null) {
                read += instrument.book.touch() + instrument.triggers.touch();
            }
        }
        books.clear();
        for (int i = 0; i < count; i++) {
            final Instrument instrument = instruments[i];
            if (instrument != null && commands.prices[i] > 0) {
                final BookSide side = commands.buys[i] ? BookSide.BUY : BookSide.SELL;
                if (commands.takes[i]) {
                    books.addTaker(instrument.book, side);
                } else {
                    books.add(instrument.book, side, commands.prices[i] / instrument.tickSize);
                }
            }
        }
        return read;
    }

    private void addMakers() {
        orderCount = 0;
        for (int i = 0; i < books.makerCount(); i++) {
            final BookOrder maker = books.maker(i);
            orders[orderCount++] = (EngineOrder) maker;
        }
    }

    /** Of takers and makers, whose positions change. */
    private long readPositions(final int count) {
        if (!state.knowsVersion2()) {
            return 0;
        }
        int found = 0;
        for (int i = 0; i < count; i++) {
            if (commands.takes[i] && accounts[i] != null && instruments[i] != null) {
                positions[found++] = state.positions.get(accounts[i], instruments[i]);
            }
        }
        for (int i = 0; i < orderCount; i++) {
            final EngineOrder maker = orders[i];
            if (maker.account != null) {
                positions[found++] = state.positions.get(maker.account, maker.instrument);
            }
        }
        long read = 0;
        for (int i = 0; i < found; i++) {
            final AccountPosition position = positions[i];
            if (position != null) {
                read += position.position.quantity();
            }
        }
        return read;
    }

    private long readMakers() {
        long read = 0;
        for (int i = 0; i < orderCount; i++) {
            final Account account = orders[i].account;
            if (account != null) {
                read += account.touch();
            }
        }
        for (int i = 0; i < orderCount; i++) {
            final Account account = orders[i].account;
            if (account != null) {
                read += account.touchBalances();
            }
        }
        return read;
    }
}

package io.unidatum.exchange.benchmarks.engine;

import io.unidatum.exchange.sbe.common.Side;
import io.unidatum.exchange.sbe.common.TimeInForce;

/**
 * Generates the flow: of 20 commands 9 are new orders that rest, 8 cancels, 2 amendments and 1 an order that crosses,
 * immediate or cancel. One in a hundred cancels comes too late. A quarter of cancels and amendments name the order by
 * its client order id; half of the amendments make it smaller in place, half move it. New orders lie mostly within a
 * few ticks of the touch.
 *
 * <p>It plays every command through the generator's state machine, so that it knows which orders are open. The
 * crossing orders' size keeps the number of resting orders where it is meant to be.
 */
final class Flow {
    static final int PERIOD = 20;
    private static final int MAX_LOTS = 100;
    private static final int CROSSING_TICKS = 50;

    final FlowCounts counts = new FlowCounts();
    private final Shape shape;
    private final Twin twin;
    private final long validForNs;
    private final CommandEncoders encoders;
    private final RandomNumbers random;
    private final Books books;
    private final EventReader events;
    private long now;
    private int account;
    private long validUntil;
    private long clientNumber;
    private int target;
    private int spread = 1;

    Flow(final Shape shape, final Twin twin, final CommandEncoders encoders, final long seed, final long validForNs) {
        this.shape = shape;
        this.twin = twin;
        this.encoders = encoders;
        this.validForNs = validForNs;
        random = new RandomNumbers(seed + 1);
        books = new Books(shape);
        events = new EventReader(books, twin.generatorRing);
        now = twin.now();
        target = shape.restingOrders();
    }

    int resting() {
        return books.count();
    }

    long now() {
        return now;
    }

    /** From now on the flow keeps this many orders in the books, and new ones lie so many times as wide apart. */
    void target(final int restingOrders, final int timesAsWide) {
        target = restingOrders;
        spread = timesAsWide;
    }

    /** Fills the log with new orders until the books hold as many as they should, or the log is full. */
    void fill(final CommandLog log, final int commands) {
        log.clear();
        for (int i = 0; i < commands && books.count() < target && !log.isFull(); i++) {
            play(log, rest(log));
        }
    }

    /** Fills the log with cancels until the books hold no more than they should, or the log is full. */
    void drain(final CommandLog log, final int commands) {
        log.clear();
        for (int i = 0; i < commands && books.count() > target && !log.isFull(); i++) {
            play(log, cancel(log, random.next(books.count())));
        }
    }

    /** Fills the log with the flow. */
    void next(final CommandLog log, final int commands) {
        log.clear();
        for (int i = 0; i < commands; i++) {
            if (log.isFull()) {
                throw new IllegalStateException("the log is too small for " + commands + " commands");
            }
            switch (i % PERIOD) {
                case 0, 2, 4, 6, 8, 10, 12, 14, 16 -> counts.newOrders += play(log, rest(log));
                case 1, 3, 5, 7, 11, 13, 15, 17 -> counts.cancels += play(log, cancel(log));
                case 9, 19 -> counts.amends += play(log, amend(log));
                default -> counts.crossing += play(log, cross(log));
            }
        }
    }

    private void stamp(final int commandAccount) {
        account = commandAccount;
        now += shape.stepNs();
        validUntil = now + validForNs;
    }

    private int rest(final CommandLog log) {
        stamp(random.next(shape.accounts()));
        final int instrument = Twin.instrumentOf(shape, account, random.next(2));
        final boolean buy = random.next(2) == 0;
        return log(log, instrument, buy, TimeInForce.GTC, restingPrice(instrument, buy), 1 + random.next(MAX_LOTS));
    }

    private int cross(final CommandLog log) {
        stamp(random.next(shape.accounts()));
        final int instrument = Twin.instrumentOf(shape, account, random.next(2));
        final int bid = books.best(Books.book(instrument, true));
        final int ask = books.best(Books.book(instrument, false));
        // Prices return to the middle: the further away, the likelier the order that pushes them back.
        final int away = bid < 0 || ask >= shape.ticks() ? 0 : (bid + ask) / 2 - shape.priceInTheMiddle();
        final boolean buy = random.next(shape.ticks()) - shape.ticks() / 2 > 4 * away;
        final int price = buy ? Math.min(ask + CROSSING_TICKS, shape.ticks() - 1) : Math.max(bid - CROSSING_TICKS, 1);
        final int lots = 1 + random.next(MAX_LOTS);
        final int size = books.count() > target ? lots + MAX_LOTS / 2 : lots;
        return log(log, instrument, buy, TimeInForce.IOC, price, size);
    }

    private int log(
            final CommandLog log,
            final int instrument,
            final boolean buy,
            final TimeInForce timeInForce,
            final int price,
            final int lots) {
        clientNumber++;
        return encoders.newOrder(
                log.buffer(),
                log.nextOffset(),
                Twin.FIRST_ACCOUNT + account,
                validUntil,
                1 + instrument,
                buy ? Side.BUY : Side.SELL,
                timeInForce,
                price * Twin.TICK,
                lots * Twin.LOT,
                clientNumber);
    }

    private int restingPrice(final int instrument, final boolean buy) {
        final int draw = random.next(100);
        final int distance = 1 + random.next(spread * (draw < 60 ? 5 : draw < 90 ? 30 : 300));
        final int opposite = books.best(Books.book(instrument, !buy));
        final int own = books.best(Books.book(instrument, buy));
        final int price;
        if (opposite >= 0 && opposite < shape.ticks()) {
            price = buy ? opposite - distance : opposite + distance;
        } else if (own >= 0 && own < shape.ticks()) {
            price = own;
        } else {
            price = shape.priceInTheMiddle();
        }
        return Math.max(1, Math.min(shape.ticks() - 1, price));
    }

    private int cancel(final CommandLog log) {
        if (random.next(100) == 0) {
            stamp(random.next(shape.accounts()));
            final long gone = Long.MAX_VALUE - now;
            return encoders.cancel(log.buffer(), log.nextOffset(), Twin.FIRST_ACCOUNT + account, validUntil, gone, 0);
        }
        return cancel(log, random.next(books.count()));
    }

    private int cancel(final CommandLog log, final int order) {
        stamp(books.account(order));
        final long id = random.next(4) == 0 ? 0 : books.id(order);
        return encoders.cancel(
                log.buffer(),
                log.nextOffset(),
                Twin.FIRST_ACCOUNT + account,
                validUntil,
                id,
                books.clientNumber(order));
    }

    private int amend(final CommandLog log) {
        final int order = random.next(books.count());
        stamp(books.account(order));
        final int instrument = books.book(order) / 2;
        final boolean buy = (books.book(order) & 1) == 0;
        final long id = random.next(4) == 0 ? 0 : books.id(order);
        final boolean smaller = random.next(2) == 0 && books.lots(order) > 1;
        final int leaves = smaller ? books.lots(order) - 1 : 1 + random.next(MAX_LOTS);
        final long price = smaller ? 0 : restingPrice(instrument, buy) * Twin.TICK;
        return encoders.amend(
                log.buffer(),
                log.nextOffset(),
                Twin.FIRST_ACCOUNT + account,
                validUntil,
                id,
                books.clientNumber(order),
                price,
                (books.filled(order) + leaves) * Twin.LOT);
    }

    private int play(final CommandLog log, final int length) {
        final int offset = log.end() + CommandLog.HEADER_LENGTH;
        log.commit(now, length);
        twin.generator.onCommand(now, CommandEncoders.GATEWAY, log.buffer(), offset, length);
        counts.rejects += Answers.isReject(twin.generator) ? 1 : 0;
        events.read(account, clientNumber);
        counts.trades = events.trades();
        counts.events = events.events();
        return 1;
    }
}

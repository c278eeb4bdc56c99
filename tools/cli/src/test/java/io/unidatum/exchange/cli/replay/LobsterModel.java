package io.unidatum.exchange.cli.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;

/**
 * A stock exchange of its own that writes LOBSTER files: price levels as queues of orders, some of them from before the
 * recording. Knows nothing of the exchange under test.
 */
final class LobsterModel {
    private static final int LEVELS = 10;
    private static final long TICK = 100;
    private static final long MIDDLE = 500_000;

    private static final class Order {
        private final long id;
        private long size;

        Order(final long id, final long size) {
            this.id = id;
            this.size = size;
        }
    }

    private final Random random;
    private final TreeMap<Long, List<Order>> bids = new TreeMap<>((a, b) -> Long.compare(b, a));
    private final TreeMap<Long, List<Order>> asks = new TreeMap<>();
    private final List<String> messages = new ArrayList<>();
    private final List<String> books = new ArrayList<>();
    private long nextId = 10_000_000;

    LobsterModel(final long seed, final boolean withHistory) {
        random = new Random(seed);
        if (withHistory) {
            for (int i = 0; i < 40; i++) {
                final boolean buy = i % 2 == 0;
                add(buy, price(buy), new Order(nextId++, 1 + random.nextInt(20)));
            }
        }
    }

    /** Lets things happen. */
    LobsterModel run(final int count) {
        while (messages.size() < count) {
            final int kind = random.nextInt(100);
            final boolean buy = random.nextBoolean();
            if (kind < 45) {
                addNew(buy);
            } else if (kind < 55) {
                cancelPart(buy);
            } else if (kind < 72) {
                delete(buy);
            } else if (kind < 94) {
                execute(buy);
            } else if (kind < 98) {
                record(5, 0, 1 + random.nextInt(9), MIDDLE, buy);
            } else {
                record(7, 0, 0, -1, false);
            }
        }
        return this;
    }

    void write(final Path messageFile, final Path bookFile) throws IOException {
        Files.write(messageFile, messages);
        Files.write(bookFile, books);
    }

    List<String> books() {
        return books;
    }

    private long price(final boolean buy) {
        return MIDDLE + (buy ? -1 : 1) * TICK * (1 + random.nextInt(LEVELS));
    }

    private TreeMap<Long, List<Order>> side(final boolean buy) {
        return buy ? bids : asks;
    }

    private void add(final boolean buy, final long price, final Order order) {
        side(buy).computeIfAbsent(price, key -> new ArrayList<>()).add(order);
    }

    private void addNew(final boolean buy) {
        final Order order = new Order(nextId++, 1 + random.nextInt(20));
        final long price = price(buy);
        add(buy, price, order);
        record(1, order.id, order.size, price, buy);
    }

    private void cancelPart(final boolean buy) {
        final Long price = anyPrice(buy);
        if (price == null) {
            return;
        }
        final List<Order> queue = side(buy).get(price);
        final Order order = queue.get(random.nextInt(queue.size()));
        if (order.size < 2) {
            return;
        }
        final long size = 1 + random.nextInt((int) order.size - 1);
        order.size -= size;
        record(2, order.id, size, price, buy);
    }

    private void delete(final boolean buy) {
        final Long price = anyPrice(buy);
        if (price == null) {
            return;
        }
        final List<Order> queue = side(buy).get(price);
        final Order order = queue.remove(random.nextInt(queue.size()));
        removeIfEmpty(buy, price);
        record(3, order.id, order.size, price, buy);
    }

    private void execute(final boolean buy) {
        if (side(buy).isEmpty()) {
            return;
        }
        final long price = side(buy).firstKey();
        final Order order = side(buy).get(price).get(0);
        final long size = random.nextBoolean() ? order.size : 1 + random.nextInt((int) order.size);
        order.size -= size;
        if (order.size == 0) {
            side(buy).get(price).remove(0);
            removeIfEmpty(buy, price);
        }
        record(4, order.id, size, price, buy);
    }

    private Long anyPrice(final boolean buy) {
        final List<Long> prices = List.copyOf(side(buy).keySet());
        return prices.isEmpty() ? null : prices.get(random.nextInt(prices.size()));
    }

    private void removeIfEmpty(final boolean buy, final long price) {
        if (side(buy).get(price).isEmpty()) {
            side(buy).remove(price);
        }
    }

    private void record(final int type, final long id, final long size, final long price, final boolean buy) {
        messages.add("34200." + String.format("%09d", messages.size()) + "," + type + "," + id + "," + size + ","
                + price + "," + (buy ? 1 : -1));
        final List<Long> askPrices = List.copyOf(asks.keySet());
        final List<Long> bidPrices = List.copyOf(bids.keySet());
        final StringBuilder row = new StringBuilder();
        for (int level = 0; level < LEVELS; level++) {
            row.append(level == 0 ? "" : ",");
            row.append(level < askPrices.size() ? column(askPrices.get(level), asks) : "9999999999,0");
            row.append(',');
            row.append(level < bidPrices.size() ? column(bidPrices.get(level), bids) : "-9999999999,0");
        }
        books.add(row.toString());
    }

    private static String column(final long price, final TreeMap<Long, List<Order>> side) {
        return price + ","
                + side.get(price).stream().mapToLong(order -> order.size).sum();
    }
}

package io.unidatum.exchange.benchmarks.book;

import io.unidatum.exchange.book.BookSide;
import java.util.List;
import java.util.Random;

/** Generates the flows, each from a seed. Prices are in ticks. */
final class Flows {
    static final List<String> NAMES = List.of("touch", "static", "swing", "crash", "mixed");
    private static final long MIDDLE = 100_000;
    private static final int LARGEST = 100;
    private static final int PERCENT = 100;

    private Flows() {}

    /** A flow by its name. */
    static Flow generate(final String name, final int messages, final long seed) {
        return switch (name) {
            case "touch" -> touch(messages, seed);
            case "static" -> deep(messages, 200_000, seed);
            case "swing" -> swing(messages, seed);
            case "crash" -> crash(messages, seed);
            case "mixed" -> mixed(messages, 10_000, 0, 1, seed);
            default -> throw new IllegalArgumentException("no flow is called " + name + ", but " + NAMES);
        };
    }

    /** The mix of exchange-core's own performance tests: 1,000 orders that are moved about most of the time. */
    private static Flow touch(final int messages, final long seed) {
        final int target = 1_000;
        final FlowBuilder flow = new FlowBuilder(seed);
        fill(flow, target, MIDDLE, 200);
        final Random random = flow.random;
        for (int i = 0; i < messages; i++) {
            final int kind = random.nextInt(PERCENT);
            if (kind < 13) {
                final BookSide side = scarcer(flow);
                final long touch = flow.best(side.opposite(), MIDDLE);
                // Too many are open: this one takes one away.
                final long distance = flow.open().count() > target ? 0 : 1 + near(random, 200);
                flow.add(side, away(side, touch, distance), quantity(random));
            } else if (kind < 15) {
                final BookSide side = random.nextBoolean() ? BookSide.BUY : BookSide.SELL;
                flow.immediate(side, flow.best(side.opposite(), MIDDLE), quantity(random));
            } else {
                final int id = flow.open().any(random);
                if (kind < 22) {
                    flow.cancel(id);
                } else if (kind < 29) {
                    flow.reduceSome(id);
                } else {
                    flow.move(id, moved(flow, id));
                }
            }
        }
        return flow.build("touch");
    }

    /** Towards the touch by a tenth of the way, or by a tick either way; hardly ever across it. */
    private static long moved(final FlowBuilder flow, final int id) {
        final BookSide side = flow.open().isSell(id) ? BookSide.SELL : BookSide.BUY;
        final long distance = Math.abs(flow.open().price(id) - flow.best(side.opposite(), MIDDLE));
        final long step = flow.random.nextInt(50) == 0 ? -distance : flow.random.nextInt(3) - 1 - distance / 10;
        final long moved = distance + step;
        final long least = step == -distance ? 0 : 1;
        return away(
                side, flow.best(side.opposite(), MIDDLE), Math.max(least, moved == distance ? distance + 1 : moved));
    }

    /** Adds and cancels anywhere in a book of many orders at 100,000 prices. */
    static Flow deep(final int messages, final int orders, final long seed) {
        final FlowBuilder flow = new FlowBuilder(seed);
        final Random random = flow.random;
        for (int i = 0; i < orders; i++) {
            addAnywhere(flow);
        }
        flow.measureFromHere();
        for (int i = 0; i < messages; i++) {
            if (flow.open().count() > orders || flow.open().count() > orders - 1_000 && random.nextBoolean()) {
                flow.cancel(flow.open().any(random));
            } else {
                addAnywhere(flow);
            }
        }
        return flow.build("static");
    }

    private static void addAnywhere(final FlowBuilder flow) {
        final BookSide side = flow.random.nextBoolean() ? BookSide.BUY : BookSide.SELL;
        flow.add(side, away(side, MIDDLE, 1 + flow.random.nextInt(50_000)), quantity(flow.random));
    }

    /** The price rises by 40 % and comes back, and the orders with it. */
    private static Flow swing(final int messages, final long seed) {
        final int target = 10_000;
        final FlowBuilder flow = new FlowBuilder(seed);
        fill(flow, target, MIDDLE, 2_000);
        final Random random = flow.random;
        for (int i = 0; i < messages; i++) {
            final double phase = Math.sin(Math.PI * i / messages);
            final long middle = MIDDLE + Math.round(phase * MIDDLE * 2 / 5);
            final int kind = random.nextInt(PERCENT);
            if (kind < 40) {
                final BookSide side = scarcer(flow);
                // At the new middle: it takes what is left behind there.
                flow.add(side, away(side, middle, 1 + near(random, 2_000)), quantity(random));
            } else if (kind < 50) {
                final BookSide side = random.nextBoolean() ? BookSide.BUY : BookSide.SELL;
                flow.immediate(side, away(side.opposite(), middle, 20), quantity(random) * 3);
            } else if (kind < 70 || flow.open().count() > target) {
                flow.cancel(flow.open().any(random));
            } else {
                final int id = flow.open().any(random);
                final BookSide side = flow.open().isSell(id) ? BookSide.SELL : BookSide.BUY;
                flow.move(id, away(side, middle, 1 + near(random, 2_000)));
            }
        }
        return flow.build("swing");
    }

    /** Again and again: a full book, sweeps of thousands of fills, mass cancels, a thin book, and it fills again. */
    private static Flow crash(final int messages, final long seed) {
        final int full = 20_000;
        final FlowBuilder flow = new FlowBuilder(seed);
        fill(flow, full, MIDDLE, 3_000);
        final Random random = flow.random;
        final int end = flow.messages() + messages;
        while (flow.messages() < end) {
            final BookSide side = random.nextBoolean() ? BookSide.BUY : BookSide.SELL;
            for (int sweep = 0; sweep < 3 && flow.messages() < end; sweep++) {
                // About half of 100 lots each: some 3,000 fills.
                flow.immediate(side, side == BookSide.BUY ? MIDDLE * 2 : 1, 3_000L * LARGEST / 2);
            }
            for (int i = 0; i < 8_000 && flow.messages() < end && flow.open().count() > 100; i++) {
                flow.cancel(flow.open().any(random));
            }
            for (int i = 0; i < 1_000 && flow.messages() < end; i++) {
                thin(flow);
            }
            while (flow.open().count() < full && flow.messages() < end) {
                final BookSide scarcer = scarcer(flow);
                flow.add(scarcer, away(scarcer, MIDDLE, 1 + near(random, 3_000)), quantity(random));
            }
        }
        return flow.build("crash");
    }

    private static void thin(final FlowBuilder flow) {
        final Random random = flow.random;
        final BookSide side = random.nextBoolean() ? BookSide.BUY : BookSide.SELL;
        if (random.nextInt(3) == 0) {
            flow.immediate(side, side == BookSide.BUY ? MIDDLE * 2 : 1, quantity(random));
        } else {
            flow.add(side, away(side, MIDDLE, 1 + random.nextInt(3_000)), quantity(random));
        }
    }

    /**
     * A steady flow near the touch: 45 % new, 40 % cancel, 10 % moves and reductions, 5 % immediate.
     *
     * @param resting orders that come and go.
     * @param asleep  orders behind them that never do.
     * @param scale   ticks from one of their prices to the next.
     */
    static Flow mixed(final int messages, final int resting, final int asleep, final int scale, final long seed) {
        final FlowBuilder flow = new FlowBuilder(seed);
        final Random random = flow.random;
        final long middle = Math.max(MIDDLE, 2L * scale * Math.max(10_000, asleep));
        for (int i = 0; i < asleep; i++) {
            final BookSide side = (i & 1) == 0 ? BookSide.BUY : BookSide.SELL;
            flow.add(side, away(side, middle, (2_000L + i / 2) * scale), quantity(random));
        }
        final int first = flow.open().count();
        for (int i = 0; i < resting; i++) {
            final BookSide side = (i & 1) == 0 ? BookSide.BUY : BookSide.SELL;
            flow.add(side, away(side, middle, (1L + near(random, 1_000)) * scale), quantity(random));
        }
        flow.measureFromHere();
        for (int i = 0; i < messages; i++) {
            final int kind = random.nextInt(PERCENT);
            final boolean many = flow.open().count() > first + resting;
            if (kind < 5) {
                final BookSide side = random.nextBoolean() ? BookSide.BUY : BookSide.SELL;
                flow.immediate(side, flow.best(side.opposite(), middle), quantity(random));
            } else if (kind < (many ? 47 : 53)) {
                final BookSide side = scarcer(flow);
                flow.add(side, away(side, middle, (1L + near(random, 1_000)) * scale), quantity(random));
            } else {
                // Not one of those asleep: they came first, and never leave.
                final int id = flow.open().at(first + random.nextInt(flow.open().count() - first));
                final BookSide side = flow.open().isSell(id) ? BookSide.SELL : BookSide.BUY;
                if (kind < 90) {
                    flow.cancel(id);
                } else if (kind < 95) {
                    flow.reduceSome(id);
                } else {
                    flow.move(id, away(side, middle, (1L + near(random, 1_000)) * scale));
                }
            }
        }
        return flow.build("mixed");
    }

    private static void fill(final FlowBuilder flow, final int orders, final long middle, final int range) {
        for (int i = 0; i < orders; i++) {
            final BookSide side = (i & 1) == 0 ? BookSide.BUY : BookSide.SELL;
            flow.add(side, away(side, middle, 1 + near(flow.random, range)), quantity(flow.random));
        }
        flow.measureFromHere();
    }

    private static BookSide scarcer(final FlowBuilder flow) {
        final int buys = flow.open().count(BookSide.BUY);
        final int sells = flow.open().count(BookSide.SELL);
        return buys == sells
                ? flow.random.nextBoolean() ? BookSide.BUY : BookSide.SELL
                : buys < sells ? BookSide.BUY : BookSide.SELL;
    }

    /** Ticks from the touch outwards on a side. */
    private static long away(final BookSide side, final long from, final long distance) {
        return side == BookSide.BUY ? from - distance : from + distance;
    }

    /** From 0 to less than the range, small values far more often. */
    private static int near(final Random random, final int range) {
        final double part = random.nextDouble();
        return (int) (part * part * part * range);
    }

    private static long quantity(final Random random) {
        return 1 + random.nextInt(LARGEST);
    }
}

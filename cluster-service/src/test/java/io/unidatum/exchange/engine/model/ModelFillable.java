package io.unidatum.exchange.engine.model;

import io.unidatum.exchange.sbe.common.SelfTradePrevention;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How much an order would trade: tried out on copies of the orders it would meet. */
final class ModelFillable {
    private static final class Copy {
        final ModelOrder order;
        long leaves;
        long visible;

        Copy(final ModelOrder order) {
            this.order = order;
            leaves = order.leaves;
            visible = order.visible;
        }
    }

    private final ModelExchange exchange;

    ModelFillable(final ModelExchange exchange) {
        this.exchange = exchange;
    }

    long of(final ModelOrder taker) {
        final List<Copy> makers = new ArrayList<>();
        exchange.state
                .book(taker.instrument, ModelState.opposite(taker.side))
                .forEach(maker -> makers.add(new Copy(maker)));
        final Map<ModelAccount, Long> traded = new HashMap<>();
        long filled = 0;
        while (filled < taker.leaves && !makers.isEmpty()) {
            final Copy maker = makers.get(0);
            if (!ModelState.isWithin(taker.side, maker.order.price, taker.price)
                    || exchange.collars.isOutside(taker.instrument, maker.order.price)) {
                break;
            }
            if (maker.order.account == taker.account) {
                if (taker.prevention != SelfTradePrevention.CANCEL_OLDEST) {
                    break;
                }
                makers.remove(0);
                continue;
            }
            if (!cut(maker, traded)) {
                makers.remove(0);
                continue;
            }
            final long quantity = Math.min(maker.visible, taker.leaves - filled);
            filled += quantity;
            traded.merge(maker.order.account, quantity, Long::sum);
            take(makers, quantity);
        }
        return filled;
    }

    /** As {@link ModelMatching#mayReduce}, after what the account has traded on the way. */
    private static boolean cut(final Copy maker, final Map<ModelAccount, Long> traded) {
        if (!maker.order.reduceOnly) {
            return true;
        }
        final ModelOrder order = maker.order;
        final long allowed = order.account
                .position(order.instrument)
                .reducible(order.side)
                .subtract(Exact.of(traded.getOrDefault(order.account, 0L)))
                .max(Exact.of(0))
                .min(Exact.of(maker.leaves))
                .longValueExact();
        maker.leaves = allowed;
        maker.visible = Math.min(maker.visible, allowed);
        return allowed > 0;
    }

    private static void take(final List<Copy> makers, final long quantity) {
        final Copy maker = makers.get(0);
        maker.leaves -= quantity;
        maker.visible -= quantity;
        if (maker.visible == 0) {
            makers.remove(0);
            if (maker.leaves != 0) {
                maker.visible = Math.min(maker.order.display, maker.leaves);
                int back = 0;
                while (back < makers.size() && makers.get(back).order.price == maker.order.price) {
                    back++;
                }
                makers.add(back, maker);
            }
        }
    }
}

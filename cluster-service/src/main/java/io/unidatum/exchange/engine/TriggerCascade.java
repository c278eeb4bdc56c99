package io.unidatum.exchange.engine;

import io.unidatum.exchange.sbe.common.CancelReason;

/**
 * Lets orders wait for their trigger, elects them when the last price reaches it, and works their queues off at the end
 * of each command: one by one, each executed like a new order, which may elect more. So a chain of any length takes no
 * more stack than a single one.
 */
final class TriggerCascade {
    private final SpecialOrderEvents events;
    private final OrderExecution execution;
    /** Nobody asks what becomes of a triggered order. */
    private final Outcome unasked = new Outcome();

    /** Instruments with elected orders that may have their turn, in the order in which that came to be. */
    private Instrument first;

    private Instrument last;

    TriggerCascade(final SpecialOrderEvents events, final OrderExecution execution) {
        this.events = events;
        this.execution = execution;
    }

    /** Elects an order that waits if the last price is where it waits for it. */
    void electIfReached(final EngineOrder order) {
        final Instrument instrument = order.instrument;
        final long lastTicks = instrument.lastPrice / instrument.tickSize;
        if (lastTicks != 0 && TriggerBook.isReached(order, lastTicks)) {
            instrument.triggers.elect(order);
            resume(instrument);
        }
    }

    /** Elects what the prices of an execution's trades trigger. */
    void onTraded(final Instrument instrument) {
        if (instrument.triggers.isWaiting()) {
            instrument.triggers.elect(instrument.lowestTraded, instrument.highestTraded);
            resume(instrument);
        }
        instrument.lowestTraded = Long.MAX_VALUE;
        instrument.highestTraded = 0;
    }

    /** Marks an instrument whose queue may go on. */
    void resume(final Instrument instrument) {
        if (instrument.inCascade || !instrument.triggers.hasElected()) {
            return;
        }
        instrument.inCascade = true;
        if (last == null) {
            first = instrument;
        } else {
            last.nextInCascade = instrument;
        }
        last = instrument;
    }

    /** Works off the queues of all instruments that let triggered orders in. */
    void run() {
        while (first != null) {
            final Instrument instrument = first;
            EngineOrder order = instrument.triggers.firstElected();
            while (order != null && OrderRules.letsTriggeredIn(instrument)) {
                fire(order);
                order = instrument.triggers.firstElected();
            }
            first = instrument.nextInCascade;
            last = first == null ? null : last;
            instrument.nextInCascade = null;
            instrument.inCascade = false;
        }
    }

    private void fire(final EngineOrder order) {
        final Instrument instrument = order.instrument;
        instrument.triggers.remove(order);
        long ticks = order.price();
        if (order.isMarket()) {
            ticks = Protection.ticks(instrument, order.side(), order.stopTicks);
            if (order.isBuy()) {
                // Its hold was for the price that it had from the beginning.
                ticks = ticks == Money.OVERFLOW ? order.price() : Math.min(ticks, order.price());
            }
        }
        order.reopen(ticks, order.leaves());
        final long hold = order.worstHold();
        if (order.linked != null) {
            takeOver(order, hold);
        } else {
            order.account.hold(order.heldAsset(), hold - order.hold);
        }
        order.hold = hold;
        events.triggered(order);
        execution.execute(order, unasked);
    }

    /** The stop leg gets its hold out of the limit leg's, which ends. */
    private void takeOver(final EngineOrder order, final long hold) {
        final EngineOrder limitLeg = order.linked;
        order.linked = null;
        limitLeg.linked = null;
        limitLeg.hold -= hold;
        execution.cancel(limitLeg, CancelReason.OCO, null);
    }
}

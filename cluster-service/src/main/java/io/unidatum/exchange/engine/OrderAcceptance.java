package io.unidatum.exchange.engine;

/** Accepts orders that have passed every check, and has them wait, or be executed. */
final class OrderAcceptance {
    private final ExchangeState state;
    private final OrderEvents events;
    private final SpecialOrderEvents specialEvents;

    OrderAcceptance(final ExchangeState state, final OrderEvents events, final SpecialOrderEvents specialEvents) {
        this.state = state;
        this.events = events;
        this.specialEvents = specialEvents;
    }

    /** Gives an order its id, time and connection. */
    void number(final EngineOrder order, final Command command, final ClientOrderId clientOrderId) {
        order.id = state.nextOrderId++;
        order.acceptedTime = command.now();
        order.connectionId = state.connections.known(order.account, command.connectionId());
        order.clientOrderId.copy(clientOrderId);
    }

    /** Takes an order's hold, and says that it has been accepted. */
    void announce(final EngineOrder order) {
        order.account.hold(order.heldAsset(), order.hold);
        events.accepted(order);
        if (order.special) {
            specialEvents.terms(order);
        }
    }
}

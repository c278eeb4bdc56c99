package io.unidatum.exchange.engine;

import io.unidatum.exchange.book.BookOrder;
import io.unidatum.exchange.sbe.common.OrderPlace;
import io.unidatum.exchange.sbe.common.OrderType;
import io.unidatum.exchange.sbe.common.TimeInForce;

/**
 * What is looked at whenever an order comes, trades or goes. It is a class of its own so that these fields lie together
 * in memory, behind those of the book: with a million orders each line of it is a miss of the cache.
 */
abstract class TradingOrder extends BookOrder {
    /** In {@link OrderPool}. */
    final int number;

    final ClientOrderId clientOrderId = new ClientOrderId();
    /** Of its client order id within its account, while it is open: see {@link ClientOrderIndex}. */
    int clientHash;

    long id;
    Account account;
    Instrument instrument;
    OrderType type;
    TimeInForce timeInForce;
    long quantityLots;
    int makerRate;
    int takerRate;
    long makerNotional;
    long takerNotional;
    /** Charged so far. */
    long fee;
    /** Its part of the account's held balance. */
    long hold;

    long acceptedTime;
    /** Cancelled when this connection is closed or lost; 0: none. */
    long connectionId;

    /** Bits of {@link OrderFlag}. */
    int flags;

    /** In {@link OpenOrders}. */
    boolean registered;

    /** Whether what is not matched at once rests: limit orders, also once triggered, that are GTC, GTD or DAY. */
    boolean mayRest;

    /** Whether a field of {@link EngineOrder} or a flag is set. They are looked at, and cleared, only then. */
    boolean special;

    /** Of its account in its instrument, once looked up: see {@link AccountPositions#of}. */
    AccountPosition position;

    /** Neighbours in {@link AccountOrders}. */
    EngineOrder previousOfAccount;

    EngineOrder nextOfAccount;
    EngineOrder nextInPool;
    /** WAITING or TRIGGERED; null otherwise: see {@link EngineOrder#place()}. */
    OrderPlace waitingPlace;

    /** The other leg, while one cancels the other. */
    EngineOrder linked;

    TradingOrder(final int number) {
        this.number = number;
    }

    /** Reads from all over it: see {@link Lookahead}. */
    final long touchFields() {
        return (isGuarded() ? 1 : 0) + id + connectionId + (linked == null ? 1 : 0);
    }

    /** Reads what changes when another order of the account comes or goes. */
    final long touchLinks() {
        return (nextOfAccount == null ? 1 : 0);
    }
}

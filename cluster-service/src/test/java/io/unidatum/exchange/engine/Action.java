package io.unidatum.exchange.engine;

import io.unidatum.exchange.sbe.common.AccountStatus;
import io.unidatum.exchange.sbe.common.InstrumentStatus;
import io.unidatum.exchange.sbe.common.OrderType;
import io.unidatum.exchange.sbe.common.Side;
import io.unidatum.exchange.sbe.common.TimeInForce;

/** One step of a random history, readable when a failing case is shown. */
sealed interface Action {
    /** Encodes it as a command; the envelope's account is set by the caller. */
    byte[] encode(Commands commands);

    long account();

    record New(
            long account,
            long instrument,
            Side side,
            OrderType type,
            TimeInForce timeInForce,
            long price,
            long quantity,
            String clientOrderId)
            implements Action {
        @Override
        public byte[] encode(final Commands c) {
            return c.newOrder(instrument, side, type, timeInForce, price, quantity, clientOrderId);
        }
    }

    record Cancel(long account, long orderId, String clientOrderId) implements Action {
        @Override
        public byte[] encode(final Commands c) {
            return c.cancel(orderId, clientOrderId);
        }
    }

    record Amend(long account, long orderId, String clientOrderId, long newPrice, long newQuantity) implements Action {
        @Override
        public byte[] encode(final Commands c) {
            return c.amend(orderId, clientOrderId, newPrice, newQuantity);
        }
    }

    record Deposit(long account, int asset, long amount, long depositId) implements Action {
        @Override
        public byte[] encode(final Commands c) {
            return c.deposit(asset, amount, depositId);
        }
    }

    record Adjust(long account, int asset, long amount) implements Action {
        @Override
        public byte[] encode(final Commands c) {
            return c.adjust(asset, amount, "test");
        }
    }

    record SetAccount(long account, boolean blocked, int feeTier, long maxOpenOrders, long maxOrdersPerSecond)
            implements Action {
        @Override
        public byte[] encode(final Commands c) {
            final AccountStatus status = blocked ? AccountStatus.BLOCKED : AccountStatus.ACTIVE;
            return c.setAccount(status, feeTier, maxOpenOrders, maxOrdersPerSecond, "test");
        }
    }

    record SetStatus(long instrument, boolean halted) implements Action {
        @Override
        public long account() {
            return 0;
        }

        @Override
        public byte[] encode(final Commands c) {
            return c.setInstrumentStatus(instrument, halted ? InstrumentStatus.HALTED : InstrumentStatus.OPEN, "");
        }
    }

    record SetFeeTier(int tier, int makerRate, int takerRate) implements Action {
        @Override
        public long account() {
            return 0;
        }

        @Override
        public byte[] encode(final Commands c) {
            return c.setFeeTier(tier, makerRate, takerRate);
        }
    }

    /** The role's key that may send it. */
    default PrincipalKey key() {
        if (this instanceof New || this instanceof Cancel || this instanceof Amend) {
            return Exchange.GATEWAY;
        }
        return this instanceof Deposit ? Exchange.ADAPTER : Exchange.OPERATOR;
    }
}

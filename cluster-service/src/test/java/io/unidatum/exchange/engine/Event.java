package io.unidatum.exchange.engine;

import io.unidatum.exchange.sbe.common.CancelReason;
import io.unidatum.exchange.sbe.common.ConnectionState;
import io.unidatum.exchange.sbe.common.InstrumentStatus;
import io.unidatum.exchange.sbe.common.OrderType;
import io.unidatum.exchange.sbe.common.Side;
import io.unidatum.exchange.sbe.common.TimeInForce;

/** Decoded events, origins left out, so that tests compare whole lists of them. */
sealed interface Event {
    record Accepted(
            long orderId,
            long account,
            long accountSequence,
            long price,
            long quantity,
            long available,
            long held,
            long instrument,
            int makerRate,
            int takerRate,
            Side side,
            OrderType type,
            TimeInForce timeInForce,
            String clientOrderId)
            implements Event {}

    record Rested(long orderId, long instrumentSequence, long price, long quantity, long instrument, Side side)
            implements Event {}

    /** One side's part of a trade. */
    record Leg(
            long orderId,
            long account,
            long accountSequence,
            long leaves,
            long fee,
            long baseAvailable,
            long baseHeld,
            long quoteAvailable,
            long quoteHeld) {}

    record Traded(
            long tradeId,
            long instrument,
            long instrumentSequence,
            long price,
            long quantity,
            long notional,
            Leg maker,
            Leg taker,
            Side takerSide)
            implements Event {}

    record Cancelled(
            long orderId,
            long account,
            long accountSequence,
            long instrumentSequence,
            long price,
            long quantity,
            long available,
            long held,
            long instrument,
            Side side,
            CancelReason reason)
            implements Event {}

    record Amended(
            long orderId,
            long account,
            long accountSequence,
            long instrumentSequence,
            long oldPrice,
            long oldLeaves,
            long newPrice,
            long newLeaves,
            long newQuantity,
            long available,
            long held,
            long instrument,
            Side side,
            boolean priorityKept)
            implements Event {}

    record BalanceChanged(
            long account, long accountSequence, int asset, long amount, long available, long held, boolean deposit)
            implements Event {}

    record AccountChanged(
            long account,
            long accountSequence,
            boolean blocked,
            int feeTier,
            long maxOpenOrders,
            long maxOrdersPerSecond)
            implements Event {}

    /** Until is 0 if the status does not change by itself; byCommand is whether its origin names one. */
    record StatusChanged(
            long instrument,
            long instrumentSequence,
            InstrumentStatus status,
            long until,
            String reason,
            boolean byCommand)
            implements Event {}

    record RulesChanged(
            long instrument,
            long instrumentSequence,
            long maxOrderQuantity,
            int protectionBand,
            int collar,
            long haltDurationNs,
            long auctionDurationNs,
            String reason)
            implements Event {}

    record Uncrossed(long instrument, long instrumentSequence, long price, long volume, long surplus)
            implements Event {}

    /** A trade of kind AUCTION. */
    record AuctionTraded(Traded trade) implements Event {}

    record Refilled(long orderId, long instrumentSequence, long price, long quantity, long instrument, Side side)
            implements Event {}

    record LimitsChanged(
            long account,
            long accountSequence,
            long instrument,
            long maxOrderQuantity,
            long maxOrderNotional,
            long maxPosition)
            implements Event {}

    /** Deadline is 0 unless it is lost; byCommand is whether its origin names one. */
    record ConnectionChanged(
            long account,
            long accountSequence,
            long connectionId,
            long sessionId,
            long gracePeriodNs,
            long deadline,
            ConnectionState state,
            boolean byCommand)
            implements Event {}

    record DeadManTimerSet(long account, long accountSequence, long timeoutNs, long deadline, boolean byCommand)
            implements Event {}

    /** Behind Accepted, of what Accepted has no field for. */
    record Terms(
            long orderId,
            long account,
            long accountSequence,
            long stopPrice,
            long displayQuantity,
            long expireTime,
            long quoteAmount,
            long trailingOffset,
            long linkedOrderId,
            int trailingRate)
            implements Event {}

    record Triggered(
            long orderId,
            long account,
            long accountSequence,
            long stopPrice,
            long price,
            long available,
            long held,
            long instrument,
            Side side)
            implements Event {}

    record Reduced(
            long orderId,
            long account,
            long accountSequence,
            long instrumentSequence,
            long price,
            long quantity,
            long displayedQuantity,
            long leaves,
            long available,
            long held,
            long instrument,
            Side side,
            CancelReason reason)
            implements Event {}

    record FeeTierChanged(int tier, int makerRate, int takerRate) implements Event {}

    /** Any other event, as its decoder shows it. */
    record Other(String text) implements Event {}
}

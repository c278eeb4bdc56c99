package io.unidatum.exchange.engine;

import io.unidatum.exchange.sbe.common.AccountStatus;
import io.unidatum.exchange.sbe.common.BalanceChangeKind;
import io.unidatum.exchange.sbe.common.BooleanType;
import io.unidatum.exchange.sbe.common.TradeKind;
import io.unidatum.exchange.sbe.event.AccountChangedDecoder;
import io.unidatum.exchange.sbe.event.AccountLimitsChangedDecoder;
import io.unidatum.exchange.sbe.event.ApiKeyChangedDecoder;
import io.unidatum.exchange.sbe.event.AssetCreatedDecoder;
import io.unidatum.exchange.sbe.event.AuctionUncrossedDecoder;
import io.unidatum.exchange.sbe.event.BalanceChangedDecoder;
import io.unidatum.exchange.sbe.event.ConnectionChangedDecoder;
import io.unidatum.exchange.sbe.event.ConsumerChangedDecoder;
import io.unidatum.exchange.sbe.event.DeadManTimerSetDecoder;
import io.unidatum.exchange.sbe.event.EncodingVersionChangedDecoder;
import io.unidatum.exchange.sbe.event.FeeTierChangedDecoder;
import io.unidatum.exchange.sbe.event.GenesisAppliedDecoder;
import io.unidatum.exchange.sbe.event.InstrumentCreatedDecoder;
import io.unidatum.exchange.sbe.event.InstrumentRulesChangedDecoder;
import io.unidatum.exchange.sbe.event.InstrumentStatusChangedDecoder;
import io.unidatum.exchange.sbe.event.JournalAcknowledgedDecoder;
import io.unidatum.exchange.sbe.event.JournalSpaceChangedDecoder;
import io.unidatum.exchange.sbe.event.OrderAcceptedDecoder;
import io.unidatum.exchange.sbe.event.OrderAmendedDecoder;
import io.unidatum.exchange.sbe.event.OrderCancelledDecoder;
import io.unidatum.exchange.sbe.event.OrderReducedDecoder;
import io.unidatum.exchange.sbe.event.OrderRefilledDecoder;
import io.unidatum.exchange.sbe.event.OrderRestedDecoder;
import io.unidatum.exchange.sbe.event.OrderTermsDecoder;
import io.unidatum.exchange.sbe.event.OrderTriggeredDecoder;
import io.unidatum.exchange.sbe.event.PrincipalChangedDecoder;
import io.unidatum.exchange.sbe.event.RetentionChangedDecoder;
import io.unidatum.exchange.sbe.event.StateHashRecordedDecoder;
import io.unidatum.exchange.sbe.event.TradeDecoder;
import io.unidatum.exchange.sbe.event.WithdrawalEndedDecoder;
import io.unidatum.exchange.sbe.event.WithdrawalRequestedDecoder;
import io.unidatum.exchange.sbe.event.WithdrawalRulesChangedDecoder;
import org.agrona.DirectBuffer;
import org.agrona.sbe.MessageDecoderFlyweight;

/** Decodes one event. */
final class EventDecoder {
    private EventDecoder() {}

    static Event decode(
            final int templateId, final DirectBuffer buffer, final int block, final int length, final int version) {
        return switch (templateId) {
            case OrderAcceptedDecoder.TEMPLATE_ID ->
                accepted(new OrderAcceptedDecoder().wrap(buffer, block, length, 0));
            case OrderRestedDecoder.TEMPLATE_ID -> rested(new OrderRestedDecoder().wrap(buffer, block, length, 0));
            case TradeDecoder.TEMPLATE_ID -> traded(new TradeDecoder().wrap(buffer, block, length, version));
            case OrderCancelledDecoder.TEMPLATE_ID ->
                cancelled(new OrderCancelledDecoder().wrap(buffer, block, length, 0));
            case OrderAmendedDecoder.TEMPLATE_ID -> amended(new OrderAmendedDecoder().wrap(buffer, block, length, 0));
            case BalanceChangedDecoder.TEMPLATE_ID ->
                balanceChanged(new BalanceChangedDecoder().wrap(buffer, block, length, 0));
            case AccountChangedDecoder.TEMPLATE_ID ->
                accountChanged(new AccountChangedDecoder().wrap(buffer, block, length, 0));
            case InstrumentStatusChangedDecoder.TEMPLATE_ID ->
                statusChanged(new InstrumentStatusChangedDecoder().wrap(buffer, block, length, version));
            case InstrumentRulesChangedDecoder.TEMPLATE_ID ->
                rulesChanged(new InstrumentRulesChangedDecoder().wrap(buffer, block, length, version));
            case AuctionUncrossedDecoder.TEMPLATE_ID ->
                uncrossed(new AuctionUncrossedDecoder().wrap(buffer, block, length, version));
            case OrderRefilledDecoder.TEMPLATE_ID ->
                refilled(new OrderRefilledDecoder().wrap(buffer, block, length, version));
            case AccountLimitsChangedDecoder.TEMPLATE_ID ->
                limitsChanged(new AccountLimitsChangedDecoder().wrap(buffer, block, length, version));
            case ConnectionChangedDecoder.TEMPLATE_ID ->
                connectionChanged(new ConnectionChangedDecoder().wrap(buffer, block, length, version));
            case DeadManTimerSetDecoder.TEMPLATE_ID ->
                deadManTimerSet(new DeadManTimerSetDecoder().wrap(buffer, block, length, version));
            case OrderTermsDecoder.TEMPLATE_ID -> terms(new OrderTermsDecoder().wrap(buffer, block, length, version));
            case OrderTriggeredDecoder.TEMPLATE_ID ->
                triggered(new OrderTriggeredDecoder().wrap(buffer, block, length, version));
            case OrderReducedDecoder.TEMPLATE_ID ->
                reduced(new OrderReducedDecoder().wrap(buffer, block, length, version));
            case FeeTierChangedDecoder.TEMPLATE_ID ->
                feeTierChanged(new FeeTierChangedDecoder().wrap(buffer, block, length, 0));
            case WithdrawalRulesChangedDecoder.TEMPLATE_ID ->
                WithdrawalTexts.rulesChanged(buffer, block, length, version);
            case WithdrawalRequestedDecoder.TEMPLATE_ID -> WithdrawalTexts.requested(buffer, block, length, version);
            case WithdrawalEndedDecoder.TEMPLATE_ID -> WithdrawalTexts.ended(buffer, block, length, version);
            default -> other(templateId, buffer, block, length, version);
        };
    }

    private static Event accepted(final OrderAcceptedDecoder d) {
        return new Event.Accepted(
                d.orderId(),
                d.account(),
                d.accountSequence(),
                d.price(),
                d.quantity(),
                d.available(),
                d.held(),
                d.instrumentId(),
                d.makerRate(),
                d.takerRate(),
                d.side(),
                d.orderType(),
                d.timeInForce(),
                d.clientOrderId());
    }

    private static Event rested(final OrderRestedDecoder d) {
        return new Event.Rested(
                d.orderId(), d.instrumentSequence(), d.price(), d.quantity(), d.instrumentId(), d.side());
    }

    private static Event traded(final TradeDecoder d) {
        final Event.Traded trade = new Event.Traded(
                d.tradeId(),
                d.instrumentId(),
                d.instrumentSequence(),
                d.price(),
                d.quantity(),
                d.notional(),
                new Event.Leg(
                        d.makerOrderId(),
                        d.makerAccount(),
                        d.makerAccountSequence(),
                        d.makerLeaves(),
                        d.makerFee(),
                        d.makerBaseAvailable(),
                        d.makerBaseHeld(),
                        d.makerQuoteAvailable(),
                        d.makerQuoteHeld()),
                new Event.Leg(
                        d.takerOrderId(),
                        d.takerAccount(),
                        d.takerAccountSequence(),
                        d.takerLeaves(),
                        d.takerFee(),
                        d.takerBaseAvailable(),
                        d.takerBaseHeld(),
                        d.takerQuoteAvailable(),
                        d.takerQuoteHeld()),
                d.takerSide());
        return d.kind() == TradeKind.AUCTION ? new Event.AuctionTraded(trade) : trade;
    }

    private static Event cancelled(final OrderCancelledDecoder d) {
        return new Event.Cancelled(
                d.orderId(),
                d.account(),
                d.accountSequence(),
                d.instrumentSequence(),
                d.price(),
                d.cancelledQuantity(),
                d.available(),
                d.held(),
                d.instrumentId(),
                d.side(),
                d.reason());
    }

    private static Event amended(final OrderAmendedDecoder d) {
        return new Event.Amended(
                d.orderId(),
                d.account(),
                d.accountSequence(),
                d.instrumentSequence(),
                d.oldPrice(),
                d.oldLeaves(),
                d.newPrice(),
                d.newLeaves(),
                d.newQuantity(),
                d.available(),
                d.held(),
                d.instrumentId(),
                d.side(),
                d.priorityKept() == BooleanType.TRUE);
    }

    private static Event balanceChanged(final BalanceChangedDecoder d) {
        return new Event.BalanceChanged(
                d.account(),
                d.accountSequence(),
                d.assetId(),
                d.amount(),
                d.available(),
                d.held(),
                d.kind() == BalanceChangeKind.DEPOSIT);
    }

    private static Event accountChanged(final AccountChangedDecoder d) {
        return new Event.AccountChanged(
                d.account(),
                d.accountSequence(),
                d.status() == AccountStatus.BLOCKED,
                d.feeTier(),
                d.maxOpenOrders(),
                d.maxOrdersPerSecond());
    }

    private static Event statusChanged(final InstrumentStatusChangedDecoder d) {
        return new Event.StatusChanged(
                d.instrumentId(),
                d.instrumentSequence(),
                d.status(),
                d.until() == InstrumentStatusChangedDecoder.untilNullValue() ? 0 : d.until(),
                d.reason(),
                d.origin().requestIdLow() != 0);
    }

    private static Event rulesChanged(final InstrumentRulesChangedDecoder d) {
        return new Event.RulesChanged(
                d.instrumentId(),
                d.instrumentSequence(),
                d.maxOrderQuantity(),
                d.protectionBand(),
                d.collar(),
                d.haltDurationNs(),
                d.auctionDurationNs(),
                d.reason());
    }

    private static Event uncrossed(final AuctionUncrossedDecoder d) {
        return new Event.Uncrossed(d.instrumentId(), d.instrumentSequence(), d.price(), d.volume(), d.surplus());
    }

    private static Event refilled(final OrderRefilledDecoder d) {
        return new Event.Refilled(
                d.orderId(), d.instrumentSequence(), d.price(), d.quantity(), d.instrumentId(), d.side());
    }

    private static Event limitsChanged(final AccountLimitsChangedDecoder d) {
        return new Event.LimitsChanged(
                d.account(),
                d.accountSequence(),
                d.instrumentId(),
                d.maxOrderQuantity(),
                d.maxOrderNotional(),
                d.maxPosition());
    }

    private static Event connectionChanged(final ConnectionChangedDecoder d) {
        return new Event.ConnectionChanged(
                d.account(),
                d.accountSequence(),
                d.connectionId(),
                d.sessionId(),
                d.gracePeriodNs(),
                d.deadline(),
                d.state(),
                d.origin().requestIdLow() != 0);
    }

    private static Event deadManTimerSet(final DeadManTimerSetDecoder d) {
        return new Event.DeadManTimerSet(
                d.account(),
                d.accountSequence(),
                d.timeoutNs(),
                d.deadline(),
                d.origin().requestIdLow() != 0);
    }

    private static Event terms(final OrderTermsDecoder d) {
        return new Event.Terms(
                d.orderId(),
                d.account(),
                d.accountSequence(),
                d.stopPrice(),
                d.displayQuantity(),
                d.expireTime(),
                d.quoteAmount(),
                d.trailingOffset(),
                d.linkedOrderId(),
                d.trailingRate());
    }

    private static Event triggered(final OrderTriggeredDecoder d) {
        return new Event.Triggered(
                d.orderId(),
                d.account(),
                d.accountSequence(),
                d.stopPrice(),
                d.price(),
                d.available(),
                d.held(),
                d.instrumentId(),
                d.side());
    }

    private static Event reduced(final OrderReducedDecoder d) {
        return new Event.Reduced(
                d.orderId(),
                d.account(),
                d.accountSequence(),
                d.instrumentSequence(),
                d.price(),
                d.quantity(),
                d.displayedQuantity(),
                d.leaves(),
                d.available(),
                d.held(),
                d.instrumentId(),
                d.side(),
                d.reason());
    }

    private static Event feeTierChanged(final FeeTierChangedDecoder d) {
        return new Event.FeeTierChanged(d.feeTier(), d.makerRate(), d.takerRate());
    }

    private static Event other(
            final int templateId, final DirectBuffer buffer, final int block, final int length, final int version) {
        final MessageDecoderFlyweight decoder =
                switch (templateId) {
                    case GenesisAppliedDecoder.TEMPLATE_ID -> new GenesisAppliedDecoder();
                    case AssetCreatedDecoder.TEMPLATE_ID -> new AssetCreatedDecoder();
                    case InstrumentCreatedDecoder.TEMPLATE_ID -> new InstrumentCreatedDecoder();
                    case ApiKeyChangedDecoder.TEMPLATE_ID -> new ApiKeyChangedDecoder();
                    case PrincipalChangedDecoder.TEMPLATE_ID -> new PrincipalChangedDecoder();
                    case EncodingVersionChangedDecoder.TEMPLATE_ID -> new EncodingVersionChangedDecoder();
                    case StateHashRecordedDecoder.TEMPLATE_ID -> new StateHashRecordedDecoder();
                    case ConsumerChangedDecoder.TEMPLATE_ID -> new ConsumerChangedDecoder();
                    case JournalAcknowledgedDecoder.TEMPLATE_ID -> new JournalAcknowledgedDecoder();
                    case JournalSpaceChangedDecoder.TEMPLATE_ID -> new JournalSpaceChangedDecoder();
                    case RetentionChangedDecoder.TEMPLATE_ID -> new RetentionChangedDecoder();
                    default -> throw new IllegalStateException("unknown event template " + templateId);
                };
        return new Event.Other(decoder.wrap(buffer, block, length, version).toString());
    }
}

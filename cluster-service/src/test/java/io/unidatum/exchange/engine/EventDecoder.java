package io.unidatum.exchange.engine;

import io.unidatum.exchange.sbe.common.AccountStatus;
import io.unidatum.exchange.sbe.common.BalanceChangeKind;
import io.unidatum.exchange.sbe.common.BooleanType;
import io.unidatum.exchange.sbe.common.InstrumentStatus;
import io.unidatum.exchange.sbe.event.AccountChangedDecoder;
import io.unidatum.exchange.sbe.event.ApiKeyChangedDecoder;
import io.unidatum.exchange.sbe.event.AssetCreatedDecoder;
import io.unidatum.exchange.sbe.event.BalanceChangedDecoder;
import io.unidatum.exchange.sbe.event.EncodingVersionChangedDecoder;
import io.unidatum.exchange.sbe.event.FeeTierChangedDecoder;
import io.unidatum.exchange.sbe.event.GenesisAppliedDecoder;
import io.unidatum.exchange.sbe.event.InstrumentCreatedDecoder;
import io.unidatum.exchange.sbe.event.InstrumentStatusChangedDecoder;
import io.unidatum.exchange.sbe.event.OrderAcceptedDecoder;
import io.unidatum.exchange.sbe.event.OrderAmendedDecoder;
import io.unidatum.exchange.sbe.event.OrderCancelledDecoder;
import io.unidatum.exchange.sbe.event.OrderRestedDecoder;
import io.unidatum.exchange.sbe.event.PrincipalChangedDecoder;
import io.unidatum.exchange.sbe.event.StateHashRecordedDecoder;
import io.unidatum.exchange.sbe.event.TradeDecoder;
import org.agrona.DirectBuffer;
import org.agrona.sbe.MessageDecoderFlyweight;

/** Decodes one event. */
final class EventDecoder {
    private EventDecoder() {}

    static Event decode(final int templateId, final DirectBuffer buffer, final int block, final int length) {
        return switch (templateId) {
            case OrderAcceptedDecoder.TEMPLATE_ID ->
                accepted(new OrderAcceptedDecoder().wrap(buffer, block, length, 0));
            case OrderRestedDecoder.TEMPLATE_ID -> rested(new OrderRestedDecoder().wrap(buffer, block, length, 0));
            case TradeDecoder.TEMPLATE_ID -> traded(new TradeDecoder().wrap(buffer, block, length, 0));
            case OrderCancelledDecoder.TEMPLATE_ID ->
                cancelled(new OrderCancelledDecoder().wrap(buffer, block, length, 0));
            case OrderAmendedDecoder.TEMPLATE_ID -> amended(new OrderAmendedDecoder().wrap(buffer, block, length, 0));
            case BalanceChangedDecoder.TEMPLATE_ID ->
                balanceChanged(new BalanceChangedDecoder().wrap(buffer, block, length, 0));
            case AccountChangedDecoder.TEMPLATE_ID ->
                accountChanged(new AccountChangedDecoder().wrap(buffer, block, length, 0));
            case InstrumentStatusChangedDecoder.TEMPLATE_ID ->
                statusChanged(new InstrumentStatusChangedDecoder().wrap(buffer, block, length, 0));
            case FeeTierChangedDecoder.TEMPLATE_ID ->
                feeTierChanged(new FeeTierChangedDecoder().wrap(buffer, block, length, 0));
            default -> other(templateId, buffer, block, length);
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
        return new Event.Traded(
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
        return new Event.StatusChanged(d.instrumentId(), d.instrumentSequence(), d.status() == InstrumentStatus.HALTED);
    }

    private static Event feeTierChanged(final FeeTierChangedDecoder d) {
        return new Event.FeeTierChanged(d.feeTier(), d.makerRate(), d.takerRate());
    }

    private static Event other(final int templateId, final DirectBuffer buffer, final int block, final int length) {
        final MessageDecoderFlyweight decoder =
                switch (templateId) {
                    case GenesisAppliedDecoder.TEMPLATE_ID -> new GenesisAppliedDecoder();
                    case AssetCreatedDecoder.TEMPLATE_ID -> new AssetCreatedDecoder();
                    case InstrumentCreatedDecoder.TEMPLATE_ID -> new InstrumentCreatedDecoder();
                    case ApiKeyChangedDecoder.TEMPLATE_ID -> new ApiKeyChangedDecoder();
                    case PrincipalChangedDecoder.TEMPLATE_ID -> new PrincipalChangedDecoder();
                    case EncodingVersionChangedDecoder.TEMPLATE_ID -> new EncodingVersionChangedDecoder();
                    case StateHashRecordedDecoder.TEMPLATE_ID -> new StateHashRecordedDecoder();
                    default -> throw new IllegalStateException("unknown event template " + templateId);
                };
        return new Event.Other(decoder.wrap(buffer, block, length, 0).toString());
    }
}

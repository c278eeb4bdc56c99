package io.unidatum.exchange.engine;

import io.unidatum.exchange.sbe.common.InstrumentStatus;
import io.unidatum.exchange.sbe.order.RejectReason;

/** The rules that new and amended orders share. */
final class OrderRules {
    private OrderRules() {}

    static RejectReason checkQuantity(final Instrument instrument, final long quantity) {
        if (quantity <= 0) {
            return RejectReason.INVALID_QUANTITY;
        }
        if (quantity % instrument.lotSize != 0) {
            return RejectReason.QUANTITY_NOT_ON_LOT;
        }
        return quantity > instrument.maxOrderQuantity ? RejectReason.QUANTITY_TOO_LARGE : RejectReason.NONE;
    }

    static RejectReason checkPrice(final Instrument instrument, final long price) {
        if (price <= 0) {
            return RejectReason.INVALID_PRICE;
        }
        return price % instrument.tickSize != 0 ? RejectReason.PRICE_NOT_ON_TICK : RejectReason.NONE;
    }

    /** Whether an iceberg needs no more parts than it may have. Both quantities are above 0. */
    static boolean isDisplayEnough(final long display, final long quantity) {
        return (quantity - 1) / EngineLimits.MAX_ICEBERG_PARTS < display;
    }

    /** Whether elected orders have their turn. */
    static boolean letsTriggeredIn(final Instrument instrument) {
        return instrument.status == InstrumentStatus.OPEN || instrument.status == InstrumentStatus.POST_ONLY;
    }
}

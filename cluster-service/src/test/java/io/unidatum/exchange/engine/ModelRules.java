package io.unidatum.exchange.engine;

import io.unidatum.exchange.sbe.common.Side;
import io.unidatum.exchange.sbe.order.RejectReason;
import java.math.BigInteger;

/** Single rules of the plain model. */
final class ModelRules {
    private ModelRules() {}

    static BigInteger protectionPrice(final long best, final ModelInstrument instrument, final Side side) {
        final BigInteger million = BigInteger.valueOf(1_000_000);
        final BigInteger tick = BigInteger.valueOf(instrument.tick);
        final BigInteger band = BigInteger.valueOf(instrument.band);
        if (side == Side.BUY) {
            final BigInteger limit = BigInteger.valueOf(best).multiply(million.add(band));
            return limit.divide(million.multiply(tick)).multiply(tick);
        }
        final BigInteger limit = BigInteger.valueOf(best).multiply(million.subtract(band));
        final BigInteger step = million.multiply(tick);
        return limit.add(step).subtract(BigInteger.ONE).divide(step).multiply(tick);
    }

    static RejectReason checkQuantity(final ModelInstrument instrument, final long quantity) {
        if (quantity <= 0) {
            return RejectReason.INVALID_QUANTITY;
        }
        if (quantity % instrument.lot != 0) {
            return RejectReason.QUANTITY_NOT_ON_LOT;
        }
        return quantity > instrument.maxQuantity ? RejectReason.QUANTITY_TOO_LARGE : RejectReason.NONE;
    }

    static RejectReason checkPrice(final ModelInstrument instrument, final long price) {
        if (price <= 0) {
            return RejectReason.INVALID_PRICE;
        }
        return price % instrument.tick != 0 ? RejectReason.PRICE_NOT_ON_TICK : RejectReason.NONE;
    }

    static RejectReason checkAccess(final ModelAccount account, final ModelInstrument instrument, final long now) {
        if (account.blocked) {
            return RejectReason.ACCOUNT_BLOCKED;
        }
        if (instrument.halted) {
            return RejectReason.INSTRUMENT_HALTED;
        }
        final boolean newWindow = now - account.windowStart >= Exchange.SECOND;
        return account.maxOrdersPerSecond != 0 && !newWindow && account.windowCount >= account.maxOrdersPerSecond
                ? RejectReason.RATE_LIMITED
                : RejectReason.NONE;
    }

    static void countOrder(final ModelAccount account, final long now) {
        if (now - account.windowStart >= Exchange.SECOND) {
            account.windowStart = now;
            account.windowCount = 0;
        }
        account.windowCount++;
    }

    static Side opposite(final Side side) {
        return side == Side.BUY ? Side.SELL : Side.BUY;
    }
}

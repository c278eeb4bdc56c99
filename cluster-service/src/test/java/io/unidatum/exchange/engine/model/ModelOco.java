package io.unidatum.exchange.engine.model;

import io.unidatum.exchange.sbe.common.OrderPlace;
import io.unidatum.exchange.sbe.common.OrderType;
import io.unidatum.exchange.sbe.order.NewOcoDecoder;
import io.unidatum.exchange.sbe.order.RejectReason;
import java.math.BigInteger;

/** NewOco: a limit order and a stop order, of which one cancels the other. */
final class ModelOco {
    private static final int CLIENT_ORDER_ID_LENGTH = 36;

    private final ModelExchange exchange;
    private final ModelOrderRules rules;
    private final ModelNewOrders newOrders;

    ModelOco(final ModelExchange exchange, final ModelNewOrders newOrders) {
        this.exchange = exchange;
        rules = exchange.rules;
        this.newOrders = newOrders;
    }

    void onNewOco(final ModelCommand command) {
        final NewOcoDecoder d = command.read(new NewOcoDecoder());
        final ModelAccount account = rules.customer(command.account);
        exchange.retention.checkNotSuspended();
        final ModelInstrument instrument = rules.instrument(d.instrumentId());
        ModelOrderRules.checkKinds(
                d.side(),
                OrderType.LIMIT,
                d.timeInForce(),
                d.selfTradePrevention(),
                d.flags().getRaw());
        Rejected.when(ModelOrder.endsByItself(d.timeInForce()), RejectReason.UNSUPPORTED);
        checkValues(command, d, instrument);

        final ModelOrder limit = leg(command, d, account, instrument);
        limit.type = OrderType.LIMIT;
        limit.postOnly = d.flags().postOnly();
        limit.price = d.limitPrice();
        limit.clientOrderId = d.clientOrderId();
        final ModelOrder stop = leg(command, d, account, instrument);
        stop.type = d.stopLimitPrice() == 0 ? OrderType.STOP : OrderType.STOP_LIMIT;
        stop.price = d.stopLimitPrice();
        stop.stop = d.stopPrice();
        stop.clientOrderId = d.stopClientOrderId();
        check(limit, stop);

        account.countOrder(exchange.state.time);
        newOrders.register(limit);
        newOrders.register(stop);
        limit.partner = stop;
        stop.partner = limit;
        exchange.orderEvents.accepted(limit);
        exchange.orderEvents.accepted(stop);
        exchange.outcome.about(limit);
        stop.place = OrderPlace.WAITING;
        if (exchange.matching.mayReduce(limit)) {
            exchange.matching.execute(limit);
        }
        if (stop.place == OrderPlace.WAITING && exchange.state.orders.contains(stop)) {
            exchange.triggers.await(stop);
        }
    }

    private static void checkValues(
            final ModelCommand command, final NewOcoDecoder d, final ModelInstrument instrument) {
        final boolean printable =
                command.isPrintable(NewOcoDecoder.clientOrderIdEncodingOffset(), CLIENT_ORDER_ID_LENGTH)
                        && command.isPrintable(NewOcoDecoder.stopClientOrderIdEncodingOffset(), CLIENT_ORDER_ID_LENGTH);
        Rejected.when(!printable, RejectReason.INVALID_CLIENT_ORDER_ID);
        ModelOrderRules.checkQuantity(instrument, d.quantity());
        ModelOrderRules.checkPrice(instrument, d.limitPrice());
        ModelOrderRules.checkStop(instrument, d.stopPrice());
        if (d.stopLimitPrice() != 0) {
            ModelOrderRules.checkPrice(instrument, d.stopLimitPrice());
        }
    }

    private ModelOrder leg(
            final ModelCommand command,
            final NewOcoDecoder d,
            final ModelAccount account,
            final ModelInstrument instrument) {
        final ModelOrder leg = newOrders.start(command, account, instrument);
        leg.side = d.side();
        leg.timeInForce = d.timeInForce();
        leg.prevention = ModelNewOrders.prevention(d.selfTradePrevention());
        leg.reduceOnly = d.flags().reduceOnly();
        leg.quantity = d.quantity();
        leg.leaves = d.quantity();
        rules.checkExpiry(d.timeInForce(), d.expireTime());
        leg.expireTime = rules.expiry(d.timeInForce(), d.expireTime());
        return leg;
    }

    private void check(final ModelOrder limit, final ModelOrder stop) {
        final boolean ordered = limit.isBuy() ? limit.price < stop.stop : limit.price > stop.stop;
        Rejected.when(!ordered, RejectReason.INVALID_OCO);
        rules.checkAccess(limit, 1);
        final boolean sameIds = !limit.clientOrderId.isEmpty() && limit.clientOrderId.equals(stop.clientOrderId);
        Rejected.when(
                sameIds
                        || exchange.state.findOpen(limit.account, 0, limit.clientOrderId) != null
                        || exchange.state.findOpen(limit.account, 0, stop.clientOrderId) != null,
                RejectReason.DUPLICATE_CLIENT_ORDER_ID);
        rules.checkRoomForOrders(limit.account, 2);
        rules.checkPostOnly(limit);
        newOrders.checkReduces(limit);
        newOrders.price(stop);
        rules.checkLimits(limit);
        rules.checkLimits(stop);
        Rejected.when(limit.isTooLarge() || stop.isTooLarge(), RejectReason.NOTIONAL_OVERFLOW);
        rules.checkFunds(limit, limit.need().max(stop.need()), BigInteger.ZERO);
        final BigInteger open = Exact.of(limit.leaves);
        rules.checkRoomInBook(limit, stop.isMarketType() ? open : open.add(open));
    }
}

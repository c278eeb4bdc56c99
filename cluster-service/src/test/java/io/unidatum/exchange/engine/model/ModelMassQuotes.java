package io.unidatum.exchange.engine.model;

import io.unidatum.exchange.sbe.common.CancelReason;
import io.unidatum.exchange.sbe.common.InstrumentStatus;
import io.unidatum.exchange.sbe.common.OrderType;
import io.unidatum.exchange.sbe.common.SelfTradePrevention;
import io.unidatum.exchange.sbe.common.Side;
import io.unidatum.exchange.sbe.common.TimeInForce;
import io.unidatum.exchange.sbe.order.MassQuoteDecoder;
import io.unidatum.exchange.sbe.order.RejectReason;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** MassQuote: the account's quotes in an instrument, replaced in one message, or not at all. */
final class ModelMassQuotes {
    static final int MAX_QUOTES = 64;

    private final ModelExchange exchange;
    private final ModelState state;
    private final ModelOrderRules rules;

    ModelMassQuotes(final ModelExchange exchange) {
        this.exchange = exchange;
        state = exchange.state;
        rules = exchange.rules;
    }

    void onMassQuote(final ModelCommand command) {
        final MassQuoteDecoder d = command.read(new MassQuoteDecoder());
        final ModelAccount account = rules.customer(command.account);
        if (d.quotes().count() > 0) {
            exchange.retention.checkNotSuspended();
        }
        d.sbeRewind();
        final ModelInstrument instrument = rules.instrument(d.instrumentId());
        final int flags = d.flags().getRaw();
        Rejected.when(
                d.selfTradePrevention() == SelfTradePrevention.SBE_UNKNOWN || (flags & ~1) != 0,
                RejectReason.UNKNOWN_ENUM_VALUE);
        final boolean postOnly = d.flags().postOnly();
        final SelfTradePrevention prevention = ModelNewOrders.prevention(d.selfTradePrevention());
        final List<ModelOrder> quotes = new ArrayList<>();
        for (final MassQuoteDecoder.QuotesDecoder q : d.quotes()) {
            Rejected.when(q.side() == Side.NULL_VAL || q.side() == Side.SBE_UNKNOWN, RejectReason.UNKNOWN_ENUM_VALUE);
            ModelOrderRules.checkQuantity(instrument, q.quantity());
            ModelOrderRules.checkPrice(instrument, q.price());
            final ModelOrder quote = exchange.newOrders.start(command, account, instrument);
            quote.side = q.side();
            quote.price = q.price();
            quote.quantity = q.quantity();
            quote.leaves = q.quantity();
            quote.type = OrderType.LIMIT;
            quote.timeInForce = TimeInForce.GTC;
            quote.prevention = prevention;
            quote.postOnly = postOnly;
            quote.massQuote = true;
            quotes.add(quote);
        }
        checkShape(quotes);
        final List<ModelOrder> present = state.orders(
                        o -> o.account == account && o.instrument == instrument && o.massQuote)
                .toList();
        final Map<ModelOrder, ModelOrder> kept = new LinkedHashMap<>();
        for (final ModelOrder quote : quotes) {
            present.stream()
                    .filter(o -> o.side == quote.side && o.price == quote.price)
                    .findFirst()
                    .ifPresent(o -> kept.put(o, quote));
        }
        if (!quotes.isEmpty()) {
            checkAccess(account, instrument, quotes, present, postOnly);
            checkRisk(account, quotes, present);
            checkFunds(account, instrument, quotes, present, kept);
            final boolean takes = instrument.isTrading() && quotes.stream().anyMatch(q -> wouldTake(q, present));
            Rejected.when(postOnly && takes, RejectReason.POST_ONLY_WOULD_TAKE);
            account.countOrder(state.time);
        }
        replace(quotes, present, kept);
    }

    private static void checkShape(final List<ModelOrder> quotes) {
        boolean wrong = quotes.size() > MAX_QUOTES;
        for (final ModelOrder a : quotes) {
            for (final ModelOrder b : quotes) {
                wrong |= a != b && a.side == b.side && a.price == b.price;
                wrong |= a.side == Side.BUY && b.side == Side.SELL && a.price >= b.price;
            }
        }
        Rejected.when(wrong, RejectReason.INVALID_QUOTE);
    }

    private void checkAccess(
            final ModelAccount account,
            final ModelInstrument instrument,
            final List<ModelOrder> quotes,
            final List<ModelOrder> present,
            final boolean postOnly) {
        Rejected.when(account.blocked, RejectReason.ACCOUNT_BLOCKED);
        Rejected.when(instrument.status == InstrumentStatus.HALTED, RejectReason.INSTRUMENT_HALTED);
        Rejected.when(instrument.status == InstrumentStatus.CANCEL_ONLY, RejectReason.INSTRUMENT_CANCEL_ONLY);
        final boolean takes = quotes.stream().anyMatch(q -> wouldTake(q, present));
        Rejected.when(
                instrument.status == InstrumentStatus.POST_ONLY && takes && !postOnly,
                RejectReason.INSTRUMENT_POST_ONLY);
        Rejected.when(!account.isWithinRate(state.time, 1), RejectReason.RATE_LIMITED);
    }

    private void checkRisk(final ModelAccount account, final List<ModelOrder> quotes, final List<ModelOrder> present) {
        quotes.forEach(rules::checkOrderLimits);
        for (final Side side : new Side[] {Side.BUY, Side.SELL}) {
            final List<ModelOrder> ofSide =
                    quotes.stream().filter(q -> q.side == side).toList();
            final BigInteger open =
                    ofSide.stream().map(q -> Exact.of(q.leaves)).reduce(BigInteger.ZERO, BigInteger::add);
            if (!ofSide.isEmpty()) {
                rules.checkPosition(ofSide.get(0), open, present);
            }
        }
        final long others = state.orders.stream()
                .filter(o -> o.account == account && !present.contains(o))
                .count();
        final long limit = account.maxOpenOrders == 0 ? ModelOrderRules.MAX_OPEN_ORDERS : account.maxOpenOrders;
        Rejected.when(others + quotes.size() > limit, RejectReason.TOO_MANY_OPEN_ORDERS);
    }

    /** Against what is there but the quotes that this replaces. */
    private boolean wouldTake(final ModelOrder quote, final List<ModelOrder> present) {
        return state.book(quote.instrument, ModelState.opposite(quote.side)).stream()
                .filter(o -> !present.contains(o))
                .anyMatch(o -> ModelState.isWithin(quote.side, o.price, quote.price));
    }

    private void checkFunds(
            final ModelAccount account,
            final ModelInstrument instrument,
            final List<ModelOrder> quotes,
            final List<ModelOrder> present,
            final Map<ModelOrder, ModelOrder> kept) {
        final Map<Integer, BigInteger> more = new HashMap<>();
        final Map<Side, BigInteger> open = new HashMap<>();
        for (final ModelOrder old : present) {
            more.merge(old.heldAsset(), old.hold().negate(), BigInteger::add);
            open.merge(old.side, Exact.of(-old.leaves), BigInteger::add);
        }
        for (final ModelOrder quote : quotes) {
            ModelOrder order = quote;
            for (final Map.Entry<ModelOrder, ModelOrder> entry : kept.entrySet()) {
                order = entry.getValue() == quote ? entry.getKey() : order;
            }
            final long leaves = order.leaves;
            order.leaves = quote.leaves;
            final boolean tooLarge = order.isTooLarge();
            more.merge(order.heldAsset(), tooLarge ? BigInteger.ZERO : order.need(), BigInteger::add);
            open.merge(order.side, Exact.of(quote.leaves), BigInteger::add);
            order.leaves = leaves;
            Rejected.when(tooLarge, RejectReason.NOTIONAL_OVERFLOW);
        }
        more.forEach((asset, need) ->
                Rejected.when(need.compareTo(state.available(account, asset)) > 0, RejectReason.INSUFFICIENT_BALANCE));
        quotes.forEach(q -> rules.checkRoomInBook(q, open.get(q.side)));
    }

    private void replace(
            final List<ModelOrder> quotes, final List<ModelOrder> present, final Map<ModelOrder, ModelOrder> kept) {
        present.stream()
                .filter(o -> !kept.containsKey(o))
                .forEach(o -> exchange.matching.cancel(o, CancelReason.MASS_QUOTE));
        present.stream()
                .filter(o -> kept.containsKey(o) && kept.get(o).leaves < o.leaves)
                .forEach(o -> resize(o, kept.get(o).leaves, true));
        present.stream()
                .filter(o -> kept.containsKey(o) && kept.get(o).leaves > o.leaves)
                .forEach(o -> resize(o, kept.get(o).leaves, false));
        for (final ModelOrder quote : quotes) {
            if (!kept.containsValue(quote)) {
                quote.id = state.nextOrderId++;
                state.orders.add(quote);
                exchange.orderEvents.accepted(quote);
                exchange.matching.execute(quote);
            }
        }
    }

    private void resize(final ModelOrder order, final long leaves, final boolean inPlace) {
        final OrderEventWriter.Before before = OrderEventWriter.Before.of(order);
        order.quantity += leaves - order.leaves;
        order.leaves = leaves;
        order.visible = leaves;
        exchange.orderEvents.amended(order, before, inPlace);
        if (!inPlace) {
            order.place = null;
            exchange.matching.execute(order);
        }
    }
}

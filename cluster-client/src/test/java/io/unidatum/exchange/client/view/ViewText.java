package io.unidatum.exchange.client.view;

import io.unidatum.exchange.protocol.Position;
import io.unidatum.exchange.sbe.common.OrderType;
import java.util.ArrayList;
import java.util.List;

/** A view's present state as lines of text, to be compared whole. History is left out: an image has none. */
public final class ViewText {
    private ViewText() {}

    /** Writes down what the view holds. {@return one line a thing} */
    public static List<String> of(final ExchangeView view) {
        final List<String> lines = new ArrayList<>();
        lines.add("sequence " + view.sequence() + " initialised " + view.isInitialised() + " " + view.clusterName());
        view.assets().forEach(asset -> lines.add(asset.toString()));
        view.assets().forEach(asset -> lines.add("withdrawals " + view.withdrawalRules(asset.assetId())));
        view.feeTiers().forEach(tier -> lines.add(tier.toString()));
        view.principals().forEach(principal -> lines.add(principal.toString()));
        view.apiKeys().forEach(key -> lines.add(key.toString()));
        for (final InstrumentView instrument : view.instruments()) {
            lines.add("instrument " + instrument.instrumentId() + " " + instrument.symbol() + " "
                    + instrument.baseAsset() + "/" + instrument.quoteAsset() + " tick " + instrument.tickSize()
                    + " lot " + instrument.lotSize() + " max " + instrument.maxOrderQuantity() + " band "
                    + instrument.protectionBand() + " " + instrument.status() + " sequence "
                    + instrument.instrumentSequence() + " last " + instrument.lastPrice() + " until "
                    + instrument.statusUntil() + " collar " + instrument.collar() + " halt "
                    + instrument.haltDuration() + " auction " + instrument.auctionDuration());
        }
        for (final AccountView account : view.accounts()) {
            lines.add("account " + account.account() + " " + account.status() + " tier " + account.feeTier()
                    + " limits " + account.maxOpenOrders() + " " + account.maxOrdersPerSecond() + " sequence "
                    + account.accountSequence());
            for (final BalanceView balance : account.balances()) {
                if (balance.total() != 0) {
                    lines.add("  asset " + balance.assetId() + " available " + balance.available() + " held "
                            + balance.held());
                }
            }
            lines.add("  limits " + account.limits() + " " + account.instrumentLimits() + " dead man "
                    + account.deadManTimeout() + " " + account.deadManDeadline());
            account.connections()
                    .forEach(connection -> lines.add("  connection " + connection.connectionId() + " session "
                            + connection.sessionId() + " grace " + connection.gracePeriodNs() + " "
                            + connection.state() + " " + connection.deadline()));
            for (final PositionView held : account.positions()) {
                final Position position = held.position();
                if (!position.isBlank()) {
                    lines.add("  position " + held.instrumentId() + " " + position.quantity() + " cost "
                            + position.cost() + " realised " + position.realised());
                }
            }
            account.openWithdrawals()
                    .forEach(withdrawal -> lines.add("  withdrawal " + withdrawal.withdrawalId() + " of "
                            + withdrawal.amount() + " and " + withdrawal.fee() + " of asset "
                            + withdrawal.assetId() + " to " + withdrawal.address() + " "
                            + withdrawal.state() + " since " + withdrawal.requestedTime()));
            account.openOrders().forEach(order -> lines.add("  " + text(view, order)));
        }
        return lines;
    }

    private static String text(final ExchangeView view, final OrderView order) {
        return "order " + order.orderId() + " " + order.clientOrderId() + " " + order.instrumentId() + " "
                + order.side() + " " + order.orderType() + " " + order.timeInForce() + " price " + order.price()
                + " quantity " + order.quantity() + " leaves " + order.leaves() + " filled " + order.filledQuantity()
                + " notional " + order.filledNotional() + " fee " + order.fee() + " " + order.status()
                + " accepted at " + order.acceptedTime() + " " + order.selfTradePrevention() + " post "
                + order.postOnly() + " reduce " + order.reduceOnly() + " quote " + order.massQuote() + " waiting "
                + order.isWaiting() + " " + terms(view, order);
    }

    /** A trailing stop's trigger moves without events. An image does not tell of a pair's leg that is gone. */
    private static SpecialTerms terms(final ExchangeView view, final OrderView order) {
        final SpecialTerms terms = order.specialTerms();
        final OrderView linked = view.order(terms.linkedOrderId());
        return new SpecialTerms(
                order.orderType() == OrderType.TRAILING_STOP && order.isWaiting() ? 0 : terms.stopPrice(),
                terms.displayQuantity(),
                terms.expireTime(),
                terms.quoteAmount(),
                terms.trailingOffset(),
                terms.trailingRate(),
                linked != null && linked.isOpen() ? terms.linkedOrderId() : 0);
    }
}

package io.unidatum.exchange.client.view;

import org.agrona.DirectBuffer;

/**
 * Brings the view forward by one event. Events carry balances as they are afterwards, so there is little to compute.
 */
final class ViewEvents {
    private final ViewChanges changes;
    private final TradeEvents trades;
    private final OrderEvents orders;
    private final AccountEvents accounts;
    private final FundEvents funds;
    private final AdministrationEvents administration;

    ViewEvents(final ViewState state) {
        changes = new ViewChanges(state);
        trades = new TradeEvents(changes);
        orders = new OrderEvents(changes);
        accounts = new AccountEvents(changes);
        funds = new FundEvents(changes);
        administration = new AdministrationEvents(changes);
    }

    void listener(final ExchangeViewListener newListener) {
        changes.listener = newListener;
    }

    ExchangeViewListener listener() {
        return changes.listener;
    }

    long sequence() {
        return changes.sequence;
    }

    void onEvent(
            final long sequence,
            final long time,
            final int templateId,
            final DirectBuffer buffer,
            final int offset,
            final int blockLength,
            final int version) {
        changes.sequence = sequence;
        changes.time = time;
        // An event of a later version is nobody's: it is passed over.
        if (!trades.onEvent(templateId, buffer, offset, blockLength, version)
                && !orders.onEvent(templateId, buffer, offset, blockLength, version)
                && !accounts.onEvent(templateId, buffer, offset, blockLength, version)
                && !funds.onEvent(templateId, buffer, offset, blockLength, version)) {
            administration.onEvent(templateId, buffer, offset, blockLength, version);
        }
    }
}

package io.unidatum.exchange.client;

import io.unidatum.exchange.sbe.order.BalancesDecoder;
import java.util.ArrayList;
import java.util.List;

/**
 * Balances of some accounts as the state machine has them, all of an account's on one page.
 *
 * @param sequence last event that they have in them.
 * @param timeNs cluster time, ns.
 * @param nextCursor asks for the next page; 0 if this was the last.
 * @param entries the balances; may be empty although there are further pages.
 */
public record BalancesPage(long sequence, long timeNs, long nextCursor, List<Entry> entries) {
    /**
     * A balance. Amounts are units of 10<sup>-8</sup> of the asset.
     *
     * @param account whose.
     * @param assetId of the asset.
     * @param available not held.
     * @param held by open orders and withdrawals.
     */
    public record Entry(long account, int assetId, long available, long held) {}

    static BalancesPage of(final BalancesDecoder answer) {
        final List<Entry> entries = new ArrayList<>();
        for (final BalancesDecoder.EntriesDecoder entry : answer.entries()) {
            entries.add(new Entry(entry.account(), entry.assetId(), entry.available(), entry.held()));
        }
        return new BalancesPage(answer.lastSequence(), answer.time(), answer.nextCursor(), List.copyOf(entries));
    }
}

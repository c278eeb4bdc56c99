package io.unidatum.exchange.engine.model;

import io.unidatum.exchange.sbe.common.MessageHeaderEncoder;
import io.unidatum.exchange.sbe.order.BalancesEncoder;
import io.unidatum.exchange.sbe.order.BalancesQueryDecoder;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** Answers questions for balances. */
final class ModelBalances {
    private static final int MOST = 40;

    private record Entry(long account, int asset, long available, long held) {}

    private ModelBalances() {}

    static byte[] answer(final ModelState state, final ModelCommand command) {
        final long cursor = command.read(new BalancesQueryDecoder()).cursor();
        final List<Entry> page = new ArrayList<>();
        long next = 0;
        for (final ModelAccount account : state.accounts.values()) {
            if (cursor >= 0 && account.id >= cursor) {
                final List<Entry> own = entries(state, account);
                if (!page.isEmpty() && page.size() + own.size() > MOST) {
                    next = account.id;
                    break;
                }
                page.addAll(own);
            }
        }
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[4096]);
        final BalancesEncoder e = new BalancesEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
        final BalancesEncoder.EntriesEncoder entries = e.requestIdHigh(command.requestIdHigh)
                .requestIdLow(command.requestIdLow)
                .time(state.time)
                .lastSequence(state.lastSequence)
                .nextCursor(next)
                .entriesCount(page.size());
        page.forEach(entry -> entries.next()
                .account(entry.account)
                .assetId(entry.asset)
                .available(entry.available)
                .held(entry.held));
        final byte[] bytes = new byte[MessageHeaderEncoder.ENCODED_LENGTH + e.encodedLength()];
        buffer.getBytes(0, bytes);
        return bytes;
    }

    private static List<Entry> entries(final ModelState state, final ModelAccount account) {
        final List<Entry> entries = new ArrayList<>();
        for (final int asset : state.assets.keySet()) {
            final BigInteger available = state.available(account, asset);
            final BigInteger held = state.held(account, asset);
            if (available.signum() != 0 || held.signum() != 0) {
                entries.add(new Entry(account.id, asset, available.longValueExact(), held.longValueExact()));
            }
        }
        return entries;
    }
}

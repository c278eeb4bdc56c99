package io.unidatum.exchange.engine;

import io.unidatum.exchange.sbe.common.MessageHeaderEncoder;
import io.unidatum.exchange.sbe.order.BalancesEncoder;
import io.unidatum.exchange.sbe.order.BalancesQueryDecoder;
import org.agrona.MutableDirectBuffer;

/**
 * Answers BalancesQuery: all balances of some accounts, by ascending account and asset. The cursor is the account to go
 * on with, so accounts that are created meanwhile do not disturb it. Changes nothing and allocates nothing.
 */
final class BalancesPage {
    /** Longest answer: that of an account with very many assets. */
    static final int MAX_LENGTH = MessageHeaderEncoder.ENCODED_LENGTH
            + BalancesEncoder.BLOCK_LENGTH
            + BalancesEncoder.EntriesEncoder.HEADER_SIZE
            + EngineLimits.MAX_BALANCES_OF_ACCOUNT * BalancesEncoder.EntriesEncoder.sbeBlockLength();

    private final BalancesQueryDecoder query = new BalancesQueryDecoder();
    private final BalancesEncoder answer = new BalancesEncoder();
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final ExchangeState state;
    private int end;
    private int entries;
    private long nextCursor;

    BalancesPage(final ExchangeState state) {
        this.state = state;
    }

    /**
     * Writes the answer.
     *
     * @param command a well-formed BalancesQuery.
     * @param lastSequence of the journal.
     * @param buffer to write to, from offset 0.
     * @return its length; 0 if one account has more balances than an answer has room for.
     */
    int write(final Command command, final long lastSequence, final MutableDirectBuffer buffer) {
        query.wrap(command.buffer(), command.blockOffset(), command.blockLength(), command.version());
        final AccountRegistry accounts = state.accounts;
        final int begin = query.cursor() < 0 ? accounts.size() : accounts.firstFrom(query.cursor());
        choose(begin);
        if (entries > EngineLimits.MAX_BALANCES_OF_ACCOUNT) {
            return 0;
        }
        final BalancesEncoder.EntriesEncoder group = answer.wrapAndApplyHeader(buffer, 0, header)
                .requestIdHigh(command.requestIdHigh())
                .requestIdLow(command.requestIdLow())
                .time(command.now())
                .lastSequence(lastSequence)
                .nextCursor(nextCursor)
                .entriesCount(entries);
        for (int i = begin; i < end; i++) {
            write(accounts.at(i), group);
        }
        return MessageHeaderEncoder.ENCODED_LENGTH + answer.encodedLength();
    }

    /** Finds how many accounts fit: one at least. */
    private void choose(final int begin) {
        final AccountRegistry accounts = state.accounts;
        final int most = Math.min(accounts.size() - begin, EngineLimits.MAX_ACCOUNTS_SCANNED);
        entries = 0;
        end = begin;
        while (end < begin + most) {
            final int more = count(accounts.at(end));
            if (entries > 0 && entries + more > EngineLimits.MAX_BALANCES_ANSWERED) {
                break;
            }
            entries += more;
            end++;
        }
        nextCursor = end < accounts.size() ? accounts.at(end).id : 0;
    }

    private int count(final Account account) {
        int count = 0;
        for (int i = 0; i < state.assets.size(); i++) {
            final Asset asset = state.assets.at(i);
            if ((account.available(asset) | account.held(asset)) != 0) {
                count++;
            }
        }
        return count;
    }

    private void write(final Account account, final BalancesEncoder.EntriesEncoder group) {
        for (int i = 0; i < state.assets.size(); i++) {
            final Asset asset = state.assets.at(i);
            final long available = account.available(asset);
            final long held = account.held(asset);
            if ((available | held) != 0) {
                group.next()
                        .account(account.id)
                        .assetId(asset.id)
                        .available(available)
                        .held(held);
            }
        }
    }
}

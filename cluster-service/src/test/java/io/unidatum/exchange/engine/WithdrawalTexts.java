package io.unidatum.exchange.engine;

import io.unidatum.exchange.protocol.Decimal8;
import io.unidatum.exchange.sbe.event.WithdrawalEndedDecoder;
import io.unidatum.exchange.sbe.event.WithdrawalRequestedDecoder;
import io.unidatum.exchange.sbe.event.WithdrawalRulesChangedDecoder;
import org.agrona.DirectBuffer;

/** Events of withdrawals as lines that a person reads. */
final class WithdrawalTexts {
    private WithdrawalTexts() {}

    static Event rulesChanged(final DirectBuffer buffer, final int block, final int length, final int version) {
        final WithdrawalRulesChangedDecoder d =
                new WithdrawalRulesChangedDecoder().wrap(buffer, block, length, version);
        return new Event.Other("rules of asset " + d.assetId() + ": fee " + text(d.fee()) + ", minimum "
                + text(d.minimum()) + ", a day " + text(d.dailyLimit()) + ", enabled " + d.enabled() + " ("
                + d.reason() + ")");
    }

    static Event requested(final DirectBuffer buffer, final int block, final int length, final int version) {
        final WithdrawalRequestedDecoder d = new WithdrawalRequestedDecoder().wrap(buffer, block, length, version);
        return new Event.Other("withdrawal " + d.withdrawalId() + " of " + d.account() + ": " + text(d.amount())
                + " and fee " + text(d.fee()) + " of asset " + d.assetId() + " to " + d.address() + ", available "
                + text(d.available()) + ", held " + text(d.held()));
    }

    static Event ended(final DirectBuffer buffer, final int block, final int length, final int version) {
        final WithdrawalEndedDecoder d = new WithdrawalEndedDecoder().wrap(buffer, block, length, version);
        return new Event.Other("withdrawal " + d.withdrawalId() + " of " + d.account() + " " + d.state() + ": "
                + text(d.amount()) + " and fee " + text(d.fee()) + " of asset " + d.assetId() + ", network fee "
                + text(d.networkFee()) + ", transaction " + d.transactionId().w0() + ", available "
                + text(d.available()) + ", held " + text(d.held()) + ", house " + text(d.houseAvailable()) + " and "
                + text(d.houseHeld()) + " held (" + d.reason() + ")");
    }

    private static String text(final long units) {
        return Decimal8.format(units);
    }
}

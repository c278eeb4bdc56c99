package io.unidatum.exchange.cli.admin;

import io.unidatum.exchange.client.view.WithdrawalRulesView;
import io.unidatum.exchange.client.view.WithdrawalView;
import io.unidatum.exchange.sbe.common.BooleanType;
import io.unidatum.exchange.sbe.common.MessageHeaderEncoder;
import io.unidatum.exchange.sbe.common.WithdrawalState;
import io.unidatum.exchange.sbe.order.EndWithdrawalEncoder;
import io.unidatum.exchange.sbe.order.SetWithdrawalRulesEncoder;

/** Makes the commands that govern withdrawals. Stateless; amounts are in units of 10<sup>-8</sup>. */
final class WithdrawalRequests {
    private static final int HEADER = MessageHeaderEncoder.ENCODED_LENGTH;
    private static final byte[] NO_TRANSACTION = new byte[32];

    private WithdrawalRequests() {}

    static Request rules(final WithdrawalRulesView rules, final String reason) {
        return (buffer, stamp) -> {
            final SetWithdrawalRulesEncoder command =
                    new SetWithdrawalRulesEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
            stamp.apply(command.header(), 0);
            command.assetId(rules.assetId())
                    .fee(rules.fee())
                    .minimum(rules.minimum())
                    .dailyLimit(rules.dailyLimit())
                    .enabled(rules.enabled() ? BooleanType.TRUE : BooleanType.FALSE)
                    .reason(reason);
            return HEADER + command.encodedLength();
        };
    }

    static Request complete(
            final WithdrawalView withdrawal, final byte[] transactionId, final long networkFee, final String reason) {
        return end(withdrawal, WithdrawalState.COMPLETED, transactionId, networkFee, reason);
    }

    static Request fail(final WithdrawalView withdrawal, final String reason) {
        return end(withdrawal, WithdrawalState.FAILED, NO_TRANSACTION, 0, reason);
    }

    private static Request end(
            final WithdrawalView withdrawal,
            final WithdrawalState state,
            final byte[] transactionId,
            final long networkFee,
            final String reason) {
        return (buffer, stamp) -> {
            final EndWithdrawalEncoder command =
                    new EndWithdrawalEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
            stamp.apply(command.header(), withdrawal.account());
            command.withdrawalId(withdrawal.withdrawalId())
                    .networkFee(networkFee)
                    .state(state)
                    .reason(reason);
            Requests.hash(command.transactionId(), transactionId);
            return HEADER + command.encodedLength();
        };
    }
}

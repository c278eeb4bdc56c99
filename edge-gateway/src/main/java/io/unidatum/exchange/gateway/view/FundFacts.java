package io.unidatum.exchange.gateway.view;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.unidatum.exchange.client.CommandResult;
import io.unidatum.exchange.client.view.AssetView;
import io.unidatum.exchange.client.view.DepositView;
import io.unidatum.exchange.client.view.ExchangeView;
import io.unidatum.exchange.client.view.WithdrawalRulesView;
import io.unidatum.exchange.client.view.WithdrawalView;
import io.unidatum.exchange.gateway.api.Amounts;
import io.unidatum.exchange.gateway.api.Json;
import io.unidatum.exchange.gateway.api.Times;
import io.unidatum.exchange.sbe.common.WithdrawalState;

/** Assets, deposits and withdrawals as clients see them. On the view's thread, unless it says otherwise. */
public final class FundFacts {
    private FundFacts() {}

    /**
     * An asset and what holds for its withdrawals.
     *
     * @param view it is of.
     * @param asset to write.
     * @param depositable whether accounts have deposit addresses for it.
     * @return a new object.
     */
    public static ObjectNode asset(final ExchangeView view, final AssetView asset, final boolean depositable) {
        final ObjectNode json = Json.object().put("asset", asset.name()).put("deposit_addresses", depositable);
        final WithdrawalRulesView rules = view.withdrawalRules(asset.assetId());
        final ObjectNode withdrawals = json.putObject("withdrawals");
        withdrawals.put("enabled", rules != null && rules.enabled());
        if (rules != null) {
            withdrawals.put("fee", Amounts.text(rules.fee())).put("minimum", Amounts.text(rules.minimum()));
            withdrawals.put("daily_limit", rules.dailyLimit() == 0 ? null : Amounts.text(rules.dailyLimit()));
        }
        return json;
    }

    /**
     * A withdrawal.
     *
     * @param view it is of.
     * @param withdrawal to write.
     * @return a new object; null if there is no withdrawal.
     */
    public static ObjectNode withdrawal(final ExchangeView view, final WithdrawalView withdrawal) {
        if (withdrawal == null) {
            return null;
        }
        return Json.object()
                .put("withdrawal_id", Long.toUnsignedString(withdrawal.withdrawalId()))
                .put("account", Long.toUnsignedString(withdrawal.account()))
                .put("asset", view.asset(withdrawal.assetId()).name())
                .put("amount", Amounts.text(withdrawal.amount()))
                .put("fee", Amounts.text(withdrawal.fee()))
                .put("address", withdrawal.address())
                .put("status", status(withdrawal.state()))
                .put("transaction_id", withdrawal.transactionId().isEmpty() ? null : withdrawal.transactionId())
                .put("reason", withdrawal.reason().isEmpty() ? null : withdrawal.reason())
                .put("requested_at", time(withdrawal.requestedTime()))
                .put("ended_at", time(withdrawal.endedTime()))
                .put("sequence", withdrawal.sequence());
    }

    /**
     * A withdrawal that was just asked for, as far as the command's outcome tells. Any thread.
     *
     * @param account that asked.
     * @param asset name of the asset.
     * @param amount that is to arrive, units of 10<sup>-8</sup>.
     * @param address on its chain.
     * @param result of the command.
     * @return a new object, without the fee.
     */
    public static ObjectNode pending(
            final long account,
            final String asset,
            final long amount,
            final String address,
            final CommandResult result) {
        return Json.object()
                .put("withdrawal_id", Long.toUnsignedString(result.orderId()))
                .put("account", Long.toUnsignedString(account))
                .put("asset", asset)
                .put("amount", Amounts.text(amount))
                .put("address", address)
                .put("status", status(WithdrawalState.HELD))
                .put("requested_at", time(result.time()))
                .put("sequence", result.lastSequence());
    }

    /**
     * A deposit that was credited.
     *
     * @param view it is of.
     * @param deposit to write.
     * @return a new object.
     */
    public static ObjectNode deposit(final ExchangeView view, final DepositView deposit) {
        return Json.object()
                .put("transaction_id", deposit.depositId())
                .put("asset", view.asset(deposit.assetId()).name())
                .put("amount", Amounts.text(deposit.amount()))
                .put("status", "credited")
                .put("credited_at", time(deposit.time()));
    }

    private static String status(final WithdrawalState state) {
        return switch (state) {
            case COMPLETED -> "completed";
            case FAILED -> "failed";
            default -> "pending";
        };
    }

    private static String time(final long time) {
        return time == 0 ? null : Times.text(time);
    }
}

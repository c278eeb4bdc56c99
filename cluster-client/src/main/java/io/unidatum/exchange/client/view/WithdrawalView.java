package io.unidatum.exchange.client.view;

import io.unidatum.exchange.sbe.common.WithdrawalState;

/**
 * A withdrawal as its last event left it. Amounts are units of 10<sup>-8</sup> of the asset.
 *
 * @param withdrawalId its id.
 * @param account that asked for it.
 * @param assetId of the asset.
 * @param amount that arrives at the address.
 * @param fee that the account pays on top.
 * @param address on the asset's chain.
 * @param state held, completed or failed.
 * @param transactionId on chain, 64 hex digits; empty unless it is completed.
 * @param reason why it failed; empty otherwise.
 * @param requestedTime cluster time, ns; 0 if it was asked for before the view began.
 * @param endedTime cluster time, ns; 0 while it is held.
 * @param sequence of its last event.
 */
public record WithdrawalView(
        long withdrawalId,
        long account,
        int assetId,
        long amount,
        long fee,
        String address,
        WithdrawalState state,
        String transactionId,
        String reason,
        long requestedTime,
        long endedTime,
        long sequence) {}

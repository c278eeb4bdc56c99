package io.unidatum.exchange.client.view;

/**
 * A deposit that was credited.
 *
 * @param account credited.
 * @param assetId of the asset.
 * @param amount units of 10<sup>-8</sup> of the asset.
 * @param depositId the chain's transaction, or the operator's id; 64 hex digits.
 * @param time cluster time, ns.
 * @param sequence of the event.
 */
public record DepositView(long account, int assetId, long amount, String depositId, long time, long sequence) {}

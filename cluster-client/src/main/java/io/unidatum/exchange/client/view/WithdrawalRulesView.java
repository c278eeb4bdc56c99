package io.unidatum.exchange.client.view;

/**
 * What holds for withdrawals of an asset.
 *
 * @param assetId of the asset.
 * @param fee charged for each, units of 10<sup>-8</sup> of the asset.
 * @param minimum smallest amount.
 * @param dailyLimit most that an account may ask for in a UTC day, fees apart; 0 for no limit.
 * @param enabled false if there are none at present.
 */
public record WithdrawalRulesView(int assetId, long fee, long minimum, long dailyLimit, boolean enabled) {}

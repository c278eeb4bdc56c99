package io.unidatum.exchange.gateway.orders;

/**
 * What a client wants to withdraw.
 *
 * @param asset name of the asset, upper case.
 * @param amount that is to arrive, above 0, units of 10<sup>-8</sup>.
 * @param maxFee most that the fee may be, units of 10<sup>-8</sup>.
 * @param address on the asset's chain.
 */
public record WithdrawalRequest(String asset, long amount, long maxFee, String address) {}

package io.unidatum.exchange.client.view;

/**
 * A fee tier.
 *
 * @param feeTier its number.
 * @param makerRate parts per million.
 * @param takerRate parts per million.
 */
public record FeeTierView(int feeTier, int makerRate, int takerRate) {}

package io.unidatum.exchange.client.view;

/**
 * Risk limits of an account, in one instrument or wherever it has none of its own; 0 is no limit.
 *
 * @param maxOrderQuantity 10<sup>-8</sup> base.
 * @param maxOrderNotional 10<sup>-8</sup> quote.
 * @param maxPosition 10<sup>-8</sup> base, either way.
 */
public record LimitsView(long maxOrderQuantity, long maxOrderNotional, long maxPosition) {
    /** No limits. */
    public static final LimitsView NONE = new LimitsView(0, 0, 0);
}

package io.unidatum.exchange.marketdata;

/**
 * A copy of one side's best levels, best first.
 *
 * @param prices of the levels.
 * @param quantities open in total.
 * @param orderCounts of the levels.
 */
record BookLevels(long[] prices, long[] quantities, int[] orderCounts) {
    static BookLevels copyOf(final BookSide side, final int maxLevels) {
        final int count = Math.min(side.size(), maxLevels);
        final BookLevels levels = new BookLevels(new long[count], new long[count], new int[count]);
        for (int depth = 0; depth < count; depth++) {
            levels.prices[depth] = side.price(depth);
            levels.quantities[depth] = side.quantity(depth);
            levels.orderCounts[depth] = side.orderCount(depth);
        }
        return levels;
    }
}

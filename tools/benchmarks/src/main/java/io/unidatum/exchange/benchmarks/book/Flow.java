package io.unidatum.exchange.benchmarks.book;

/**
 * Messages to a book, four words each: kind, side and user; order id; price; quantity. The first ones fill the book and
 * are not measured.
 *
 * @param name     of the flow.
 * @param words    four a message.
 * @param fill     number of messages that fill the book.
 * @param messages number of all messages.
 * @param trades   number of trades that the measured ones make.
 */
record Flow(String name, long[] words, int fill, int messages, long trades) {
    static final int STRIDE = 4;
    static final int NEW_GTC = 0;
    static final int NEW_IOC = 1;
    static final int CANCEL = 2;
    /** Its price is the quantity that is left, its quantity the one that is taken off. */
    static final int REDUCE = 3;
    /** Its quantity is what the order has left. */
    static final int MOVE = 4;

    private static final int KIND_MASK = 7;
    private static final int SELL_BIT = 8;
    private static final int USER_SHIFT = 4;

    static long head(final int kind, final boolean sell, final long user) {
        return kind | (sell ? SELL_BIT : 0) | user << USER_SHIFT;
    }

    static int kind(final long head) {
        return (int) head & KIND_MASK;
    }

    static boolean isSell(final long head) {
        return (head & SELL_BIT) != 0;
    }

    static long user(final long head) {
        return head >>> USER_SHIFT;
    }

    int measured() {
        return messages - fill;
    }
}

package io.unidatum.exchange.cli.replay;

/**
 * A row of a LOBSTER message file.
 *
 * @param row of the file, from 1.
 * @param type 1 new, 2 partial cancel, 3 delete, 4 execution, 5 hidden execution; others are possible.
 * @param orderId of the order concerned.
 * @param size in shares.
 * @param price with 8 decimals.
 * @param buy direction of the resting order.
 */
record LobsterMessage(long row, int type, long orderId, long size, long price, boolean buy) {
    static final int NEW = 1;
    static final int PARTIAL_CANCEL = 2;
    static final int DELETE = 3;
    static final int EXECUTION = 4;
}

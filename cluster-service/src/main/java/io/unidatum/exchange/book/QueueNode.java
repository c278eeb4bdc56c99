package io.unidatum.exchange.book;

/**
 * A place in a level's queue, which is a ring: the level itself stands between the last order and the first. So orders
 * are linked and unlinked without a branch, which a processor would have to guess while it waits for memory.
 */
abstract class QueueNode {
    QueueNode previous;
    QueueNode next;
}

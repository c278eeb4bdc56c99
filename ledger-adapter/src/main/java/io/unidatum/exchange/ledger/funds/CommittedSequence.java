package io.unidatum.exchange.ledger.funds;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** How far the ledger's tables reach, for reads that must see what was just answered. Thread safe. */
final class CommittedSequence {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition advanced = lock.newCondition();
    private volatile long sequence;

    void onCommitted(final long newSequence) {
        sequence = newSequence;
        lock.lock();
        try {
            advanced.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits. {@return false if the tables do not reach there in time} */
    boolean await(final long wanted, final long timeoutMs) throws InterruptedException {
        if (sequence >= wanted) {
            return true;
        }
        long leftNs = TimeUnit.MILLISECONDS.toNanos(timeoutMs);
        lock.lockInterruptibly();
        try {
            while (sequence < wanted && leftNs > 0) {
                leftNs = advanced.awaitNanos(leftNs);
            }
            return sequence >= wanted;
        } finally {
            lock.unlock();
        }
    }
}

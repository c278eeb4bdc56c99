package io.unidatum.exchange.ledger.settlement;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.IdleStrategy;

/**
 * Idles until something happens: an answer of the node, a commit of the ledger; or a moment has passed, for what is due
 * by time. So settlement is quick without being busy. {@link #signal()} may be called from any thread.
 */
final class Wakeup implements IdleStrategy {
    private static final long PARK_NS = TimeUnit.MILLISECONDS.toNanos(2);
    private static final long QUIET_PARK_NS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final int QUIET_AFTER = 50;

    private final AtomicBoolean signalled = new AtomicBoolean();
    private volatile Thread idler;
    private int idles;

    /** Something has happened. */
    void signal() {
        if (!signalled.getAndSet(true)) {
            LockSupport.unpark(idler);
        }
    }

    @Override
    public void idle(final int workCount) {
        if (workCount > 0) {
            reset();
        } else {
            idle();
        }
    }

    @Override
    public void idle() {
        idler = Thread.currentThread();
        if (signalled.getAndSet(false)) {
            reset();
            return;
        }
        idles = Math.min(idles + 1, QUIET_AFTER);
        LockSupport.parkNanos(idles < QUIET_AFTER ? PARK_NS : QUIET_PARK_NS);
    }

    @Override
    public void reset() {
        idles = 0;
    }

    @Override
    public String alias() {
        return "wakeup";
    }
}

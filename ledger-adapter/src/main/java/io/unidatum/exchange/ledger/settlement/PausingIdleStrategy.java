package io.unidatum.exchange.ledger.settlement;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.IdleStrategy;

/** Parks a few milliseconds when there is nothing to do: settlement waits for HTTP and windows, not for nanoseconds. */
final class PausingIdleStrategy implements IdleStrategy {
    private static final long BUSY_PARK_NS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long QUIET_PARK_NS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final int BUSY_IDLES = 50;

    private int idles;

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
        idles = Math.min(idles + 1, BUSY_IDLES);
        LockSupport.parkNanos(idles < BUSY_IDLES ? BUSY_PARK_NS : QUIET_PARK_NS);
    }

    @Override
    public void reset() {
        idles = 0;
    }

    @Override
    public String alias() {
        return "pausing";
    }
}

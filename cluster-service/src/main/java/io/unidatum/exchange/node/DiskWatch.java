package io.unidatum.exchange.node;

/**
 * Says when a node's disk is scarce: past the high-water mark of what the node may take, or of what the file store
 * still has for it. It is ample again only below a lower mark, so that it does not change to and fro. Single-threaded.
 */
final class DiskWatch {
    private static final int HIGH_WATER_PERCENT = 90;
    private static final int LOW_WATER_PERCENT = 80;
    private static final int PERCENT = 100;

    private final long limitBytes;
    private final long reserveBytes;
    private boolean isScarce;
    private long usedBytes;
    private long effectiveLimit;

    /**
     * Constructs the watch.
     *
     * @param limitBytes that the node's files may take; 0: whatever the file store has.
     * @param reserveBytes that must be free on the file store whatever the limit: with less the disk is scarce.
     */
    DiskWatch(final long limitBytes, final long reserveBytes) {
        this.limitBytes = limitBytes;
        this.reserveBytes = reserveBytes;
    }

    /**
     * Takes a measurement.
     *
     * @param used by the node's files, bytes.
     * @param usable on their file store, bytes.
     * @return whether the disk has become scarce, or ample again, with it.
     */
    boolean update(final long used, final long usable) {
        final boolean wasScarce = isScarce;
        final long all = used + usable;
        usedBytes = used;
        effectiveLimit = limitBytes == 0 ? all : Math.min(limitBytes, all);
        final int percent = wasScarce ? LOW_WATER_PERCENT : HIGH_WATER_PERCENT;
        final long reserve = wasScarce ? 2 * reserveBytes : reserveBytes;
        isScarce = (double) used * PERCENT >= (double) effectiveLimit * percent || usable < reserve;
        return isScarce != wasScarce;
    }

    /** Whether order entry should stop. {@return true if so} */
    boolean isScarce() {
        return isScarce;
    }

    /** What the node's files took when last measured. {@return bytes} */
    long usedBytes() {
        return usedBytes;
    }

    /** What they may take. {@return bytes} */
    long limitBytes() {
        return effectiveLimit;
    }

    /** What is left below the limit. {@return bytes, 0 or more} */
    long freeBytes() {
        return Math.max(0, effectiveLimit - usedBytes);
    }
}

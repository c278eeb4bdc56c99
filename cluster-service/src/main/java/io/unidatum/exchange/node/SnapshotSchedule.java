package io.unidatum.exchange.node;

/**
 * When the next snapshot is due: at a certain age of the last one, or when the log has grown by so much since. A log
 * that has not grown needs none. Immutable.
 *
 * @param intervalNs age; 0: never for its age.
 * @param logBytes growth; 0: never for that.
 */
record SnapshotSchedule(long intervalNs, long logBytes) {
    /**
     * Whether a snapshot is due.
     *
     * @param list what there is.
     * @param logPosition up to which the service has come.
     * @param nowNs time of day in the cluster's unit, ns since 1970.
     * @return true if so.
     */
    boolean isDue(final SnapshotList list, final long logPosition, final long nowNs) {
        final SnapshotList.Snapshot last = list.newest();
        final long lastPosition = last == null ? 0 : last.logPosition();
        final long lastTime = last == null ? list.firstTermTime() : last.time();
        if (lastTime == 0 || logPosition <= lastPosition) {
            return false;
        }
        return intervalNs > 0 && nowNs - lastTime >= intervalNs
                || logBytes > 0 && logPosition - lastPosition >= logBytes;
    }
}

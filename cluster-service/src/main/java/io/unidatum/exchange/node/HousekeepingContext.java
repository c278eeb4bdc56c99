package io.unidatum.exchange.node;

import io.unidatum.exchange.runtime.Ed25519Key;
import java.util.concurrent.TimeUnit;

/**
 * What a node is told about snapshots, trimming and its disk. Set what differs from the defaults and give it to
 * {@link ExchangeNodeContext#housekeeping(HousekeepingContext)}. Not thread safe.
 *
 * <p>Times are in nanoseconds, lengths in bytes.
 */
public final class HousekeepingContext {
    private long intervalNs = TimeUnit.SECONDS.toNanos(5);
    private long snapshotIntervalNs = TimeUnit.HOURS.toNanos(1);
    private long snapshotLogBytes = 512L * 1024 * 1024;
    private long diskLimitBytes;
    private Ed25519Key key;

    /** Constructs the defaults. */
    public HousekeepingContext() {}

    /**
     * Checks the settings.
     *
     * @throws IllegalArgumentException if one is out of range; the message says which.
     */
    public void conclude() {
        require(intervalNs > 0, "housekeeping intervalNs: must be above 0");
        require(snapshotIntervalNs >= 0, "snapshotIntervalNs: must not be negative");
        require(snapshotLogBytes >= 0, "snapshotLogBytes: must not be negative");
        require(diskLimitBytes >= 0, "diskLimitBytes: must not be negative");
    }

    /** How often the node looks at its disk, its snapshots and what can be trimmed. {@return ns} */
    public long intervalNs() {
        return intervalNs;
    }

    /** Sets how often the node looks; default 5 s. {@return this} */
    public HousekeepingContext intervalNs(final long intervalNs) {
        this.intervalNs = intervalNs;
        return this;
    }

    /** Age of the last snapshot at which the leader has another one taken. {@return ns; 0: never for its age} */
    public long snapshotIntervalNs() {
        return snapshotIntervalNs;
    }

    /** Sets the age at which the leader has another snapshot taken; default 1 h, 0 for never. {@return this} */
    public HousekeepingContext snapshotIntervalNs(final long snapshotIntervalNs) {
        this.snapshotIntervalNs = snapshotIntervalNs;
        return this;
    }

    /** Growth of the log at which the leader has another snapshot taken. {@return bytes; 0: never} */
    public long snapshotLogBytes() {
        return snapshotLogBytes;
    }

    /** Sets the growth of the log that makes the leader have a snapshot taken; default 512 MiB, 0: never. {@return
     * this} */
    public HousekeepingContext snapshotLogBytes(final long snapshotLogBytes) {
        this.snapshotLogBytes = snapshotLogBytes;
        return this;
    }

    /** What log, journal and snapshots of this node may take of the disk. {@return bytes; 0: all that there is} */
    public long diskLimitBytes() {
        return diskLimitBytes;
    }

    /** Sets what the node's files may take of the disk; default 0: whatever the file store has. {@return this} */
    public HousekeepingContext diskLimitBytes(final long diskLimitBytes) {
        this.diskLimitBytes = diskLimitBytes;
        return this;
    }

    /** The key of role node by which the node reports that its disk is scarce. {@return the key; null: none} */
    public Ed25519Key key() {
        return key;
    }

    /** Sets the key of role node; without one, which is the default, nothing is reported. {@return this} */
    public HousekeepingContext key(final Ed25519Key key) {
        this.key = key;
        return this;
    }

    private static void require(final boolean condition, final String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}

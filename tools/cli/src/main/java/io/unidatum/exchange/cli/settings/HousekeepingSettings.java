package io.unidatum.exchange.cli.settings;

import io.unidatum.exchange.node.HousekeepingContext;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Option;

/** How a node keeps its disk bounded. Read by picocli; not to be changed afterwards. */
public final class HousekeepingSettings {
    private static final long MIB = 1024 * 1024;

    @Option(
            names = "--snapshot-interval-s",
            paramLabel = "SECONDS",
            defaultValue = "3600",
            converter = SettingTypes.CountOrZero.class,
            description = "At which age of the last snapshot the leader has another one taken; 0 for never. Log, "
                    + "journal and older snapshots are trimmed to the last but one")
    private Integer snapshotIntervalSeconds;

    @Option(
            names = "--snapshot-log-mb",
            paramLabel = "MB",
            defaultValue = "512",
            converter = SettingTypes.CountOrZero.class,
            description = "After how much log since the last snapshot the leader has another one taken; 0 for never")
    private Integer snapshotLogMegabytes;

    @Option(
            names = "--node-disk-limit-mb",
            paramLabel = "MB",
            defaultValue = "0",
            converter = SettingTypes.CountOrZero.class,
            description = "What log, journal and snapshots of this node may take of its disk; 0 for all that there "
                    + "is. Past 90 %% of it the node reports its disk as scarce, below 80 %% as ample again")
    private Integer diskLimitMegabytes;

    /** Constructs the group, to be filled by picocli. */
    public HousekeepingSettings() {}

    /** The settings as a node takes them. {@return a new context without a key} */
    public HousekeepingContext context() {
        return new HousekeepingContext()
                .snapshotIntervalNs(TimeUnit.SECONDS.toNanos(snapshotIntervalSeconds))
                .snapshotLogBytes(snapshotLogMegabytes * MIB)
                .diskLimitBytes(diskLimitMegabytes * MIB);
    }
}

package io.unidatum.exchange.cli.settings;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** What one cluster node needs to know. Read by picocli; not to be changed afterwards. */
public final class NodeSettings {
    @Option(
            names = "--cluster-member-id",
            paramLabel = "NUMBER",
            defaultValue = "0",
            converter = SettingTypes.MemberId.class,
            description = "Which of CLUSTER_HOSTS this node is")
    private Integer memberId;

    @Option(
            names = "--cluster-dir",
            paramLabel = "PATH",
            converter = SettingTypes.FilePath.class,
            description = "The folder of this node's log, snapshots and journal; DATA_DIR/node-I when not set")
    private Path directory;

    @Option(
            names = "--file-sync-level",
            paramLabel = "LEVEL",
            defaultValue = "0",
            converter = SettingTypes.SyncLevel.class,
            description = "How the log and the journal reach the disk: 0 leaves it to the operating system, 1 "
                    + "syncs data, 2 syncs metadata too. With 0 the loss of power on a majority of nodes "
                    + "at once can lose acknowledged orders")
    private Integer fileSyncLevel;

    /** Constructs the group, to be filled by picocli. */
    public NodeSettings() {}

    /** Which member this node is. {@return its number} */
    public int memberId() {
        return memberId;
    }

    /**
     * The folder of this node's log, snapshots and journal.
     *
     * @param data to resolve the path with.
     * @return absolute path.
     */
    public Path directory(final DataSettings data) {
        return data.resolve(directory == null ? Path.of("DATA_DIR", "node-" + memberId) : directory);
    }

    /** How the log and the journal reach the disk. {@return Aeron's file sync level} */
    public int fileSyncLevel() {
        return fileSyncLevel;
    }
}

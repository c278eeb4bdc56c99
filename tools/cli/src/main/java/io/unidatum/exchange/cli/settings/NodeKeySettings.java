package io.unidatum.exchange.cli.settings;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The key by which the cluster's nodes report their disks. Read by picocli; not to be changed afterwards. */
public final class NodeKeySettings {
    @Option(
            names = "--node-key-file",
            paramLabel = "PATH",
            defaultValue = "DATA_DIR/secrets/node.key",
            converter = SettingTypes.FilePath.class,
            description = "The nodes' Ed25519 key, one for all of them, by which they report a full disk")
    private Path keyFile;

    /** Constructs the group, to be filled by picocli. */
    public NodeKeySettings() {}

    /**
     * The file that holds the nodes' key.
     *
     * @param data to resolve the path with.
     * @return absolute path.
     */
    public Path keyFile(final DataSettings data) {
        return data.resolve(keyFile);
    }
}

package io.unidatum.exchange.cli.settings;

import io.unidatum.exchange.protocol.MemberEndpoints;
import java.util.List;
import picocli.CommandLine.Option;

/** Where the cluster's members are. Read by picocli; not to be changed afterwards. */
public final class ClusterSettings {
    @Option(
            names = "--cluster-hosts",
            paramLabel = "HOSTS",
            defaultValue = "127.0.0.1,127.0.0.1,127.0.0.1",
            converter = SettingTypes.Hosts.class,
            description = "The members' hosts, member 0 first")
    private String hosts;

    @Option(
            names = "--cluster-base-port",
            paramLabel = "PORT",
            defaultValue = "9000",
            converter = SettingTypes.BasePort.class,
            description = "Member i uses the 10 ports from this one plus 10 times i: archive, ingress, "
                    + "consensus, log, catch-up, replication, status")
    private Integer basePort;

    /** Constructs the group, to be filled by picocli. */
    public ClusterSettings() {}

    /** The first port of member 0. {@return the port} */
    public int basePort() {
        return basePort;
    }

    /** The cluster's members. {@return one entry a member, in order} */
    public List<MemberEndpoints> members() {
        return MemberEndpoints.parse(hosts, basePort);
    }
}

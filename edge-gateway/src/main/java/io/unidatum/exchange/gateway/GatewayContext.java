package io.unidatum.exchange.gateway;

import io.unidatum.exchange.protocol.MemberEndpoints;
import io.unidatum.exchange.runtime.Ed25519Key;
import io.unidatum.exchange.runtime.IdleStrategies;
import java.util.List;

/**
 * Everything an {@link EdgeGateway} is told at its start. Fluent; {@link #conclude()} validates. Not thread safe, not
 * to be changed after the launch.
 */
public final class GatewayContext {
    private static final int MIN_MASTER_SECRET_LENGTH = 16;

    private String bindHost = "127.0.0.1";
    private int restPort = 8000;
    private int webSocketPort = 8765;
    private List<MemberEndpoints> members = List.of();
    private Ed25519Key key;
    private String egressHost = "127.0.0.1";
    private String aeronDirectoryName;
    private IdleStrategies idle = IdleStrategies.ADAPTIVE;
    private boolean testAccounts;
    private long firstTestAccount = 1001;
    private int testAccountCount = 100;
    private byte[] apiMasterSecret = new byte[0];
    private List<String> corsOrigins = List.of();
    private int restEventLoops = 1;
    private String version = "development";
    private final GatewayLimits limits = new GatewayLimits();
    private final Neighbours neighbours = new Neighbours();

    /**
     * Validates.
     *
     * @return this.
     * @throws IllegalArgumentException if a setting is missing or wrong; the message says which and what to set.
     */
    public GatewayContext conclude() {
        Setting.check(!bindHost.isBlank(), "bindHost: an address to bind is needed, such as 127.0.0.1");
        Setting.port("restPort", restPort, 0);
        Setting.port("webSocketPort", webSocketPort, 0);
        Setting.check(
                restPort == 0 || restPort != webSocketPort,
                "restPort and webSocketPort are both " + restPort + ": choose two different ports");
        Setting.check(!members.isEmpty(), "members: the cluster's members are needed");
        Setting.check(key != null, "key: the gateway's Ed25519 key is needed");
        Setting.check(
                apiMasterSecret.length == 0 || apiMasterSecret.length >= MIN_MASTER_SECRET_LENGTH,
                "apiMasterSecret: shorter than " + MIN_MASTER_SECRET_LENGTH + " bytes");
        Setting.check(firstTestAccount >= 1000, "firstTestAccount: " + firstTestAccount + " is below 1000");
        Setting.range("testAccountCount", testAccountCount, 1, 1_000_000);
        Setting.range("restEventLoops", restEventLoops, 1, 64);
        limits.conclude();
        neighbours.conclude();
        return this;
    }

    /** What is bounded, and by how much. {@return the limits, to be set in place} */
    public GatewayLimits limits() {
        return limits;
    }

    /** The other processes the gateway reads from or watches. {@return the neighbours, to be set in place} */
    public Neighbours neighbours() {
        return neighbours;
    }

    /** Address that REST and WebSocket bind. {@return the setting} */
    public String bindHost() {
        return bindHost;
    }

    /** Sets bindHost. {@return this} */
    public GatewayContext bindHost(final String value) {
        bindHost = value;
        return this;
    }

    /** Port of REST; 0 for any free one. {@return the setting} */
    public int restPort() {
        return restPort;
    }

    /** Sets restPort. {@return this} */
    public GatewayContext restPort(final int value) {
        restPort = value;
        return this;
    }

    /** Port of WebSocket; 0 for any free one. {@return the setting} */
    public int webSocketPort() {
        return webSocketPort;
    }

    /** Sets webSocketPort. {@return this} */
    public GatewayContext webSocketPort(final int value) {
        webSocketPort = value;
        return this;
    }

    /** The cluster's members. {@return the setting} */
    public List<MemberEndpoints> members() {
        return members;
    }

    /** Sets members. {@return this} */
    public GatewayContext members(final List<MemberEndpoints> value) {
        members = value;
        return this;
    }

    /** The key this gateway authenticates to the cluster with; role gateway. {@return the setting} */
    public Ed25519Key key() {
        return key;
    }

    /** Sets key. {@return this} */
    public GatewayContext key(final Ed25519Key value) {
        key = value;
        return this;
    }

    /** This machine's address as the cluster's members reach it. {@return the setting} */
    public String egressHost() {
        return egressHost;
    }

    /** Sets egressHost. {@return this} */
    public GatewayContext egressHost(final String value) {
        egressHost = value;
        return this;
    }

    /** Folder of the embedded media driver; null: a temporary one of its own. {@return the setting} */
    public String aeronDirectoryName() {
        return aeronDirectoryName;
    }

    /** Sets aeronDirectoryName. {@return this} */
    public GatewayContext aeronDirectoryName(final String value) {
        aeronDirectoryName = value;
        return this;
    }

    /** How the duty cycles idle. {@return the setting} */
    public IdleStrategies idle() {
        return idle;
    }

    /** Sets idle. {@return this} */
    public GatewayContext idle(final IdleStrategies value) {
        idle = value;
        return this;
    }

    /** Development mode: requests without credentials act for a test account. {@return the setting} */
    public boolean testAccounts() {
        return testAccounts;
    }

    /** Sets testAccounts. {@return this} */
    public GatewayContext testAccounts(final boolean value) {
        testAccounts = value;
        return this;
    }

    /** First test account, the default one in development mode. {@return the setting} */
    public long firstTestAccount() {
        return firstTestAccount;
    }

    /** Sets firstTestAccount. {@return this} */
    public GatewayContext firstTestAccount(final long value) {
        firstTestAccount = value;
        return this;
    }

    /** How many test accounts there are, from the first on. {@return the setting} */
    public int testAccountCount() {
        return testAccountCount;
    }

    /** Sets testAccountCount. {@return this} */
    public GatewayContext testAccountCount(final int value) {
        testAccountCount = value;
        return this;
    }

    /** Master secret that API keys' secrets derive from; empty: API keys cannot be used. {@return the setting} */
    public byte[] apiMasterSecret() {
        return apiMasterSecret;
    }

    /** Sets apiMasterSecret. {@return this} */
    public GatewayContext apiMasterSecret(final byte[] value) {
        apiMasterSecret = value;
        return this;
    }

    /** Origins whose pages may call REST and WebSocket from a browser; none by default. {@return the setting} */
    public List<String> corsOrigins() {
        return corsOrigins;
    }

    /** Sets corsOrigins. {@return this} */
    public GatewayContext corsOrigins(final List<String> value) {
        corsOrigins = value;
        return this;
    }

    /** Event loops that serve REST. {@return the setting} */
    public int restEventLoops() {
        return restEventLoops;
    }

    /** Sets restEventLoops. {@return this} */
    public GatewayContext restEventLoops(final int value) {
        restEventLoops = value;
        return this;
    }

    /** Version that /health names. {@return the setting} */
    public String version() {
        return version;
    }

    /** Sets version. {@return this} */
    public GatewayContext version(final String value) {
        version = value;
        return this;
    }
}

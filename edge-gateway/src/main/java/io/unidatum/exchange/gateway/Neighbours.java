package io.unidatum.exchange.gateway;

import io.unidatum.exchange.protocol.FeedLayout;
import java.time.Duration;

/**
 * The other processes a gateway reads from or watches, the cluster apart. Fluent; validated with its
 * {@link GatewayContext}. Not thread safe.
 */
public final class Neighbours {
    private String feedHost = "127.0.0.1";
    private int feedPort = FeedLayout.DEFAULT_PORT;
    private String feedLocalHost = "127.0.0.1";
    private String postgresUrl = "";
    private String postgresUser = "";
    private String postgresPassword = "";
    private String redisHost = "";
    private int redisPort = 6379;
    private String redisPassword = "";
    private String marketDataStatusUrl = "";
    private String ledgerStatusUrl = "";
    private String decoinNodeUrl = "";
    private Duration healthInterval = Duration.ofSeconds(1);

    Neighbours() {}

    void conclude() {
        Setting.port("feedPort", feedPort, 1);
        Setting.port("redisPort", redisPort, 1);
        Setting.url("marketDataStatusUrl", marketDataStatusUrl);
        Setting.url("ledgerStatusUrl", ledgerStatusUrl);
        Setting.url("decoinNodeUrl", decoinNodeUrl);
        Setting.check(
                postgresUrl.isEmpty() || postgresUrl.startsWith("jdbc:postgresql:"),
                "postgresUrl: '" + postgresUrl + "' does not begin with jdbc:postgresql:");
        Setting.check(healthInterval.compareTo(Duration.ofMillis(50)) >= 0, "healthInterval: shorter than 50 ms");
    }

    /** Host of the md-publisher's feed. {@return the setting} */
    public String feedHost() {
        return feedHost;
    }

    /** Sets feedHost. {@return this} */
    public Neighbours feedHost(final String value) {
        feedHost = value;
        return this;
    }

    /** Port of the md-publisher's feed. {@return the setting} */
    public int feedPort() {
        return feedPort;
    }

    /** Sets feedPort. {@return this} */
    public Neighbours feedPort(final int value) {
        feedPort = value;
        return this;
    }

    /** This machine's address as the md-publisher reaches it. {@return the setting} */
    public String feedLocalHost() {
        return feedLocalHost;
    }

    /** Sets feedLocalHost. {@return this} */
    public Neighbours feedLocalHost(final String value) {
        feedLocalHost = value;
        return this;
    }

    /** JDBC URL of PostgreSQL, the history of old orders; empty: no history. {@return the setting} */
    public String postgresUrl() {
        return postgresUrl;
    }

    /** Sets postgresUrl. {@return this} */
    public Neighbours postgresUrl(final String value) {
        postgresUrl = value;
        return this;
    }

    /** User of PostgreSQL. {@return the setting} */
    public String postgresUser() {
        return postgresUser;
    }

    /** Sets postgresUser. {@return this} */
    public Neighbours postgresUser(final String value) {
        postgresUser = value;
        return this;
    }

    /** Password of PostgreSQL. {@return the setting} */
    public String postgresPassword() {
        return postgresPassword;
    }

    /** Sets postgresPassword. {@return this} */
    public Neighbours postgresPassword(final String value) {
        postgresPassword = value;
        return this;
    }

    /** Host of Redis, watched for /health; empty: not watched. {@return the setting} */
    public String redisHost() {
        return redisHost;
    }

    /** Sets redisHost. {@return this} */
    public Neighbours redisHost(final String value) {
        redisHost = value;
        return this;
    }

    /** Port of Redis. {@return the setting} */
    public int redisPort() {
        return redisPort;
    }

    /** Sets redisPort. {@return this} */
    public Neighbours redisPort(final int value) {
        redisPort = value;
        return this;
    }

    /** Password of Redis; empty: none. {@return the setting} */
    public String redisPassword() {
        return redisPassword;
    }

    /** Sets redisPassword. {@return this} */
    public Neighbours redisPassword(final String value) {
        redisPassword = value;
        return this;
    }

    /** Status URL of the md-publisher, http://host:9051/health; empty: not watched. {@return the setting} */
    public String marketDataStatusUrl() {
        return marketDataStatusUrl;
    }

    /** Sets marketDataStatusUrl. {@return this} */
    public Neighbours marketDataStatusUrl(final String value) {
        marketDataStatusUrl = value;
        return this;
    }

    /** Status URL of the ledger-adapter, http://host:9061/health; empty: not watched. {@return the setting} */
    public String ledgerStatusUrl() {
        return ledgerStatusUrl;
    }

    /** Sets ledgerStatusUrl. {@return this} */
    public Neighbours ledgerStatusUrl(final String value) {
        ledgerStatusUrl = value;
        return this;
    }

    /** Base URL of the DeCoin node; empty: settlement is off. {@return the setting} */
    public String decoinNodeUrl() {
        return decoinNodeUrl;
    }

    /** Sets decoinNodeUrl. {@return this} */
    public Neighbours decoinNodeUrl(final String value) {
        decoinNodeUrl = value;
        return this;
    }

    /** Interval at which the others are asked how they are. {@return the setting} */
    public Duration healthInterval() {
        return healthInterval;
    }

    /** Sets healthInterval. {@return this} */
    public Neighbours healthInterval(final Duration value) {
        healthInterval = value;
        return this;
    }
}

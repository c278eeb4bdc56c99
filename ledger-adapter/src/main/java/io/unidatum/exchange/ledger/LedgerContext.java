package io.unidatum.exchange.ledger;

import io.unidatum.exchange.protocol.MemberEndpoints;
import io.unidatum.exchange.runtime.Ed25519Key;
import io.unidatum.exchange.runtime.IdleStrategies;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * What a {@link LedgerAdapter} needs to know. Fluent, not thread safe, used for one launch.
 */
public final class LedgerContext {
    private static final int MIN_POOL_SIZE = 2;
    private static final int DEFAULT_POOL_SIZE = 4;
    private static final int DEFAULT_STATUS_PORT = 9061;
    private static final int DEFAULT_MAX_BATCH_ROWS = 20_000;

    private List<MemberEndpoints> members = List.of();
    private String aeronDirectoryName;
    private String host = "127.0.0.1";
    private IdleStrategies idle = IdleStrategies.ADAPTIVE;
    private String statusHost = "127.0.0.1";
    private int statusPort = DEFAULT_STATUS_PORT;
    private String postgresHost = "127.0.0.1";
    private int postgresPort = 5432;
    private String postgresDatabase = "exchange";
    private String postgresUser = "exchange";
    private String postgresPassword = "";
    private int poolSize = DEFAULT_POOL_SIZE;
    private int maxBatchRows = DEFAULT_MAX_BATCH_ROWS;
    private Ed25519Key adapterKey;
    private Consumer<LedgerFault> faultHandler = fault -> {};
    private final List<LedgerCompanion> companions = new ArrayList<>();

    /**
     * Checks the settings and fills in what was not given.
     *
     * @return this.
     * @throws IllegalArgumentException if a setting is missing or wrong; the message says which.
     */
    public LedgerContext conclude() {
        if (members.isEmpty()) {
            throw new IllegalArgumentException("no cluster members are given to the ledger adapter");
        }
        if (poolSize < MIN_POOL_SIZE) {
            throw new IllegalArgumentException("at least " + MIN_POOL_SIZE + " PostgreSQL connections are needed");
        }
        if (maxBatchRows < 1) {
            throw new IllegalArgumentException("a batch holds at least one row: " + maxBatchRows);
        }
        requireText(postgresHost, "PostgreSQL host");
        requireText(postgresDatabase, "PostgreSQL database");
        requireText(postgresUser, "PostgreSQL user");
        Objects.requireNonNull(idle, "idle strategy");
        Objects.requireNonNull(faultHandler, "fault handler");
        return this;
    }

    private static void requireText(final String value, final String name) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("the " + name + " is not given");
        }
    }

    /**
     * The cluster's members, whose journals are read.
     *
     * @param members in order.
     * @return this.
     */
    public LedgerContext members(final List<MemberEndpoints> members) {
        this.members = List.copyOf(members);
        return this;
    }

    /** {@return the cluster's members} */
    public List<MemberEndpoints> members() {
        return members;
    }

    /**
     * The key by which the cluster knows the adapter; its role is adapter. Without it, as at first, the adapter sends
     * no commands: the journal is not acknowledged, deposits are not credited, withdrawals do not end.
     *
     * @param key of the adapter; null for none.
     * @return this.
     */
    public LedgerContext adapterKey(final Ed25519Key key) {
        this.adapterKey = key;
        return this;
    }

    /** {@return the key by which the cluster knows the adapter, null for none} */
    public Ed25519Key adapterKey() {
        return adapterKey;
    }

    /**
     * Directory for the adapter's own media driver.
     *
     * @param directory null: a fresh one.
     * @return this.
     */
    public LedgerContext aeronDirectoryName(final String directory) {
        this.aeronDirectoryName = directory;
        return this;
    }

    /** {@return directory for the adapter's own media driver, null for a fresh one} */
    public String aeronDirectoryName() {
        return aeronDirectoryName;
    }

    /**
     * Address of this machine that cluster members can reach.
     *
     * @param host or address.
     * @return this.
     */
    public LedgerContext host(final String host) {
        this.host = host;
        return this;
    }

    /** {@return address of this machine that cluster members can reach} */
    public String host() {
        return host;
    }

    /**
     * How the follower's and the media driver's duty cycles idle; adaptive by default.
     *
     * @param strategy to use.
     * @return this.
     */
    public LedgerContext idle(final IdleStrategies strategy) {
        this.idle = strategy;
        return this;
    }

    /** {@return how duty cycles idle} */
    public IdleStrategies idle() {
        return idle;
    }

    /**
     * Where {@code /health} is bound.
     *
     * @param host to bind.
     * @return this.
     */
    public LedgerContext statusHost(final String host) {
        this.statusHost = host;
        return this;
    }

    /** {@return where /health is bound} */
    public String statusHost() {
        return statusHost;
    }

    /**
     * Port of {@code /health}.
     *
     * @param port 0 for any free one.
     * @return this.
     */
    public LedgerContext statusPort(final int port) {
        this.statusPort = port;
        return this;
    }

    /** {@return port of /health} */
    public int statusPort() {
        return statusPort;
    }

    /**
     * PostgreSQL's host; or several with commas between, a primary and its standbys: the one that is the primary is
     * written to.
     *
     * @param host name or address, {@code :port} behind it if it is not {@link #postgresPort}.
     * @return this.
     */
    public LedgerContext postgresHost(final String host) {
        this.postgresHost = host;
        return this;
    }

    /** {@return PostgreSQL's host} */
    public String postgresHost() {
        return postgresHost;
    }

    /**
     * PostgreSQL's port.
     *
     * @param port of the server.
     * @return this.
     */
    public LedgerContext postgresPort(final int port) {
        this.postgresPort = port;
        return this;
    }

    /** {@return PostgreSQL's port} */
    public int postgresPort() {
        return postgresPort;
    }

    /**
     * The database.
     *
     * @param database that exists; its tables are made by the adapter.
     * @return this.
     */
    public LedgerContext postgresDatabase(final String database) {
        this.postgresDatabase = database;
        return this;
    }

    /** {@return the database} */
    public String postgresDatabase() {
        return postgresDatabase;
    }

    /**
     * The database user.
     *
     * @param user who may create tables in the database.
     * @return this.
     */
    public LedgerContext postgresUser(final String user) {
        this.postgresUser = user;
        return this;
    }

    /** {@return the database user} */
    public String postgresUser() {
        return postgresUser;
    }

    /**
     * The user's password.
     *
     * @param password never logged.
     * @return this.
     */
    public LedgerContext postgresPassword(final String password) {
        this.postgresPassword = password;
        return this;
    }

    /** {@return the user's password} */
    String postgresPassword() {
        return postgresPassword;
    }

    /**
     * Largest number of connections, companions' included.
     *
     * @param size at least 2.
     * @return this.
     */
    public LedgerContext poolSize(final int size) {
        this.poolSize = size;
        return this;
    }

    /** {@return largest number of connections} */
    public int poolSize() {
        return poolSize;
    }

    /**
     * Rows at which a batch takes no further command. One command's rows always stay together.
     *
     * @param rows at least 1.
     * @return this.
     */
    public LedgerContext maxBatchRows(final int rows) {
        this.maxBatchRows = rows;
        return this;
    }

    /** {@return rows at which a batch takes no further command} */
    public int maxBatchRows() {
        return maxBatchRows;
    }

    /**
     * Adds something that works on the ledger's tables.
     *
     * @param companion not started yet.
     * @return this.
     */
    public LedgerContext companion(final LedgerCompanion companion) {
        companions.add(companion);
        return this;
    }

    /** {@return what works on the ledger's tables} */
    public List<LedgerCompanion> companions() {
        return List.copyOf(companions);
    }

    /**
     * Told once, from one of the adapter's threads, what has stopped it for good; it is in the log and in {@code
     * /health} too. A process should end with an error then.
     *
     * @param handler to call; must not close the adapter itself.
     * @return this.
     */
    public LedgerContext faultHandler(final Consumer<LedgerFault> handler) {
        this.faultHandler = handler;
        return this;
    }

    /** {@return told what has stopped the adapter} */
    public Consumer<LedgerFault> faultHandler() {
        return faultHandler;
    }
}
